"""Snapshots of a district, a term and a notice, made of the month of month.py."""

from __future__ import annotations

import copy
from functools import lru_cache
from typing import Any

from reports.figures.reduced import first_of_each_rule, reduced
from reports.judged import judged
from reports.reduced_shapes import CampusMonthFigures
from reports.summed import summed
from tests.unit.reports.month import identity, moment, month, recorded


@lru_cache(maxsize=4)
def figures(lines: int = 60, period: str = "2026-10") -> CampusMonthFigures:
    """A campus's month reduced; nobody changes it."""
    facts: Any = month(lines)
    return reduced(facts, judged(facts), facts["thresholds"], period)


def campus(number: int, lines: int = 60) -> Any:
    """One of many campuses, with records of its own log."""
    part: Any = copy.deepcopy(figures(lines))
    part["site"] |= {
        "id": identity("campus", number),
        "name": f"第{number}小学",
        "name_en": f"Primary School No. {number}",
    }
    return {**part, "findings": first_of_each_rule(part["findings"]), "dishes": []}


def _about(period: str, first: str, last: str) -> dict[str, Any]:
    said: Any = month(0)
    kept: dict[str, Any] = {key: said[key] for key in ("zone", "region", "made_at", "as_known_at", "district", "site")}
    kept |= {"first": first, "last": last, "period": period, "format": 1, "report": identity("report")}
    return {
        **kept,
        "verify_url": "https://meals.school.lan/app/reports",
        "checkpoint": {"id": identity("c"), "number": 7},
    }


def district(campuses: int = 3, silent: int = 1) -> dict[str, Any]:
    """An authority's month of so many campuses; the last ones are silent."""
    parts = [campus(n + 1, 60 if n < campuses - silent else 0) for n in range(campuses)]
    return {**_about("2026-10", "2026-10-01", "2026-10-31"), "kind": "district_monthly", "campuses": parts,
            "judgement": summed(parts)}  # fmt: skip


def term() -> dict[str, Any]:
    """Two months; the first finding was corrected and verified in the second."""
    parts = [copy.deepcopy(figures()), copy.deepcopy(figures(0, "2026-11"))]
    finding = parts[0]["findings"][0]["id"]
    steps = [
        {**recorded("step", kind, seq=9100 + n), "finding": finding, "kind": kind, "author": identity("person", n),
         "occurred_at": moment(f"2026-11-0{n + 3}", 9, 0)} for n, kind in enumerate(("corrected", "verified"))
    ]  # fmt: skip
    survey = {**recorded("survey", seq=9200), "term": "2026-autumn", "closed_on": "2026-11-20", "sent": 500,
              "answered": 480, "satisfied": 430, "dissatisfied": 20}  # fmt: skip
    meeting = {**recorded("meeting", seq=9201), "month": "2026-10", "day": "2026-10-29", "signed": True,
               "in_canteen": True}  # fmt: skip
    account = {**recorded("account", seq=9202), "month": "2026-10", "first_day": "2026-10-01", "income": "90000.00",
               "expenditure": "88000.50", "ingredients": "70000.00", "receipts": "69000.00", "unpriced": 0,
               "closed_on": "2026-11-02", "published_on": None}  # fmt: skip
    evaluation = {**recorded("vetting", seq=9203), "vetted_on": "2026-10-20", "occasion": "yearly",
                  "outcome": "approved", "incident_free_since": None, "on_blacklist": None, "evaluation": None,
                  "score": 88, "score_most": 100, "valid_to": None,
                  "supplier": parts[0]["suppliers"][0]["id"]}  # fmt: skip
    about = _about("2026-autumn", "2026-09-01", "2026-11-30")
    return {**about, "kind": "campus_termly", "months": parts, "steps": steps,
            "surveys": [survey], "meetings": [meeting], "accounts": [account], "weekly_checks": 4,
            "evaluations": [evaluation], "judgement": summed(parts)}  # fmt: skip


def notice(dishes: int = 6) -> dict[str, Any]:
    """A week of a canteen on one day: a dish with two sources, one without, one that is being checked."""
    about = _about("2026-W43", "2026-10-19", "2026-10-25")
    bought = {"growers": [{"name": "青禾养殖场", "name_en": "Qinghe Farm"}], "individual": False, "origin": "河北张北",
              "supplier": {"name": "顺鑫农产品有限公司", "name_en": None}, "arrived_on": "2026-10-19",
              "tests": [{"method": "rapid", "item": "兽药残留", "day": "2026-10-19"}]}  # fmt: skip
    farmer = {**bought, "growers": [], "individual": True, "origin": None, "supplier": None, "tests": []}
    lines = [{"id": identity("chicken"), "name": "鸡胸肉", "name_en": "Chicken breast", "sources": [bought]},
             {"id": identity("leek"), "name": "大葱", "name_en": "Leek", "sources": [farmer]},
             {"id": identity("peanut"), "name": "花生", "name_en": "Peanut", "sources": []}]  # fmt: skip
    plain: dict[str, Any] = {"allergens": [], "ingredients": [], "instead_of": None, "cooked": True, "checking": False}
    served = [
        {**plain, "name": "宫保鸡丁", "name_en": "Kung pao chicken", "allergens": ["peanut"], "ingredients": lines},
        {
            **plain,
            "name": "沙茶鸡",
            "name_en": None,
            "allergens": None,
            "instead_of": {"name": "白粥", "name_en": None},
        },
        {**plain, "name": "熬豆角", "name_en": None, "checking": True},
        *({**plain, "name": f"第{n}道菜", "name_en": None} for n in range(dishes - 3)),
    ]
    site = {"id": identity("site"), "name": "本部食堂", "name_en": None, "code": "21R2857M",
            "school": {"name": "东湖第一中学", "name_en": "Donghu No. 1"}}  # fmt: skip
    return {**about, "kind": "disclosure", "site": site, "menu_url": "https://meals.school.lan/m/21R2857M",
            "complaint_contact": "学校膳食热线 010-0000", "school_days": ["2026-10-19", "2026-10-20"],
            "licences": [{"number": "JY111", "valid_from": None, "valid_to": "2029-01-01", "of": None}],
            "meals": [{"day": "2026-10-19", "meal": "lunch", "dishes": served}],
            "records": [{**recorded("menu", seq=1), "kind": "menu"}]}  # fmt: skip


MADE = {"district_monthly": district, "campus_termly": term, "disclosure": notice}
