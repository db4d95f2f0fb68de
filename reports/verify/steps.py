"""What verifying a report says: named steps, each passed, failed or not checked, and what was found at each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from traceability.ledger.signing import TrustedKeys

Value = str | int
NOTES_MOST = 50
"""Notes of a step; a step that has more says how many more."""


class State(StrEnum):
    """not_checked: what it needs is missing, or an earlier step failed; never as good as passed."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_CHECKED = "not_checked"


StepName = Literal[
    "readable",
    "signature",
    "container",
    "signer",
    "beginning",
    "records",
    "pages",
    "table",
    "judgement",
    "ledger",
    "entries",
]
STEPS: tuple[StepName, ...] = (
    "readable", "signature", "container", "signer", "beginning", "records", "pages", "table", "judgement", "ledger",
    "entries",
)  # fmt: skip
"""In the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something found: a stable code, and the values that its text (texts/) shows."""

    code: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    name: StepName
    state: State
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A record of the report and the revision of it that the report shows."""

    id: str
    kind: str
    rev: int


@dataclass(frozen=True, slots=True)
class Verification:
    """about: what the file says it is (report, site, period, signer, …), whatever that is worth before it passed.

    seen: its records, where the ledger step passed; empty otherwise.
    """

    steps: tuple[Step, ...]
    about: Mapping[str, Value | None]
    seen: tuple[Seen, ...] = ()

    @property
    def passed(self) -> bool:
        """Every step did."""
        return all(step.state is State.PASSED for step in self.steps)

    @property
    def readable(self) -> bool:
        """It is a PDF with something to check in it."""
        return self.steps[0].state is State.PASSED

    def step(self, name: StepName) -> Step:
        return next(step for step in self.steps if step.name == name)


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom the reader trusts. roots: DER certificates that vouch for signers and time stamps; keys: raw
    Ed25519 keys of ledgers by their ids."""

    roots: tuple[bytes, ...] = ()
    keys: TrustedKeys = field(default_factory=dict)


def passed(name: StepName, *notes: Note) -> Step:
    return Step(name, State.PASSED, notes)


def failed(name: StepName, *notes: Note) -> Step:
    """At most NOTES_MOST notes, and how many more there were."""
    if len(notes) > NOTES_MOST:
        notes = (*notes[:NOTES_MOST], Note("and_more", {"count": len(notes) - NOTES_MOST}))
    return Step(name, State.FAILED, notes)


def not_checked(name: StepName, *notes: Note) -> Step:
    return Step(name, State.NOT_CHECKED, notes)
