"""The month as a calendar: how many lines were rejected or warm on each day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from reports.charts import ink

WIDTH, LEFT, TILE, TALL = 330, 12, 41, 24


@dataclass(frozen=True)
class Words:
    """title; the seven week days from Monday; legend: none, one, few, many, no delivery on record, no school."""

    title: str
    weekdays: tuple[str, ...]
    legend: tuple[str, ...]


def calendar(days: list[date], counts: dict[str, tuple[int, int]], school: set[str], words: Words) -> Markup:
    """counts: per ISO day all lines and the poor ones; school: ISO days on which meals were due."""
    marks = [
        ink.text(LEFT + k * (TILE + 2) + TILE / 2, 12, name, 9.5, ink.QUIETER, 400, "middle")
        for k, name in enumerate(words.weekdays)
    ]
    offset = days[0].weekday()
    for place, day in enumerate(days):
        row, column = divmod(place + offset, 7)
        marks += _tile(LEFT + column * (TILE + 2), 19 + row * (TALL + 3), day, counts, school)
    bottom = 19 + ((len(days) + offset - 1) // 7 + 1) * (TALL + 3) + 6
    marks += _legend(bottom, words.legend)
    return ink.frame(WIDTH, bottom + 26, words.title, marks)


def _tile(x: float, y: float, day: date, counts: dict[str, tuple[int, int]], school: set[str]) -> list[Markup]:
    name = day.isoformat()
    if name in counts:
        poor = counts[name][1]
        fill = ink.LEAF if poor == 0 else ink.SOFT if poor == 1 else ink.AMBER if poor < 4 else ink.RED
        ink_ = "#fff" if poor == 0 or poor >= 4 else ink.TEXT
        marks = [ink.rect(x, y, TILE, TALL, fill, 2)]
    elif name in school:
        ink_ = ink.QUIET
        marks = [_outline(x, y, TILE, TALL)]
    else:
        ink_ = "#8d9997"
        marks = [ink.rect(x, y, TILE, TALL, "#f3f5f4", 2)]
    return [*marks, ink.text(x + TILE / 2, y + 15.5, day.day, 10, ink_, 500, "middle")]


def _outline(x: float, y: float, width: float, tall: float) -> Markup:
    return Markup(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="2" fill="#fff" stroke="{}" stroke-width=".8" '
        'stroke-dasharray="2.5 2"/>'
    ).format(ink.n(x + 0.5), ink.n(y + 0.5), ink.n(width - 1), ink.n(tall - 1), ink.QUIETER)


def _legend(y: float, words: tuple[str, ...]) -> list[Markup]:
    fills = (ink.LEAF, ink.SOFT, ink.AMBER, ink.RED, None, "#e6eae8")
    x, marks = float(LEFT), []
    for fill, label in zip(fills, words, strict=True):
        room = 13 + ink.width_of(label, 8.5) + 10
        if x + room > WIDTH:
            x, y = LEFT, y + 14
        marks.append(ink.rect(x, y, 9, 9, fill, 1) if fill else _outline(x, y, 9, 9))
        marks.append(ink.text(x + 13, y + 8, label, 8.5, ink.QUIET))
        x += room
    return marks
