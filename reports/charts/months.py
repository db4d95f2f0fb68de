"""Months side by side: a column a month from nought, its number on it, a poor part in red at its foot."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from reports.charts import ink

WIDTH, HEIGHT, TOP, BASE, FOOT = 210, 112, 18, 92, 106
PAIR_WIDTH = 330


def months(values: Sequence[tuple[str, int, int, str]], title: str, colour: str = ink.PALE) -> Markup:
    """values: name of the month, its count, the poor part of it, and the label on its mark."""
    most = max((count for _, count, _, _ in values), default=0) or 1
    step = WIDTH / max(len(values), 1)
    marks = [ink.line(f"M0 {BASE}H{WIDTH}", ink.DEEP, 0.9)]
    for place, (name, count, poor, label) in enumerate(values):
        wide = min(step * 0.62, 30)
        x = place * step + (step - wide) / 2
        tall, red = count / most * (BASE - TOP), poor / most * (BASE - TOP)
        if count > poor:
            marks.append(ink.rect(x, BASE - tall, wide, tall - red, colour))
        if poor:
            marks.append(ink.rect(x, BASE - red, wide, red, ink.RED))
        middle = x + wide / 2
        marks.append(ink.text(middle, BASE - tall - 4, label, 8.5, ink.DEEP if count else ink.QUIETER, 500, "middle"))
        marks.append(ink.text(middle, FOOT, name, 9, ink.QUIETER, 400, "middle"))
    return ink.frame(WIDTH, HEIGHT, title, marks)


def pairs(values: Sequence[tuple[str, int, int]], names: tuple[str, str], title: str) -> Markup:
    """Two counts a month beside each other: name, first, second; the second is what became of the first."""
    most = max((max(first, second) for _, first, second in values), default=0) or 1
    step = PAIR_WIDTH / max(len(values), 1)
    marks = [
        ink.line(f"M0 {BASE}H{PAIR_WIDTH}", ink.DEEP, 0.9),
        ink.rect(0, 0, 8, 8, ink.RED),
        ink.text(12, 7.5, names[0], 9, ink.TEXT),
        ink.rect(24 + ink.width_of(names[0], 9), 0, 8, 8, ink.LEAF),
        ink.text(36 + ink.width_of(names[0], 9), 7.5, names[1], 9, ink.TEXT),
    ]
    for place, (name, first, second) in enumerate(values):
        wide = min(step * 0.3, 24)
        x = place * step + step / 2 - wide - 1
        for offset, count, colour in ((0.0, first, ink.RED), (wide + 2, second, ink.LEAF)):
            tall = count / most * (BASE - TOP - 10)
            if count:
                marks.append(ink.rect(x + offset, BASE - tall, wide, tall, colour))
            shade = ink.TEXT if count else ink.QUIETER
            marks.append(ink.text(x + offset + wide / 2, BASE - tall - 4, f"{count:,}", 9, shade, 500, "middle"))
        marks.append(ink.text(place * step + step / 2, FOOT, name, 9.5, ink.QUIETER, 400, "middle"))
    return ink.frame(PAIR_WIDTH, HEIGHT, title, marks)
