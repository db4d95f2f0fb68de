"""Small snapshots of the reports about one thing: a delivery, a batch that went to many schools, a supplier."""

from __future__ import annotations

from typing import Any, cast

from reports.kinds.receiving_record import judge
from reports.shapes import ReceivingRecord
from tests.unit.reports.month import identity, moment, month, recorded
from traceability.snapshot.batch_shapes import BatchTrace
from traceability.snapshot.supplier_shapes import SupplierRecord

KEPT = ("deliveries", "suppliers", "contracts", "certificate_uses", "tests", "responsible", "other_names")


def receiving() -> ReceivingRecord:
    """The first delivery of a made-up month, corrected once, with a paper, two photographs and a later signature."""
    of_month: Any = month(60)
    delivery = of_month["deliveries"][0]
    facts = cast(Any, {key: [] if isinstance(of, list) and key not in KEPT else of for key, of in of_month.items()})
    line = delivery["lines"][0]
    del facts["chain"], facts["judgement"]
    facts |= {
        "kind": "receiving_record",
        "first": delivery["day"],
        "last": delivery["day"],
        "deliveries": [delivery],
        "delivery": delivery["id"],
        "note": "雨天",
        "papers": [
            {**recorded("paper", seq=12), "lines": [line["line"]], "kind": "quarantine_certificate", "number": "1101-7",
             "issued_on": "2026-10-08", "valid_to": None, "issuer": "昌平区农业农村局", "sha256": "ab" * 32,
             "media_type": "image/jpeg", "bytes": 51234},
        ],
        "photos": [{"line": line["line"], "photo": identity("photo", n)} for n in range(2)],
        "signed": [
            {"person": one["person"], "role": one["role"], "signed_at": delivery["occurred_at"], "later": n > 0}
            for n, one in enumerate(delivery["receivers"])
        ],
        "sent_back": [
            {**recorded("return", seq=90), "occurred_at": moment("2026-10-12", 9, 0), "batch": line["batch"],
             "amount": {"amount": "2", "unit": "kg"}, "reason": "变质"},
        ],
        "corrections": [
            {**recorded("delivery", 0, seq=91), "rev": 2, "kind": "delivery", "recorded_at": moment("2026-10-12", 9, 5),
             "reason": "批号录入有误"},
        ],
        "checkpoint": {"id": identity("checkpoint"), "number": 7},
    }  # fmt: skip
    return cast(ReceivingRecord, {**facts, "judgement": judge(facts)})


def trace(schools: int) -> BatchTrace:
    """A wholesaler's lot from a farm, which came to so many schools; each cooked it once and served two groups.

    The last school lies outside the reader's scope where there is more than one; every third link is inferred.
    """
    nodes: list[dict[str, Any]] = []
    links: list[dict[str, Any]] = []

    def node(key: str, kind: str, stage: str, depth: int, name: str, party: str | None, **more: Any) -> str:
        blank = dict.fromkeys(
            ("name_en", "lot", "at", "day", "production_date", "expiry_date", "amount", "unit", "left", "temperature",
             "portions", "meal", "group", "group_en", "enrolled", "record")
        )  # fmt: skip
        who = {"id": identity("party", party), "name": party, "name_en": None} if party else None
        nodes.append(
            {**blank, "id": identity("node", key), "kind": kind, "stage": stage, "depth": depth, "name": name,
             "party": who, "rejected": False, "announced": kind != "source" or key == "lot", **more}
        )  # fmt: skip
        return identity("node", key)

    def link(parent: str, child: str, amount: str | None, kind: str) -> None:
        inferred = len(links) % 3 == 2
        bounds = ("0", amount) if inferred else (amount, amount)
        links.append(
            {"parent": parent, "child": child, "amount": amount, "least": bounds[0], "greatest": bounds[1],
             "unit": "kg" if amount else None, "evidence": "inferred" if inferred else "typed", "kind": kind,
             "at": moment("2026-10-13", 6, 30), "record": None}
        )  # fmt: skip

    farm = node("farm", "source", "farm", -1, "育肥猪", "金穗生态牧场", lot="1101-21887")
    lot = node("lot", "source", "wholesale", 0, "冷鲜猪后腿肉", "瑞丰肉类", lot="L261013", amount="900", unit="kg")
    link(farm, lot, "900", "announced")
    for n in range(schools):
        school = f"第{n}小学" if n < schools - 1 or schools == 1 else None
        lot_shown = "L261013" if school else None
        come = node(f"door{n}", "campus", "delivery", 1, "冷鲜猪后腿肉", school, amount="9", unit="kg", lot=lot_shown)
        pot = node(f"pot{n}", "dish", "kitchen", 2, "红烧肉", school, amount="60", unit="kg")
        link(lot, come, "9", "delivery")
        link(come, pot, "8.5", "cooking")
        for grade, portions in (("一年级", 101), ("二年级", 99)):
            said = {"group": grade, "enrolled": 110, "meal": "lunch"} if school else {}
            more = {"portions": portions, "day": "2026-10-13", **said}
            link(pot, node(f"plate{n}{grade}", "served", "served", 3, "午餐", school, **more), None, "serving")
    for one in nodes:
        if one["party"] is None:
            one |= {"kind": "outside", "name": ""}
    return cast(
        BatchTrace,
        {
            "format": 1, "kind": "batch_trace", "report": identity("report"), "period": "2026-10",
            "zone": "Asia/Shanghai", "region": "110114", "made_at": "2026-11-02T08:00:00+08:00",
            "verify_url": None,
            "as_known_at": {"positions": [{"log": identity("log", n), "size": 10 + n} for n in range(9)]},
            "checkpoint": {"id": identity("checkpoint"), "number": 7},
            "site": {"id": identity("authority"), "name": "东湖区教育局", "name_en": None},
            "district": {"name": "东湖区教育局", "name_en": None}, "root": lot,
            "told": {"origin": "河北承德", "producer": None, "producer_address": None, "specification": None,
                     "expiry_date": None, "papers": []},
            "nodes": nodes, "links": links, "total": len(nodes),
            "reach": {"campuses": [{"party": {"name": f"第{n}小学", "name_en": None}, "meals": 1, "portions": 200,
                                    "stoppable": None} for n in range(max(schools - 1, 1))]
                      + [{"party": None, "meals": 1, "portions": 200, "stoppable": None}] * (schools > 1),
                      "meals": schools, "dishes": schools, "groups": 2 * schools, "portions": 200 * schools,
                      "diners_least": 200 * schools, "diners_most": 220 * schools,
                      "stoppable": {"amount": "4.5", "unit": "kg"}, "received": {"amount": "9", "unit": "kg"}},
            "holds": [{**recorded("hold", seq=44), "level": "recall", "reason": "检出超标", "ordered_by": None,
                       "occurred_at": "2026-10-14T09:00:00+08:00", "released_at": None, "batches": [lot]}],
            "records": [{**recorded("announcement", seq=3), "kind": "announcement"}], "records_total": 1,
        },
    )  # fmt: skip


