"""The district that is measured: sites, suppliers and ingredients, and a program that may write for each site."""

from __future__ import annotations

import asyncio
from uuid import UUID

from server.auth.accounts import create_account, issue_token
from server.auth.tables import Account
from server.cli import PACKAGES
from tests.support.records import OPERATOR
from traceability import db
from traceability.identifiers import derive
from traceability.kinds import BY_NAME
from traceability.ledger.record import Submission, record
from traceability.migrations import migrate
from traceability.scope import Role
from traceability.vocabulary import AgeGroup

NAMES = UUID("00000000-0000-4000-8000-0000000be4c5")
SITES, SUPPLIERS, INGREDIENTS, RECIPES = 200, 40, 120, 60


def numbered(prefix: int, number: int) -> UUID:
    """An id that a plain SQL script can spell as well: the prefix in its first part, the number in its last."""
    return UUID(f"{prefix:08x}-0000-4000-8000-{number:012x}")


AUTHORITY, SCHOOL = derive(NAMES, "authority"), derive(NAMES, "school")
SITE_IDS = [numbered(1, n) for n in range(1, SITES + 1)]
SUPPLIER_IDS = [numbered(2, n) for n in range(1, SUPPLIERS + 1)]
INGREDIENT_IDS = [numbered(3, n) for n in range(1, INGREDIENTS + 1)]
RECIPE_IDS = [numbered(4, n) for n in range(1, RECIPES + 1)]
TRADES = ("farm", "processor", "wholesaler", "slaughterhouse")


async def _put(kind: str, bodies: dict[UUID, dict[str, object]]) -> None:
    await record(OPERATOR, BY_NAME[kind], [Submission.of(identity, body) for identity, body in bodies.items()])


async def _fill() -> None:
    await migrate(PACKAGES)
    organisations = {
        AUTHORITY: {"name": "海淀区教育委员会", "trade": "authority", "region": "110108"},
        SCHOOL: {"name": "示范学校", "name_en": "Model School", "trade": "school", "region": "110108"},
    }
    for n, supplier in enumerate(SUPPLIER_IDS):
        organisations[supplier] = {
            "name": f"京郊农产品供应第{n + 1}有限公司",
            "name_en": f"Supplier {n + 1}",
            "trade": TRADES[n % len(TRADES)],
            "region": "110111",
        }
    await _put("organisation", {k: dict(v) for k, v in organisations.items()})
    await _put(
        "site",
        {
            site: {"organisation": str(SCHOOL), "name": f"第{n + 1}校区食堂", "region": "110108", "enrolment": 600}
            for n, site in enumerate(SITE_IDS)
        },
    )
    await _put(
        "ingredient",
        {
            ingredient: {
                "organisation": str(AUTHORITY),
                "name": f"食材{n + 1}号",
                "name_en": f"Ingredient {n + 1}",
                "aliases": [f"俗名{n + 1}"],
                "food_group": "vegetable",
                "storage": "chilled",
            }
            for n, ingredient in enumerate(INGREDIENT_IDS)
        },
    )
    await _put("recipe", {recipe: _recipe(n) for n, recipe in enumerate(RECIPE_IDS)})


def _recipe(n: int) -> dict[str, object]:
    return {
        "organisation": str(SCHOOL),
        "dish": f"时令菜{n + 1}号",
        "dish_en": f"Seasonal dish {n + 1}",
        "lines": [
            {
                "ingredient": str(INGREDIENT_IDS[(n * 7 + k) % INGREDIENTS]),
                "grams": {AgeGroup.PRIMARY_LOWER.value: {"amount": "60", "unit": "g"}},
            }
            for k in range(4)
        ],
    }


async def _tokens() -> list[str]:
    """One bearer token for each site, of an account that cooks there."""
    first = await create_account("bench-1", "not used", "厨师", Role.KITCHEN, party=SITE_IDS[0])
    row = await db.fetch_one("SELECT * FROM account WHERE id = $1", first)
    assert row is not None
    more = [
        {**dict(row), "id": derive(first, str(n)), "username": f"bench-{n}", "party": site}
        for n, site in enumerate(SITE_IDS[1:], start=2)
    ]
    await db.insert({Account: more})
    return [await issue_token(f"bench-{n}") for n in range(1, SITES + 1)]


async def _build(url: str) -> tuple[list[str], str]:
    db.connect(url)
    try:
        await _fill()
        tokens = await _tokens()
        await create_account("bench-inspector", "not used", "检查员", Role.INSPECTOR, region="11")
        return tokens, await issue_token("bench-inspector")
    finally:
        await db.engine().close()


def build(url: str) -> tuple[list[str], str]:
    """Migrate an empty database and put the district into it: the sites' tokens, and an inspector's."""
    return asyncio.run(_build(url))
