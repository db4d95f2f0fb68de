"""A month as known at a checkpoint never changes, whatever is corrected, added, taken back or forgotten afterwards."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.support.ledger import LATER, busy_campus, kilograms
from tests.support.records import AT, CAMPUS, CHICKEN, OPERATOR, RICE, SCHOOL, SUPPLIER, amend, district, known, put
from traceability import db
from traceability.canonical import canonicalise
from traceability.identifiers import made_batch_id
from traceability.kinds import BY_NAME
from traceability.ledger.checkpoint import make_checkpoint
from traceability.ledger.correct import correct
from traceability.ledger.prove import proofs_of, verify_proofs
from traceability.ledger.record import Submission
from traceability.ledger.signing import load_key
from traceability.ledger.verify import verify_ledger
from traceability.partners.people import erase
from traceability.snapshot import campus_month

NOW = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
REPORT = known("a report")


async def month(checkpoint: UUID | None) -> dict[str, Any]:
    """The campus's November, without when it was read."""
    read = await campus_month(REPORT, CAMPUS, "2026-11", None, checkpoint)
    return {name: value for name, value in read.items() if name != "made_at"}


def known_of(read: dict[str, Any]) -> dict[str, Any]:
    """Without the checkpoint, and the roots of the logs that only it has."""
    return {name: value for name, value in read.items() if name not in ("as_known_at", "checkpoint")}


async def change_everything(records: dict[str, Any]) -> None:
    """Correct, add and take back what the month is made of."""
    lines = [{"line": 1, "ingredient": str(CHICKEN), "accepted": kilograms("28.2"), "lot_code": "JT-1122"}]
    delivery = {"site": str(CAMPUS), "supplier": str(SUPPLIER), "occurred_at": AT, "lines": lines}
    await amend(records["delivery"], delivery)
    extra = await put("delivery", {**delivery, "lines": [{**lines[0], "ingredient": str(RICE)}]})
    await amend(extra, None)
    await put("delivery", {**delivery, "occurred_at": "2026-11-19T08:00:00+08:00"})
    await amend(records["cooking"], None)
    here = {"site": str(CAMPUS), "occurred_at": LATER}
    await put("cooking", {**here, "dish": "白饭", "issues": [str(records["issue"].id)], "portions": 10})
    await put(
        "serving",
        {
            **here,
            "meal": "lunch",
            "group": str(known("grade 3")),
            "portions": 9,
            "dishes": [{"batch": str(made_batch_id(REPORT))}],
        },
    )
    await amend(records["issue"], None)
    await amend(records["sample"], None)
    await put("disposal", {**here, "batch": str(known("rice batch")), "amount": kilograms("1"), "reason": "spoiled"})
    changed = {"organisation": str(SCHOOL), "name": "新食堂", "region": "110108", "zone": "Asia/Urumqi"}
    correction = {"record": str(CAMPUS), "saw": 1, "declaration": "incorrect_data", "reason": "迁址"}
    await correct(OPERATOR, BY_NAME, Submission.of(known("renaming"), {**correction, "content": changed}))


async def test_read_a_month_as_then_known_and_as_now_known(records_url: str, tmp_path: Path) -> None:
    key = load_key(tmp_path / "checkpoint.pem")
    async with district(records_url):
        records = await busy_campus()
        first = await make_checkpoint(key, NOW)
        then = await month(first.id)
        assert known_of(then) == known_of(await month(None))
        assert then["deliveries"]
        assert then["cookings"]
        await change_everything(records)
        second = await make_checkpoint(key, NOW)
        now = await month(second.id)
        assert await month(first.id) == then
        assert canonicalise(await month(first.id)) == canonicalise(then)
        assert known_of(now) == known_of(await month(None))
        for part in ("site", "deliveries", "cookings", "corrections", "chain"):
            assert now[part] != then[part], part
        assert (await verify_ledger())[1] == []


async def test_prove_records_of_people_who_were_forgotten(records_url: str, tmp_path: Path) -> None:
    key = load_key(tmp_path / "checkpoint.pem")
    trusted = {key.id: key.public}
    async with district(records_url):
        records = await busy_campus()
        made = await make_checkpoint(key, NOW)
        places = [(row["log"], row["seq"]) for row in await db.fetch("SELECT log, seq FROM revision")]
        before = await proofs_of(made, places)
        assert "张三" not in canonicalise(before).decode()
        await erase(OPERATOR, records["person"].id)
        after = await proofs_of(made, places)
        assert after == before
        assert verify_proofs(after, trusted) == []
        assert str(records["person"].id) in {record["id"] for record in after["records"]}
        assert await verify_ledger(trusted) == (len(places), [])
