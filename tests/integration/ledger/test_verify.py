"""Whatever is edited, deleted or added behind the ledger's back is found and named."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.support.ledger import busy_campus
from tests.support.records import CAMPUS, SCHOOL, SUPPLIER, amend, district, known
from traceability import db
from traceability.canonical import canonicalise, digest, leaf_hash, parse_json
from traceability.identifiers import derive
from traceability.ledger.checkpoint import latest, make_checkpoint
from traceability.ledger.record import Receipt
from traceability.ledger.signing import Key, load_key
from traceability.ledger.verify import verify_ledger

DRAWN = "WHERE record = $1 AND kind = 'drawn' AND until_seq IS NULL"
NOW = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)


NOBODY = known("nobody")


class _Undo(Exception):
    """Takes back what a test did to the database."""


@dataclass(frozen=True)
class Ledger:
    """Two checkpoints over a busy campus: its records by name, and the key."""

    records: dict[str, Receipt]
    key: Key

    async def after(self, *damage: tuple[Any, ...]) -> list[str]:
        """The faults found after some statements, each with its arguments; what they did is undone."""
        faults: list[str] = []
        try:
            async with db.transaction():
                for sql, *arguments in damage:
                    await db.fetch(sql, *arguments)
                _, faults = await verify_ledger({self.key.id: self.key.public})
                raise _Undo
        except _Undo:
            return faults


@pytest.fixture
async def ledger(records_url: str, tmp_path: Path) -> AsyncIterator[Ledger]:
    key = load_key(tmp_path / "checkpoint.pem")
    async with district(records_url):
        records = await busy_campus()
        await make_checkpoint(key, NOW)
        records["corrected"] = await amend(records["sample"], None)
        await make_checkpoint(key, NOW)
        yield Ledger(records, key)


def says(faults: list[str], *parts: object) -> bool:
    return any(all(str(part) in fault for part in parts) for fault in faults)


async def test_find_nothing_where_nothing_was_touched(ledger: Ledger) -> None:
    checked, faults = await verify_ledger({ledger.key.id: ledger.key.public})
    assert faults == []
    assert checked > 15
    assert await ledger.after() == []


async def test_name_a_typed_row_and_its_column(ledger: Ledger) -> None:
    delivery, cooking = ledger.records["delivery"].id, ledger.records["cooking"].id
    issue, sample = ledger.records["issue"].id, ledger.records["sample"].id
    cases: list[tuple[str, list[Any], tuple[object, ...]]] = [
        (
            "UPDATE delivery_line SET accepted = accepted + 1 WHERE record = $1 AND line = 1",
            [delivery],
            ("delivery_line", delivery, "accepted"),
        ),
        ("UPDATE delivery_line SET lot = NULL WHERE record = $1", [delivery], ("delivery_line", delivery, "lot")),
        (
            "UPDATE delivery_line SET day = '2026-11-21' WHERE record = $1",
            [delivery],
            ("delivery_line", delivery, "day"),
        ),
        ("UPDATE delivery SET supplier = $2 WHERE record = $1", [delivery, SCHOOL], ("delivery", delivery, "supplier")),
        ("UPDATE delivery SET record = $2 WHERE record = $1", [delivery, SCHOOL], ("delivery", delivery, "record")),
        ("UPDATE delivery SET rev = 2 WHERE record = $1", [delivery], ("delivery", delivery, "rev")),
        ("UPDATE delivery SET home = $2 WHERE record = $1", [delivery, SCHOOL], ("delivery", delivery, "home")),
        ("UPDATE delivery SET id = $2 WHERE record = $1", [delivery, SCHOOL], ("delivery", SCHOOL, "id is not")),
        ("UPDATE delivery SET seq = seq - 1 WHERE record = $1", [delivery], ("delivery", delivery, "seq")),
        ("UPDATE delivery SET until_seq = 99 WHERE record = $1", [delivery], ("delivery", delivery, "until_seq")),
        ("UPDATE retained_sample SET until_seq = NULL WHERE record = $1", [sample], ("sample", sample, "until_seq")),
        (
            "DELETE FROM delivery_line WHERE record = $1 AND line = 2",
            [delivery],
            ("delivery_line", delivery, "missing"),
        ),
        (
            "UPDATE link SET amount = amount - 1 WHERE record = $1 AND kind = 'delivery'",
            [delivery],
            ("link", delivery, "amount"),
        ),
        (
            "UPDATE link SET kind = 'drawn' WHERE record = $1 AND kind = 'delivery'",
            [delivery],
            ("link", delivery, "kind"),
        ),
        (
            "UPDATE tracking_event SET occurred_at = '2026-11-20 00:15:00+00:00' WHERE record = $1",
            [cooking],
            ("tracking_event", cooking, "occurred_at"),
        ),
        ("UPDATE batch SET lot = 'X' WHERE rev = 0 AND party = $1", [SUPPLIER], ("batch", "a lot that", ": lot is")),
        ("DELETE FROM batch WHERE rev = 0 AND party = $1", [SUPPLIER], ("batch", "a lot that", "is missing")),
        ("UPDATE issue_line SET person = $2 WHERE record = $1", [issue, CAMPUS], ("issue_line", issue, "person")),
    ]
    for sql, arguments, named in cases:
        assert says(await ledger.after((sql, *arguments)), *named), sql


async def test_name_a_row_that_no_record_made(ledger: Ledger) -> None:
    copied = "INSERT INTO {0} SELECT * FROM (SELECT $1 AS id, {1} FROM {0} WHERE record = $2 LIMIT 1) c"
    delivery = ledger.records["delivery"].id
    for table in ("delivery", "delivery_line", "batch", "link", "licence"):
        names = next(db.column_names(t) for t in db.tables() if t._meta.tablename == table)
        sql = copied.format(table, ", ".join(n for n in names if n != "id")).replace("$1 AS", "$1::uuid AS")
        record = ledger.records["licence"].id if table == "licence" else delivery
        own = known("an inserted row")
        assert says(await ledger.after((sql, own, record)), table, own), table
        stranger = (f"UPDATE {table} SET record = $2 WHERE id = $1", own, known("no record"))  # noqa: S608 - from the list above
        assert says(await ledger.after((sql, own, record), stranger), table, own, "of no record"), table
        elsewhere = (stranger[0], own, ledger.records["cooking"].id)
        assert says(await ledger.after((sql, own, record), elsewhere), table, own), table


async def test_name_links_that_do_not_follow_from_the_records(ledger: Ledger) -> None:
    cooking, issue = ledger.records["cooking"].id, ledger.records["issue"].id
    for change, named in (
        ("amount = amount + 1", "amount"),
        ("least = 1", "least"),
        ("greatest = greatest + 1", "greatest"),
        ("evidence = 'scanned'", "evidence"),
        ("occurred_at = '2026-11-20 00:15:00+00:00'", "occurred_at"),
        ("seq = seq - 1", "seq"),
        ("rev = 2", "rev"),
        ("home = record", "home"),
        ("parent = child", "parent"),
        ("until_seq = 1", "until_seq"),
        ("kind = 'opening'", "kind"),
    ):
        found = await ledger.after((f"UPDATE link SET {change} {DRAWN}", cooking))  # noqa: S608 - from the list above
        assert says(found, "link", cooking, named), change
    assert says(await ledger.after(("DELETE FROM link " + DRAWN, cooking)), "link", cooking, "is missing")  # noqa: S608 - a condition of our own
    assert says(await ledger.after(("UPDATE issue_line SET amount = 1 WHERE record = $1", issue)), "issue_line", issue)


async def test_name_an_entry_that_was_changed(ledger: Ledger) -> None:
    delivery = ledger.records["delivery"]
    cases: list[tuple[str, list[Any], str]] = [
        ("entry = replace(entry, '38.2', '28.2')", [], "the entry is not what its leaf says"),
        ("leaf = $2", [b"\x00" * 32], "the entry is not what its leaf says"),
        ("entry = entry || ' '", [], "RFC 8785"),
        ("entry = '[]'", [], "RFC 8785"),
        ("kind = 'cooking'", [], "speaks of another record"),
        ("record = $2", [NOBODY], "speaks of another record"),
        ("author = $2", [SCHOOL], "author"),
        ("voided = TRUE", [], "voided"),
        ("correction = $2", [SCHOOL], "correction"),
        ("recorded_at = '2026-11-20 00:15:00+00:00'", [], "recorded_at"),
        ("body_digest = $2", [b"\x00" * 32], "body_digest"),
        ("id = $2", [SCHOOL], "id is not"),
        ("home = $2", [SCHOOL], "stands in no log"),
        ("log = $2", [known("no log")], "stands in no log"),
    ]
    for change, arguments, named in cases:
        sql = f"UPDATE revision SET {change} WHERE record = $1"  # noqa: S608 - from the list above
        faults = await ledger.after((sql, delivery.id, *arguments))
        party = NOBODY if change == "record = $2" else delivery.id
        assert says(faults, party, named), change


async def test_name_where_a_log_has_a_gap(ledger: Ledger) -> None:
    issue = ledger.records["issue"]
    at = f"entry {issue.sequence + 1} stands where {issue.sequence} is expected"
    assert says(await ledger.after(("DELETE FROM revision WHERE record = $1", issue.id)), CAMPUS, at)
    moved = await ledger.after(("UPDATE revision SET seq = 999 WHERE record = $1", issue.id))
    assert says(moved, CAMPUS, "entry 999 stands where")
    for change, named in (
        ("size = size + 1", "its size is"),
        ("zone = 'Asia/Tokyo'", "zone"),
        ("home = id", "in no log"),
    ):
        sql = f"UPDATE log SET {change} WHERE id = $1"  # noqa: S608 - from the list above
        assert says(await ledger.after((sql, CAMPUS)), named), change
    assert says(await ledger.after(("DELETE FROM log WHERE id = $1", CAMPUS)), CAMPUS, "it is gone")


async def test_name_what_a_forger_with_every_hash_in_hand_changed(ledger: Ledger) -> None:
    """Entry, leaf, digest and typed rows all fit each other: only what was signed tells."""
    issue = ledger.records["issue"]
    row = (await db.fetch("SELECT entry FROM revision WHERE record = $1", issue.id))[0]
    head: Any = parse_json(row["entry"].encode())
    person = known("somebody else")
    head["body"]["person"] = str(person)
    text = canonicalise(head)
    forged = [
        (
            "UPDATE revision SET entry = $2, leaf = $3, body_digest = $4 WHERE record = $1",
            issue.id,
            text.decode(),
            leaf_hash(text),
            digest(canonicalise(head["body"])),
        ),
        ("UPDATE issue_line SET person = $2 WHERE record = $1", issue.id, person),
    ]
    (fault,) = await ledger.after(*forged)
    first, last = (int(n) for n in fault.split(" entries ")[1].split(" are ")[0].split(" to "))
    assert fault.startswith(f"log {CAMPUS}: ")
    assert fault.endswith("not what checkpoint 1 signed")
    assert first <= issue.sequence <= last
    assert last - first < 8

    other = ledger.records["return"]
    swap: list[tuple[str, Any, Any]] = [
        ("UPDATE {} SET seq = $2 WHERE record = $1", issue.id, 998),
        ("UPDATE {} SET seq = $2 WHERE record = $1", other.id, issue.sequence),
        ("UPDATE {} SET seq = $2 WHERE record = $1", issue.id, other.sequence),
    ]
    tables: tuple[str, ...] = ("revision", "issue_line", "return_line", "tracking_event")
    reordered = await ledger.after(*((sql.format(t), record, seq) for t in tables for sql, record, seq in swap))
    assert says(reordered, CAMPUS, "not what checkpoint 1 signed")


async def test_name_checkpoints_that_were_changed(ledger: Ledger, tmp_path: Path) -> None:
    assert says(await ledger.after(("DELETE FROM checkpoint WHERE number = 1",)), "checkpoint 1 is missing")
    changes = (
        ("checkpoint", "text = replace(text, '\"logs\":', '\"logs\":1')", "the signature is not"),
        ("checkpoint", "text = 'nothing'", "the signature is not"),
        ("checkpoint", "made_at = '2026-11-21 17:30:00+00:00'", "made_at"),
        ("checkpoint", "signature = root", "the signature is not"),
        ("checkpoint", "public_key = root", "the signature is not"),
        ("checkpoint", "algorithm = 'SM2'", "algorithm"),
        ("checkpoint_log", "size = size + 1", "checkpoint 2"),
        ("checkpoint_log", "root = peaks", "checkpoint 2"),
        ("checkpoint_log", "log = id", "checkpoint 2"),
    )
    newest = await latest()
    assert newest is not None
    for table, change, named in changes:
        column = "id" if table == "checkpoint" else "checkpoint"
        sql = f"UPDATE {table} SET {change} WHERE {column} = $1"  # noqa: S608 - from the list above
        faults = await ledger.after((sql, newest.id))
        assert says(faults, "checkpoint 2", named), change
    forger = load_key(tmp_path / "forger.pem")
    forged = (
        "UPDATE checkpoint SET key_id = $2, public_key = $3, signature = $4 WHERE id = $1",
        newest.id,
        forger.id,
        forger.public,
        forger.sign(newest.text.encode()),
    )
    assert await ledger.after(forged) == [f"checkpoint 2: its key {forger.id} is not trusted"]


async def test_name_what_stands_beside_the_entries(ledger: Ledger) -> None:
    person = ledger.records["person"].id
    for change in ("name = '李四'", "phone = '1'", "salt = NULL", "commitment = 'x'"):
        sql = f"UPDATE person SET {change} WHERE person = $1"  # noqa: S608 - from the list above
        assert says(await ledger.after((sql, person)), "person", person), change
    assert says(await ledger.after(("DELETE FROM person WHERE id = $1", derive(person, "x")))) is False
    changed = ("UPDATE rival SET body = replace(body, '900', '901')",)
    assert says(await ledger.after(changed), "rival", ledger.records["issue"].id)
    assert says(await ledger.after(("UPDATE site_code SET code = 'ABCDEFGH'",)), "site_code", CAMPUS)
    assert says(await ledger.after(("DELETE FROM site_code",)), "site_code", CAMPUS)


async def test_say_what_cannot_even_be_read(sqlite_records_url: str, tmp_path: Path) -> None:
    """SQLite keeps any value in any column; a broken one hides nothing else."""
    async with district(sqlite_records_url):
        records = await busy_campus()
        ledger = Ledger(records, load_key(tmp_path / "checkpoint.pem"))
        delivery: UUID = records["delivery"].id
        faults = await ledger.after(
            ("UPDATE delivery SET supplier = 'nobody' WHERE record = $1", delivery),
            ("UPDATE delivery_line SET accepted = 'plenty' WHERE record = $1", delivery),
        )
        assert says(faults, "delivery", delivery, "cannot be read")
        assert says(faults, "delivery_line", delivery, "accepted")
        unread = await ledger.after(("UPDATE revision SET recorded_at = 'then' WHERE record = $1", delivery))
        assert says(unread, CAMPUS, "cannot be read")
