"""From records to a sealed report in the archive, and what verifying it says."""

from __future__ import annotations

import asyncio
import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from reports.verify.report import verify_pdf
from reports.verify.steps import State, Verification
from server.jobs.clock import make_one
from server.sealing import trust_of
from tests.integration.reports import verapdf
from tests.support.kitchen_month import PERIOD, fill_month
from tests.support.records import CAMPUS, SUPPLIER
from tests.support.served import Served
from traceability.identifiers import campus_batch_id

pytestmark = pytest.mark.slow


def states(told: Verification) -> dict[str, State]:
    return {step.name: step.state for step in told.steps}


async def made(served: Served, **wish: str) -> tuple[dict[str, object], bytes]:
    """A report, of the month unless another is wished for, ordered, made and downloaded."""
    async with served.as_("auditor") as client:
        ordered = await client.post("/api/reports", json=wish or {"site": str(CAMPUS), "period": PERIOD})
        assert ordered.status_code == 202, ordered.text
        with ThreadPoolExecutor(1) as executor:
            assert await make_one(served.settings, executor, uuid4())
        shown = (await client.get(f"/api/reports/{ordered.json()['id']}")).json()
        assert shown["state"] == "ready", shown
        pdf = (await client.get(f"/api/reports/{ordered.json()['id']}/pdf")).content
    return shown, pdf


async def test_tables_come_from_the_sealed_file_and_are_noted(served: Served) -> None:
    await fill_month(served)
    shown, pdf = await made(replace(served, settings=replace(served.settings, rule_packs=("EU",))))
    path = f"/api/reports/{shown['id']}/xlsx"
    async with served.as_("auditor") as client:
        answer, again = await client.get(path), await client.get(path)
    assert (answer.status_code, again.content) == (200, answer.content)
    book = load_workbook(io.BytesIO(answer.content))
    head, *lines = book["到货明细"].iter_rows(values_only=True)
    assert [line[head.index("送货单号")] for line in lines] == ["SH-11", "SH-11"]
    assert sha256(pdf).hexdigest() in {row[1] for row in book["说明"].iter_rows(values_only=True)}
    assert {row[0] for row in book["规则"].iter_rows(values_only=True)} >= {"E1", "E2"}  # of the pack that was chosen
    taken = (await served.get("downloads", "auditor"))["items"]
    assert [(one["form"], one["sha256"]) for one in taken] == [
        ("xlsx", sha256(answer.content).hexdigest()),
        ("xlsx", sha256(answer.content).hexdigest()),
        ("pdf", shown["sha256"]),
    ]
    told = await asyncio.to_thread(verify_pdf, pdf, trust_of(served.settings))
    assert told.step("judgement").notes[0].values["packs"] == "CN、CN-11、EU"
    async with served.as_("other_kitchen") as client:
        assert (await client.get(path)).status_code == 404


async def test_the_sheet_of_fsma_204_covers_the_days_asked_for(on_sqlite: Served) -> None:
    await fill_month(on_sqlite)
    path = f"/api/sites/{CAMPUS}/fsma-204"
    async with on_sqlite.as_("auditor") as client:
        answer = await client.get(path, params={"first": "2026-11-01", "last": "2026-11-30"})
        assert load_workbook(io.BytesIO(answer.content)).sheetnames == ["About", "FSMA 204 receiving"]
        for days in ({"first": "2026-11-02", "last": "2026-11-01"}, {"first": "2026-01-01", "last": "2026-11-01"},
                     {"first": "0001-01-01", "last": "0001-01-02"}, {"first": "2026-11-01"}):  # fmt: skip
            assert (await client.get(path, params=days)).status_code == 400, days
    async with on_sqlite.as_("other_kitchen") as client:
        answer = await client.get(path, params={"first": "2026-11-01", "last": "2026-11-30"})
        assert answer.status_code == 404


async def test_a_report_that_was_made_passes_every_check(served: Served) -> None:
    await fill_month(served)
    shown, pdf = await made(served)
    told = await asyncio.to_thread(verify_pdf, pdf, trust_of(served.settings))
    assert [step for step in told.steps if step.state is not State.PASSED] == []
    assert told.passed
    assert shown["sha256"] == told.about["sha256"]
    assert shown["unsigned_sha256"] == told.step("beginning").notes[0].values["sha256"]
    assert shown["seal_level"] == "B-B"
    assert shown["checkpoint_number"] == told.about["checkpoint"] == 1
    assert {each.kind for each in told.seen} == {"delivery", "cooking", "serving", "retained_sample", "disposal"}


async def test_reports_about_one_thing_pass_every_check_and_the_archive(on_sqlite: Served, tmp_path: Path) -> None:
    ids = await fill_month(on_sqlite)
    batch = str(campus_batch_id(ids["delivery"], 1))
    files = []
    for kind, wish, shown in (
        ("receiving_record", {"subject": str(ids["delivery"])}, {"delivery"}),
        ("batch_trace", {"subject": batch, "language": "en"}, {"delivery", "cooking", "serving", "retained_sample"}),
        ("supplier_file", {"subject": str(SUPPLIER), "period": PERIOD}, {"delivery"}),
    ):
        report, pdf = await made(on_sqlite, kind=kind, **wish)
        told = await asyncio.to_thread(verify_pdf, pdf, trust_of(on_sqlite.settings))
        assert [step for step in told.steps if step.state is not State.PASSED] == [], kind
        assert {each.kind for each in told.seen} == shown
        assert (report["rule_set"] is None) == (kind != "receiving_record")
        files.append(tmp_path / f"{kind}.pdf")
        files[-1].write_bytes(pdf)
    assert verapdf.lacking() or [each[:9] for each in verapdf.judge("3a,ua1", *files)] == ["3a passes", "ua1 passe"] * 3
