"""A small district of records for tests: an authority, a school with a campus, a supplier, and who may write there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid5

import asyncpg

from traceability import db
from traceability.identifiers import uuid7
from traceability.kinds import BY_NAME
from traceability.ledger.correct import correct
from traceability.ledger.record import Receipt, Submission, record
from traceability.scope import Role, Scope
from traceability.tables import create_all, create_statements

_NAMES = UUID("00000000-0000-4000-8000-00000000feed")


def known(name: str) -> UUID:
    """The same id for the same name, in every test."""
    return uuid5(_NAMES, name)


SCHOOL, CAMPUS, SUPPLIER, AUTHORITY = known("school"), known("campus"), known("supplier"), known("authority")
RICE, CHICKEN = known("rice"), known("chicken")
OPERATOR = Scope(known("operator"), Role.OPERATOR, everything=True)
KITCHEN = Scope(known("cook"), Role.KITCHEN, frozenset({CAMPUS}))
MANAGER = Scope(known("manager"), Role.MANAGER, frozenset({SCHOOL, CAMPUS}))
SELLER = Scope(known("seller"), Role.SUPPLIER, frozenset({SUPPLIER}))
INSPECTOR = Scope(known("inspector"), Role.INSPECTOR, frozenset({AUTHORITY, SCHOOL, CAMPUS}))
AT = "2026-11-20T08:15:00+08:00"


async def fill(url: str) -> None:
    """Write the district's parties and two ingredients into an empty database."""
    db.connect(url)
    try:
        await _create_schema(url)
        await put("organisation", _organisation("海淀区教育委员会", "authority"), AUTHORITY)
        await put("organisation", _organisation("中关村第一小学", "school"), SCHOOL)
        await put("organisation", _organisation("顺鑫农产品有限公司", "wholesaler"), SUPPLIER)
        await put("site", {"organisation": str(SCHOOL), "name": "本部食堂", "region": "110108"}, CAMPUS)
        for ingredient, name in ((RICE, "大米"), (CHICKEN, "鸡胸肉")):
            group, storage = ("grain", "ambient") if ingredient == RICE else ("poultry", "chilled")
            body = {"organisation": str(AUTHORITY), "name": name, "food_group": group, "storage": storage}
            await put("ingredient", body, ingredient)
    finally:
        await db.engine().close()


@asynccontextmanager
async def district(url: str) -> AsyncIterator[None]:
    """Connected to a database that `fill` has filled; a test pulls no plug, so no commit waits for the disk."""
    db.connect(url, durable=False)
    try:
        yield
    finally:
        await db.engine().close()


async def _create_schema(url: str) -> None:
    """In one journey: a statement each takes most of a short test's time."""
    if not db.is_postgres():
        async with db.transaction():
            await create_all()
        return
    connection = await asyncpg.connect(url)
    await connection.execute(";".join(line for table in db.tables() for line in create_statements(table)))
    await connection.close()


def _organisation(name: str, trade: str) -> dict[str, Any]:
    return {"name": name, "trade": trade, "region": "110108"}


async def put(kind: str, body: dict[str, Any], identity: UUID | None = None, scope: Scope = OPERATOR) -> Receipt:
    """Record one body."""
    return (await record(scope, BY_NAME[kind], [Submission.of(identity or uuid7(), body)]))[0]


async def amend(
    receipt: Receipt,
    content: dict[str, Any] | None,
    saw: int = 1,
    scope: Scope = OPERATOR,
    identity: UUID | None = None,
) -> Receipt:
    """Correct what a receipt is for; content None: it did not occur."""
    correction = {
        "record": str(receipt.id),
        "saw": saw,
        "declaration": "incorrect_data" if content else "did_not_occur",
        "reason": "看错了",
        "content": content,
    }
    return await correct(scope, BY_NAME, Submission.of(identity or uuid7(), correction))


async def current(table: str, record_id: UUID) -> list[dict[str, Any]]:
    """The current rows of a record in a table."""
    sql = f"SELECT * FROM {table} WHERE record = $1 AND until_seq IS NULL"  # noqa: S608 - the test names the table
    return [dict(row) for row in await db.fetch(sql, record_id)]
