"""The application over HTTP, on a copy of a small district that is filled once a session and engine.

Two schools in two districts, each with a campus, a kitchen account and a manager; two suppliers; an inspector of the
first school's district, an auditor of the whole city, and the operator.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from uuid import UUID

import httpx
from argon2 import PasswordHasher

from server.auth import accounts
from server.auth.accounts import create_account, forget_all, issue_token
from server.settings import Settings
from tests.support.records import AT, AUTHORITY, CAMPUS, CHICKEN, RICE, SCHOOL, SUPPLIER, known, put
from traceability import db
from traceability.identifiers import uuid7
from traceability.migrations import migrate
from traceability.scope import Role

if TYPE_CHECKING:
    from litestar import Litestar

PACKAGES = ("traceability", "reports", "server")
OTHER_SCHOOL, OTHER_CAMPUS, OTHER_SUPPLIER = known("other school"), known("other campus"), known("other supplier")
GROUP, OTHER_GROUP = known("grade 3"), known("grade 5 elsewhere")
PASSWORD = "a warm chicken"
ACCOUNTS: dict[str, tuple[Role, UUID | None, str | None]] = {
    "kitchen": (Role.KITCHEN, CAMPUS, None),
    "manager": (Role.MANAGER, SCHOOL, None),
    "other_kitchen": (Role.KITCHEN, OTHER_CAMPUS, None),
    "other_manager": (Role.MANAGER, OTHER_SCHOOL, None),
    "supplier": (Role.SUPPLIER, SUPPLIER, None),
    "other_supplier": (Role.SUPPLIER, OTHER_SUPPLIER, None),
    "inspector": (Role.INSPECTOR, AUTHORITY, "110108"),
    "auditor": (Role.AUDITOR, AUTHORITY, "11"),
    "operator": (Role.OPERATOR, None, None),
}


@patch.object(accounts, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))  # quick, and too weak
async def fill(url: str) -> dict[str, str]:
    """Write the district into an empty database; the bearer token of each account."""
    db.connect(url)
    try:
        await migrate(PACKAGES)
        for identity, name, trade, region in (
            (AUTHORITY, "海淀区教育委员会", "authority", "110108"),
            (SCHOOL, "中关村第一小学", "school", "110108"),
            (OTHER_SCHOOL, "东交民巷小学", "school", "110101"),
            (SUPPLIER, "顺鑫农产品有限公司", "wholesaler", "110113"),
            (OTHER_SUPPLIER, "燕京粮油有限公司", "wholesaler", "110115"),
        ):
            await put("organisation", {"name": name, "trade": trade, "region": region}, identity)
        for site, school, name, region in (
            (CAMPUS, SCHOOL, "本部食堂", "110108"),
            (OTHER_CAMPUS, OTHER_SCHOOL, "东校区食堂", "110101"),
        ):
            body = {"organisation": str(school), "name": name, "region": region, "enrolment": 480}
            await put("site", body, site)
        for group, site, label in ((GROUP, CAMPUS, "三年级"), (OTHER_GROUP, OTHER_CAMPUS, "五年级")):
            await put("diner_group", {"site": str(site), "name": label, "enrolment": 60}, group)
        await put("ingredient", _ingredient("大米", "Rice", "grain", "ambient", []), RICE)
        await put("ingredient", _ingredient("鸡胸肉", "Chicken breast", "poultry", "chilled", ["鸡脯"]), CHICKEN)
        for username, (role, party, region_seen) in ACCOUNTS.items():
            await create_account(username, PASSWORD, username, role, party=party, region=region_seen)
        return {username: await issue_token(username) for username in ACCOUNTS}
    finally:
        await db.engine().close()


def _ingredient(name: str, name_en: str, food_group: str, storage: str, aliases: list[str]) -> dict[str, Any]:
    kept = {"name": name, "name_en": name_en, "food_group": food_group, "storage": storage, "aliases": aliases}
    return {"organisation": str(AUTHORITY), **kept}


@dataclass(frozen=True)
class Template:
    """A filled database to copy: a file of SQLite, or a database of a PostgreSQL cluster, and its tokens."""

    source: str
    tokens: dict[str, str]

    def copy_sqlite(self, folder: Path) -> str:
        target = folder / "mealtrace.db"
        shutil.copyfile(self.source, target)
        return f"sqlite:///{target}"


def settings_of(url: str, folder: Path) -> Settings:
    """Settings of a server on this database and data folder."""
    return Settings(
        data_dir=folder,
        database_url=url,
        public_url="http://localhost:8000",
        host="127.0.0.1",
        port=8000,
        pool_size=8,
        workers=1,
        secure_cookies=False,
        report_workers=1,
        checkpoint_key=folder / "checkpoint-key.pem",
    )


def client_of(app: Any, headers: dict[str, str] | None = None) -> httpx.AsyncClient:
    """A client that calls an ASGI application in this process."""
    transport = httpx.ASGITransport(app=app)
    return httpx.AsyncClient(transport=transport, base_url="http://testserver", headers=headers, timeout=60)


@dataclass(frozen=True)
class Served:
    """The application on one database. Tests may also ask the database itself."""

    app: Litestar
    tokens: dict[str, str]
    settings: Settings

    def as_(self, username: str | None, language: str = "zh-CN", **headers: str) -> httpx.AsyncClient:
        """A client that bears this account's token (None: nobody's)."""
        told = {"Accept-Language": language, **headers}
        if username is not None:
            told["Authorization"] = f"Bearer {self.tokens[username]}"
        return client_of(self.app, told)

    def forget(self) -> None:
        """Let the server ask the database again who is asking, as it does every few seconds."""
        forget_all()

    async def put(self, path: str, body: object, username: str = "kitchen", identity: UUID | None = None) -> Any:
        """PUT a record under /api/<path>/<id> that must be taken; its receipt."""
        async with self.as_(username) as client:
            answer = await client.put(f"/api/{path}/{identity or uuid7()}", json=body)
        assert answer.status_code in (200, 201), answer.text
        return answer.json()

    async def get(self, path: str, username: str = "inspector", **parameters: str | int) -> Any:
        """GET /api/<path>, which must be there."""
        async with self.as_(username) as client:
            answer = await client.get(f"/api/{path}", params=parameters)
        assert answer.status_code == 200, answer.text
        return answer.json()


@asynccontextmanager
async def serving(app: Litestar, url: str, tokens: dict[str, str], folder: Path) -> AsyncIterator[Served]:
    """Point the one application of the session at a database, for as long as the block lasts."""
    settings = settings_of(url, folder)
    db.connect(url, settings.pool_size, durable=False)  # a test pulls no plug
    forget_all()
    app.state.settings, app.state.work_waiting = settings, asyncio.Event()
    try:
        yield Served(app, tokens, settings)
    finally:
        await db.engine().close()


def delivery(**changes: Any) -> dict[str, Any]:
    """A valid delivery of 38.2 kg of chilled chicken to the first campus."""
    line = {
        "line": 1,
        "ingredient": str(CHICKEN),
        "lot_code": "JT-1122",
        "production_date": "2026-11-19",
        "accepted": {"amount": "38.2", "unit": "kg"},
        "temperature": "3.4",
        "label_temperature": "4",
    }
    body = {"site": str(CAMPUS), "supplier": str(SUPPLIER), "occurred_at": AT, "lines": [line]}
    return {**body, **changes}


def line(**changes: Any) -> dict[str, Any]:
    """A valid line of a delivery."""
    return {**delivery()["lines"][0], **changes}


def cooking(*batches: str, **changes: Any) -> dict[str, Any]:
    """A valid cooking of 宫保鸡丁 from these batches, 10 kg each."""
    inputs = [{"batch": batch, "amount": {"amount": "10", "unit": "kg"}} for batch in batches]
    body = {"site": str(CAMPUS), "occurred_at": "2026-11-20T10:00:00+08:00", "dish": "宫保鸡丁", "meal": "lunch"}
    return {**body, "inputs": inputs, **changes}


def serving_of(*dishes: str, **changes: Any) -> dict[str, Any]:
    """A valid serving of 55 portions of these dish batches to grade 3."""
    body = {"site": str(CAMPUS), "occurred_at": "2026-11-20T11:40:00+08:00", "meal": "lunch", "group": str(GROUP)}
    return {**body, "portions": 55, "dishes": [{"batch": batch} for batch in dishes], **changes}


async def table_sizes() -> dict[str, int]:
    """How many rows each table holds, to see that nothing was half written."""
    sizes = {}
    for table in db.tables():
        name = table._meta.tablename
        rows = await db.fetch(f"SELECT count(*) AS n FROM {name}")  # noqa: S608 - a table's own name
        sizes[name] = int(rows[0]["n"])
    return sizes
