"""A batch's trace (批次追溯报告): upstream to its sources, downstream to the portions of each school and group."""

from __future__ import annotations

from reports.files import Attached, Sheet
from reports.kinds.kind import ReportKind, Wish
from reports.page import templates
from reports.texts import Words, other
from reports.versions import versions
from reports.views.proof import proof
from reports.views.trace import traced_both_ways
from traceability.snapshot.batch_shapes import BatchTrace

NODE = ("id kind stage depth name name_en lot at day production_date expiry_date amount unit left temperature portions "
        "meal group enrolled rejected announced record").split()  # fmt: skip
LINK = "parent child kind amount least greatest unit evidence at record".split()
HOLD = "id rev log seq leaf level reason occurred_at released_at".split()
RECORD = "id rev log seq leaf kind".split()


async def read(wish: Wish) -> BatchTrace:
    """The trace as its reader may see it. NotOnRecord: no such reader."""
    from traceability.errors import NotOnRecord
    from traceability.snapshot.batch import batch_trace  # not above: a process that only draws needs no database

    if wish.subject is None:
        raise NotOnRecord(batch="")
    return await batch_trace(wish.report, wish.site, wish.subject, wish.period, wish.public_url, wish.checkpoint)


def sheets(snapshot: BatchTrace) -> tuple[Sheet, ...]:
    """Nodes first; then links, holds, and the records behind them."""
    return (
        Sheet(
            "nodes",
            [*NODE, "party", "party_name"],
            [
                [*(node[key] for key in NODE),  # type: ignore[literal-required]
                 *((node["party"]["id"], node["party"]["name"]) if node["party"] else (None, None))]
                for node in snapshot["nodes"]
            ],
        ),
        Sheet("links", LINK, [[link[key] for key in LINK] for link in snapshot["links"]]),  # type: ignore[literal-required]
        Sheet(
            "holds",
            [*HOLD, "batches"],
            [[*(one[key] for key in HOLD), " ".join(one["batches"])] for one in snapshot["holds"]],  # type: ignore[literal-required]
        ),
        Sheet("records", RECORD, [[one[key] for key in RECORD] for one in snapshot["records"]]),  # type: ignore[literal-required]
    )  # fmt: skip


def page(snapshot: BatchTrace, language: str, files: tuple[Attached, ...], lacking: list[str]) -> str:
    """HTML of the trace; lacking: characters that will print as 〓. Raises UnknownLanguage."""
    words, second = Words(language), other(language)
    return (
        templates()
        .get_template("batch_trace.html.j2")
        .render(
            t=words,
            o=second,
            snapshot=snapshot,
            generator=str(versions()),
            trace=traced_both_ways(snapshot, words),
            proof=proof(snapshot, words, files, lacking),
        )
    )


BATCH_TRACE = ReportKind(
    name="batch_trace",
    about="batch",
    span="none",
    audience="authority",
    read=read,
    sheets=sheets,
    page=page,
)
