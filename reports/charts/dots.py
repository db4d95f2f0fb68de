"""One dot a measurement by day, against the limit drawn as a line: core temperatures, grams of samples."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from reports.charts import ink

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BASE = 330, 150, 24, 34, 14, 128


def dots(
    days: list[date], values: list[tuple[str, float, bool]], limit: tuple[float, str] | None, title: str, unit: str
) -> Markup:
    """values: ISO day, number, whether it fails its limit; limit: its number and its label."""
    low, high, step = _scale([number for _, number, _ in values] + ([limit[0]] if limit else []))
    place = {day.isoformat(): k for k, day in enumerate(days)}
    across = (WIDTH - LEFT - RIGHT) / len(days)

    def up(number: float) -> float:
        return BASE - (number - low) / (high - low) * (BASE - TOP)

    marks = [ink.line(f"M{LEFT} {BASE}H{WIDTH - RIGHT}", ink.DEEP, 0.9)]
    marks += [
        ink.text(LEFT - 5, up(low + k * step) + 3, f"{low + k * step:g}", 9, ink.QUIETER, 400, "end")
        for k in range(int((high - low) / step) + 1)
    ]
    marks.append(ink.text(LEFT + 3, TOP + 3, unit, 8.5, ink.QUIETER))
    if limit:
        y = up(limit[0])
        marks.append(ink.line(f"M{LEFT} {ink.n(y)}H{WIDTH - RIGHT}", ink.DEEP, 0.9, "2.5 2"))
        marks.append(ink.text(WIDTH - RIGHT + 4, y + 3, limit[1], 9, ink.DEEP, 500))
    seen: dict[str, int] = {}
    fine: list[tuple[float, float, float]] = []
    poor_marks: list[tuple[float, float, float]] = []
    for name, number, poor in values:
        if name in place:
            nth = seen[name] = seen.get(name, 0) + 1
            x = LEFT + (place[name] + 0.5) * across + ((nth - 1) % 3 - 1) * across * 0.26
            (poor_marks if poor else fine).append((x, up(number), number))
    marks.append(
        ink.shape("".join(f"M{ink.n(x - 2)} {ink.n(y)}a2 2 0 1 0 4 0a2 2 0 1 0 -4 0Z" for x, y, _ in fine), ink.LEAF)
    )
    marks += [mark for x, y, number in poor_marks for mark in _poor(x, y, number)]
    for k, day in enumerate(days):
        if day.weekday() == 0 or k in (0, len(days) - 1):
            x = LEFT + (k + 0.5) * across
            marks.append(ink.text(x, BASE + 14, f"{day.month}/{day.day}", 9, ink.QUIETER, 400, "middle"))
    return ink.frame(WIDTH, HEIGHT, title, marks)


def _poor(x: float, y: float, number: float) -> list[Markup]:
    around = f"M{ink.n(x)} {ink.n(y - 4)}l4 4l-4 4l-4 -4Z"
    return [ink.shape(around, ink.RED), ink.text(x + 6, y + 8, f"{number:g}", 9.5, ink.RED, 700)]


def _scale(numbers: list[float]) -> tuple[float, float, float]:
    """Lowest and highest value of the axis and its step, with the numbers well inside."""
    least, most = min(numbers, default=0), max(numbers, default=1)
    step = next(each for each in (5, 10, 20, 50, 100, 200, 500, 1000, 10**6) if (most - least) / each <= 4)
    low = (least // step) * step
    high = (most // step + 1) * step
    return low, high, step
