"""A supplier's file on paper: licences, evaluations, deliveries by school, prices, tests, recalls, announcements."""

from __future__ import annotations

from collections import Counter
from typing import Any

from reports.charts.ring import ring
from reports.charts.yearly import yearly
from reports.figures import supplied as figures
from reports.figures.receiving import licence_on
from reports.figures.supplied import Line, Served
from reports.figures.tally import State, tally
from reports.texts import Words
from reports.views.proof import figure, when
from reports.views.received import licence_row
from reports.views.supplied_rows import (
    announced_row,
    campus_row,
    hold_row,
    money,
    poor_row,
    price_row,
    test_row,
    vetting_row,
)
from traceability.snapshot.supplier_shapes import SupplierRecord

CAMPUSES_MOST, POOR_MOST, PRICES_MOST, TESTS_MOST, ANNOUNCED_MOST = 60, 60, 40, 20, 20
"""Rows of each table that are printed; the rest is in the attached files."""


def supplied(record: SupplierRecord, words: Words) -> dict[str, Any]:
    """Figures, sentences, charts and rows of every part."""
    lines = figures.lines_of(record)
    poor = [line for line in lines if line.rejected or line.warm]
    campuses = figures.by_campus(lines)
    prices = figures.prices_of(record, lines)
    names = {one["id"]: words.name(one) for one in record["campuses"]}
    supplier = record["supplier"]
    every = figures.served(lines)
    return {
        "org": words.name(record["site"]),
        "about": words.name(supplier),
        "running": f"{words.name(supplier)} · {record['first']} — {record['last']}",
        "facts": _facts(record, words),
        "ring": ring(figures.traced(lines), words("supplied.ring"),
                     (words("source.traced"), words("source.unresolved"), words("not_evidenced"))),
        "lead": _lead(record, every, campuses, words),
        "body": _body(record, lines, words),
        "kpis": _kpis(record, every, words),
        "about_rows": _about(record, words),
        "licences": [licence_row(one, record["last"], words) for one in supplier["licences"]],
        "papers": _papers(record, words),
        "vettings": [vetting_row(one, record, words) for one in reversed(supplier["vettings"])],
        "months": _months(record, lines, words) if lines else None,
        "campuses": [campus_row(names.get(one, "—"), of, words) for one, of in campuses[:CAMPUSES_MOST]],
        "campuses_rest": max(len(campuses) - CAMPUSES_MOST, 0),
        "poor": [poor_row(line, record, names, words) for line in reversed(poor[-POOR_MOST:])],
        "poor_rest": max(len(poor) - POOR_MOST, 0),
        "prices": [price_row(one, record, words) for one in prices[:PRICES_MOST]],
        "prices_rest": max(len(prices) - PRICES_MOST, 0),
        "tests": [test_row(one, words) for one in list(reversed(record["tests"]))[:TESTS_MOST]],
        "tests_rest": max(len(record["tests"]) - TESTS_MOST, 0),
        "holds": [hold_row(one, record, words) for one in record["holds"]],
        "announced": [announced_row(one, record, words)
                      for one in list(reversed(record["announced"]))[:ANNOUNCED_MOST]],
        "announced_rest": max(record["announced_total"] - ANNOUNCED_MOST, 0),
        "gaps": _gaps(record, lines, words),
        "cut": words("supplied.cut", shown=len(record["arrivals"]), total=record["arrivals_total"])
        if record["arrivals_total"] > len(record["arrivals"])
        else "",
        "methods": [words(f"supplied.method.{number}") for number in range(1, 5)],
    }  # fmt: skip


def _facts(record: SupplierRecord, words: Words) -> list[tuple[str, str]]:
    return [
        (words("cover.period"), f"{record['first']} — {record['last']}"),
        (words("received.trade"), words.coded("trade", record["supplier"]["trade"])),
        (words("received.credit_code"), record["supplier"]["credit_code"] or words("unknown")),
        (words("cover.made"), when(record, record["made_at"], year=True)),
    ]


def _lead(record: SupplierRecord, every: Served, campuses: list[tuple[str, Served]], words: Words) -> str:
    if not every.lines:
        return words("supplied.lead_none")
    return words(
        "supplied.lead", deliveries=every.deliveries, campuses=len(campuses), rejected=every.rejected, warm=every.warm
    )


