"""The cover: what the month was, in five figures and three paragraphs."""

from __future__ import annotations

from reports.charts.ring import ring
from reports.figures.moments import days_of
from reports.figures.month import Month
from reports.files import Attached
from reports.texts import Words
from reports.views.front import checked, made, sentence
from reports.views.ruled import Ruled


def cover(month: Month, rules: Ruled, words: Words, files: tuple[Attached, ...]) -> dict[str, object]:
    """Figures and words of the first page; the first of the embedded files is records.json."""
    snapshot, site = month.snapshot, month.snapshot["site"]
    days = days_of(snapshot["period"])
    mode = words.coded("mode", site["operating_mode"])
    roll = site["enrolment"]
    return {
        "district": words.name(snapshot["district"]),
        "school": words.name(site),
        "facts": [
            (words("cover.period"), f"{days[0].isoformat()} — {days[-1]:%m-%d}"),
            (words("cover.code"), site["code"] or words("unknown")),
            (words("cover.mode"), mode if roll is None else words("cover.enrolment", mode=mode, count=roll)),
            (words("cover.rules"), words("cover.rules_value", version=rules.version)),
            (words("cover.made"), made(snapshot)),
        ],
        "ring": ring(rules.rules, words("ring.rules"), (words("satisfied"), words("violated"), words("not_evidenced"))),
        "lead": rules.lead,
        "body": _body(month, rules, words),
        "kpis": _kpis(month, words),
        "columns": _columns(month, rules, words),
        **checked(snapshot, words, files),
    }


def _body(month: Month, rules: Ruled, words: Words) -> str:
    if not month.lines and not month.dishes:
        return words("body.empty", days=len(month.snapshot["school_days"]))
    served = words("cover.days") + " " + words(
        "cover.days_value", days=len(month.snapshot["school_days"]), meals=month.meals, portions=month.portions
    )  # fmt: skip
    found = [rules.worst, served + words("stop")]
    if month.lines:
        seen = month.source
        found.append(words("lead", total=seen.total, met=seen.met, broken=seen.broken, unknown=seen.unknown))
    if month.dishes:
        found.append(words("body.dishes", total=month.complete.total, met=month.complete.met))
    return (" " if words.language == "en" else "").join(found)


def _kpis(month: Month, words: Words) -> list[dict[str, object]]:
    warm, complete, sampled = month.temperature, month.complete, month.sampled
    arrived = {
        "deliveries": len(month.snapshot["deliveries"]),
        "suppliers": sum(row.supplier is not None for row in month.suppliers),
    }
    whole = sum(line.refused_whole for line in month.lines)
    return [
        _kpi(words, "lines", len(month.lines), None, **arrived),
        _kpi(words, "rejected", len(month.rejected), None, count=whole) | {"tone": "down" if whole else ""},
        _kpi(words, "warm", warm.broken, warm.met + warm.broken, count=warm.unknown),
        _kpi(words, "complete", complete.met, complete.total, unknown=complete.unknown),
        _kpi(words, "sampled", sampled.met, sampled.total, unknown=sampled.unknown),
    ]


def _kpi(words: Words, key: str, number: int, of: int | None, **note: int) -> dict[str, object]:
    """A figure with its denominator `of`, if it has one; over nothing there is no figure but a dash."""
    unit = words("unit.batches") if of is None else f"/ {of:,}" if of else ""
    return {
        "number": "—" if of == 0 else f"{number:,}",
        "unit": unit,
        "label": words(f"kpi.{key}"),
        "note": words(f"kpi.{key}_note", **note),
        "tone": "",
    }


def _columns(month: Month, rules: Ruled, words: Words) -> list[tuple[str, str]]:
    return [
        (words("shows"), _shows(month, words)),
        (words("act"), sentence(_act(month, rules, words), words, words("act.none"))),
        (words("lacks"), _lacks(month, words)),
    ]


def _shows(month: Month, words: Words) -> str:
    days = len(month.snapshot["school_days"])
    if not month.lines and not month.dishes:
        return words("shows.empty", days=days)
    return words(
        "shows.text", days=days, portions=month.portions, signed=month.signatures.met,
        deliveries=month.signatures.total, papers=month.papers.met, lines=month.papers.total,
    )  # fmt: skip


def _act(month: Month, rules: Ruled, words: Words) -> list[str]:
    kept = sum(line.warm and not line.refused_whole for line in month.lines)
    counts = [("warm", month.temperature.broken), ("licence", month.licence.broken), ("core", month.core.broken),
              ("sample", month.sampled.broken), ("source", month.source.broken)]  # fmt: skip
    found = [words("act.rules", count=rules.broken, grave=rules.grave)] if rules.broken else []
    return found + [words(f"act.{key}", count=count, kept=kept) for key, count in counts if count]


def _lacks(month: Month, words: Words) -> str:
    if not month.lines and not month.dishes:
        return words("lacks.all")
    counts = [("lot", month.source.unknown), ("temperature", month.temperature.unknown),
              ("dish", month.complete.unknown), ("sample", month.sampled.unknown), ("core", month.core.unknown),
              ("papers", month.papers.unknown)]  # fmt: skip
    return sentence([words(f"lacks.{key}", count=count) for key, count in counts if count], words, words("lacks.none"))
