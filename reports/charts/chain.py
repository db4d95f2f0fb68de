"""A trace drawn from left to right: a column a stage, at most two batches in each, the rest folded into one line."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from reports.charts import ink
from reports.charts.icons import STAGES

WIDTH, EDGE, PITCH, TOP, ROWS, RADIUS = 680, 54, 116, 42, 2, 19


@dataclass(frozen=True)
class Spot:
    """A node to draw. when, name, second and third: lines of text; tone: plain, stop (refused) or open (in stock)."""

    id: str
    stage: str
    when: str
    name: str
    second: str
    third: str
    tone: str = "plain"


@dataclass(frozen=True)
class Step:
    """A link to draw, with the words on it (an amount, mostly)."""

    parent: str
    child: str
    label: str


def chain(columns: list[tuple[list[Spot], str]], steps: list[Step], title: str) -> Markup:
    """columns: spots in the order of importance and what stands for those beyond ROWS ("" for none)."""
    apart = (WIDTH - 2 * EDGE) / max(len(columns) - 1, 1)
    places = {
        spot.id: (EDGE + column * apart, TOP + row * PITCH)
        for column, (spots, _) in enumerate(columns)
        for row, spot in enumerate(spots[:ROWS])
    }
    deepest = max((min(len(spots), ROWS) for spots, _ in columns), default=1)
    marks = [mark for step in steps if step.parent in places and step.child in places
             for mark in _step(places[step.parent], places[step.child], step.label)]  # fmt: skip
    for column, (spots, folded) in enumerate(columns):
        for spot in spots[:ROWS]:
            marks += _spot(*places[spot.id], spot, apart - 8)
        if folded:
            bottom = TOP + (min(len(spots), ROWS) - 1) * PITCH + 80
            marks.append(ink.text(EDGE + column * apart, bottom, folded, 8.5, ink.DEEP, 500, "middle"))
    return ink.frame(WIDTH, TOP + (deepest - 1) * PITCH + 86, title, marks)


def _step(start: tuple[float, float], end: tuple[float, float], label: str) -> list[Markup]:
    colour = "#7fae9b"
    (x1, y1), (x2, y2) = start, end
    within = x1 == x2
    x1, x2 = x1 + (-RADIUS - 3 if within else RADIUS + 3), x2 - RADIUS - 3
    middle = x1 - 22 if within else (x1 + x2) / 2
    turns = f"{ink.n(middle)} {ink.n(y1)} {ink.n(middle)} {ink.n(y2)} {ink.n(x2 - 5)} {ink.n(y2)}"
    path = f"M{ink.n(x1)} {ink.n(y1)}" + (f"H{ink.n(x2 - 5)}" if y1 == y2 else f"C{turns}")
    arrow = ink.shape(
        f"M{ink.n(x2 - 6)} {ink.n(y2 - 4)}L{ink.n(x2)} {ink.n(y2)}L{ink.n(x2 - 6)} {ink.n(y2 + 4)}Z", colour
    )
    marks = [ink.line(path, colour, 1.6), arrow]
    if label and y1 == y2:
        marks.append(ink.text(middle, y2 - 9, label, 9, ink.QUIET, 400, "middle"))
    elif label:
        marks.append(ink.text(x2 - 6, y2 + 15, label, 9, ink.QUIET, 400, "end"))
    return marks


def _spot(x: float, y: float, spot: Spot, room: float) -> list[Markup]:
    colour = ink.RED if spot.tone == "stop" else ink.DEEP
    hollow = spot.tone != "plain"
    dash = Markup(' stroke-dasharray="3.5 2.5"') if spot.tone == "open" else Markup("")
    disc = Markup('<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" stroke-width="1.8"{}/>').format(
        ink.n(x), ink.n(y), RADIUS, "#fff" if hollow else colour, colour, dash
    )
    icon = Markup(
        '<g transform="translate({} {}) scale(.75)" fill="none" stroke="{}" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round"><path d="{}"/></g>'
    ).format(ink.n(x - 9), ink.n(y - 9), colour if hollow else "#fff", STAGES.get(spot.stage, STAGES["unknown"]))
    rows = (
        (spot.when, y - 28, 8.5, 400, ink.QUIETER),
        (spot.name, y + 36, 10.5, 700, colour),
        (spot.second, y + 50, 9, 400, "#41504e"),
        (spot.third, y + 63, 8.5, 400, ink.QUIETER),
    )
    written = [
        ink.text(x, at, ink.cut(words, size, room), size, fill, weight, "middle")
        for words, at, size, weight, fill in rows
        if words
    ]
    return [disc, icon, *written]
