"""The lines of form B: what was received, from whom, with which papers, and in what state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from reports.forms.origin import Origin
from reports.forms.sheet import Cell, Page
from traceability import db
from traceability.partners.people import contacts_of
from traceability.snapshot.parts import Named
from traceability.snapshot.window import amount, day, degrees

KINDS = {
    "licence": {"food_operating_licence", "food_production_licence"},
    "business": {"business_licence"},
    "voucher": {"purchase_voucher", "delivery_note", "invoice"},
    "report": {"batch_test_report"},
    "certificate": {
        *("quarantine_certificate", "meat_inspection_certificate", "asf_report", "conformity_certificate"),
        *("entry_certificate", "disinfection_certificate"),
    },
}
"""Kinds of document under each of the form's five headings."""
LICENCES = {"licence": {"food_operating", "food_production", "prepackaged_filing"}, "business": {"business"}}
"""Kinds of licence of the supplier, valid on the day, under two of them."""
SEEN = "√"
TESTS_MOST = 2
"""Tests of a batch that a line has room for."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What other records say of these lines: kinds of papers and tests by batch, and contacts of parties."""

    papers: dict[UUID, set[str]]
    tests: dict[UUID, list[db.Row]]
    contacts: dict[UUID, str]


async def beside(rows: Sequence[db.Row], named: bool) -> Beside:
    """Read papers, licences, tests and contacts of these lines. named: the reader may see names and phones."""
    batches, records = [row["batch"] for row in rows], sorted({row["record"] for row in rows})
    links = await db.fetch(
        "SELECT k.record, k.batch, d.kind FROM document_link k JOIN document d ON d.record = k.document"
        " AND d.until_seq IS NULL WHERE (k.record IN @uuids($1) OR k.batch IN @uuids($2)) AND k.until_seq IS NULL",
        records,
        batches,
    )
    licences = await db.fetch(
        "SELECT log, kind, valid_from, valid_to FROM licence WHERE log IN @uuids($1) AND until_seq IS NULL",
        sorted({row["supplier"] for row in rows}),
    )
    examined = await db.fetch(
        "SELECT e.batch, t.method, t.item, e.result FROM examined_batch e JOIN batch_test t ON t.record = e.record"
        " AND t.until_seq IS NULL WHERE e.batch IN @uuids($1) AND e.until_seq IS NULL ORDER BY t.tested_at, t.record",
        batches,
    )
    tests: dict[UUID, list[db.Row]] = {}
    for one in examined:
        tests.setdefault(one["batch"], []).append(one)
    wanted = {row[key] for row in rows for key in ("seller_contact", "maker_contact")} - {None}
    contacts = await contacts_of(sorted(wanted)) if named and wanted else {}
    return Beside({row["batch"]: _papers(row, links, licences) for row in rows}, tests, contacts)


def _papers(row: db.Row, links: Sequence[db.Row], licences: Sequence[db.Row]) -> set[str]:
    kinds = {
        each["kind"]
        for each in links
        if each["batch"] == row["batch"] or (each["batch"] is None and each["record"] == row["record"])
    }
    held = {
        each["kind"]
        for each in licences
        if each["log"] == row["supplier"]
        and (each["valid_from"] is None or each["valid_from"] <= row["day"])
        and (each["valid_to"] is None or row["day"] <= each["valid_to"])
    }
    return {head for head, wanted in KINDS.items() if kinds & wanted or held & LICENCES.get(head, set())}


def received(row: db.Row, origin: Origin, page: Page, found: Beside) -> dict[str, Cell]:
    """Form B. A paper that is not on record is left open; it is no pass."""
    words = page.words
    name: Named = {"name": row["name"] or row["name_seen"] or "—", "name_en": row["name_en"]}
    seen = row["name_seen"] if row["name"] and row["name_seen"] != row["name"] else None
    maker = words.name({"name": row["maker"], "name_en": row["maker_en"]}) if row["maker"] else row["producer_name"]
    seller: Named = {"name": row["seller"] or words("no_supplier"), "name_en": row["seller_en"]}
    back = amount(row["rejected"], row["dimension"]) if row["rejected"] else None
    refused = words("rejected_part", amount=words.amount(back)) if back else ""
    made = day(row["production_date"])
    until = day(row["expiry_date"])
    return {
        "date": (page.time(row["occurred_at"]),),
        "product": (words.name(name), seen or ""),
        "specification": (row["specification"] or "",),
        "quantity": (f"{row['entered']} {row['entered_unit']}",),
        "lot": (
            row["lot_entered"] or "",
            words("form.produced", day=made) if made else "",
            words("form.until", day=until) if until else "",
        ),
        "producer": (
            maker or "",
            row["maker_address"] or row["producer_address"] or row["origin"] or "",
            found.contacts.get(row["maker_contact"], ""),
        ),
        "supplier": (words.name(seller), row["seller_address"] or "", found.contacts.get(row["seller_contact"], "")),
        **{head: (SEEN if head in found.papers[row["batch"]] else "",) for head in KINDS},
        "appearance": (words.coded("appearance", row["appearance"]) if row["appearance"] else "",),
        "temperature": (f"{degrees(row['temperature'])} ℃" if row["temperature"] is not None else "",),
        "test": tuple(_tested(one, page) for one in found.tests.get(row["batch"], [])[:TESTS_MOST]) or ("",),
        "recorder": (page.who(origin.author),),
        "note": (*(each for each in (refused, row["reason"] or "") if each), *origin.note(page)),
    }


def _tested(test: db.Row, page: Page) -> str:
    return f"{page.words.coded('method', test['method'])} {page.words.coded('result', test['result'])}"
