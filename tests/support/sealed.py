"""A sealed month of a small canteen, and the ways to change it that an attacker with its key would have."""

from __future__ import annotations

import asyncio
import copy
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pikepdf

from reports.attachments import records_csv
from reports.judged import judged
from reports.kinds import KINDS
from reports.kinds.kind import Wish
from reports.places import places_of
from reports.render import RenderedReport, render_pdf
from reports.sign.authority import own_authority
from reports.sign.seal import seal
from reports.sign.sealing import Sealing
from reports.verify.report import verify_pdf
from reports.verify.steps import State, Trust, Verification
from server.sealing import sealing_of, trust_of
from server.settings import Settings
from tests.support.kitchen_month import PERIOD, fill_month
from tests.support.records import CAMPUS, known
from tests.support.seals import AT
from tests.support.served import Template, serving
from traceability.canonical import canonicalise
from traceability.ledger.checkpoint import make_checkpoint
from traceability.ledger.prove import proofs_of
from traceability.ledger.signing import load_key

if TYPE_CHECKING:
    from litestar import Litestar

REPORT = known("the report")
Change = Callable[[dict[str, Any]], object]


@dataclass
class SealedMonth:
    """snapshot, proofs: as JSON values; ids: of its records; rendered: what was rendered before, by what it was of."""

    snapshot: dict[str, Any]
    proofs: dict[str, Any]
    ids: dict[str, UUID]
    sealing: Sealing
    trust: Trust
    rendered: dict[tuple[bytes, str, bytes | None], RenderedReport] = field(default_factory=dict, repr=False)

    def render(self, snapshot: Any, language: str, proofs: bytes | None) -> RenderedReport:
        """`render_pdf`, each thing once."""
        key = (canonicalise(snapshot), language, proofs)
        if key not in self.rendered:
            self.rendered[key] = render_pdf(snapshot, language, proofs)
        return self.rendered[key]

    @cached_property
    def unsigned(self) -> bytes:
        return self.render(self.snapshot, "zh", canonicalise(self.proofs)).pdf

    @cached_property
    def pdf(self) -> bytes:
        return self.sealed(self.unsigned)

    def sealed(self, unsigned: bytes) -> bytes:
        """Signed with the right key."""
        return seal(unsigned, self.sealing, AT).pdf

    def changed(self, change: Change) -> tuple[dict[str, Any], bytes]:
        """Records that were changed before everything was judged, printed and signed anew, and that file."""
        snapshot = copy.deepcopy(self.snapshot)
        change(snapshot)
        snapshot["judgement"] = judged(snapshot)  # type: ignore[arg-type]
        return snapshot, self.sealed(self.render(snapshot, "zh", canonicalise(self.proofs)).pdf)

    def with_files(self, **files: bytes) -> bytes:
        """The same pages with other files inside (records=…, proofs=…, table=…), signed with the right key."""
        names = {"records": "records.json", "proofs": "proofs.json", "table": "records.csv"}
        with pikepdf.open(io.BytesIO(self.unsigned)) as pdf:
            for key, content in files.items():
                inside = pdf.attachments[names[key]].obj["/EF"]["/F"]
                inside.write(content)
            written = io.BytesIO()
            pdf.save(written, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
        return self.sealed(written.getvalue())

    def with_other_records(self, change: Change) -> bytes:
        """The same pages over changed records and the table that follows from them."""
        snapshot = copy.deepcopy(self.snapshot)
        change(snapshot)
        return self.with_files(records=canonicalise(snapshot), table=records_csv(snapshot))

    def verified(self, pdf: bytes, trust: Trust | None = None) -> Verification:
        return verify_pdf(pdf, trust or self.trust, self.render)


def sealed_month(application: Litestar, district: Template, folder: Path) -> SealedMonth:
    """Recorded over HTTP on SQLite, read at a checkpoint, sealed by the server's own authority."""

    async def recorded() -> tuple[dict[str, Any], dict[str, Any], dict[str, UUID], Settings]:
        async with serving(application, district.copy_sqlite(folder), district.tokens, folder) as served:
            ids = await fill_month(served)
            checkpoint = await make_checkpoint(load_key(served.settings.checkpoint_key), AT)
            wish = Wish(
                report=REPORT,
                site=CAMPUS,
                period=PERIOD,
                public_url="https://meals.school.lan",
                checkpoint=checkpoint.id,
            )
            snapshot = await KINDS["campus_monthly"].read(wish)
            return (
                json.loads(canonicalise(snapshot)),
                await proofs_of(checkpoint, places_of(snapshot)),
                ids,
                served.settings,
            )

    snapshot, proofs, ids, settings = asyncio.run(recorded())
    own_authority(settings.own_authority, AT)
    return SealedMonth(snapshot, proofs, ids, sealing_of(settings), trust_of(settings))


def failed_steps(told: Verification) -> list[str]:
    return [step.name for step in told.steps if step.state is State.FAILED]


def codes(told: Verification, name: Any) -> set[str]:
    return {note.code for note in told.step(name).notes}
