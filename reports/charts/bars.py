"""Horizontal bars: a count a row with its poor part in red; and thin bars of three states for tables."""

from __future__ import annotations

from markupsafe import Markup

from reports.charts import ink
from reports.figures.tally import Tally

WIDTH, NUMBERS, PITCH = 330, 74, 21


def grouped(rows: list[tuple[str, int, int, str]], title: str) -> Markup:
    """rows: name, count, poor count, label at the end of the bar. Lengths share one scale that begins at nought."""
    most = max((count for _, count, _, _ in rows), default=1)
    names = min(max((ink.width_of(name, 10.5) for name, _, _, _ in rows), default=0), 104) + 9
    room = WIDTH - names - NUMBERS
    pitch = PITCH * min(1.0, 11 / max(len(rows), 1))
    marks = []
    for place, (name, count, poor, label) in enumerate(rows):
        y = place * pitch + 4
        whole, red = count / most * room, poor / most * room
        marks += [
            ink.text(names - 7, y + 9, ink.cut(name, 10.5, names - 7), 10.5, ink.TEXT, 400, "end"),
            ink.rect(names, y + 1, max(whole - red, 0), 9, ink.LEAF),
        ]
        if poor:
            marks.append(ink.rect(names + whole - red, y + 1, red, 9, ink.RED))
        colour = ink.RED if poor else ink.DEEP
        marks.append(ink.text(names + whole + 6, y + 9.5, label, 9.5, colour, 700 if poor else 500))
    return ink.frame(WIDTH, len(rows) * pitch + 4, title, marks)


def states(of: Tally, title: str) -> Markup:
    """One bar in three states, 300 units wide whatever the denominator; hatched nowhere, labelled beside it."""
    x, marks = 0.0, [ink.rect(0, 0, 300, 12, ink.FAINT)]
    for count, colour in ((of.met, ink.LEAF), (of.broken, ink.RED), (of.unknown, ink.GREY)):
        if count:
            width = 300 * count / of.total
            marks.append(ink.rect(x, 0, max(width - 1.2, 1), 12, colour))
            x += width
    return ink.frame(300, 12, title, marks)
