"""A figure: what was measured, against what bar, and whether it holds; how figures are kept and shown."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

COMMAND = "make bench"


@dataclass(frozen=True, slots=True)
class Figure:
    """bar: what the value must reach, e.g. `>= 0.25`, or None where it is only told; holds: None without a bar."""

    name: str
    value: float
    unit: str
    bar: str | None = None
    holds: bool | None = None
    command: str = COMMAND


def least(name: str, value: float, unit: str, bar: float) -> Figure:
    """A value that must reach the bar."""
    return Figure(name, rounded(value), unit, f">= {bar:g}", value >= bar)


def most(name: str, value: float, unit: str, bar: float) -> Figure:
    """A value that must not pass the bar."""
    return Figure(name, rounded(value), unit, f"<= {bar:g}", value <= bar)


def told(name: str, value: float, unit: str) -> Figure:
    """A value without a bar."""
    return Figure(name, rounded(value), unit)


def rounded(value: float) -> float:
    """Three significant digits; whole numbers from 1,000 on."""
    return float(round(value)) if abs(value) >= 1000 else float(f"{value:.3g}")


def percentile(values: list[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) * percent // 100, len(ordered) - 1)]


async def timed(work: Callable[[], Awaitable[object]]) -> float:
    """Milliseconds that one call takes."""
    began = time.perf_counter()
    await work()
    return (time.perf_counter() - began) * 1000


def middle(values: list[float]) -> float:
    return median(values)


def write(figures: list[Figure], file: Path) -> None:
    text = json.dumps([asdict(figure) for figure in figures], ensure_ascii=False, indent=1)
    file.write_text(text + "\n", "utf-8")


def read(file: Path) -> list[Figure]:
    return [Figure(**item) for item in json.loads(file.read_text("utf-8"))]


def table(figures: list[Figure]) -> str:
    """The figures as a Markdown table."""
    lines = ["| what | measured | bar | holds |", "| --- | ---: | ---: | --- |"]
    for figure in figures:
        holds = {True: "yes", False: "**no**", None: ""}[figure.holds]
        value = f"{figure.value:,.0f}" if abs(figure.value) >= 1000 else f"{figure.value:g}"
        lines.append(f"| {figure.name} | {value} {figure.unit} | {figure.bar or ''} | {holds} |")
    return "\n".join(lines)
