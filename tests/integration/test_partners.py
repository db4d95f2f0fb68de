"""Organisations and sites found their logs; people can be forgotten while every leaf still verifies."""

from __future__ import annotations

import asyncio
from datetime import date
from uuid import UUID

import pytest

from tests.support.records import (
    AT,
    CAMPUS,
    KITCHEN,
    MANAGER,
    OPERATOR,
    SCHOOL,
    SELLER,
    SUPPLIER,
    amend,
    current,
    district,
    known,
    put,
)
from traceability import db
from traceability.canonical import leaf_hash
from traceability.errors import Conflict, Invalid, NotOnRecord, NotPermitted
from traceability.identifiers import uuid7
from traceability.kinds import BY_NAME
from traceability.ledger.correct import correct
from traceability.ledger.record import Receipt, Submission
from traceability.partners.people import commit_to, due_for_erasure, enrol, erase, names_of, retain, veiled
from traceability.partners.register import home_of

FARM = {"name": "平谷鲜桃合作社", "trade": "farm", "region": "110117003"}


async def test_register_founds_a_log_whose_home_is_the_district(records_url: str) -> None:
    async with district(records_url):
        receipt = await put("organisation", FARM)
        assert (receipt.log, receipt.sequence) == (receipt.id, 1)
        log = await db.fetch_one("SELECT home, zone, size FROM log WHERE id = $1", receipt.id)
        assert log is not None
        assert (log["home"], log["zone"], log["size"]) == (home_of("110117"), "Asia/Shanghai", 1)
        await amend(receipt, {**FARM, "region": "110101"})
        moved = await db.fetch_one("SELECT home FROM log WHERE id = $1", receipt.id)
        assert moved is not None
        assert moved["home"] == home_of("110117")
        (party,) = await current("party", receipt.id)
        assert (party["region"], party["home"]) == ("110101", home_of("110117"))


@pytest.mark.parametrize(
    ("code", "kept", "valid"),
    [
        ("91110000600037341L", "91110000600037341L", True),
        ("９１１１００００６０００３７３４１l", "91110000600037341L", True),
        ("91110000600037341X", "91110000600037341X", False),
        ("九一一", "九一一", False),
        (None, None, None),
    ],
)
async def test_register_with_any_credit_code_is_recorded(
    sqlite_records_url: str, code: str | None, kept: str | None, valid: bool | None
) -> None:
    async with district(sqlite_records_url):
        receipt = await put("organisation", {**FARM, "credit_code": code})
        (party,) = await current("party", receipt.id)
        assert (party["credit_code"], party["credit_code_valid"]) == (kept, valid)


async def test_register_site_keeps_its_zone_and_a_corrected_one_holds_from_then_on(records_url: str) -> None:
    body = {"organisation": str(SCHOOL), "name": "喀什分校", "region": "653101", "zone": "Asia/Urumqi"}
    async with district(records_url):
        receipt = await put("site", body, scope=MANAGER)
        log = await db.fetch_one("SELECT zone FROM log WHERE id = $1", receipt.id)
        assert log is not None
        assert log["zone"] == "Asia/Urumqi"
        await amend(receipt, {**body, "zone": "Asia/Shanghai"})
        log = await db.fetch_one("SELECT zone FROM log WHERE id = $1", receipt.id)
        assert log is not None
        assert log["zone"] == "Asia/Shanghai"


