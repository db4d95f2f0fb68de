"""A report of every kind, from records to its seal, as whoever receives it verifies it: printed again, in full."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from reports.kinds import KINDS
from reports.verify.report import verify_pdf
from reports.verify.steps import State
from server.jobs.sealed import sealed_report
from server.sealing import trust_of
from tests.support.canteen import day
from tests.support.kitchen_month import PERIOD, fill_month
from tests.support.records import AUTHORITY, CAMPUS, SUPPLIER
from tests.support.served import Served
from traceability import db
from traceability.identifiers import campus_batch_id

LACKS = {"district_monthly": "figures_summed", "campus_termly": "figures_summed", "disclosure": "entries_hidden"}
"""Kinds whose figures verification cannot compare with entries, and what it says instead; everything else passes."""


@pytest.fixture
async def orders(served: Served) -> dict[str, Any]:
    """What each kind is asked for, of a canteen where all kinds of things are on record."""
    ids = await fill_month(served)
    await day(served)
    month = {"site": CAMPUS, "period": PERIOD, "subject": None}
    return {
        "campus_monthly": month,
        "district_monthly": month | {"site": AUTHORITY},
        "campus_termly": month | {"period": "2026-autumn"},
        "receiving_record": month | {"subject": ids["delivery"]},
        "batch_trace": month | {"site": AUTHORITY, "subject": campus_batch_id(ids["delivery"], 1)},
        "supplier_file": month | {"subject": SUPPLIER},
        "disclosure": month | {"period": "2026-W47"},
    }


async def test_a_sealed_report_of_every_kind_passes(served: Served, orders: dict[str, Any]) -> None:
    assert orders.keys() == KINDS.keys()
    with ThreadPoolExecutor(1) as executor:
        for number, (kind, order) in enumerate(orders.items()):
            report = {"id": uuid4(), "kind": kind, "language": ("zh-CN", "en")[number % 2], **order}
            made, _ = await sealed_report(served.settings, executor, report, db.utc_now())
            told = await asyncio.to_thread(verify_pdf, made.pdf, trust_of(served.settings))
            lacking = {step.name: step for step in told.steps if step.state is not State.PASSED}
            assert lacking.keys() == ({"entries"} if kind in LACKS else set()), lacking
            if kind in LACKS:
                assert lacking["entries"].state is State.NOT_CHECKED
                assert [note.code for note in lacking["entries"].notes] == [LACKS[kind]]
            assert told.seen, kind
