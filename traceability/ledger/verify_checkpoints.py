"""Check stored checkpoints by themselves: signatures, keys, their chain, and that no log ever grew shorter."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from traceability import db
from traceability.canonical import digest
from traceability.errors import LedgerDamaged
from traceability.ledger.checkpoint import Checkpoint, checkpoint_numbered, faults_of, hash_text, states_at
from traceability.ledger.merkle import Peaks
from traceability.ledger.signing import TrustedKeys


@dataclass(frozen=True, slots=True)
class Signed:
    """What a checkpoint signed of a log."""

    number: int
    peaks: Peaks

    @property
    def size(self) -> int:
        return self.peaks.size


async def check_checkpoints(trusted: TrustedKeys | None) -> tuple[dict[UUID, list[Signed]], list[str]]:
    """What was signed of each log, smallest first, and what is wrong with the checkpoints themselves.

    A checkpoint that is not as it was signed says nothing about logs.
    """
    signed: dict[UUID, list[Signed]] = {}
    faults: list[str] = []
    last: Checkpoint | None = None
    for row in await db.fetch("SELECT number FROM checkpoint ORDER BY number"):
        checkpoint = await checkpoint_numbered(row["number"])
        wrong = _chain_faults(checkpoint, last)
        if trusted is not None and trusted.get(checkpoint.key_id) != checkpoint.public_key:
            wrong.append(f"checkpoint {checkpoint.number}: its key {checkpoint.key_id} is not trusted")
        last = checkpoint
        try:
            states = await states_at(checkpoint.id)
            wrong += faults_of(checkpoint, states)
        except LedgerDamaged as error:
            wrong.append(f"checkpoint {checkpoint.number}: {error.context['why']}")
            states = []
        faults += wrong
        if wrong:
            continue
        for state in states:
            known = signed.setdefault(state.log, [])
            if not known or known[-1].peaks != state.peaks:
                known.append(Signed(checkpoint.number, state.peaks))
    for log, states_of in signed.items():
        for before, after in pairwise(states_of):
            if after.size <= before.size:
                faults.append(f"log {log}: checkpoint {after.number} signed another beginning than {before.number}")
    return {log: sorted(states_of, key=lambda s: s.size) for log, states_of in signed.items()}, faults


def _chain_faults(checkpoint: Checkpoint, last: Checkpoint | None) -> list[str]:
    name, expected = f"checkpoint {checkpoint.number}", last.number + 1 if last else 1
    faults = []
    if checkpoint.number != expected:
        faults.append(f"{name}: checkpoint {expected} is missing before it")
    elif _previous(checkpoint) != (hash_text(digest(last.text.encode())) if last else None):
        faults.append(f"{name}: it does not go on from the one before")
    return faults


def _previous(checkpoint: Checkpoint) -> object:
    try:
        return json.loads(checkpoint.text)["previous"]
    except (ValueError, KeyError, TypeError):
        return checkpoint  # nothing that a hash could equal


def differing(here: Peaks, signed: Peaks, good: int) -> tuple[int, int]:
    """The first and last of the entries behind the first `good` that two trees differ in, as far as peaks tell."""
    if here.size == signed.size:
        for (start, end), a, b in zip(signed.spans(), here.hashes, signed.hashes, strict=True):
            if a != b:
                return max(start, good) + 1, end
    return min(good, here.size) + 1, signed.size
