"""A term's months side by side: a table of its figures, and small charts of the same."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from reports.charts import ink
from reports.charts.months import months as drawn
from reports.reduced_shapes import CampusMonthFigures
from reports.texts import Words
from reports.views.over import Sums, unjudged, yuan

PLAIN = ("school_days", "portions", "lines", "rejected", "warm")
OF = ("source", "signatures", "papers", "temperature", "complete", "core", "sampled")


def month_name(part: CampusMonthFigures, words: Words) -> str:
    """A month's name, short in English."""
    name = words("months").split()[int(part["period"][5:7]) - 1]
    return name[:3] if words.language == "en" else name


def table(parts: list[CampusMonthFigures], sums: Sums, words: Words) -> list[dict[str, object]]:
    """A row a figure, a cell a month, and the term's sum last; a question shows what is met of how many."""
    rows: list[dict[str, object]] = [_counted(key, parts, words) for key in PLAIN]
    for key in OF:
        cells = [_met(part, key) for part in parts]
        whole = sums.tally(key)
        rows.append({"name": words(f"side.{key}"), "of": True, "cells": cells,
                     "sum": f"{whole.met:,} / {whole.total:,}" if whole.total else "—"})  # fmt: skip
    rows.append({
        "name": words("side.accompanied"), "of": True,
        "cells": [f"{part['accompanied']:,} / {part['meals']:,}" if part["meals"] else "—" for part in parts],
        "sum": f"{sums.count('accompanied'):,} / {sums.count('meals'):,}",
    })  # fmt: skip
    rows.append({
        "name": words("side.daily_checks"), "of": True,
        "cells": [f"{part['daily_checks']:,} / {part['served_days']:,}" if part["served_days"] else "—"
                  for part in parts],
        "sum": f"{sums.count('daily_checks'):,} / {sums.count('served_days'):,}",
    })  # fmt: skip
    rows += [_counted(key, parts, words) for key in ("tests_passed", "tests_other", "violated")]
    unknown = [unjudged(part) for part in parts]
    rows.append({"name": words("side.unknown"), "of": False, "cells": [f"{each:,}" for each in unknown],
                 "sum": f"{sum(unknown):,}"})  # fmt: skip
    spend = [yuan(part["spend"]) for part in parts]
    whole_spend = sum((Decimal(part["spend"]) for part in parts), Decimal(0))
    rows.append({"name": words("side.spend"), "of": False, "cells": spend, "sum": yuan(str(whole_spend))})
    return rows


def _counted(key: str, parts: list[CampusMonthFigures], words: Words) -> dict[str, object]:
    values: list[int] = [part[key] for part in parts]  # type: ignore[literal-required]
    return {"name": words(f"side.{key}"), "of": False, "cells": [f"{each:,}" for each in values],
            "sum": f"{sum(values):,}"}  # fmt: skip


def _met(part: CampusMonthFigures, key: str) -> str:
    of: Any = part[key]  # type: ignore[literal-required]
    total = sum(of.values())
    return f"{of['met']:,} / {total:,}" if total else "—"


def charts(parts: list[CampusMonthFigures], words: Words) -> list[dict[str, object]]:
    """Six small charts of the same months, each from nought on its own scale."""
    if not parts:
        return []

    def short(key: str, part: CampusMonthFigures) -> tuple[int, int]:
        of: Any = part[key]  # type: ignore[literal-required]
        total = sum(of.values())
        return total, total - of["met"]

    def chart(key: str, values: list[tuple[int, int, str]], colour: str = ink.PALE) -> dict[str, object]:
        named = [(month_name(part, words), *value) for part, value in zip(parts, values, strict=True)]
        return {"name": words(f"trend.{key}"), "sub": words(f"trend.{key}_sub"),
                "chart": drawn(named, words(f"trend.{key}"), colour)}  # fmt: skip

    def lacking(key: str) -> list[tuple[int, int, str]]:
        found = [short(key, part) for part in parts]
        return [(total, poor, f"{total:,} · {poor:,}" if poor else f"{total:,}") for total, poor in found]

    return [
        chart("portions", [(part["portions"], 0, f"{part['portions']:,}") for part in parts], ink.SOFT),
        chart("lines", [(p["lines"], p["poor"], f"{p['lines']:,} · {p['poor']:,}" if p["poor"] else f"{p['lines']:,}")
                        for p in parts]),
        chart("complete", lacking("complete")),
        chart("sampled", lacking("sampled")),
        chart("violated", [(part["violated"], part["violated"], f"{part['violated']:,}") for part in parts]),
        chart("unknown", [(unjudged(part), 0, f"{unjudged(part):,}") for part in parts], ink.GREY),
    ]  # fmt: skip
