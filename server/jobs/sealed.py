"""A report from the records to its seal: checkpoint, snapshot as known at it, proofs, pages, signature."""

from __future__ import annotations

import asyncio
from concurrent.futures import Executor
from datetime import datetime
from typing import Any

from reports.archive import Provenance
from reports.kinds import KINDS
from reports.kinds.kind import Wish
from reports.places import places_of
from reports.worker import SealedReport, render_sealed
from server.jobs.checkpoints import checkpoint_now
from server.sealing import sealing_of
from server.settings import Settings
from traceability import db
from traceability.canonical import canonicalise
from traceability.ledger.prove import proofs_of


async def sealed_report(
    settings: Settings, executor: Executor, report: db.Row, now: datetime
) -> tuple[SealedReport, Provenance]:
    """A claimed report, printed and sealed as of `now` in the executor's process, and what it was made of.

    Raises SealFailed, LedgerDamaged, NotOnRecord, and what printing raises.
    """
    checkpoint = await checkpoint_now(settings)
    wish = Wish(
        report=report["id"],
        site=report["site"],
        period=report["period"],
        public_url=settings.public_url,
        checkpoint=checkpoint.id,
        packs=settings.rule_packs,
        subject=report["subject"],
    )
    kind = KINDS[report["kind"]]
    snapshot: Any = await kind.read(wish)
    proofs = await proofs_of(checkpoint, places_of(snapshot), with_entries=kind.audience != "public")
    made = await asyncio.get_running_loop().run_in_executor(
        executor,
        render_sealed,
        canonicalise(snapshot),
        canonicalise(proofs),
        report["language"].split("-")[0],
        sealing_of(settings),
        now,
    )
    judgement = snapshot.get("judgement")  # kinds that judge nothing have none
    return made, Provenance(
        unsigned_sha256=made.unsigned_sha256,
        signer=made.signer,
        seal_level=made.level,
        checkpoint=checkpoint.id,
        checkpoint_number=checkpoint.number,
        rule_set=None if judgement is None else str(judgement["rule_set"]),
        release=made.versions.release,
        templates=made.versions.templates,
        fonts=made.versions.fonts,
    )
