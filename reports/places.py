"""Where the records of a snapshot stand in the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from traceability.snapshot.shapes import Snapshot

PLACE = {"id", "rev", "log", "seq", "leaf"}
"""What every record of a snapshot says of where it stands (parts.Recorded)."""


def placed(value: object) -> Iterator[dict[str, Any]]:
    """Every record in a snapshot, in its order there."""
    if isinstance(value, dict):
        if set(value) >= PLACE:
            yield value
        for inner in value.values():
            yield from placed(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from placed(inner)


def places_of(snapshot: Snapshot) -> list[tuple[UUID, int]]:
    """Log and sequence of each record, each once: what proofs are asked for."""
    return list(dict.fromkeys((UUID(each["log"]), int(each["seq"])) for each in placed(snapshot)))