def _body(record: SupplierRecord, lines: list[Line], words: Words) -> str:
    seen = figures.traced(lines)
    said = []
    if lines:
        said.append(words("supplied.traced", total=seen.total, met=seen.met, broken=seen.broken, unknown=seen.unknown))
    said.append(_licensed(record, words))
    vettings = record["supplier"]["vettings"]
    if vettings:
        latest = vettings[-1]
        outcome = words.coded("outcome", latest["outcome"])
        said.append(words("supplied.vetted", day=latest["vetted_on"], outcome=outcome))
    else:
        said.append(words("supplied.never_vetted"))
    standing = sum(one["released_at"] is None for one in record["holds"])
    if record["holds"]:
        said.append(words("supplied.held", count=len(record["holds"]), standing=standing))
    return (" " if words.language == "en" else "").join(said)


def _licensed(record: SupplierRecord, words: Words) -> str:
    states = tally(licence_on(one, record["last"]) for one in record["supplier"]["licences"])
    return words("supplied.licensed", total=states.total, met=states.met, broken=states.broken, unknown=states.unknown)


def _kpis(record: SupplierRecord, every: Served, words: Words) -> list[dict[str, str]]:
    vettings = record["supplier"]["vettings"]
    standing = sum(one["released_at"] is None for one in record["holds"])
    return [
        figure(every.deliveries, words("unit.deliveries"), words("supplied.deliveries"),
               words("supplied.lines_note", lines=every.lines)),
        figure(every.rejected, words("unit.lines"), words("received.refused"), "", "down" if every.rejected else ""),
        figure(every.warm, words("unit.lines"), words("received.warm"), "", "down" if every.warm else ""),
        figure(money(every.spend).partition(".")[0], words("unit.yuan"), words("supplied.spend"),
               words("supplied.unpriced", count=every.unpriced) if every.unpriced else ""),
        figure(len(record["holds"]), words("unit.holds"), words("trace.holds"), words("trace.standing", count=standing),
               "down" if standing else "")
        if record["holds"]
        else figure(len(vettings), words("unit.holds"), words("supplied.vettings_count"), ""),
    ]  # fmt: skip


def _about(record: SupplierRecord, words: Words) -> list[tuple[str, str]]:
    supplier = record["supplier"]
    contact = words("received.contact_kept" if supplier["contact"] else "received.no_contact")
    contracts = [
        f"{one['number'] or words('no_number')} ({one['valid_from']} — {one['valid_to'] or '…'})"
        for one in record["contracts"]
    ]
    return [
        (words("received.name"), words.name(supplier)),
        (words("received.address"), supplier["address"] or words("unknown")),
        (words("received.contact"), contact),
        (words("supplied.contracts"), words.listed(contracts, 4) or words("supplied.no_contract")),
    ]


def _papers(record: SupplierRecord, words: Words) -> str:
    papers = [
        " ".join(
            x
            for x in (words.coded("document", one["kind"]), one["number"] or "",
                      words("received.until", day=one["valid_to"]) if one["valid_to"] else "")
            if x
        )
        for one in record["supplier"]["papers"]
    ]  # fmt: skip
    return words("supplied.papers", papers=words.listed(papers, 8)) if papers else words("supplied.no_papers")


def _months(record: SupplierRecord, lines: list[Line], words: Words) -> Any:
    rows = figures.by_month(record, lines)
    poor = sum(count for _, _, count in rows)
    return yearly(
        [(f"{first.year % 100:02d}-{first.month:02d}", count, bad) for first, count, bad in rows],
        words("supplied.months_title", total=len(lines), poor=poor),
        (words("daily.all"), words("daily.poor")),
    )


def _gaps(record: SupplierRecord, lines: list[Line], words: Words) -> list[dict[str, str]]:
    supplier = record["supplier"]
    year = [one for one in supplier["vettings"] if one["vetted_on"] >= record["first"]]
    named: list[tuple[str, list[Line] | None]] = [
        ("licence", None if supplier["licences"] else []),
        ("vetting", None if year else []),
        ("contract", None if record["contracts"] else []),
        ("lot", [line for line in lines if line.line["source_state"] != "traced"] or None),
        ("temperature", [line for line in lines if line.temperature is State.UNKNOWN] or None),
        ("papers", [line for line in lines if not line.papers] or None),
        ("price", [line for line in lines if not line.refused_whole and line.line["cost"] is None] or None),
    ]
    return [
        {
            "gap": words(f"supplied.gap.{key}"),
            "count": f"{len(found):,}" if found else "—",
            "records": _most(found, words),
        }
        for key, found in named
        if found is not None
    ]


def _most(lines: list[Line], words: Words) -> str:
    """On which days most of them were."""
    days = Counter(line.arrival["day"] for line in lines)
    return words.listed([f"{day} ({count})" for day, count in days.most_common()], 6)
