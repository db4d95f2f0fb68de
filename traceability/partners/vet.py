"""Vet a supplier before buying from it, evaluate it every year, and say when and why it left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from traceability.bodies import Body, Count, Day, Name, Note
from traceability.deliveries.tables import DocumentLink
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.oversight_words import EvaluationCriterion, VettingOccasion
from traceability.partners.tables import Vetting, VettingCriterion
from traceability.scope import OFFICE, Role, Scope
from traceability.vocabulary import VettingOutcome

Points = Annotated[int, Field(ge=0, le=1000, strict=True)]


class CriterionBody(Body):
    """score points of at most `most`."""

    criterion: EvaluationCriterion
    score: Points
    most: Points | None = None
    remark: Note | None = None


class VettingBody(Body):
    """organisation vets supplier. incident_free_since: no food-safety incident from that day on.

    on_blacklist: found on the list of grave breaches (严重违法失信名单); null where nobody looked.
    evaluation: the verdict in words; score: points of at most score_most, null where they are the criteria's sum or
    none were given; grade: as the school words it (优秀, A). evaluated_by: who signed it; participants: how many others
    took part (parents, teachers, the diet committee). reason: why, above all of an exit, which is on vetted_on.
    """

    organisation: UUID
    supplier: UUID
    vetted_on: Day
    outcome: VettingOutcome
    incident_free_since: Day | None = None
    on_blacklist: bool | None = None
    evaluation: Note | None = None
    valid_to: Day | None = None
    occasion: VettingOccasion | None = None
    criteria: Annotated[list[CriterionBody], Field(max_length=50)] = []
    score: Points | None = None
    score_most: Points | None = None
    grade: Name | None = None
    evaluated_by: UUID | None = None
    participants: Count | None = None
    reason: Note | None = None
    documents: Annotated[list[UUID], Field(max_length=50)] = []


def rows(entry: Entry[VettingBody]) -> Rows:
    """The vetting, a row a criterion, and the documents behind it."""
    body = entry.body
    most = [one.most for one in body.criteria if one.most is not None]
    summed = len(body.criteria) > 0 and body.score is None
    complete = len(most) == len(body.criteria)
    vetting = entry.row(
        "vetting",
        supplier=body.supplier,
        vetted_on=body.vetted_on,
        outcome=body.outcome.value,
        incident_free_since=body.incident_free_since,
        on_blacklist=body.on_blacklist,
        evaluation=body.evaluation,
        valid_to=body.valid_to,
        occasion=body.occasion.value if body.occasion else None,
        score=sum(one.score for one in body.criteria) if summed else body.score,
        score_most=sum(most) if summed and complete else body.score_most,
        grade=body.grade,
        evaluated_by=body.evaluated_by,
        participants=body.participants,
        reason=body.reason,
    )
    criteria = [
        entry.row(
            "criterion", n, line=n, criterion=one.criterion.value, score=one.score, most=one.most, remark=one.remark
        )
        for n, one in enumerate(body.criteria, start=1)
    ]
    documents = [entry.row("document", d, document=d) for d in dict.fromkeys(body.documents)]
    return {Vetting: [vetting], VettingCriterion: criteria, DocumentLink: documents}


VETTING = Kind(
    name="vetting",
    path="vettings",
    body=VettingBody,
    writers=OFFICE | {Role.INSPECTOR},
    rows=rows,
    tables=(Vetting, VettingCriterion, DocumentLink),
    log=lambda body: body.organisation,
)


async def vet(scope: Scope, vettings: Sequence[Submission]) -> list[Receipt]:
    """Record what was found out about suppliers."""
    return await record(scope, VETTING, vettings)
