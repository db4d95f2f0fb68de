"""The commands of the ledger: make a checkpoint, print the key that signs them, check everything."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from server.settings import Settings


def add_ledger_commands(commands: Any) -> None:
    verify = commands.add_parser(
        "verify-ledger",
        help="recompute every leaf, every log's numbering, every typed row and every checkpoint",
    )
    verify.add_argument(
        "--keys", type=Path, help="a list of keys whose checkpoints are trusted beside this server's own"
    )
    verify.set_defaults(run=_verify)
    checkpoint = commands.add_parser("checkpoint", help="sign the state of all logs as it is now, and print it")
    checkpoint.set_defaults(run=_checkpoint)
    key = commands.add_parser("key", help="print the public key of checkpoints, as a list of trusted keys has it")
    key.set_defaults(run=_key)


def _verify(settings: Settings, options: argparse.Namespace) -> int:
    from server.cli import connected, say
    from traceability.ledger.signing import load_key, trusted_keys
    from traceability.ledger.verify import verify_ledger

    try:
        trusted = trusted_keys(options.keys.read_text("utf-8")) if options.keys else {}
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{options.keys}: {error}\n")
        return 1
    if settings.checkpoint_key.exists():
        own = load_key(settings.checkpoint_key)
        trusted[own.id] = own.public

    async def work() -> int:
        checked, faults = await verify_ledger(trusted)
        say(f"{checked} leaves checked, {len(faults)} faults")
        for fault in faults:
            say(f"  {fault}")
        return 1 if faults else 0

    return connected(settings, work)


def _checkpoint(settings: Settings, options: argparse.Namespace) -> int:
    from server.cli import connected, say
    from server.jobs.checkpoints import checkpoint_now
    from traceability.errors import LedgerDamaged

    async def work() -> int:
        try:
            made = await checkpoint_now(settings)
        except LedgerDamaged as error:
            sys.stderr.write(f"no checkpoint was made: {error}\n")
            return 1
        say(json.dumps(made.signed(), ensure_ascii=False, indent=1))
        return 0

    return connected(settings, work)


def _key(settings: Settings, options: argparse.Namespace) -> int:
    from server.cli import say
    from traceability.ledger.signing import load_key

    key = load_key(settings.checkpoint_key)
    say(f"{key.line(settings.public_url)}  # {key.id}")
    return 0
