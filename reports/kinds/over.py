"""How campus-months are read for reports over several of them: one after another, each reduced before the next."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from datetime import date
from uuid import UUID

from reports.figures.reduced import reduced
from reports.judged import judged
from reports.reduced_shapes import CampusMonthFigures
from traceability.snapshot.shapes import Facts, Threshold


async def month_of_campus(
    campus: UUID, first: date, last: date, period: str, checkpoint: UUID | None, packs: Collection[str] = ()
) -> tuple[CampusMonthFigures, Facts]:
    """A campus's days in figures, and the facts behind them. As known at a checkpoint nothing changes between two."""
    from traceability.snapshot import facts_of  # not above: a process that only draws needs no database
    from traceability.snapshot.site import limits_on

    facts = await facts_of(campus, first, last, checkpoint)
    return await asyncio.to_thread(_reduced, facts, limits_on(last, facts["region"]), period, packs), facts


def _reduced(facts: Facts, thresholds: list[Threshold], period: str, packs: Collection[str]) -> CampusMonthFigures:
    return reduced(facts, judged(facts, packs=packs), thresholds, period)
