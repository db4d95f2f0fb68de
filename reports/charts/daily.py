"""Delivery lines a day: pale columns, the rejected or warm part red, the worst day named on its mark."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from reports.charts import ink

WIDTH, HEIGHT, LEFT, RIGHT, BASE, TALLEST = 680, 214, 26, 70, 184, 142


def daily(
    days: list[date], counts: dict[str, tuple[int, int]], worst: tuple[str, str] | None, words: tuple[str, str, str]
) -> Markup:
    """counts: per ISO day all lines and the poor ones; worst: a day and its label; words: title, all, poor."""
    title, all_lines, poor_lines = words
    most = max((total for total, _ in counts.values()), default=1)
    step = (WIDTH - LEFT - RIGHT) / len(days)
    marks = [_tick(each, most) for each in ink.nice_steps(most)]
    for place, day in enumerate(days):
        x, width = LEFT + place * step + step * 0.16, step * 0.68
        total, poor = counts.get(day.isoformat(), (0, 0))
        tall, red = total / most * TALLEST, poor / most * TALLEST
        if total > poor:
            marks.append(ink.rect(x, BASE - tall, width, tall - red, ink.PALE))
        if poor:
            marks.append(ink.rect(x, BASE - red, width, red, ink.RED))
        if _named(place, days, counts):
            marks.append(ink.text(x + width / 2, BASE + 14, f"{day.month}/{day.day}", 9.5, ink.QUIETER, 400, "middle"))
        if worst and day.isoformat() == worst[0]:
            marks += _flag(x + width / 2, BASE - tall, worst[1])
    marks += [
        ink.text(WIDTH - RIGHT + 6, BASE - 44, all_lines, 10, "#4f7c6c", 500),
        ink.text(WIDTH - RIGHT + 6, BASE - 8, poor_lines, 10, ink.RED, 700),
    ]
    return ink.frame(WIDTH, HEIGHT, title, marks)


def _named(place: int, days: list[date], counts: dict[str, tuple[int, int]]) -> bool:
    """Mondays, the ends of the month."""
    return days[place].weekday() == 0 or place in (0, len(days) - 1)


def _tick(value: int, most: int) -> Markup:
    y = BASE - value / most * TALLEST
    stroke, width = (ink.DEEP, 0.9) if value == 0 else (ink.HAIR, 0.7)
    return ink.line(f"M{LEFT} {ink.n(y)}H{WIDTH - RIGHT}", stroke, width) + ink.text(
        LEFT - 6, y + 3, value, 9.5, ink.QUIETER, 400, "end"
    )


def _flag(x: float, top: float, label: str) -> list[Markup]:
    half = ink.width_of(label, 10) / 2
    middle = min(max(x, LEFT + half), WIDTH - RIGHT - half)
    y = min(top, BASE - TALLEST)
    return [
        ink.line(f"M{ink.n(x)} {ink.n(top - 4)}V{ink.n(y - 9)}", ink.RED, 0.9),
        ink.text(middle, y - 14, label, 10, ink.RED, 700, "middle"),
    ]
