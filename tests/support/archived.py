"""Finished reports whose records are real and whose pages are empty: printing is not what these tests are about."""

from __future__ import annotations

import io
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pikepdf

from reports.archive import claim, finish
from reports.attachments import attached
from reports.kinds import KINDS
from reports.kinds.kind import Wish
from tests.support.served import Served
from traceability import db


async def archived(served: Served, site: UUID, period: str, username: str = "auditor") -> str:
    """A finished monthly report of what is on record now; its id."""
    async with served.as_(username) as client:
        ordered = (await client.post("/api/reports", json={"site": str(site), "period": period})).json()
    worker = uuid4()
    claimed = await claim(worker, db.utc_now())
    assert claimed is not None
    wish = Wish(report=claimed["id"], site=site, period=period)
    snapshot: Any = await KINDS[claimed["kind"]].read(wish)
    pdf = _paper(snapshot)
    digest = sha256(pdf).hexdigest()
    assert await finish(worker, claimed["id"], pdf, 1, digest, served.settings.archive, db.utc_now())
    return str(ordered["id"])


def _paper(snapshot: Any) -> bytes:
    """An empty page with the report's files in it."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    for file in attached(snapshot, b"{}"):
        pdf.attachments[file.name] = file.content
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()