def supplier() -> SupplierRecord:
    """A wholesaler's year: the deliveries of a made-up month to one campus, an expired licence, two vettings."""
    of_month: Any = month(60)
    shown = ("line", "batch", "accepted", "rejected", "reason", "lot_code", "temperature", "limit_temperature",
             "source_state", "unit_price", "price_unit")  # fmt: skip
    seller = of_month["deliveries"][0]["supplier"]
    campus = {"id": identity("campus"), "name": "东湖第一中学", "name_en": None}
    arrivals = [
        {**{key: one[key] for key in ("id", "rev", "log", "seq", "leaf", "day", "note_number")}, "campus": campus["id"],
         "papers": one["documents"],
         "lines": [{**{key: line[key] for key in shown}, "ingredient": line["ingredient"]["id"], "papers": 0,
                    "storage": line["ingredient"]["storage"], "cost": "10.00" if line["unit_price"] else None}
                   for line in one["lines"]]}
        for one in of_month["deliveries"]
    ]  # fmt: skip
    goods = {line["ingredient"]["id"]: line["ingredient"] for one in of_month["deliveries"] for line in one["lines"]}
    vetting = {"incident_free_since": "2020-01-01", "on_blacklist": False, "evaluation": None, "score": 88,
               "score_most": 100, "valid_to": None}  # fmt: skip
    return cast(
        SupplierRecord,
        {
            "format": 1, "kind": "supplier_file", "report": identity("report"), "period": "2026-10",
            "zone": "Asia/Shanghai", "region": "110114", "first": "2025-11-01", "last": "2026-10-31",
            "made_at": "2026-11-02T08:00:00+08:00", "verify_url": None,
            "as_known_at": {"positions": [{"log": identity("log"), "size": 10}]},
            "checkpoint": {"id": identity("checkpoint"), "number": 7},
            "site": campus, "district": {"name": "东湖区教育局", "name_en": None}, "thresholds": of_month["thresholds"],
            "supplier": {"id": seller["id"], "name": seller["name"], "name_en": None, "trade": "wholesaler",
                         "credit_code": None, "address": "东湖路 9 号", "contact": True, "papers": [],
                         "licences": [{"kind": "food_operating", "number": "JY1", "valid_from": "2021-01-01",
                                       "valid_to": "2026-09-30", "scope": ["pork"]}],
                         "vettings": [{**recorded("vetting", n, seq=70 + n), "vetted_on": day, "occasion": occasion,
                                       "outcome": outcome, **vetting}
                                      for n, (day, occasion, outcome) in enumerate(
                                          [("2026-03-01", "yearly", "approved"), ("2026-10-20", "exit", "exited")])]},
            "vetted": [], "contracts": [], "campuses": [campus],
            "ingredients": {key: {"name": one["name"], "name_en": one["name_en"]} for key, one in goods.items()},
            "arrivals": arrivals, "arrivals_total": len(arrivals) + 3,
            "tests": [{**recorded("test", seq=80), "day": "2026-10-14", "method": "rapid", "item": "瘦肉精",
                       "result": "failed", "report_number": "KJ-1", "batches": [identity("batch")]}],
            "prices": [], "holds": [], "announced": [], "announced_total": 0,
        },
    )  # fmt: skip


THINGS = {"receiving_record": receiving, "batch_trace": lambda: trace(3), "supplier_file": supplier}
"""One snapshot of each kind about one thing."""
