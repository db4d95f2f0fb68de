"""The life of a finding, from the steps people took: open, explained, corrected, closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class StepKind(StrEnum):
    """What a person does about a finding."""

    EXPLAINED = "explained"
    CORRECTED = "corrected"
    VERIFIED = "verified"
    REOPENED = "reopened"


class Life(StrEnum):
    """How far a finding has come. Overdue is one that is not closed past its due day."""

    OPEN = "open"
    EXPLAINED = "explained"
    CORRECTED = "corrected"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Step:
    kind: StepKind
    author: UUID
    occurred_at: datetime
    seq: int


def life_of(steps: Iterable[Step]) -> Life:
    """Where the steps lead, in the order in which they were taken.

    A verification closes it, but not by who explained or corrected it since it was last opened: of two steps that met
    on their way, the later to arrive decides nothing that the other forbids.
    """
    life, settled = Life.OPEN, set[UUID]()
    ordered = sorted(steps, key=lambda one: (one.occurred_at, one.seq))
    for number, step in enumerate(ordered):
        if step.kind is StepKind.REOPENED:
            life, settled = Life.OPEN, set()
        elif step.kind is StepKind.VERIFIED:
            later = _until_reopened(ordered[number + 1 :])
            if step.author not in settled | {one.author for one in later if one.kind in SETTLING}:
                life = Life.CLOSED
        elif life is not Life.CLOSED:
            settled.add(step.author)
            life = Life(step.kind.value)
    return life


SETTLING = (StepKind.EXPLAINED, StepKind.CORRECTED)


def _until_reopened(steps: list[Step]) -> list[Step]:
    for number, step in enumerate(steps):
        if step.kind is StepKind.REOPENED:
            return steps[:number]
    return steps
