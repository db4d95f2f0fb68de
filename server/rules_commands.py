"""Commands of the rules: judge sites again, and try a changed rule set on the past."""

from __future__ import annotations

import argparse
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from server.settings import Settings
from traceability import db
from traceability.errors import Invalid
from traceability.rules.law import Overrides
from traceability.rules.rule import Severity

SITES = (
    "SELECT record FROM party WHERE kind = 'site' AND trade IN ('campus', 'central_kitchen') AND until_seq IS NULL"
    " ORDER BY record"
)


def add_rules_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `rules judge` and `rules dry-run`."""
    rules = commands.add_parser("rules", help="judge days again, or try changed rules on them")
    actions = rules.add_subparsers(required=True, metavar="ACTION")
    judge = actions.add_parser("judge", help="judge days of sites by all rules and keep the findings")
    judge.set_defaults(run=_judge)
    dry = actions.add_parser("dry-run", help="what changed rules would have found, beside what is found; keeps nothing")
    dry.add_argument("changes", type=Path, help="a TOML file: [thresholds] code = value; [rules.ID] severity = …, …")
    dry.set_defaults(run=_dry_run)
    for parser in (judge, dry):
        parser.add_argument("--first", type=date.fromisoformat, required=True)
        parser.add_argument("--last", type=date.fromisoformat, required=True)
        parser.add_argument("--site", type=UUID, action="append", help="a site, again for more; all unless given")


async def _sites(options: argparse.Namespace) -> list[UUID]:
    return options.site or [row["record"] for row in await db.fetch(SITES)]


def _judge(settings: Settings, options: argparse.Namespace) -> int:
    from server.cli import connected, say
    from traceability.rules.judge_site import judge_site

    async def work() -> int:
        for site in await _sites(options):
            found = await judge_site(site, options.first, options.last, db.utc_now(), packs=settings.rule_packs)
            say(f"{site}  {len(found.executions)} rules, {len(found.findings)} findings")
        return 0

    return connected(settings, work)


def _dry_run(settings: Settings, options: argparse.Namespace) -> int:
    from server.cli import connected, say
    from traceability.rules.dry_run import checked, dry_run
    from traceability.rules.texts import text_of

    try:
        changed = checked(overrides_of(tomllib.loads(options.changes.read_text("utf-8"))))
    except Invalid as error:
        return _refused(error)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{options.changes}: {error}\n")
        return 1

    async def work() -> int:
        run = await dry_run(await _sites(options), options.first, options.last, changed, settings.rule_packs)
        say("rule   violated now, then   not evidenced now, then")
        for rule, compared in run.rules.items():
            stands, would_be = compared.stands, compared.would_be
            say(
                f"{rule:5} {stands['violated']:12} {would_be['violated']:6}"
                f" {stands['not_evidenced']:18} {would_be['not_evidenced']:6}"
            )
        for sign, findings in (("+", run.gained), ("-", run.lost), ("~", run.graded)):
            for one in findings:
                sentence = text_of(one.rule, one.why, one.values, "en")
                say(f"{sign} {one.subject.day} {one.site} {one.rule} {one.severity.value}: {sentence}")
        return 0

    try:
        return connected(settings, work)
    except Invalid as error:
        return _refused(error)


def _refused(error: Invalid) -> int:
    sys.stderr.write("".join(f"{fault.pointer}: {fault.code}\n" for fault in error.faults))
    return 1


def overrides_of(file: dict[str, Any]) -> Overrides:
    """The changes a TOML file asks for. ValueError: something in it is of no known kind."""
    if unknown := set(file) - {"thresholds", "rules"}:
        raise ValueError(f"nothing is called {', '.join(sorted(unknown))}")
    severities: dict[str, Severity] = {}
    days: dict[str, dict[str, date]] = {"effective_from": {}, "effective_to": {}}
    for rule, changes in file.get("rules", {}).items():
        for name, value in changes.items():
            if name == "severity":
                severities[rule] = Severity(value)
            elif name in days and isinstance(value, date):
                days[name][rule] = value
            else:
                raise ValueError(f"{rule} has no {name} = {value!r}")
    thresholds = {code: str(value) for code, value in file.get("thresholds", {}).items()}
    return Overrides(thresholds, severities, days["effective_from"], dict(days["effective_to"]))
