"""The `mealtrace` command."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from getpass import getpass
from pathlib import Path
from uuid import UUID

from server.ledger_commands import add_ledger_commands
from server.rules_commands import add_rules_commands
from server.settings import Settings, load
from server.verify_command import add_verify_command
from traceability.scope import Role

PASSWORD_LEAST = 8
PACKAGES = ("traceability", "reports", "server")


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and run what it asks for; the exit code is the process's."""
    options = _parser().parse_args(arguments)
    settings = load()
    if not getattr(options, "offline", False):
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    command: Callable[[Settings, argparse.Namespace], int] = options.run
    return command(settings, options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="mealtrace", description="School meals, traced from source to plate.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", help="serve the web app and the API")
    serve.add_argument("--host")
    serve.add_argument("--port", type=int)
    serve.set_defaults(run=_serve)

    work = commands.add_parser("work", help="make reports and send them, without serving anything")
    work.add_argument("--makers", type=int, help="reports made at once")
    work.set_defaults(run=_work)

    commands.add_parser("migrate", help="bring the database's tables up to date").set_defaults(run=_migrate)

    demo = commands.add_parser("demo", help="load the demonstration district into an empty database")
    demo.add_argument("--size", choices=("small", "city"), default="small")
    demo.add_argument("--seed", type=int, default=1)
    demo.set_defaults(run=_demo)

    token = commands.add_parser("token", help="issue a bearer token for a program")
    token.add_argument("username")
    token.set_defaults(run=_token)

    account = commands.add_parser("account", help="add an account, or change it; the password is read from the input")
    account.add_argument("username")
    account.add_argument("--role", required=True, choices=[role.value for role in Role])
    account.add_argument("--party", type=UUID, help="the site or organisation it belongs to")
    account.add_argument("--region", help="the region an authority oversees, e.g. 110108")
    account.add_argument("--name", help="shown beside what it does; its user name unless given")
    account.set_defaults(run=_account)

    openapi = commands.add_parser("openapi", help="print the OpenAPI document")
    openapi.set_defaults(run=_openapi)

    add_ledger_commands(commands)
    add_rules_commands(commands)
    add_verify_command(commands)
    _add_backup(commands)
    return parser


def _add_backup(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    backup = commands.add_parser("backup", help="write database and documents into one archive")
    backup.add_argument("archive", type=Path)
    backup.set_defaults(run=_backup)
    restore = commands.add_parser("restore", help="restore an archive into an empty database and data folder")
    restore.add_argument("archive", type=Path)
    restore.set_defaults(run=_restore)


def connected(settings: Settings, work: Callable[[], Awaitable[int]], durable: bool = True) -> int:
    """Run a coroutine with the database connected, and close it."""

    from traceability import db  # not above: rendering processes load this module, and need no database

    async def run() -> int:
        db.connect(settings.database_url, settings.pool_size, durable)
        try:
            return await work()
        finally:
            await db.engine().close()

    return asyncio.run(run())


def say(text: str) -> None:
    """A line for the person at the terminal."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _serve(settings: Settings, options: argparse.Namespace) -> int:
    from server.serve import serve

    return serve(settings, options.host or settings.host, options.port or settings.port)


def _work(settings: Settings, options: argparse.Namespace) -> int:
    from server.jobs.work import work

    makers = settings.report_workers if options.makers is None else options.makers
    return connected(settings, lambda: work(replace(settings, report_workers=makers)))


def _migrate(settings: Settings, options: argparse.Namespace) -> int:
    import server.app  # noqa: F401  # registers every table
    from traceability.migrations import migrate
    from traceability.partners.public_code import give_codes

    async def work() -> int:
        applied = await migrate(PACKAGES)
        await give_codes()
        say("\n".join(f"applied {name}" for name in applied) or "the database is up to date")
        return 0

    return connected(settings, work)


def _demo(settings: Settings, options: argparse.Namespace) -> int:
    from server.demo.build import build
    from server.jobs.judging import judge_night, judge_recorded
    from traceability import db

    async def work() -> int:
        code = await build(settings, options.size, options.seed, say)
        if code == 0 and options.size == "small":  # a city is left to its server
            await judge_recorded(db.utc_now(), settings.rule_packs, rest=0)
            await judge_night(db.utc_now(), settings.rule_packs, rest=0)
        return code

    return connected(settings, work, durable=False)


def _token(settings: Settings, options: argparse.Namespace) -> int:
    from server.auth.accounts import issue_token

    async def work() -> int:
        try:
            say(await issue_token(options.username))
        except LookupError:
            sys.stderr.write(f"there is no account named {options.username}\n")
            return 1
        return 0

    return connected(settings, work)


def _account(settings: Settings, options: argparse.Namespace) -> int:
    from server.auth.accounts import create_account

    password = getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if len(password) < PASSWORD_LEAST:
        sys.stderr.write(f"a password has at least {PASSWORD_LEAST} characters\n")
        return 1
    name, role = options.name or options.username, Role(options.role)

    async def work() -> int:
        await create_account(options.username, password, name, role, party=options.party, region=options.region)
        say(f"{options.username} may sign in as {role.value}")
        return 0

    return connected(settings, work)


def _openapi(settings: Settings, options: argparse.Namespace) -> int:
    from server.app import create_app
    from server.openapi import document

    say(json.dumps(document(create_app(settings)), ensure_ascii=False, indent=1))
    return 0


def _backup(settings: Settings, options: argparse.Namespace) -> int:
    from server.backup import backup

    return backup(settings, options.archive, say)


def _restore(settings: Settings, options: argparse.Namespace) -> int:
    from server.backup import restore

    return restore(settings, options.archive, say)


if __name__ == "__main__":
    sys.exit(main())
