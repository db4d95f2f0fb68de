"""Checkpoints: signed from what was added since the last one, by any number of servers at once."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from tests.support.ledger import issue, rice_issues
from tests.support.records import CAMPUS, SCHOOL, district, put
from traceability import db
from traceability.canonical import canonicalise, digest
from traceability.errors import LedgerDamaged, NotOnRecord
from traceability.identifiers import uuid7
from traceability.ledger import checkpoint as module
from traceability.ledger.checkpoint import (
    checkpoint_numbered,
    checkpoint_of,
    latest,
    make_checkpoint,
    states_at,
)
from traceability.ledger.merkle import consistency, grows, root
from traceability.ledger.signing import Key, is_signed, load_key

NOW = datetime(2026, 11, 20, 17, 30, 0, 123456, UTC)


@pytest.fixture
def key(tmp_path: Path) -> Key:
    return load_key(tmp_path / "checkpoint.pem")


async def leaves(log: UUID) -> list[bytes]:
    return [bytes(row["leaf"]) for row in await db.fetch("SELECT leaf FROM revision WHERE log = $1 ORDER BY seq", log)]


async def test_sign_all_logs_as_they_stand(records_url: str, key: Key) -> None:
    async with district(records_url):
        made = await make_checkpoint(key, NOW)
        states = await states_at(made.id)
        logs = await db.fetch("SELECT id FROM log WHERE size > 0")
        assert {state.log for state in states} == {log["id"] for log in logs}
        for state in states:
            assert state.root == root(await leaves(state.log))
        assert [str(s.log) for s in states] == sorted(str(s.log) for s in states)
        told = json.loads(made.text)
        assert told == {
            "format": 1,
            "logs": len(states),
            "made_at": "2026-11-20T17:30:00.123+00:00",
            "number": 1,
            "previous": None,
            "root": "sha256:" + root([state.leaf for state in states]).hex(),
        }
        assert canonicalise(told).decode() == made.text
        assert is_signed(key.public, made.text.encode(), made.signature)
        assert (made.key_id, made.algorithm, made.public_key) == (key.id, "Ed25519", key.public)
        assert await checkpoint_of(made.id) == await checkpoint_numbered(1) == await latest() == made


async def test_go_on_from_the_last_one_reading_only_what_is_new(
    records_url: str, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[tuple[UUID, int, int]] = []
    original = module.leaves_of

    async def noted(home: UUID, log: UUID, after: int, until: int) -> list[bytes]:
        read.append((log, after, until))
        return await original(home, log, after, until)

    async with district(records_url):
        first = await make_checkpoint(key, NOW)
        assert await make_checkpoint(key, NOW) == first
        await rice_issues(7)
        monkeypatch.setattr(module, "leaves_of", noted)
        second = await make_checkpoint(key, NOW)
        assert read == [(CAMPUS, 1, 8)]
        assert (second.number, json.loads(second.text)["previous"]) == (
            2,
            "sha256:" + digest(first.text.encode()).hex(),
        )
        before = {state.log: state for state in await states_at(first.id)}
        for state in await states_at(second.id):
            there = await leaves(state.log)
            assert (state.size, state.root) == (len(there), root(there))
            old = before[state.log]
            proof = consistency(old.peaks, there[old.size :])
            assert grows(old.size, old.root, state.size, state.root, proof)
        assert await make_checkpoint(key, NOW) == second


async def test_sign_many_new_entries_page_by_page(
    sqlite_records_url: str, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGE", 3)
    async with district(sqlite_records_url):
        await rice_issues(10)
        made = await make_checkpoint(key, NOW)
        assert {s.log: s.root for s in await states_at(made.id)}[CAMPUS] == root(await leaves(CAMPUS))


async def test_make_checkpoints_at_once_while_others_write(records_url: str, key: Key) -> None:
    async with district(records_url):

        async def write_and_sign(count: int) -> None:
            for _ in range(count):
                receipt = await put("stock_issue", issue())
                made = await make_checkpoint(key, datetime.now(UTC))
                sizes = {state.log: state.size for state in await states_at(made.id)}
                assert sizes[CAMPUS] >= receipt.sequence

        await asyncio.gather(*(write_and_sign(6) for _ in range(4)))
        numbers = [row["number"] for row in await db.fetch("SELECT number FROM checkpoint ORDER BY number")]
        assert numbers == list(range(1, len(numbers) + 1))
        there = await leaves(CAMPUS)
        assert len(there) == 25
        for number in numbers:
            made = await checkpoint_numbered(number)
            states = await states_at(made.id)
            assert module.faults_of(made, states) == []
            state = next(s for s in states if s.log == CAMPUS)
            assert state.root == root(there[: state.size])


async def test_name_a_checkpoint_that_there_is_not(sqlite_records_url: str, key: Key) -> None:
    async with district(sqlite_records_url):
        assert await latest() is None
        with pytest.raises(NotOnRecord):
            await checkpoint_of(uuid7())
        with pytest.raises(NotOnRecord):
            await checkpoint_numbered(1)


@pytest.mark.parametrize(
    ("damage", "log", "why"),
    [
        ("UPDATE log SET size = size - 2 WHERE id = $1", CAMPUS, "it had 4 entries"),
        ("DELETE FROM log WHERE id = $1", CAMPUS, "and has 0"),
        ("UPDATE checkpoint SET text = replace(text, '\"number\":1', '\"number\":2')", None, "the signature is not"),
        ("UPDATE checkpoint SET made_at = '2026-11-21 17:30:00+00:00'", None, "made_at is not what its text says"),
        ("UPDATE checkpoint SET root = signature", None, "root is not what its text says"),
        ("UPDATE checkpoint SET key_id = '0123456789abcdef'", None, "key_id or algorithm"),
        ("UPDATE checkpoint_log SET root = zeroblob(32) WHERE log = $1", SCHOOL, "do not make its root"),
        ("UPDATE checkpoint_log SET peaks = zeroblob(31) WHERE log = $1", SCHOOL, "are not the peaks"),
        ("UPDATE checkpoint_log SET size = 1 WHERE log = $1", CAMPUS, "are not those it signed"),
        ("DELETE FROM checkpoint_log WHERE log = $1", SCHOOL, "are not those it signed"),
        ("DELETE FROM revision WHERE log = $1 AND seq = 5", CAMPUS, "not all entries from 5 to 5 are there"),
    ],
)
async def test_sign_nothing_more_where_what_was_signed_is_gone(
    sqlite_records_url: str, key: Key, damage: str, log: UUID | None, why: str
) -> None:
    async with district(sqlite_records_url):
        await rice_issues(3)
        await make_checkpoint(key, NOW)
        await put("stock_issue", issue())
        await db.fetch(damage, *([log] if log else []))
        if "seq = 5" not in damage:
            await put("site", {"organisation": str(SCHOOL), "name": "东校区", "region": "110108"})
        with pytest.raises(LedgerDamaged) as caught:
            await make_checkpoint(key, NOW)
        assert why in str(caught.value)
        assert len(await db.fetch("SELECT id FROM checkpoint")) == 1
