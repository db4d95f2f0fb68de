"""Databases for every test: SQLite in a file of its own, and a PostgreSQL that the session starts itself."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import postgres
from tests.support import served as served_by

if TYPE_CHECKING:
    from litestar import Litestar


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[postgres.Cluster]:
    """One PostgreSQL for the session, without fsync: tests that pull the plug start their own."""
    with postgres.cluster(durable=False) as cluster:
        yield cluster


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """An empty SQLite database of this test's own."""
    return f"sqlite:///{tmp_path / 'mealtrace.sqlite'}"


@pytest.fixture
def postgresql_url(postgres_cluster: postgres.Cluster) -> Iterator[str]:
    """An empty PostgreSQL database of this test's own."""
    url = postgres_cluster.fresh()
    yield url
    postgres_cluster.drop(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database of this test's own, once on each engine."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Litestar:
    """The application, made once: `served` points it at a database of each test's own."""
    from server.app import create_app  # seconds that most tests need not wait

    folder = tmp_path_factory.mktemp("application")
    return create_app(served_by.settings_of(f"sqlite:///{folder / 'none.db'}", folder), with_clock=False)


@pytest.fixture(scope="session")
def sqlite_district(tmp_path_factory: pytest.TempPathFactory) -> served_by.Template:
    """A SQLite file with the small district of tests/support/served.py."""
    return served_by.Template.of_sqlite(tmp_path_factory.mktemp("district"))


@pytest.fixture(scope="session")
def postgresql_district(postgres_cluster: postgres.Cluster) -> served_by.Template:
    """The same district in a PostgreSQL database to copy."""
    tokens: dict[str, str] = {}
    name = postgres_cluster.template("district", lambda url: tokens.update(asyncio.run(served_by.fill(url))))
    return served_by.Template(name, tokens)


@pytest.fixture(scope="session")
def sqlite_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the small demonstration district."""
    from tests.support import demo  # the demonstration brings half the house along

    folder = tmp_path_factory.mktemp("demonstration")
    asyncio.run(demo.load(f"sqlite:///{folder / 'demo.db'}", folder))
    return folder / "demo.db"


@pytest.fixture(scope="session")
def postgresql_demo(postgres_cluster: postgres.Cluster, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same district in a PostgreSQL database to copy."""
    from tests.support import demo

    folder = tmp_path_factory.mktemp("demonstration")
    return postgres_cluster.template("demonstration", lambda url: asyncio.run(demo.load(url, folder)))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def demo_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration district in a database of this module's own, once on each engine."""
    if request.param == "sqlite":
        target = tmp_path_factory.mktemp("district") / "mealtrace.db"
        shutil.copyfile(request.getfixturevalue("sqlite_demo"), target)
        yield f"sqlite:///{target}"
        return
    cluster: postgres.Cluster = request.getfixturevalue("postgres_cluster")
    url = cluster.fresh(request.getfixturevalue("postgresql_demo"))
    yield url
    cluster.drop(url)


@pytest.fixture
async def on_sqlite(
    application: Litestar, sqlite_district: served_by.Template, tmp_path: Path
) -> AsyncIterator[served_by.Served]:
    """The application on a district of this test's own, on SQLite."""
    url = sqlite_district.copy_sqlite(tmp_path)
    async with served_by.serving(application, url, sqlite_district.tokens, tmp_path) as served:
        yield served


@pytest.fixture(params=["sqlite", "postgresql"])
def district_copy(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The URL of a district of this test's own, once on each engine, and the tokens of its accounts."""
    template: served_by.Template = request.getfixturevalue(f"{request.param}_district")
    if request.param == "sqlite":
        yield template.copy_sqlite(tmp_path), template.tokens
        return
    cluster: postgres.Cluster = request.getfixturevalue("postgres_cluster")
    url = cluster.fresh(template.source)
    yield url, template.tokens
    cluster.drop(url)


@pytest.fixture
async def served(
    application: Litestar, district_copy: tuple[str, dict[str, str]], tmp_path: Path
) -> AsyncIterator[served_by.Served]:
    """The application on a district of this test's own, once on each engine."""
    async with served_by.serving(application, *district_copy, tmp_path) as running:
        yield running
