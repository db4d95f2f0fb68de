"""The databases that tests stand on."""

import socket

import asyncpg
import pytest
from pytest_socket import SocketConnectBlockedError

from tests.support import postgres


async def test_connects_to_an_empty_database_of_its_own(postgresql_url: str) -> None:
    connection = await asyncpg.connect(postgresql_url)
    try:
        assert await connection.fetchval("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 0
        assert await connection.fetchval("SHOW server_encoding") == "UTF8"
        assert int(await connection.fetchval("SHOW server_version_num")) >= 150000
    finally:
        await connection.close()


async def test_copies_what_a_template_holds(postgres_cluster: postgres.Cluster) -> None:
    def fill(url: str) -> None:
        assert url.endswith("/filled")

    template = postgres_cluster.template("filled", fill)
    connection = await asyncpg.connect(postgres_cluster.url(template))
    await connection.execute("CREATE TABLE dish (name text)")
    await connection.close()
    first, second = postgres_cluster.fresh(template), postgres_cluster.fresh(template)
    for url in (first, second):
        connection = await asyncpg.connect(url)
        assert await connection.fetchval("SELECT count(*) FROM dish") == 0
        await connection.execute("INSERT INTO dish VALUES ('红烧肉')")
        await connection.close()
        postgres_cluster.drop(url)


async def test_gives_each_engine_its_url(database_url: str) -> None:
    assert database_url.startswith(("sqlite:////", "postgresql://mealtrace@127.0.0.1:"))


def test_refuses_any_host_but_loopback() -> None:
    with (
        socket.socket() as outside,
        pytest.warns(UserWarning, match=r"192\.0\.2\.1"),
        pytest.raises(SocketConnectBlockedError),
    ):
        outside.connect(("192.0.2.1", 80))
