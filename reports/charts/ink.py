"""Colours, letters and the frame of every chart. A width of 680 units is the 174 mm between the margins."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

FAMILY = "Noto Sans SC, Noto Sans CJK SC"
DEEP = "#0f3d3e"
LEAF = "#1f7a4d"
PALE = "#bcd6cb"
SOFT = "#8fc0a6"
AMBER = "#e8b54a"
RED = "#b3392f"
GREY = "#c9d2cf"
FAINT = "#f0f4f2"
HAIR = "#e0e7e4"
TEXT = "#22302f"
QUIET = "#5d6c6a"
QUIETER = "#6b7977"

Number = float | int


def frame(width: Number, height: Number, title: str, marks: Iterable[Markup], name: str = "") -> Markup:
    """An SVG with its alternative text, which PDF/UA asks for."""
    inside = Markup("").join(marks)
    named = Markup(' class="{}"').format(name) if name else Markup("")
    return Markup('<svg viewBox="0 0 {} {}"{} role="img"><title>{}</title>{}</svg>').format(
        n(width), n(height), named, title, inside
    )


def text(
    x: Number,
    y: Number,
    words: object,
    size: Number = 9.5,
    fill: str = QUIET,
    weight: int = 400,
    anchor: str = "start",
) -> Markup:
    """One line of text with its baseline at y."""
    return Markup(
        '<text x="{}" y="{}" font-family="{}" font-size="{}" font-weight="{}" fill="{}" text-anchor="{}">{}</text>'
    ).format(n(x), n(y), FAMILY, n(size), weight, fill, anchor, escape(words))


def rect(x: Number, y: Number, width: Number, height: Number, fill: str, radius: Number = 0) -> Markup:
    """A filled box."""
    round_ = Markup(' rx="{}"').format(n(radius)) if radius else Markup("")
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}"{}/>').format(
        n(x), n(y), n(width), n(height), fill, round_
    )


def line(path: str, stroke: str = HAIR, width: Number = 0.7, dash: str = "") -> Markup:
    """A stroked path without fill."""
    dashed = Markup(' stroke-dasharray="{}"').format(dash) if dash else Markup("")
    return Markup('<path d="{}" fill="none" stroke="{}" stroke-width="{}"{}/>').format(path, stroke, n(width), dashed)


def shape(path: str, fill: str) -> Markup:
    """A filled path."""
    return Markup('<path d="{}" fill="{}"/>').format(path, fill)


def n(value: Number) -> str:
    """A coordinate with at most one decimal, written the same on every machine."""
    return f"{value:.1f}".removesuffix(".0")


def width_of(words: str, size: Number) -> float:
    """About how wide `words` print: a full-width character is one em, the others a little over half."""
    return sum(size if ord(each) > 0x2E80 else size * 0.56 for each in words)


def cut(words: str, size: Number, room: Number) -> str:
    """`words`, shortened with … to fit `room` units."""
    if width_of(words, size) <= room:
        return words
    while words and width_of(words + "…", size) > room:
        words = words[:-1]
    return words.rstrip() + "…"


def nice_steps(largest: int) -> list[int]:
    """Ticks 0, s, 2s … for an axis up to `largest`: two to five of them, s of 1, 2 or 5 times a power of ten."""
    step = 1
    while largest // step >= 5:
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return list(range(0, largest + 1, step))
