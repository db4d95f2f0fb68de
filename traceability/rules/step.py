"""Take a step on a finding: explain it, say how it was corrected and prove it, verify that, or open it again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from traceability import db
from traceability.bodies import Happening, Moment
from traceability.deliveries.tables import DocumentLink
from traceability.errors import Fault, Invalid, NotPermitted
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.rules.life import SETTLING, Life, Step, StepKind, life_of
from traceability.rules.tables import FindingStep
from traceability.scope import CANTEEN, Role, Scope

Told = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]


class FindingStepBody(Happening):
    """finding: its id; note: the explanation, what was done, or why it is open again; none is needed to verify.

    documents: what proves a correction. The finding may not be on record yet: it follows from other records.
    """

    site: UUID
    finding: UUID
    occurred_at: Moment
    step: StepKind
    note: Told | None = None
    documents: Annotated[list[UUID], Field(max_length=50)] = []

    @model_validator(mode="after")
    def says_what(self) -> FindingStepBody:
        if self.note is None and self.step is not StepKind.VERIFIED:
            raise PydanticCustomError("note_required", "a note is required")
        return self


def rows(entry: Entry[FindingStepBody]) -> Rows:
    body = entry.body
    step = entry.row(
        "step",
        finding=body.finding,
        step=body.step.value,
        note=body.note,
        author=entry.author,
        occurred_at=body.occurred_at,
        day=entry.day(body.occurred_at),
    )
    documents = [entry.row("document", d, document=d) for d in dict.fromkeys(body.documents)]
    return {FindingStep: [step], DocumentLink: documents}


async def settle(entries: Sequence[Entry[FindingStepBody]]) -> None:
    """How far the findings have come now.

    NotPermitted (verifies_own): who explained or corrected a finding verifies it. Invalid: it is of another site.
    """
    for entry in entries:
        finding = await db.fetch_one("SELECT site FROM finding WHERE id = $1", entry.body.finding)
        if finding is not None and finding["site"] != entry.log:
            raise Invalid((Fault("/finding", "finding_of_another_site", {"finding": str(entry.body.finding)}),))
        steps = (await steps_of([entry.body.finding])).get(entry.body.finding, [])
        if entry.body.step is StepKind.VERIFIED and _settled_by(steps, entry):
            raise NotPermitted("verifies_own", {"finding": str(entry.body.finding)})
        await db.fetch(
            "UPDATE finding SET life = $3 WHERE home = $1 AND id = $2",
            entry.home,
            entry.body.finding,
            life_of(steps).value,
        )


def _settled_by(steps: Sequence[Step], entry: Entry[FindingStepBody]) -> bool:
    """Whether the author explained or corrected the finding since it was last opened before this step."""
    before = [one for one in steps if (one.occurred_at, one.seq) < (entry.body.occurred_at, entry.seq)]
    opened = max((n for n, one in enumerate(before) if one.kind is StepKind.REOPENED), default=-1)
    return any(one.author == entry.author for one in before[opened + 1 :] if one.kind in SETTLING)


async def steps_of(findings: Collection[UUID]) -> dict[UUID, list[Step]]:
    """The standing steps of findings, in the order in which they were taken."""
    found: dict[UUID, list[Step]] = {}
    for row in await db.fetch(
        "SELECT finding, step, author, occurred_at, seq FROM finding_step WHERE finding IN @uuids($1)"
        " AND until_seq IS NULL ORDER BY occurred_at, seq",
        list(findings),
    ):
        step = Step(StepKind(row["step"]), row["author"], row["occurred_at"], row["seq"])
        found.setdefault(row["finding"], []).append(step)
    return found


async def lives_of(findings: Collection[UUID]) -> dict[UUID, Life]:
    """How far each of these has come; those without a step are open and missing here."""
    return {finding: life_of(steps) for finding, steps in (await steps_of(findings)).items()}


FINDING_STEP = Kind(
    name="finding_step",
    path="finding-steps",
    body=FindingStepBody,
    writers=CANTEEN | {Role.INSPECTOR},
    rows=rows,
    tables=(FindingStep, DocumentLink),
    log=lambda body: body.site,
    settle=settle,
)


async def take_steps(scope: Scope, steps: Sequence[Submission]) -> list[Receipt]:
    """Record steps on findings."""
    return await record(scope, FINDING_STEP, steps)
