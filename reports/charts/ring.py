"""The ring of the cover: one tally in three states around its denominator."""

from __future__ import annotations

import math

from markupsafe import Markup

from reports.charts import ink
from reports.figures.tally import Tally

_RADIUS = 52


def ring(of: Tally, label: str, words: tuple[str, str, str]) -> Markup:
    """`of` as a ring; label: what is counted; words: names of met, broken and not evidenced."""
    around = 2 * math.pi * _RADIUS
    parts = [(name, count, colour) for name, count, colour in
             zip(words, (of.met, of.broken, of.unknown), (ink.LEAF, ink.RED, ink.GREY), strict=True)]  # fmt: skip
    marks = [_arc(0, around, ink.FAINT)] if of.total == 0 else []
    gap = 1.6 if sum(count > 0 for _, count, _ in parts) > 1 else 0
    before = 0.0
    for _, count, colour in parts:
        if count:
            length = around * count / of.total
            marks.append(_arc(before, max(length - gap, 1.2), colour))
            before += length
    middle = f"{of.total:,}"
    marks += [
        ink.text(58, 62, middle, 25 if len(middle) < 5 else 19, ink.DEEP, 700, "middle"),
        ink.text(58, 77, label, 9, ink.QUIET, 400, "middle"),
    ]
    title = f"{of.total} {label}：" + "，".join(f"{name} {count}" for name, count, _ in parts)
    return ink.frame(116, 116, title, marks, "ring")


def _arc(start: float, length: float, colour: str) -> Markup:
    return Markup(
        '<circle cx="58" cy="58" r="{}" fill="none" stroke="{}" stroke-width="11" stroke-dasharray="{:.2f} {:.2f}" '
        'stroke-dashoffset="{:.2f}" transform="rotate(-90 58 58)"/>'
    ).format(_RADIUS, colour, length, 2 * math.pi * _RADIUS, -start)
