"""The district itself: its authority with catalogue and recipes, suppliers with licences, schools with campuses."""

from __future__ import annotations

from server.demo import ids
from server.demo.facts import Facts, Ingredient, Licence, Recipe, Supplier
from server.demo.facts.numbers import credit_code, mod_11_10
from server.demo.menus import dish_allergens, portion_amount, portion_weight
from server.demo.plan import Plan
from server.demo.schools import Campus
from server.demo.sheaf import OPERATOR, Body, Sheaf
from server.demo.words import grams, of, texts

AGE_GROUPS = ("kindergarten", "primary_lower", "primary_upper", "junior", "senior", "adult")
LICENCE_PAPERS = {
    "food_operating": "food_operating_licence",
    "food_production": "food_production_licence",
    "slaughter": "other",
    "animal_epidemic_prevention": "other",
}


def districts(plan: Plan) -> tuple[str, ...]:
    """The districts the plan's schools lie in; the first keeps the catalogue."""
    return plan.facts.schools.sizes[plan.size][1]


def write_authorities(sheaf: Sheaf, plan: Plan) -> None:
    """The education authority of each district."""
    for n, region in enumerate(districts(plan)):
        name = plan.facts.divisions[region]
        body = {
            "name": f"{name.name}教育委员会",
            "name_en": f"{name.name_en} Education Commission",
            "trade": "authority",
            "region": region,
            "address": plan.facts.address(region),
            "credit_code": credit_code(region, 9000 + n),
        }
        sheaf.add(OPERATOR, "organisation", ids.authority(region), body)


def write_catalogue(sheaf: Sheaf, plan: Plan) -> None:
    """Ingredients and recipes, kept by the first district's authority."""
    keeper = ids.authority(districts(plan)[0])
    for row in plan.facts.ingredients.values():
        sheaf.add(OPERATOR, "ingredient", ids.ingredient(row.code), _ingredient(row, str(keeper)))
    for recipe in plan.facts.recipes.values():
        sheaf.add(OPERATOR, "recipe", ids.recipe(recipe.code), recipe_body(plan.facts, recipe, str(keeper)))


def _ingredient(row: Ingredient, keeper: str) -> Body:
    return {
        "organisation": keeper,
        "name": row.name,
        "name_en": row.name_en,
        "aliases": list(row.aliases),
        "food_group": row.group,
        "storage": row.storage,
        "allergens": list(row.allergens),
        "shelf_life_days": row.days,
        "bulk": row.bulk,
        "unit": row.unit,
    }


def recipe_body(facts: Facts, recipe: Recipe, keeper: str) -> Body:
    """A recipe with the trimmed grams (or millilitres) of each ingredient for each age group."""
    lines = []
    for code, amount in recipe.amounts:
        unit = "g" if facts.ingredients[code].unit == "kg" else "ml"
        portions = {age: of(facts, code, portion_amount(facts, amount, age), unit) for age in AGE_GROUPS}
        lines.append({"ingredient": str(ids.ingredient(code)), "grams": portions})
    return {
        "organisation": keeper,
        "dish": recipe.name,
        "dish_en": recipe.name_en,
        "lines": lines,
        "portion_yield": grams(portion_weight(facts, recipe, "primary_upper")),
        "allergens": list(dish_allergens(facts, recipe)),
        "cook_through": recipe.cook_through,
    }


def write_suppliers(sheaf: Sheaf, plan: Plan) -> None:
    """Farms, slaughterhouses, processors and wholesalers, with their licences and the papers that show them."""
    for row in plan.suppliers.values():
        body = {
            "name": row.name,
            "name_en": row.name_en,
            "trade": row.trade,
            "region": row.division,
            "address": plan.facts.address(row.division),
            "contact": str(ids.person(row.code)),
            "credit_code": row.credit_code,
        }
        sheaf.add(OPERATOR, "organisation", ids.supplier(row.code), body)
        if row.licence:
            _write_licence(sheaf, plan, row, row.licence)


def _write_licence(sheaf: Sheaf, plan: Plan, row: Supplier, held: Licence) -> None:
    party = str(ids.supplier(row.code))
    issuer = f"{plan.facts.divisions[row.division].name}市场监督管理局"
    paper = {
        "party": party,
        "kind": LICENCE_PAPERS[held.kind],
        "number": held.number,
        "issued_on": held.valid_from.isoformat(),
        "valid_to": held.valid_to.isoformat(),
        "issuer": issuer,
        "organisation": party,
    }
    document = sheaf.add(OPERATOR, "document", ids.master("licence paper", row.code), paper)
    licence = {
        "party": party,
        "kind": held.kind,
        "number": held.number,
        "valid_from": held.valid_from.isoformat(),
        "valid_to": held.valid_to.isoformat(),
        "scope": sorted({plan.facts.ingredients[code].group for code in row.handles}),
        "issued_by": issuer,
        "documents": texts(document),
    }
    sheaf.add(OPERATOR, "licence", ids.master("licence", row.code), licence)


def write_schools(sheaf: Sheaf, plan: Plan) -> None:
    """Schools as organisations, each campus as a site with its canteen's licence."""
    for campus in plan.campuses:
        if campus.school == f"s{campus.index:03}":
            body = {
                "name": campus.school_name,
                "name_en": campus.school_name_en,
                "trade": "school",
                "region": campus.division,
                "address": plan.facts.address(campus.division),
                "credit_code": campus.credit_code,
            }
            sheaf.add(OPERATOR, "organisation", ids.school(campus.school), body)
        _write_campus(sheaf, plan, campus)


def _write_campus(sheaf: Sheaf, plan: Plan, campus: Campus) -> None:
    site = {
        "organisation": str(ids.school(campus.school)),
        "name": campus.name,
        "name_en": campus.name_en,
        "trade": "campus",
        "region": campus.division,
        "address": plan.facts.address(campus.division),
        "contact": str(ids.person(campus.people[2].key)),
        "operating_mode": campus.mode,
        "enrolment": campus.enrolment,
        "complaint_contact": f"学校膳食热线 010-0000-{campus.index:04}（演示号码，不可拨打）",
    }
    sheaf.add(OPERATOR, "site", ids.campus(campus.code), site)
    if not campus.cooks:
        return
    digits = f"3{campus.division[:6]}{900000 + campus.index}"
    licence = {
        "party": str(ids.campus(campus.code)),
        "kind": "food_operating",
        "number": f"JY{digits}{mod_11_10(digits)}",
        "valid_from": "2024-08-15",
        "valid_to": "2029-08-14",
        "issued_by": f"{plan.facts.divisions[campus.division[:6]].name}市场监督管理局",
    }
    sheaf.add(OPERATOR, "licence", ids.master("licence", campus.code), licence)
