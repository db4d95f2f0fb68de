"""Databases for every test: SQLite in a file of its own, and a PostgreSQL that the session starts itself."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import postgres, records
from tests.support import served as served_by
from tests.support.lent import Lender
from tests.support.once import once

if TYPE_CHECKING:
    from litestar import Litestar


SQLITE, DEMO = "mealtrace.db", "demonstration"
SHARED_CLUSTER = "MEALTRACE_TEST_CLUSTER"
"""The environment variable that tells test processes of one run where their PostgreSQL is."""


@pytest.hookimpl(wrapper=True)
def pytest_cmdline_main(config: pytest.Config) -> Iterator[None]:
    """Start the one PostgreSQL of a run that is spread over processes (`-n`)."""
    if hasattr(config, "workerinput") or not getattr(config.option, "numprocesses", None):
        return (yield)
    with postgres.cluster(durable=False) as cluster:
        os.environ[SHARED_CLUSTER] = json.dumps([str(cluster.folder), cluster.port, str(cluster.programs)])
        return (yield)


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[postgres.Cluster]:
    """One PostgreSQL for the run, without fsync: tests that pull the plug start their own."""
    if SHARED_CLUSTER in os.environ:
        folder, port, programs = json.loads(os.environ[SHARED_CLUSTER])
        yield postgres.Cluster(folder=Path(folder), port=port, programs=Path(programs))
        return
    with postgres.cluster(durable=False) as cluster:
        yield cluster


@pytest.fixture(scope="session")
def lender(postgres_cluster: postgres.Cluster) -> Iterator[Lender]:
    """Lends the copies of PostgreSQL templates to one test after another."""
    lender = Lender(postgres_cluster)
    yield lender
    lender.close()


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
def sqlite_records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the parties of tests/support/records.py, to copy."""

    def fill(folder: Path) -> None:
        asyncio.run(records.fill(f"sqlite:///{folder / SQLITE}"))

    return once(tmp_path_factory, "sqlite-records", fill)[0] / SQLITE


@pytest.fixture
def sqlite_records_url(sqlite_records: Path, tmp_path: Path) -> str:
    """A SQLite database of this test's own, for tests/support/records.py to open."""
    return f"sqlite:///{shutil.copyfile(sqlite_records, tmp_path / 'mealtrace.sqlite')}"


@pytest.fixture(scope="session")
def postgresql_records(postgres_cluster: postgres.Cluster, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a PostgreSQL database with the same parties, to copy."""

    def fill(_: Path) -> None:
        postgres_cluster.template("records", lambda url: asyncio.run(records.fill(url)))

    once(tmp_path_factory, "postgresql-records", fill)
    return "records"


@pytest.fixture
def postgresql_records_url(postgresql_records: str, lender: Lender) -> str:
    """A PostgreSQL database that is this test's alone, for tests/support/records.py to open."""
    return lender.lend(postgresql_records)


@pytest.fixture(params=["sqlite", "postgresql"])
def records_url(request: pytest.FixtureRequest) -> str:
    """A database that is this test's alone with the parties of tests/support/records.py, once on each engine."""
    return str(request.getfixturevalue(f"{request.param}_records_url"))


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Litestar:
    """The application, made once: `served` points it at a database of each test's own."""
    from server.app import create_app  # seconds that most tests need not wait

    folder = tmp_path_factory.mktemp("application")
    return create_app(served_by.settings_of(f"sqlite:///{folder / 'none.db'}", folder), with_clock=False)


@pytest.fixture(scope="session")
def sqlite_district(tmp_path_factory: pytest.TempPathFactory) -> served_by.Template:
    """A SQLite file with the small district of tests/support/served.py."""

    def fill(folder: Path) -> dict[str, str]:
        return asyncio.run(served_by.fill(f"sqlite:///{folder / SQLITE}"))

    folder, tokens = once(tmp_path_factory, "sqlite-district", fill)
    return served_by.Template(str(folder / SQLITE), tokens)


@pytest.fixture(scope="session")
def postgresql_district(
    postgres_cluster: postgres.Cluster, tmp_path_factory: pytest.TempPathFactory
) -> served_by.Template:
    """The same district in a PostgreSQL database to copy."""

    def fill(_: Path) -> dict[str, str]:
        tokens: dict[str, str] = {}
        postgres_cluster.template("district", lambda url: tokens.update(asyncio.run(served_by.fill(url))))
        return tokens

    return served_by.Template("district", once(tmp_path_factory, "postgresql-district", fill)[1])


@pytest.fixture(scope="session")
def sqlite_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the small demonstration district, with its SQLite file."""
    from tests.support import demo  # the demonstration brings half the house along

    def fill(folder: Path) -> None:
        asyncio.run(demo.load(f"sqlite:///{folder / SQLITE}", folder))

    return once(tmp_path_factory, "sqlite-demonstration", fill)[0]


@pytest.fixture(scope="session")
def postgresql_demo(postgres_cluster: postgres.Cluster, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the same district, whose records are in a PostgreSQL database to copy: DEMO."""
    from tests.support import demo

    def fill(folder: Path) -> None:
        postgres_cluster.template(DEMO, lambda url: asyncio.run(demo.load(url, folder)))

    return once(tmp_path_factory, "postgresql-demonstration", fill)[0]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def demo_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration district in a database of this module's own, once on each engine."""
    folder: Path = request.getfixturevalue(f"{request.param}_demo")
    if request.param == "sqlite":
        target = tmp_path_factory.mktemp("district") / SQLITE
        shutil.copyfile(folder / SQLITE, target)
        yield f"sqlite:///{target}"
        return
    cluster: postgres.Cluster = request.getfixturevalue("postgres_cluster")
    url = cluster.fresh(DEMO)
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
def district_copy(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, dict[str, str]]:
    """The URL of a district that is this test's alone, once on each engine, and the tokens of its accounts."""
    template: served_by.Template = request.getfixturevalue(f"{request.param}_district")
    if request.param == "sqlite":
        return template.copy_sqlite(tmp_path), template.tokens
    lender: Lender = request.getfixturevalue("lender")
    return lender.lend(template.source), template.tokens


@pytest.fixture
async def served(
    application: Litestar, district_copy: tuple[str, dict[str, str]], tmp_path: Path
) -> AsyncIterator[served_by.Served]:
    """The application on a district of this test's own, once on each engine."""
    async with served_by.serving(application, *district_copy, tmp_path) as running:
        yield running
