"""What stands before the first meal: health certificates of who handles food, and the authority's reference prices."""

from __future__ import annotations

from datetime import timedelta

from server.demo import ids
from server.demo.calendar import first_of_next_month
from server.demo.dice import dice
from server.demo.plan import Plan
from server.demo.sheaf import Sheaf, inspector_scope, manager_scope
from server.demo.words import yuan
from server.demo.write_district import districts

OFFICER = 1


def write_certificates(sheaf: Sheaf, plan: Plan) -> None:
    """One for everybody of a canteen but the principal; seen by the officer before the term began."""
    first = plan.facts.calendar.first
    for campus in plan.campuses:
        district = plan.facts.divisions[campus.division[:6]].name
        for person in campus.people:
            if person.role == "principal":
                continue
            issued = first - timedelta(days=dice("health", person.key).randint(6, 150))
            body = {
                "site": str(ids.campus(campus.code)),
                "person": str(ids.person(person.key)),
                "valid_from": issued.isoformat(),
                "valid_to": (issued.replace(year=issued.year + 1) - timedelta(days=1)).isoformat(),
                "issuer": f"{district}疾病预防控制中心",
                "seen_by": str(ids.person(campus.people[OFFICER].key)),
                "seen_on": (first - timedelta(days=3)).isoformat(),
            }
            identity = ids.master("health certificate", person.key)
            sheaf.add(manager_scope(campus), "health_certificate", identity, body)


def write_reference_prices(sheaf: Sheaf, plan: Plan) -> None:
    """What each district's schools found together on the market, a list a month."""
    for region in districts(plan):
        name, scope = plan.facts.divisions[region].name, inspector_scope(region)
        first = plan.days[0].replace(day=1)
        while first <= (plan.next_day or plan.days[-1]):
            following = first_of_next_month(first)
            for goods in plan.facts.ingredients.values():
                if goods.keep == "raw":
                    continue
                body = {
                    "organisation": str(ids.authority(region)),
                    "region": region,
                    "ingredient": str(ids.ingredient(goods.code)),
                    "unit_price": yuan(goods.price),
                    "unit": goods.unit,
                    "valid_from": first.isoformat(),
                    "valid_to": (following - timedelta(days=1)).isoformat(),
                    "source": f"{name}学校食堂食材联合询价 {first:%Y年%m月}",
                }
                identity = ids.master("reference price", f"{region} {goods.code} {first}")
                sheaf.add(scope, "reference_price", identity, body)
            first = following
