"""The client for addresses that people enter reaches the public internet and named networks, whatever names say."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any

import httpx
import pytest

from server.clients.guarded import Unreachable, guarded_client, may_reach
from server.clients.webhook import signature
from tests.support.receivers import endpoint

PRIVATE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1", "224.0.0.1",
    "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1",
    "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b:1::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_reaches_no_address_that_is_not_public(address: str) -> None:
    assert not may_reach(ip_address(address), [])


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_reaches_public_addresses(address: str) -> None:
    assert may_reach(ip_address(address), [])


def test_reaches_a_network_that_was_named_and_no_more_of_the_others() -> None:
    assert may_reach(ip_address("10.20.3.4"), ["10.20.0.0/16"])
    assert may_reach(ip_address("::ffff:10.20.3.4"), ["10.20.0.0/16"])
    assert not may_reach(ip_address("10.21.0.1"), ["10.20.0.0/16"])


async def test_asks_the_name_when_it_connects_and_goes_where_it_looked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads to this machine is not reached, though its text says nothing of it."""
    import asyncio

    async with endpoint() as receiver:
        loop, asked = asyncio.get_running_loop(), []

        async def getaddrinfo(host: str, port: int, **_: Any) -> list[Any]:
            asked.append(host)
            return [(2, 1, 6, "", ("127.0.0.1", port))]

        monkeypatch.setattr(loop, "getaddrinfo", getaddrinfo)
        url = f"http://meals.example.org:{receiver.port}/"
        async with guarded_client([]) as client:
            with pytest.raises(Unreachable):
                await client.post(url, content=b"{}")
        assert (asked, receiver.requests) == (["meals.example.org"], [])
        async with guarded_client(["127.0.0.0/8"]) as client:
            assert (await client.post(url, content=b"{}")).status_code == 204
        assert len(receiver.requests) == 1


async def test_takes_no_proxy_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    async with endpoint() as proxy:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        async with guarded_client([]) as client:
            with pytest.raises((Unreachable, httpx.ConnectError)):
                await client.get("http://127.0.0.2/")
        assert proxy.requests == []


def test_signs_as_the_scheme_says() -> None:
    """The scheme's own example: secret, id, time and body of the reference libraries' tests."""
    import base64

    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    signed = signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
