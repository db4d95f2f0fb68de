"""The accounts of the demonstration district: one for each role, all with the same password."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from server.auth.accounts import create_account
from server.demo import ids
from server.demo.examples import PASSWORD, PIN
from server.demo.plan import Plan
from server.demo.schools import Person
from server.demo.write_district import districts
from server.tablets.pins import keep_pin, pin_row
from traceability import db
from traceability.scope import Role

SUPPLIER = "w_vegetable_1"


@dataclass(frozen=True)
class Opened:
    """An account to open. region: what an authority oversees; party: the site or organisation of the others."""

    role: Role
    name: str
    party: UUID | None = None
    region: str | None = None


def region_of(plan: Plan) -> str:
    """The digits that all of the plan's districts begin with."""
    found = districts(plan)
    return found[0] if len(found) == 1 else found[0][:2]


def accounts(plan: Plan) -> tuple[Opened, ...]:
    """One account a role, named by it."""
    first = plan.campuses[0]
    authority = plan.facts.divisions[districts(plan)[0]].name + "教育委员会"
    region = region_of(plan)
    return (
        Opened(Role.KITCHEN, f"{first.name} 食堂", party=ids.campus(first.code)),
        Opened(Role.MANAGER, f"{first.school_name} 食堂管理员", party=ids.school(first.school)),
        Opened(Role.SUPPLIER, plan.suppliers[SUPPLIER].name, party=ids.supplier(SUPPLIER)),
        Opened(Role.INSPECTOR, f"{authority} 检查员", region=region),
        Opened(Role.AUDITOR, f"{authority} 审计员", region=region),
        Opened(Role.OPERATOR, "系统管理员"),
    )


def staff(plan: Plan) -> tuple[Person, ...]:
    """Who works in the kitchen of the account `kitchen`, and shares its tablet."""
    return tuple(person for person in plan.campuses[0].people if person.role != "principal")


async def open_accounts(plan: Plan) -> None:
    """Open them, and give the staff of the first their PIN; the operator's comes last: the district is complete."""
    site = ids.campus(plan.campuses[0].code)
    for person in staff(plan):
        await keep_pin(await pin_row(site, ids.person(person.key), PIN))
    for account in accounts(plan):
        role = account.role
        await create_account(role.value, PASSWORD, account.name, role, party=account.party, region=account.region)


async def are_open() -> bool:
    """Whether the operator's account is there."""
    return await db.fetch_one("SELECT id FROM account WHERE username = $1", Role.OPERATOR.value) is not None


async def listed() -> list[str]:
    """A line for each account, as printed, and one for the PIN."""
    rows = {row["username"]: row["name"] for row in await db.fetch("SELECT username, name FROM account")}
    names = [role.value for role in Role if role.value in rows]
    lines = [f"  {name:<10} {PASSWORD}   {rows[name]}" for name in names]
    return [*lines, f"  PIN {PIN} for everyone in the kitchen of `{Role.KITCHEN.value}`, at an enrolled tablet"]
