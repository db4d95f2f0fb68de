"""Every figure of a report, of whatever kind: a campus's month by its questions, another by its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reports.behind.arrivals import arrival_figures
from reports.behind.item import Figure, Item, counted, told
from reports.behind.kitchen import kitchen_figures
from reports.figures.month import figures_of
from reports.files import Sheet
from reports.kinds import kind_of
from reports.places import PLACE
from reports.texts import Words

OF_A_CAMPUS = {"deliveries", "cookings", "servings", "samples", "disposals", "corrections", "thresholds"}
"""What a snapshot must have for the questions that are asked of a campus's days."""
ELSEWHERE = {"rules", "findings"}
"""Tables that a reader finds under the rules."""


def figures_in(snapshot: Mapping[str, Any], words: Words) -> tuple[Figure, ...]:
    """The figures of a snapshot with the records behind each, in a reader's words. Raises UnknownSnapshot."""
    kind = kind_of(snapshot)
    if snapshot.keys() >= OF_A_CAMPUS:
        month = figures_of(snapshot)  # type: ignore[arg-type]  # it has what is asked of a campus
        figures = (*arrival_figures(month, words), *kitchen_figures(month, words))
        return figures if kind.about == "campus" else tuple(one for one in figures if one.items)
    sheets = [sheet for sheet in kind.sheets(snapshot) if sheet.name not in ELSEWHERE]
    return tuple(counted(sheet.name, _rows(sheet)) for sheet in sheets)


def _rows(sheet: Sheet) -> Iterator[Item]:
    """The rows of a table; the first text that is no place, day or number says what one is about."""
    for row in sheet.rows:
        cells = dict(zip(sheet.columns, row, strict=True))
        said = [(name, cell) for name, cell in cells.items() if name not in PLACE and not name.endswith("_id")]
        name = next((each for each in ("ingredient", "dish", "supplier", "name") if cells.get(each)), None)
        what = str(cells[name]) if name else next((str(cell) for _, cell in said if cell), "")
        day, batch = cells.get("day"), cells.get("batch")
        yield Item(
            kind=sheet.name,
            place={key: cells[key] for key in PLACE} if cells.keys() >= PLACE else {},
            what=what,
            day=str(day) if day else None,
            batch=str(batch) if batch else None,
            facts=told(*(each for each in said if each[0] not in ("day", "batch", name))),
        )
