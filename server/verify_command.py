"""The command that verifies a report: offline, and on any machine that has the file and whom to trust."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from server.settings import Settings

if TYPE_CHECKING:
    from reports.verify.steps import Trust, Verification

PASSED, FAILED, UNREADABLE = 0, 1, 2
"""Exit codes: every check passed; one failed or could not be made; this is no PDF that can be verified."""
MARKS = {"passed": "✓", "failed": "✗", "not_checked": "–"}
ABOUT = ("site_name", "period", "report")


def add_verify_command(commands: Any) -> None:
    verify = commands.add_parser(
        "verify",
        help="verify a sealed report, offline; 0: everything passed, 1: not everything, 2: it cannot be read",
    )
    verify.add_argument("file", type=Path, metavar="FILE.pdf")
    verify.add_argument(
        "--key", action="append", default=[],
        help="a public key of the ledger as `mealtrace key` prints it, or a file of such lines; else this server's own",
    )  # fmt: skip
    verify.add_argument(
        "--authority", action="append", type=Path, default=[],
        help="a PEM or DER certificate that may vouch for the signer; else this server's own and those of its settings",
    )  # fmt: skip
    verify.add_argument("--language", choices=("zh", "en"), default=_language())
    verify.set_defaults(run=_verify, offline=True)


def _language() -> str:
    """English where the terminal speaks it; Chinese otherwise."""
    spoken = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "en" if spoken.lower().startswith("en") else "zh"


def _verify(settings: Settings, options: argparse.Namespace) -> int:
    from reports.verify.report import verify_pdf

    try:
        trust = _trust(settings, options)
        pdf = options.file.read_bytes()
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return UNREADABLE
    told = verify_pdf(pdf, trust)
    sys.stdout.write("\n".join(lines_of(told, options.file.name, options.language)) + "\n")
    if not told.readable:
        return UNREADABLE
    return PASSED if told.passed else FAILED


def lines_of(told: Verification, name: str, language: str) -> list[str]:
    """What a terminal shows."""
    from reports.verify.texts import CATALOGUES, plain, sentence, state, title, verdict

    words = CATALOGUES[language]
    lines = [f"{words['about.file']}: {plain(name)}"]
    lines += [f"{words[f'about.{key}']}: {plain(str(told.about[key]))}" for key in ABOUT if told.about.get(key)]
    for step in told.steps if told.readable else told.steps[:1]:
        lines.append(f"{MARKS[step.state]} {title(step, language)} — {state(step.state, language)}")
        lines += [f"    {sentence(note, language)}" for note in step.notes]
    return [*lines, "", verdict(told, language)]


def _trust(settings: Settings, options: argparse.Namespace) -> Trust:
    """What the command line names, else what this server trusts. ValueError or OSError: it cannot be read."""
    from reports.verify.steps import Trust
    from server.sealing import certificates_of, trust_of
    from traceability.ledger.signing import trusted_keys

    own = trust_of(settings)
    roots = tuple(der for file in options.authority for der in certificates_of(file.read_bytes()))
    keys: dict[str, bytes] = {}
    for given in options.key:
        keys |= trusted_keys(Path(given).read_text("utf-8") if Path(given).is_file() else _as_line(given))
    return Trust(roots or own.roots, keys or own.keys)


def _as_line(key: str) -> str:
    """A key alone, without the word before it, is one too."""
    return key if " " in key.strip() else f"Ed25519 {key}"
