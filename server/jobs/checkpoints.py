"""The checkpoint of each night, and the one before reports are made."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from server.settings import Settings
from traceability import db
from traceability.errors import LedgerDamaged
from traceability.ledger.checkpoint import Checkpoint, latest, make_checkpoint
from traceability.ledger.signing import load_key

logger = logging.getLogger("mealtrace")
AT = time(1, 30)
"""When a night's checkpoint is due, in the time zone of the server: before the nightly backup, which then holds it."""


async def checkpoint_now(settings: Settings) -> Checkpoint:
    """A checkpoint of all that is on record now; the last one if nothing was added since. LedgerDamaged: see there."""
    return await make_checkpoint(load_key(settings.checkpoint_key), db.utc_now())


def last_due(now: datetime) -> datetime:
    """When the last nightly checkpoint was due, for a time with a zone."""
    tonight = datetime.combine(now.date(), AT, tzinfo=now.tzinfo)
    return tonight if tonight <= now else tonight - timedelta(days=1)


@dataclass(slots=True)
class Nightly:
    """Makes one checkpoint a night, whenever it is asked; a night the server slept through is made up for.

    Where the ledger is damaged it says so in the server's log once a night, and the clock goes on.
    """

    settings: Settings
    done: datetime | None = None

    async def tick(self, now: datetime) -> None:
        due = last_due(now)
        if self.done == due:
            return
        self.done = due
        last = await latest()
        if last is not None and last.made_at >= due:
            return  # this server made it before it was restarted, or another one did
        try:
            await checkpoint_now(self.settings)
        except LedgerDamaged as error:
            logger.error("no checkpoint was made: %s; `mealtrace verify-ledger` names what is wrong", error)
