"""A delivery's receiving record: form B line by line, the seller, papers, signatures, and what came after."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from reports.charts.ring import ring
from reports.figures.receiving import COLD, Line, licence_on, lines_of, signed
from reports.figures.tally import State
from reports.shapes import ReceivingRecord
from reports.texts import Words
from reports.views.proof import figure, when
from reports.views.ruled import Ruled
from traceability.snapshot.parts import HeldLicence

LINES_MOST = 300
TONES = {State.MET: "up", State.BROKEN: "down st", State.UNKNOWN: "lost", None: ""}


def received(snapshot: ReceivingRecord, rules: Ruled, words: Words) -> dict[str, Any]:
    """Figures, sentences and rows of every part of the record."""
    delivery = snapshot["deliveries"][0]
    rows: Any = snapshot
    lines = lines_of(rows)
    seller = delivery["supplier"]
    name = words.name(seller) if seller else words("no_supplier")
    arrived = when(snapshot, delivery["occurred_at"], year=True)
    return {
        "org": words.name(snapshot["district"]) or words("received.form"),
        "site": words.name(snapshot["site"]),
        "about": f"{name} → {words.name(snapshot['site'])}",
        "running": f"{words.name(snapshot['site'])} · {name} · {delivery['day']}",
        "facts": [
            (words("received.arrived"), arrived),
            (words("received.note"), delivery["note_number"] or words("no_number")),
            (words("received.vehicle"), _vehicle(snapshot, words)),
            (words("cover.rules"), words("cover.rules_value", version=rules.version)),
            (words("cover.made"), when(snapshot, snapshot["made_at"], year=True)),
        ],
        "ring": ring(rules.rules, words("ring.rules"), (words("satisfied"), words("violated"), words("not_evidenced"))),
        "lead": rules.lead,
        "body": _body(snapshot, lines, rules, words),
        "kpis": _kpis(snapshot, lines, words),
        "lines": [_line(one, snapshot, words) for one in lines[:LINES_MOST]],
        "rest": max(len(lines) - LINES_MOST, 0),
        "limits": _limits(snapshot, lines, words),
        "seller": _seller(snapshot, words),
        "licences": _licences(snapshot, words),
        "papers": [_paper(one, words) for one in snapshot["papers"]],
        "photos": _photos(snapshot, words),
        "signed": [
            {
                "role": words.coded("role", one["role"]),
                "person": one["person"],
                "at": when(snapshot, one["signed_at"], year=True),
                "how": words("received.later" if one["later"] else "received.with_it"),
            }
            for one in snapshot["signed"]
        ],
        "asked": [row for row in rules.table if row["evaluated"] != "0" or row["fault"]],
        "changes": _changes(snapshot, words),
        "methods": [words(f"received.method.{number}") for number in range(1, 5)],
    }


def _vehicle(snapshot: ReceivingRecord, words: Words) -> str:
    delivery = snapshot["deliveries"][0]
    seen = delivery["vehicle_temperature"]
    parts = [delivery["vehicle_plate"] or "", f"{seen} ℃" if seen is not None else ""]
    return " · ".join(part for part in parts if part) or words("unknown")


def _body(snapshot: ReceivingRecord, lines: list[Line], rules: Ruled, words: Words) -> str:
    refused = sum(line.rejected for line in lines)
    warm = sum(line.warm for line in lines)
    said = [rules.worst]
    said.append(words("received.body", lines=len(lines), rejected=refused, warm=warm))
    if snapshot["deliveries"][0]["from_paper"]:
        said.append(words("received.from_paper", at=when(snapshot, snapshot["deliveries"][0]["recorded_at"], True)))
    if snapshot["note"]:
        said.append(words("received.remark", text=snapshot["note"]))
    return (" " if words.language == "en" else "").join(said)


def _kpis(snapshot: ReceivingRecord, lines: list[Line], words: Words) -> list[dict[str, str]]:
    cold = [line for line in lines if line.line["ingredient"]["storage"] in COLD]
    measured = sum(line.temperature is not State.UNKNOWN for line in cold)
    warm, refused = sum(line.warm for line in lines), sum(line.rejected for line in lines)
    kilograms = sum((Decimal(line.line["kg"]) for line in lines if line.line["kg"]), Decimal())
    hands = {State.MET: "received.two", State.BROKEN: "received.not_two", State.UNKNOWN: "received.none"}
    kept = sum(one["sha256"] is not None for one in snapshot["papers"])
    return [
        figure(len(lines), words("unit.lines"), words("received.count"), words("received.mass", kg=f"{kilograms:,f}")),
        figure(refused, words("unit.lines"), words("received.refused"), _sent_back(snapshot, words),
               "down" if refused else ""),
        figure(warm, f"/ {len(cold)}" if cold else "", words("received.warm"),
               words("received.unmeasured", count=len(cold) - measured), "down" if warm else ""),
        figure(len(snapshot["papers"]), words("unit.papers"), words("received.papers_count"),
               words("received.kept", count=kept)),
        figure(len({one["person"] for one in snapshot["signed"]}), words("unit.people"), words("received.hands"),
               words(hands[signed(snapshot["deliveries"][0])])),
    ]  # fmt: skip


def _sent_back(snapshot: ReceivingRecord, words: Words) -> str:
    return words("received.back", count=len(snapshot["sent_back"])) if snapshot["sent_back"] else ""


def _line(of: Line, snapshot: ReceivingRecord, words: Words) -> dict[str, Any]:
    line = of.line
    papers = [words.coded("document", one["kind"]) for one in line["papers"]]
    numbers = [line["quarantine_number"], line["meat_inspection_number"]]
    tests = [
        f"{words.coded('method', one['method'])} {one['item']}: {words.coded('result', one['result'])}"
        for one in snapshot["tests"]
        if {line["batch"], line["source"]} & set(one["batches"])
    ]
    return {
        "number": line["line"],
        "goods": words.name(line["ingredient"]),
        "specification": line["specification"] or "",
        "lot": words("lot", lot=line["lot_code"]) if line["lot_code"] else words("no_lot"),
        "made": line["production_date"] or "—",
        "until": words("received.until", day=line["expiry_date"]) if line["expiry_date"] else _life(line, words),
        "origin": line["origin"] or "",
        "maker": line["producer_name"] or line["producer"] or "—",
        "maker_more": " · ".join(one for one in (line["producer_address"], line["slaughterhouse"]) if one),
        "ordered": words("received.ordered", amount=words.amount(line["ordered"])) if line["ordered"] else "",
        "delivered": words("received.delivered", amount=words.amount(line["delivered"])) if line["delivered"] else "",
        "accepted": words.amount(line["accepted"]),
        "rejected": words("received.rejected", amount=words.amount(line["rejected"])) if of.rejected else "",
        "temperature": _measured(of, words),
        "limit": words("limit", limit=line["limit_temperature"]) if line["limit_temperature"] is not None else "",
        "tone": TONES[of.temperature],
        "look": words.coded("appearance", line["appearance"]) if line["appearance"] else "—",
        "papers": words.listed([*papers, *(one for one in numbers if one), *tests], 6),
        "reason": line["reason"] or "",
        "poor": of.refused_whole,
    }


def _life(line: Any, words: Words) -> str:
    days = line["ingredient"]["shelf_life_days"]
    return words("received.life", days=days) if days else ""


def _measured(of: Line, words: Words) -> str:
    if of.line["temperature"] is not None:
        return f"{of.line['temperature']} ℃" + (" ▲" if of.warm else "")
    return words("received.not_measured") if of.temperature is State.UNKNOWN else "—"


def _limits(snapshot: ReceivingRecord, lines: list[Line], words: Words) -> str:
    used = {line.line["limit_code"] for line in lines}
    told = [
        f"{words.coded('threshold', one['code'])} {one['value']} {words.coded('measure', one['unit'])}"
        f" ({words.source(one)}{' · ' + words('mark_K') if one['provenance'].startswith('K') else ''})"
        for one in snapshot["thresholds"]
        if one["code"] in used
    ]
    return words("received.limits", limits=words("semicolon").join(told)) if told else ""


def _seller(snapshot: ReceivingRecord, words: Words) -> list[tuple[str, str]]:
    known = {one["id"]: one for one in snapshot["suppliers"]}
    seller = snapshot["deliveries"][0]["supplier"]
    file = known.get(seller["id"]) if seller else None
    if file is None:
        return [(words("received.name"), words.name(seller) if seller else words("no_supplier"))]
    contact = words("received.contact_kept" if file["contact"] else "received.no_contact")
    return [
        (words("received.name"), words.name(file)),
        (words("received.trade"), words.coded("trade", file["trade"])),
        (words("received.credit_code"), file["credit_code"] or words("unknown")),
        (words("received.address"), file["address"] or words("unknown")),
        (words("received.contact"), contact),
    ]


def _licences(snapshot: ReceivingRecord, words: Words) -> list[dict[str, str]]:
    day = snapshot["deliveries"][0]["day"]
    return [licence_row(one, day, words) for file in snapshot["suppliers"] for one in file["licences"]]


def licence_row(held: HeldLicence, day: str, words: Words) -> dict[str, str]:
    """A licence and its state on a day."""
    state = licence_on(held, day)
    goods = words.listed([words.coded("group", one) for one in held["scope"]], 8)
    return {
        "kind": words.coded("held", held["kind"]),
        "number": " · ".join(one for one in (held["number"], goods) if one),
        "valid": f"{held['valid_from'] or '…'} — {held['valid_to'] or '…'}",
        "state": words(f"held.{state.value}"),
        "tone": TONES[state],
    }


def _paper(one: Any, words: Words) -> dict[str, str]:
    return {
        "kind": words.coded("document", one["kind"]),
        "issuer": one["issuer"] or "",
        "number": one["number"] or "—",
        "issued": one["issued_on"] or "—",
        "until": words("received.until", day=one["valid_to"]) if one["valid_to"] else "",
        "of": words("received.of_lines", lines=words("list_comma").join(map(str, one["lines"])))
        if one["lines"]
        else words("received.of_whole"),
        "sha256": one["sha256"] or words("received.number_only"),
    }


def _photos(snapshot: ReceivingRecord, words: Words) -> str:
    by_line = Counter(one["line"] for one in snapshot["photos"])
    if not by_line:
        return ""
    named = [words("received.photo", line=line, count=count) for line, count in sorted(by_line.items())]
    return words("received.photos", count=len(snapshot["photos"]), lines=words.listed(named, 20))


def _changes(snapshot: ReceivingRecord, words: Words) -> list[dict[str, str]]:
    goods = {line["batch"]: words.name(line["ingredient"]) for line in snapshot["deliveries"][0]["lines"]}
    rows = [
        (one["recorded_at"], words("correction", kind=words.coded("record", one["kind"]), rev=one["rev"]), one)
        for one in snapshot["corrections"]
    ] + [
        (one["occurred_at"], words("received.sent_back", name=goods.get(one["batch"], "—"),
                                   amount=words.amount(one["amount"])), one)
        for one in snapshot["sent_back"]
    ]  # fmt: skip
    ordered: list[Any] = sorted(rows, key=lambda row: (row[0], row[2]["id"]))
    return [
        {"at": when(snapshot, at), "what": what, "reason": one["reason"] or words("unknown"), "id": one["id"]}
        for at, what, one in ordered
    ]
