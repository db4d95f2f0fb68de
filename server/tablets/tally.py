"""The evening tally: what a tablet made against what arrived, from both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.tablets.bearer import Device
from server.tablets.entries import FIRST_CHAIN, chained
from traceability import db


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a tablet's sequence, and the chain after it."""

    sequence: int
    chain: bytes


START = Place(0, FIRST_CHAIN)


@dataclass(frozen=True, slots=True)
class Tally:
    """made: as the tablet says; received: entries whose fate the server knows; missing: gaps, first and last of each;
    broken: sequences whose chain does not follow from the one before, or that were told twice; agrees: nothing is
    missing or broken, nothing is beyond `made`, and both have the same chain; sound: up to here all is in hand and
    follows."""

    made: int
    received: int
    missing: list[tuple[int, int]]
    broken: list[int]
    agrees: bool
    sound: Place


async def tally(device: Device, made: int, chain: bytes) -> Tally:
    """Compare what a tablet made, and the chain it came to, with the entries in hand; `made` is kept for its list.

    Goes on from where the last tally found all in hand: what was noted of an entry's place and chain never changes.
    """
    await db.fetch("UPDATE tablet SET made = $2 WHERE id = $1 AND made < $2", device.tablet, made)
    known = await db.fetch_one(
        "SELECT tallied, tallied_chain FROM tablet WHERE id = $1 AND tallied IS NOT NULL", device.tablet
    )
    after = Place(known["tallied"], bytes(known["tallied_chain"])) if known else START
    entries = await db.fetch(
        "SELECT sequence, record, digest, chain FROM tablet_entry WHERE tablet = $1 AND sequence > $2"
        " ORDER BY sequence",
        device.tablet,
        after.sequence,
    )
    faults = await db.fetch("SELECT DISTINCT sequence FROM tablet_fault WHERE tablet = $1", device.tablet)
    found = compared(after, entries, {row["sequence"] for row in faults}, made, chain)
    if found.sound.sequence > after.sequence:
        await db.fetch(
            "UPDATE tablet SET tallied = $2, tallied_chain = $3 WHERE id = $1 AND (tallied IS NULL OR tallied < $2)",
            device.tablet,
            found.sound.sequence,
            found.sound.chain,
        )
    return found


def compared(after: Place, entries: Sequence[db.Row], told_twice: set[int], made: int, chain: bytes) -> Tally:
    """The tally of the entries after a sound place, in the order of their sequence.

    The link from an entry whose forerunner is missing cannot be checked: the gap is named instead.
    """
    missing: list[tuple[int, int]] = []
    broken: set[int] = set()
    here = sound = after
    for entry in entries:
        sequence, told = entry["sequence"], bytes(entry["chain"])
        if sequence != here.sequence + 1:
            missing.append((here.sequence + 1, sequence - 1))
        elif chained(here.chain, entry["record"], bytes(entry["digest"])) != told:
            broken.add(sequence)
        here = Place(sequence, told)
        if not missing and not broken:
            sound = here
    if made > here.sequence:
        missing.append((here.sequence + 1, made))
    broken |= told_twice
    agrees = not missing and not broken and here == Place(made, chain)
    return Tally(made, after.sequence + len(entries), missing, sorted(broken), agrees, sound)