async def test_register_outside_the_scope_is_not_permitted(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        with pytest.raises(NotPermitted):
            await put("organisation", FARM, scope=MANAGER)
        with pytest.raises(NotPermitted):
            await put("site", {"organisation": str(SCHOOL), "name": "x", "region": "110108"}, scope=SELLER)
        with pytest.raises(NotPermitted):
            await put("site", {"organisation": str(SCHOOL), "name": "x", "region": "110108"}, scope=KITCHEN)


async def test_register_under_the_id_of_another_kind_is_a_conflict(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        with pytest.raises(Conflict):
            await put("site", {"organisation": str(SCHOOL), "name": "x", "region": "110108"}, SUPPLIER)
        (party,) = await current("party", SUPPLIER)
        assert party["kind"] == "organisation"


async def test_license_by_the_supplier_itself_and_nobody_elses(sqlite_records_url: str) -> None:
    body = {"party": str(SUPPLIER), "kind": "food_operating", "number": "JY1"}
    async with district(sqlite_records_url):
        assert (await put("licence", body, scope=SELLER)).log == SUPPLIER
        with pytest.raises(NotPermitted):
            await put("licence", {**body, "party": str(SCHOOL)}, scope=SELLER)
        with pytest.raises(NotOnRecord):
            await put("licence", {**body, "party": str(known("nobody"))})


async def test_license_with_scope_and_papers_keeps_both(sqlite_records_url: str) -> None:
    scan = known("scan")
    body = {"party": str(SUPPLIER), "kind": "food_operating", "number": "JY1", "scope": ["pork", "egg", "pork"]}
    async with district(sqlite_records_url):
        receipt = await put("licence", {**body, "documents": [str(scan), str(scan)]})
        (licence,) = await current("licence", receipt.id)
        assert licence["scope"] == "egg pork"
        assert [row["document"] for row in await current("document_link", receipt.id)] == [scan]


# people

WANG = {"organisation": str(SCHOOL), "name": "王芳", "phone": "13800000000"}


async def _enrol(person: UUID, **changes: object) -> Receipt:
    return (await enrol(MANAGER, [Submission.of(person, {**WANG, **changes})]))[0]


async def _everything_stored() -> str:
    """All rows of all tables but `person`, as one text."""
    kept = []
    for table in db.tables():
        name = table._meta.tablename
        if name != "person":
            kept += [repr(dict(row)) for row in await db.fetch(f"SELECT * FROM {name}")]  # noqa: S608 - a table's own name
    return "\n".join(kept)


async def test_enrol_puts_the_name_only_into_the_erasable_row(records_url: str) -> None:
    async with district(records_url):
        person = uuid7()
        receipt = await _enrol(person)
        row = await db.fetch_one("SELECT * FROM person WHERE id = $1", person)
        assert row is not None
        assert (row["name"], row["phone"], len(bytes(row["salt"]))) == ("王芳", "13800000000", 32)
        (entry,) = await current("person_entry", person)
        assert entry["commitment"] == row["commitment"] == commit_to(bytes(row["salt"]), "王芳", "13800000000")
        stored = await _everything_stored()
        assert receipt.log == SCHOOL
        assert entry["commitment"] in stored
        assert not [word for word in ("王芳", "\\u738b", "13800000000", "name") if word in _of(stored, person)]
        unsalted = Submission.of(person, WANG)
        assert repr(unsalted.raw_digest) not in stored
        assert repr(unsalted.body_digest) not in stored


def _of(stored: str, record: UUID) -> str:
    return "\n".join(line for line in stored.splitlines() if str(record) in line)


async def test_enrol_repeated_gives_the_same_receipt(records_url: str) -> None:
    async with district(records_url):
        person = uuid7()
        first, again = await _enrol(person), await _enrol(person)
        assert (again.leaf, again.sequence, again.repeated) == (first.leaf, first.sequence, True)
        assert len(await db.fetch("SELECT id FROM person")) == 1


async def test_enrol_twice_at_once_makes_one_person(records_url: str) -> None:
    async with district(records_url):
        person = uuid7()
        receipts = await asyncio.gather(*(_enrol(person) for _ in range(8)))
        assert len({receipt.leaf for receipt in receipts}) == 1
        assert len(await db.fetch("SELECT id FROM person")) == 1


async def test_enrol_with_another_name_is_a_conflict_and_keeps_both_erasable(records_url: str) -> None:
    async with district(records_url):
        person = uuid7()
        await _enrol(person)
        with pytest.raises(Conflict):
            await _enrol(person, name="汪芳")
        names = await db.fetch("SELECT name FROM person WHERE person = $1 ORDER BY name", person)
        assert sorted(row["name"] for row in names) == sorted(["王芳", "汪芳"])
        (rival,) = await db.fetch("SELECT body FROM rival WHERE record = $1", person)
        assert "汪" not in rival["body"]


async def test_correct_a_name_keeps_it_out_of_the_ledger_too(records_url: str) -> None:
    async with district(records_url):
        person = uuid7()
        await _enrol(person)
        correction = {
            "record": str(person),
            "saw": 1,
            "declaration": "incorrect_data",
            "reason": "写错了",
            "content": {**WANG, "name": "汪芳"},
        }
        submission = Submission.of(uuid7(), correction)
        first = await correct(MANAGER, BY_NAME, await veiled(MANAGER, submission))
        again = await correct(MANAGER, BY_NAME, await veiled(MANAGER, submission))
        assert (first.revision, again.leaf, again.repeated) == (2, first.leaf, True)
        assert await names_of([person, uuid7()]) == {person: "汪芳"}
        assert "汪芳" not in await _everything_stored()
        await erase(MANAGER, person)
        assert await names_of([person]) == {}


async def test_correct_a_name_with_faults_names_them_under_content(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        person = uuid7()
        await _enrol(person)
        told = {"record": str(person), "saw": 1, "declaration": "incorrect_data", "reason": "x", "content": {"age": 3}}
        with pytest.raises(Invalid) as caught:
            await veiled(MANAGER, Submission.of(uuid7(), told))
        pointers = {fault.pointer for fault in caught.value.faults}
        assert pointers == {"/content/organisation", "/content/name", "/content/age"}


async def test_correct_anything_else_passes_the_veil_untouched(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        for value in (["?"], {"record": 1}, {"record": str(SUPPLIER), "content": {"name": "x"}}):
            submission = Submission.of(uuid7(), value)
            assert await veiled(MANAGER, submission) is submission


async def test_erase_deletes_every_name_and_every_leaf_still_verifies(records_url: str) -> None:
    async with district(records_url):
        person = uuid7()
        receipt = await _enrol(person)
        with pytest.raises(Conflict):
            await _enrol(person, name="汪芳")
        appointment = {"site": str(CAMPUS), "person": str(person), "role": "cook", "valid_from": "2026-09-01"}
        await put("appointment", appointment)
        await erase(MANAGER, person)
        for row in await db.fetch("SELECT * FROM person WHERE person = $1", person):
            assert (row["name"], row["phone"], row["salt"], row["commitment"]) == (None, None, None, None)
            assert row["erased_at"] is not None
        revisions = await db.fetch("SELECT record, entry, leaf FROM revision")
        assert all(leaf_hash(row["entry"].encode()) == bytes(row["leaf"]) for row in revisions)
        assert receipt.leaf in [bytes(row["leaf"]) for row in revisions]
        assert not [w for w in ("王芳", "汪芳", "13800000000") if w in await _everything_stored()]


async def test_enrol_an_erased_person_again_is_refused(records_url: str) -> None:
    async with district(records_url):
        person = uuid7()
        await _enrol(person)
        await erase(OPERATOR, person)
        with pytest.raises(Conflict) as caught:
            await _enrol(person)
        assert caught.value.code == "person_erased"
        (row,) = await db.fetch("SELECT name FROM person")
        assert row["name"] is None


async def test_erase_outside_the_scope_is_not_permitted(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        person = uuid7()
        await _enrol(person)
        with pytest.raises(NotPermitted):
            await erase(SELLER, person)
        with pytest.raises(NotOnRecord):
            await erase(OPERATOR, known("nobody"))


async def test_retention_that_has_ended_names_the_person(records_url: str) -> None:
    async with district(records_url):
        person = uuid7()
        await _enrol(person)
        assert await due_for_erasure(db.utc_now().date()) == []
        await retain(MANAGER, person, date(2027, 7, 31))
        assert await due_for_erasure(date(2027, 7, 31)) == []
        assert await due_for_erasure(date(2027, 8, 1)) == [person]
        await erase(MANAGER, person)
        assert await due_for_erasure(date(2027, 8, 1)) == []


async def test_enrol_with_faults_names_each(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        with pytest.raises(Invalid) as caught:
            await _enrol(uuid7(), name="", age=12)
        assert {(f.pointer, f.code) for f in caught.value.faults} == {("/name", "empty"), ("/age", "unknown_field")}
        assert await db.fetch("SELECT id FROM person") == []


async def test_appoint_in_a_signed_delivery_names_a_person_by_id_only(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        person = uuid7()
        await _enrol(person)
        body = {
            "site": str(CAMPUS),
            "supplier": str(SUPPLIER),
            "occurred_at": AT,
            "receivers": [{"person": str(person), "role": "storekeeper", "signed_at": AT}],
            "lines": [{"line": 1, "ingredient": str(known("rice")), "accepted": {"amount": "5", "unit": "kg"}}],
        }
        receipt = await put("delivery", body, scope=KITCHEN)
        assert [row["person"] for row in await current("delivery_receiver", receipt.id)] == [person]
