"""Anyone may have a PDF verified; nothing that they send breaks or holds up the server."""

from __future__ import annotations

import asyncio
import os
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from reports.verify import bounds
from reports.verify.bounds import TooLong, verify_bounded
from reports.verify.report import verify_pdf
from reports.verify.steps import Trust
from server.api import verifications
from server.cli import main
from server.jobs import verifying
from server.jobs.clock import make_one
from tests.support.kitchen_month import PERIOD, fill_month
from tests.support.records import CAMPUS
from tests.support.served import Served
from traceability import db
from traceability.ledger.record import body_of
from traceability.ledger.signing import load_key

pytestmark = pytest.mark.slow
PDF = {"Content-Type": "application/pdf"}


async def report_of(served: Served) -> bytes:
    """A report of a month, made and downloaded."""
    await fill_month(served)
    async with served.as_("auditor") as client:
        ordered = await client.post("/api/reports", json={"site": str(CAMPUS), "period": PERIOD})
        with ThreadPoolExecutor(1) as executor:
            assert await make_one(served.settings, executor, uuid4())
        return (await client.get(f"/api/reports/{ordered.json()['id']}/pdf")).content


@pytest.fixture
def here(on_sqlite: Served, monkeypatch: pytest.MonkeyPatch) -> Served:
    """The server, verifying in this process, where a fault shows its trace."""

    async def verified(pdf: bytes, trust: Trust) -> Any:
        return await asyncio.to_thread(verify_pdf, pdf, trust)

    monkeypatch.setattr(verifications, "verified", verified)
    return on_sqlite


@pytest.fixture
def process() -> Iterator[None]:
    """The verifying process is let go of afterwards."""
    yield
    verifying.verifier.stop()


async def test_verify_tells_anyone_step_by_step_what_the_archive_knows(on_sqlite: Served, process: None) -> None:
    pdf = await report_of(on_sqlite)
    async with on_sqlite.as_(None, "en") as client:
        told = (await client.post("/api/verifications", content=pdf, headers=PDF)).json()
        changed = pdf[:90_000] + b"\0\1\2" + pdf[90_003:]
        other = (await client.post("/api/verifications", content=changed, headers=PDF)).json()
    assert told["passed"], told
    assert [step["state"] for step in told["steps"]] == ["passed"] * len(told["steps"])
    assert told["archive"] == {"known": True, "amended": []}
    assert told["about"]["period"] == PERIOD
    assert told["verdict"].startswith("Everything passed")
    assert not other["passed"]
    assert other["archive"] == {"known": False, "amended": []}


async def test_verify_counts_what_was_amended_since(here: Served) -> None:
    pdf = await report_of(here)
    await here.put("corrections", await _one_portion_more())
    async with here.as_(None) as client:
        told = (await client.post("/api/verifications", content=pdf, headers=PDF)).json()
    assert told["passed"]
    assert told["archive"] == {"known": True, "amended": [{"kind": "cooking", "count": 1}]}
    assert told["verdict"].startswith("核验通过")


async def _one_portion_more() -> dict[str, Any]:
    """A correction of the month's cooking."""
    row = await db.fetch_one("SELECT record, entry FROM revision WHERE kind = 'cooking'")
    assert row is not None
    body = body_of(row["entry"])
    return {
        "record": str(row["record"]),
        "saw": 1,
        "declaration": "incorrect_data",
        "reason": "数错",
        "content": {**body, "portions": 56},
    }


async def test_verify_refuses_what_is_too_large_or_something_else(here: Served) -> None:
    async with here.as_(None) as client:
        large = await client.post("/api/verifications", content=b"%PDF-" + b"0" * 20_000_000, headers=PDF)
        other = await client.post("/api/verifications", json={})
        empty = await client.post("/api/verifications", content=b"", headers=PDF)
    assert (large.status_code, other.status_code, empty.status_code) == (413, 415, 200)
    assert empty.json()["readable"] is False


async def test_verify_refuses_more_files_than_a_person_has(here: Served) -> None:
    async with here.as_(None) as client:
        for _ in range(verifications.MOST):
            assert (await client.post("/api/verifications", content=b"no", headers=PDF)).status_code == 200
        refused = await client.post("/api/verifications", content=b"no", headers=PDF)
    assert refused.status_code == 429
    assert refused.json()["code"] == "too_many_verifications"


def _bomb() -> bytes:
    """A PDF whose cross-reference stream unpacks to far more than it should."""
    packed = zlib.compress(b"\0" * 400_000_000, 9)
    head = b"%PDF-1.7\n"
    stream = b"1 0 obj\n<</Type/XRef/Size 2/W[1 8 2]/Root 1 0 R/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
    return head + stream + packed + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)


async def test_verify_in_its_process_answers_whatever_comes(on_sqlite: Served, process: None) -> None:
    hostile = [_bomb(), b"%PDF-1.7\n" + b"[" * 200_000, b"%PDF-1.7\nstartxref\n0\n%%EOF\n"]
    async with on_sqlite.as_(None) as client:
        for content in hostile:
            told = await client.post("/api/verifications", content=content, headers=PDF)
            assert told.status_code == 200, told.text
            assert told.json()["readable"] is False


async def test_verify_says_when_a_file_kills_the_process(
    on_sqlite: Served, process: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "verify_bounded", _die)
    async with on_sqlite.as_(None) as client:
        told = await client.post("/api/verifications", content=b"%PDF-1.7\n", headers=PDF)
    assert told.status_code == 200
    assert told.json()["steps"][0]["notes"][0]["code"] == "too_much"


def _die(pdf: bytes, trust: Trust) -> None:
    os._exit(1)


def test_verify_within_bounds_stops_what_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    def forever(pdf: bytes, trust: Trust) -> None:
        while True:
            with suppress(Exception):
                sum(range(1000))

    monkeypatch.setattr(bounds, "SECONDS_MOST", 0.05)
    monkeypatch.setattr("reports.verify.report.verify_pdf", forever)
    told = verify_bounded(b"%PDF-1.7\n", Trust())
    assert told.step("readable").notes[0].code == "too_much"
    assert not issubclass(TooLong, Exception)


async def test_the_command_verifies_offline(
    on_sqlite: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file, broken = tmp_path / "report.pdf", tmp_path / "broken.pdf"
    file.write_bytes(await report_of(on_sqlite))
    content = bytearray(file.read_bytes())
    content[100_000] ^= 1
    broken.write_bytes(content)
    key = tmp_path / "keys"
    own = on_sqlite.settings
    key.write_text(load_key(own.checkpoint_key).line("学校"), "utf-8")
    authority = str(own.own_authority / "authority.pem")
    elsewhere = tmp_path / "elsewhere"
    monkeypatch.setenv("MEALTRACE_DATA_DIR", str(elsewhere))
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    given = ["--key", str(key), "--authority", authority]
    assert await asyncio.to_thread(main, ["verify", str(file), *given]) == 0
    assert "核验通过" in capsys.readouterr().out
    assert await asyncio.to_thread(main, ["verify", str(file), "--language", "en"]) == 1
    assert "No alteration was found, but not everything was checked." in capsys.readouterr().out
    assert await asyncio.to_thread(main, ["verify", str(broken), *given]) in (1, 2)
    assert "✗" in capsys.readouterr().out
    assert await asyncio.to_thread(main, ["verify", str(key), *given]) == 2
    assert await asyncio.to_thread(main, ["verify", str(tmp_path / "none.pdf")]) == 2
    assert not elsewhere.exists()
