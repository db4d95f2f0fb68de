"""The evening tally: what a tablet made against what arrived, from both sides."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from server.tablets.bearer import Device
from server.tablets.entries import FIRST_CHAIN, chained
from traceability import db


@dataclass(frozen=True, slots=True)
class Tally:
    """made: as the tablet says; received: entries whose fate the server knows; missing: gaps, first and last of each;
    broken: sequences whose chain does not follow from the one before, or that were told twice; agrees: nothing is
    missing or broken, nothing is beyond `made`, and both have the same chain."""

    made: int
    received: int
    missing: list[tuple[int, int]]
    broken: list[int]
    agrees: bool


async def tally(device: Device, made: int, chain: bytes) -> Tally:
    """Compare what a tablet made, and the chain it came to, with the entries in hand; `made` is kept for its list."""
    await db.fetch("UPDATE tablet SET made = $2 WHERE id = $1 AND made < $2", device.tablet, made)
    entries = await db.fetch(
        "SELECT sequence, record, digest, chain FROM tablet_entry WHERE tablet = $1 ORDER BY sequence", device.tablet
    )
    faults = await db.fetch("SELECT DISTINCT sequence FROM tablet_fault WHERE tablet = $1", device.tablet)
    return compared(entries, {row["sequence"] for row in faults}, made, chain)


def compared(entries: Sequence[db.Row], told_twice: Collection[int], made: int, chain: bytes) -> Tally:
    """The tally of entries in the order of their sequence.

    The link from an entry whose forerunner is missing cannot be checked: the gap is named instead.
    """
    missing: list[tuple[int, int]] = []
    broken: list[int] = []
    before, expected = FIRST_CHAIN, 1
    for entry in entries:
        sequence, told = entry["sequence"], bytes(entry["chain"])
        if sequence != expected:
            missing.append((expected, sequence - 1))
        elif chained(before, entry["record"], bytes(entry["digest"])) != told:
            broken.append(sequence)
        if sequence in told_twice and sequence not in broken:
            broken.append(sequence)
        before, expected = told, sequence + 1
    if made >= expected:
        missing.append((expected, made))
    agrees = not missing and not broken and made == expected - 1 and before == chain
    return Tally(made, len(entries), missing, broken, agrees)
