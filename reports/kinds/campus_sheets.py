"""A campus's month as tables: what arrived, what was cooked, what the rules said."""

from __future__ import annotations

from reports.figures.receiving import Line, lines_of
from reports.files import Sheet
from reports.shapes import CampusMonthly, ToldFinding
from traceability.rules.law import RuleText, rule_sets
from traceability.rules.texts import text_of
from traceability.snapshot.parts import Amount

COLUMNS = (
    "day delivery_id revision log sequence leaf occurred_at note_number supplier_id supplier licence_number "
    "licence_valid_to receivers line batch ingredient_id ingredient food_group storage ordered ordered_unit delivered "
    "delivered_unit accepted accepted_unit rejected rejected_unit reason lot_code production_date expiry_date origin "
    "producer temperature label_temperature limit_temperature limit_code documents source_state unit_price price_unit"
).split()
RECORD = ("id", "rev", "log", "seq", "leaf")


def campus_sheets(snapshot: CampusMonthly) -> tuple[Sheet, ...]:
    """Delivery lines first; then cookings with their batches, servings, samples, disposals, rules and findings."""
    return (
        Sheet("delivery_lines", COLUMNS, [line_row(line) for line in lines_of(snapshot)]),
        Sheet(
            "cookings",
            [*RECORD, "day", "meal", "dish", "batch", "portions", "core_temperature", "inputs"],
            [
                [*(c[key] for key in RECORD), c["day"], c["meal"], c["dish"]["name"], c["batch"], c["portions"],  # type: ignore[literal-required]
                 c["core_temperature"], len(c["inputs"])]
                for c in snapshot["cookings"]
            ],
        ),
        Sheet(
            "cooking_inputs",
            "cooking day dish batch ingredient_id ingredient amount least greatest unit evidence source_state".split(),
            [
                [c["id"], c["day"], c["dish"]["name"], i["batch"], i["ingredient_id"], i["ingredient"]["name"],
                 i["amount"], i["least"], i["greatest"], i["unit"], i["evidence"], i["source_state"]]
                for c in snapshot["cookings"]
                for i in c["inputs"]
            ],
        ),
        Sheet(
            "servings",
            [*RECORD, "day", "meal", "group", "portions"],
            [
                [*(s[key] for key in RECORD), s["day"], s["meal"], s["group"], s["portions"]]  # type: ignore[literal-required]
                for s in snapshot["servings"]
            ],
        ),
        Sheet(
            "samples",
            [*RECORD, "day", "meal", "dish", "of", "grams", "taken_at", "kept_until", "disposed_at", "temperature"],
            [
                [*(s[key] for key in RECORD), s["day"], s["meal"], s["dish"]["name"], s["of"], s["grams"],  # type: ignore[literal-required]
                 s["taken_at"], s["kept_until"], s["disposed_at"], s["temperature"]]
                for s in snapshot["samples"]
            ],
        ),
        *judged_sheets(snapshot),
    )  # fmt: skip


def judged_sheets(snapshot: CampusMonthly) -> tuple[Sheet, Sheet]:
    """How each rule fared, and each finding, with what they say where this release has their rule set."""
    judged = snapshot["judgement"]
    texts = next((one.rules for one in rule_sets() if one.version == judged["rule_set"]), {})
    return (
        Sheet(
            "rules",
            "rule title title_en severity evaluated violated satisfied not_evidenced".split(),
            [
                [e["rule"], *_title(texts.get(e["rule"])), e["severity"], e["evaluated"], e["violated"],
                 e["satisfied"], e["not_evidenced"]]
                for e in judged["executions"]
            ],
        ),
        Sheet(
            "findings",
            "id rule severity state day finding finding_en record_kind record due status".split(),
            [
                [f["id"], f["rule"], f["severity"], f["state"], f["subject"]["day"],
                 *sentences(f), f["subject"]["kind"], f["subject"]["id"], f["due"],
                 f["status"]]
                for f in judged["findings"]
            ],
        ),
    )  # fmt: skip


def _title(text: RuleText | None) -> tuple[str | None, str | None]:
    return (text.title, text.title_en) if text else (None, None)


def sentences(finding: ToldFinding) -> tuple[str | None, str | None]:
    """What a finding says, in Chinese and in English; None where this release has no words for it."""
    said = (finding["rule"], finding["why"], finding["values"])
    try:
        return text_of(*said, "zh"), text_of(*said, "en")
    except KeyError:
        return None, None


def line_row(of: Line) -> list[object]:
    delivery, line = of.delivery, of.line
    supplier = delivery["supplier"]
    licence = supplier["licence"] if supplier else None
    return [
        *(delivery[key] for key in ("day", "id", "rev", "log", "seq", "leaf", "occurred_at", "note_number")),
        *((supplier["id"], supplier["name"]) if supplier else (None, None)),
        *((licence["number"], licence["valid_to"]) if licence else (None, None)),
        " ".join(f"{each['role']}:{each['person']}" for each in delivery["receivers"]),
        *(line["line"], line["batch"]),
        *(line["ingredient"][key] for key in ("id", "name", "food_group", "storage")),
        *_amount(line["ordered"]),
        *_amount(line["delivered"]),
        *_amount(line["accepted"]),
        *_amount(line["rejected"]),
        *(line[key] for key in ("reason", "lot_code", "production_date", "expiry_date", "origin", "producer")),
        *(line[key] for key in ("temperature", "label_temperature", "limit_temperature", "limit_code")),
        *(line[key] for key in ("documents", "source_state", "unit_price", "price_unit")),
    ]


def _amount(amount: Amount | None) -> tuple[str | None, str | None]:
    return (amount["amount"], amount["unit"]) if amount else (None, None)
