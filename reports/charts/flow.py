"""A trace drawn as boxes from left to right, a column a step, bands between them as wide as their kilograms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reports.charts import ink
from reports.charts.icons import STAGES

WIDTH, TOP, TALL, GAP, BETWEEN = 680, 24, 38, 7, 24
WIDEST, THINNEST = 11.0, 1.2
SKIES = "#e9f2ee"
FILLS = {
    "plain": (SKIES, ink.DEEP, ""),
    "root": (ink.DEEP, "#fff", ""),
    "stop": ("#fbf1ef", ink.RED, ""),
    "lost": ("#fff", "#7a4d00", "3 2"),
    "more": ("#f6f8f7", ink.QUIET, ""),
}
"""Fill, ink and outline by tone: a batch, the one in question, refused or held, not on record, what is folded."""


@dataclass(frozen=True)
class Box:
    """A batch, or several in one. lines: a bold one and up to two more; stage: its icon, "" for none."""

    id: str
    lines: tuple[str, ...]
    stage: str = ""
    tone: str = "plain"


@dataclass(frozen=True)
class Band:
    """What went from one box to another. weight: for its width; inferred: drawn dashed; label: beside its end."""

    parent: str
    child: str
    weight: float
    inferred: bool
    label: str = ""


def flow(columns: Sequence[tuple[str, Sequence[Box]]], bands: Sequence[Band], title: str) -> Markup:
    """columns: what stands above each, and its boxes from top to bottom."""
    between = BETWEEN if len(columns) > 6 else BETWEEN + 24
    wide = (WIDTH - between * (len(columns) - 1)) / max(len(columns), 1)
    wide = min(wide, 150)
    apart = (WIDTH - wide) / max(len(columns) - 1, 1) if len(columns) > 1 else 0
    deepest = max((len(boxes) for _, boxes in columns), default=1)
    height = TOP + deepest * (TALL + GAP)
    places: dict[str, tuple[float, float, int]] = {}
    for number, (_, boxes) in enumerate(columns):
        start = TOP + (deepest - len(boxes)) * (TALL + GAP) / 2
        for row, box in enumerate(boxes):
            places[box.id] = (number * apart, start + row * (TALL + GAP), number)
    most = max((band.weight for band in bands), default=0) or 1
    drawn = sorted(bands, key=lambda band: (-band.weight, band.parent, band.child))
    marks = [
        mark
        for band in drawn
        if band.parent in places and band.child in places
        for mark in _band(places[band.parent], places[band.child], band, wide, most)
    ]
    for number, (above, boxes) in enumerate(columns):
        x = number * apart
        marks.append(ink.text(x + wide / 2, 11, ink.cut(above, 9, wide + between - 6), 9, ink.QUIETER, 500, "middle"))
        for box in boxes:
            marks += _box(x, places[box.id][1], wide, box)
    return ink.frame(WIDTH, height + 4, title, marks)


def _band(
    start: tuple[float, float, int], end: tuple[float, float, int], band: Band, wide: float, most: float
) -> list[Markup]:
    (x1, y1, from_), (x2, y2, to) = start, end
    y1, y2 = y1 + TALL / 2, y2 + TALL / 2
    width = max(WIDEST * band.weight / most, THINNEST) if band.weight else THINNEST
    dash = f"{ink.n(max(width * 0.9, 3))} {ink.n(max(width * 0.6, 2.4))}" if band.inferred else ""
    colour = "#b9c6c1" if band.inferred else "#8fbfa9"
    if to > from_:
        x1 += wide
        first, second = x1 + (x2 - x1) * 0.55, x2 - (x2 - x1) * 0.55
    else:  # within a column, or back: a bow on its left
        first, second = x1 - 20, x2 - 20
    path = f"M{ink.n(x1)} {ink.n(y1)}C{ink.n(first)} {ink.n(y1)} {ink.n(second)} {ink.n(y2)} {ink.n(x2)} {ink.n(y2)}"
    marks = [ink.line(path, colour, width, dash)]
    if band.label and to > from_ and abs(y1 - y2) < 1:
        marks.append(ink.text((x1 + x2) / 2, y2 - width / 2 - 3, band.label, 8, ink.QUIET, 400, "middle"))
    elif band.label and to > from_:
        marks.append(ink.text(x2 - 3, y2 - width / 2 - 2.5, band.label, 8, ink.QUIET, 400, "end"))
    return marks


def _box(x: float, y: float, wide: float, box: Box) -> list[Markup]:
    fill, colour, dash = FILLS[box.tone]
    outline = Markup(' stroke="{}" stroke-width=".9"').format(colour if box.tone in ("lost", "stop") else "#cfdcd6")
    dashed = Markup(' stroke-dasharray="{}"').format(dash) if dash else Markup("")
    frame = Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="4" fill="{}"{}{}/>').format(
        ink.n(x), ink.n(y), ink.n(wide), ink.n(TALL), fill, outline, dashed
    )
    left = x + 7
    room = wide - 12
    marks = [frame]
    if box.stage and wide > 92:
        marks.append(
            Markup(
                '<g transform="translate({} {}) scale(.62)" fill="none" stroke="{}" stroke-width="2" '
                'stroke-linecap="round" stroke-linejoin="round"><path d="{}"/></g>'
            ).format(ink.n(x + 6), ink.n(y + 12.5), colour, STAGES.get(box.stage, STAGES["unknown"]))
        )
        left, room = x + 26, wide - 31
    quiet = "#cfe3dc" if box.tone == "root" else ink.QUIET
    bold, rest = _broken(box.lines[0], room, len([line for line in box.lines[1:] if line]))
    rows = [*((one, 8.6, colour, 700) for one in bold)]
    rows += [(one, 7.8, quiet, 400) for one in [line for line in box.lines[1:] if line][rest:]]
    rows = rows[:3]
    top = TALL / 2 + 3.2 - (len(rows) - 1) * 5.6
    for number, (words, size, fill_, weight) in enumerate(rows):
        marks.append(ink.text(left, y + top + number * 11.2, ink.cut(words, size, room), size, fill_, weight))
    return marks


def _broken(name: str, room: float, more: int) -> tuple[list[str], int]:
    """A name on one line, or on two where it is too long; and how many of `more` lines give way to it."""
    if ink.width_of(name, 8.6) <= room:
        return [name], 0
    end = len(name)
    while end > 1 and ink.width_of(name[:end], 8.6) > room:
        end -= 1
    cut = name.rfind(" ", 0, end + 1) if " " in name[1 : end + 1] else end
    return [name[:cut].rstrip(), name[cut:].lstrip()], max(more - 1, 0)
