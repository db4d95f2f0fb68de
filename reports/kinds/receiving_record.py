"""A delivery's receiving record (进货查验记录单): form B filled, and what stands behind it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from reports.figures.receiving import lines_of
from reports.files import Attached, Sheet
from reports.judged import judged
from reports.kinds.campus_sheets import COLUMNS, judged_sheets, line_row
from reports.kinds.kind import ReportKind, Wish
from reports.page import templates
from reports.shapes import Judged, ReceivingRecord
from reports.texts import Words, other
from reports.versions import versions
from reports.views.proof import proof
from reports.views.received import received
from reports.views.ruled import ruled
from traceability.rules.engine import at_once
from traceability.snapshot.delivery_shapes import ReceivingFacts

MORE = "producer_address specification appearance slaughterhouse quarantine_number meat_inspection_number".split()


async def read(wish: Wish) -> ReceivingRecord:
    """The delivery's facts and what the rules say of them. NotOnRecord: no such delivery."""
    from traceability.errors import NotOnRecord
    from traceability.snapshot.delivery import receiving_facts  # not above: a process that draws needs no database

    if wish.subject is None:
        raise NotOnRecord(delivery="")
    facts = await receiving_facts(wish.report, wish.subject, wish.public_url, wish.checkpoint)
    judgement = judge(facts, wish.packs)
    told = {finding["id"] for finding in judgement["findings"]}
    facts["finding_steps"] = [step for step in facts["finding_steps"] if step["finding"] in told]
    return {**facts, "judgement": judgement}


def asks() -> frozenset[str]:
    """The rules of what is asked right after a delivery, and after a signature to one."""
    return at_once("delivery") | at_once("delivery_signature")


def judge(facts: ReceivingFacts, packs: Collection[str] = ()) -> Judged:
    """What these rules say of the delivery."""
    return judged(facts, asks(), packs)


def sheets(snapshot: ReceivingRecord) -> tuple[Sheet, ...]:
    """Its lines first, with what form B asks besides; then papers, signatures, corrections, rules and findings."""
    papers = "id rev log seq leaf kind number issued_on valid_to issuer sha256 media_type bytes".split()
    changes = "id rev log seq leaf kind recorded_at reason".split()
    rows: Any = snapshot
    return (
        Sheet(
            "delivery_lines",
            [*COLUMNS, *MORE],
            [[*line_row(line), *(line.line[key] for key in MORE)] for line in lines_of(rows)],  # type: ignore[literal-required]
        ),
        Sheet(
            "papers",
            [*papers, "lines"],
            [[*(one[key] for key in papers), " ".join(map(str, one["lines"]))] for one in rows["papers"]],
        ),
        Sheet("photos", ["line", "photo"], [[one["line"], one["photo"]] for one in snapshot["photos"]]),
        Sheet(
            "signatures",
            ["person", "role", "signed_at", "later"],
            [[one["person"], one["role"], one["signed_at"], one["later"]] for one in snapshot["signed"]],
        ),
        Sheet("corrections", changes, [[one[key] for key in changes] for one in rows["corrections"]]),
        *judged_sheets(rows),
    )


def page(snapshot: ReceivingRecord, language: str, files: tuple[Attached, ...], lacking: list[str]) -> str:
    """HTML of the record; lacking: characters that will print as 〓. Raises UnknownLanguage."""
    words, second = Words(language), other(language)
    rules = ruled(snapshot["judgement"], snapshot["region"], words)
    return (
        templates()
        .get_template("receiving_record.html.j2")
        .render(
            t=words,
            o=second,
            snapshot=snapshot,
            generator=str(versions()),
            rules=rules,
            record=received(snapshot, rules, words),
            proof=proof(snapshot, words, files, lacking),
        )
    )


RECEIVING_RECORD = ReportKind(
    name="receiving_record",
    about="delivery",
    span="none",
    audience="authority",
    read=read,
    sheets=sheets,
    page=page,
    asks=asks,
)
