"""A supplier's file (供应商档案): twelve months of one supplier, for an authority, a school or a campus."""

from __future__ import annotations

from typing import Any

from reports.figures.supplied import Line, lines_of
from reports.files import Attached, Sheet
from reports.kinds.campus_sheets import RECORD
from reports.kinds.kind import ReportKind, Wish
from reports.page import templates
from reports.texts import Words, other
from reports.versions import versions
from reports.views.proof import proof
from reports.views.supplied import supplied
from traceability.snapshot.supplier_shapes import SupplierRecord

AMOUNTS = ("accepted", "accepted_unit", "rejected")
LINE = ("line batch ingredient reason lot_code temperature limit_temperature storage source_state papers unit_price "
        "price_unit cost").split()  # fmt: skip
VETTING = "vetted_on occasion outcome incident_free_since on_blacklist evaluation score score_most valid_to".split()
TEST = "day method item result report_number".split()
HOLD = "level reason occurred_at released_at".split()
ANNOUNCED = "day step ingredient lot_code production_date origin quarantine_number".split()


async def read(wish: Wish) -> SupplierRecord:
    """The supplier's year as its reader may see it. NotOnRecord: no such reader or supplier."""
    from traceability.errors import NotOnRecord
    from traceability.snapshot.supplier import supplier_record  # not above: a process that draws needs no database

    if wish.subject is None:
        raise NotOnRecord(supplier="")
    return await supplier_record(wish.report, wish.site, wish.subject, wish.period, wish.public_url, wish.checkpoint)


def sheets(snapshot: SupplierRecord) -> tuple[Sheet, ...]:
    """Delivery lines first; then licences, vettings, tests, holds, announced batches."""
    held = "kind number valid_from valid_to".split()
    rows: Any = snapshot
    names = {key: one["name"] for key, one in snapshot["ingredients"].items()}
    return (
        Sheet(
            "delivery_lines",
            ["day", *RECORD, "campus", "note_number", *LINE, "ingredient_name", *AMOUNTS],
            [
                [
                    line.arrival["day"],
                    *(line.arrival[key] for key in RECORD),  # type: ignore[literal-required]
                    line.arrival["campus"],
                    line.arrival["note_number"],
                    *(line.line[key] for key in LINE),  # type: ignore[literal-required]
                    names.get(line.line["ingredient"]),
                    *_amounts(line),
                ]
                for line in lines_of(snapshot)
            ],
        ),
        Sheet(
            "licences",
            [*held, "scope"],
            [[*(one[key] for key in held), " ".join(one["scope"])] for one in rows["supplier"]["licences"]],
        ),
        Sheet(
            "vettings",
            [*RECORD, *VETTING],
            [[one[key] for key in (*RECORD, *VETTING)] for one in rows["supplier"]["vettings"]],
        ),
        Sheet("tests", [*RECORD, *TEST], [[one[key] for key in (*RECORD, *TEST)] for one in rows["tests"]]),
        Sheet("holds", [*RECORD, *HOLD], [[one[key] for key in (*RECORD, *HOLD)] for one in rows["holds"]]),
        Sheet(
            "announced",
            [*RECORD, *ANNOUNCED],
            [[one[key] for key in (*RECORD, *ANNOUNCED)] for one in rows["announced"]],
        ),
    )


def _amounts(line: Line) -> tuple[str | None, ...]:
    accepted, rejected = line.line["accepted"], line.line["rejected"]
    return (
        accepted["amount"] if accepted else None,
        accepted["unit"] if accepted else None,
        rejected["amount"] if rejected else None,
    )


def page(snapshot: SupplierRecord, language: str, files: tuple[Attached, ...], lacking: list[str]) -> str:
    """HTML of the file; lacking: characters that will print as 〓. Raises UnknownLanguage."""
    words, second = Words(language), other(language)
    return (
        templates()
        .get_template("supplier_file.html.j2")
        .render(
            t=words,
            o=second,
            snapshot=snapshot,
            generator=str(versions()),
            file=supplied(snapshot, words),
            proof=proof(snapshot, words, files, lacking),
        )
    )


SUPPLIER_FILE = ReportKind(
    name="supplier_file",
    about="supplier",
    span="month",
    audience="authority",
    read=read,
    sheets=sheets,
    page=page,
)
