"""What a campus received of foods on the US Food Traceability List, as the sortable sheet that FDA may ask for.

The columns are the key data elements of receiving, 21 CFR 1.1345(a); the sheet is what 1.1455 calls an electronic
sortable spreadsheet. Whether a food is on the list is inferred from its food group, as rule N1 does, and said beside
it; what no record says stays empty, and rule N1 finds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from reports.files import Sheet
from reports.texts import Words
from reports.workbook import write_workbook
from traceability.rules.reading import number
from traceability.rules.rules.n1_fsma_receiving import LISTED, PARTLY, REFERENCES
from traceability.snapshot.parts import Paper
from traceability.snapshot.shapes import Delivery, DeliveryLine, Facts
from traceability.snapshot.supply_shapes import SupplierFile
from traceability.vocabulary import DocumentKind, label

COLUMNS = (
    "traceability_lot_code description accepted accepted_unit source_name source_address received_name "
    "received_address received_day lot_source_name lot_source_address reference_kind reference_number on_list "
    "production_date delivery_id revision line"
).split()


def fsma_workbook(facts: Facts, language: str, made: datetime) -> bytes:
    """The sheet of the facts' days as a workbook, in "zh" or "en"."""
    words = Words(language)
    about = [
        (words("workbook.report"), words("fsma.what")),
        (words("workbook.about"), words.name(facts["site"])),
        (words("workbook.period"), f"{facts['first']} — {facts['last']}"),
        (words("workbook.made"), made.isoformat(timespec="seconds")),
        (words("workbook.note"), words("fsma.note")),
    ]
    return write_workbook(about, [receiving_sheet(facts, words)], words, made)


def receiving_sheet(facts: Facts, words: Words) -> Sheet:
    """A row for each line of a listed food of which some was accepted, in the order of arrival."""
    suppliers = {supplier["id"]: supplier for supplier in facts["suppliers"]}
    rows = [
        _row(facts, delivery, line, suppliers, words)
        for delivery in sorted(facts["deliveries"], key=lambda one: (one["occurred_at"], one["id"]))
        for line in delivery["lines"]
        if line["ingredient"]["food_group"] in LISTED | PARTLY and number(line["accepted"]["amount"])
    ]
    return Sheet("fsma_receiving", COLUMNS, rows)


def _row(
    facts: Facts, delivery: Delivery, line: DeliveryLine, suppliers: Mapping[str, SupplierFile], words: Words
) -> list[object]:
    source = suppliers.get(line["supplier"] or "")
    kind, numbered = _reference(delivery, line, words)
    listed = "fsma.listed" if line["ingredient"]["food_group"] in LISTED else "fsma.perhaps"
    described = [words.name(line["ingredient"]), line["specification"]]
    return [
        line["lot_code"],
        " · ".join(part for part in described if part),
        line["accepted"]["amount"],
        line["accepted"]["unit"],
        words.name(source) if source else None,
        source["address"] if source else None,
        words.name(facts["site"]),
        facts["site"]["address"],
        delivery["day"],
        *_lot_source(line, source, words),
        kind,
        numbered,
        words(listed),
        line["production_date"],
        delivery["id"],
        delivery["rev"],
        line["line"],
    ]


def _lot_source(line: DeliveryLine, source: SupplierFile | None, words: Words) -> tuple[str | None, str | None]:
    """Who gave the lot its code: the producer on the label, or the supplier that announced it."""
    if line["producer_name"]:
        return line["producer_name"], line["producer_address"]
    if line["announced"] and source:
        return words.name(source), source["address"]
    return None, None


def _reference(delivery: Delivery, line: DeliveryLine, words: Words) -> tuple[str | None, str | None]:
    """Type and number of the document that came with it: the delivery note, else a paper with a number."""
    if delivery["note_number"]:
        return label(DocumentKind.DELIVERY_NOTE, words.language), delivery["note_number"]
    papers: list[Paper] = [*line["papers"], *delivery["papers"]]
    found = next((paper for paper in papers if paper["number"] and paper["kind"] in REFERENCES), None)
    return (label(DocumentKind(found["kind"]), words.language), found["number"]) if found else (None, None)
