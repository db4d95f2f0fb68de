"""Lines a month: pale columns with their count, the rejected or warm part red and counted."""

from __future__ import annotations

from markupsafe import Markup

from reports.charts import ink

WIDTH, HEIGHT, LEFT, RIGHT, BASE, TALLEST = 680, 168, 4, 74, 134, 100


def yearly(rows: list[tuple[str, int, int]], title: str, words: tuple[str, str]) -> Markup:
    """rows: name, lines, poor lines; words: names of all lines and of the poor ones."""
    most = max((count for _, count, _ in rows), default=0) or 1
    step = (WIDTH - LEFT - RIGHT) / max(len(rows), 1)
    marks = [ink.line(f"M{LEFT} {BASE}H{WIDTH - RIGHT}", ink.DEEP, 0.9)]
    for place, (name, count, poor) in enumerate(rows):
        x, width = LEFT + place * step + step * 0.18, step * 0.64
        tall, red = count / most * TALLEST, poor / most * TALLEST
        if count > poor:
            marks.append(ink.rect(x, BASE - tall, width, tall - red, ink.PALE))
        if poor:
            marks.append(ink.rect(x, BASE - red, width, red, ink.RED))
        middle = x + width / 2
        if count:
            marks.append(ink.text(middle, BASE - tall - 5, f"{count:,}", 9, ink.DEEP, 500, "middle"))
        if poor:
            marks.append(ink.text(middle, BASE + 27, f"{poor:,}", 9, ink.RED, 700, "middle"))
        marks.append(ink.text(middle, BASE + 14, name, 9, ink.QUIETER, 400, "middle"))
    marks += [
        ink.text(WIDTH - RIGHT + 6, BASE - 30, words[0], 9.5, "#4f7c6c", 500),
        ink.text(WIDTH - RIGHT + 6, BASE + 27, words[1], 9.5, ink.RED, 700),
    ]
    return ink.frame(WIDTH, HEIGHT, title, marks)
