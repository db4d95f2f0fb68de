"""An HTTP client for addresses that people enter: it reaches the public internet and the networks that were named.

A name is resolved when the connection is made, and the connection goes to the very address that was looked at, so that
no answer of a name server can lead it elsewhere afterwards. Redirects, proxies and cookies are not followed.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterable, Sequence
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

import httpcore
import httpx

Address = IPv4Address | IPv6Address
TRANSLATED = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
"""IPv6 addresses behind which a network may put any IPv4 address (RFC 6052, RFC 8215)."""
CONNECT_SECONDS = 10


class Unreachable(Exception):
    """The name has no address that may be reached."""


def may_reach(address: Address, networks: Sequence[str]) -> bool:
    """Whether an address is public, or in a network that the operator named."""
    inner = address
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or address
    if any(inner.version == net.version and inner in net for net in map(ip_network, networks)):
        return True
    if isinstance(inner, IPv6Address) and any(isinstance(n, IPv6Network) and inner in n for n in TRANSLATED):
        return False
    return inner.is_global and not inner.is_multicast and not inner.is_reserved


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Connects to addresses that may be reached, and no others."""

    def __init__(self, networks: Sequence[str]) -> None:
        self._networks = tuple(networks)
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's own signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            raise httpcore.ConnectError(str(error)) from error
        addresses = dict.fromkeys(str(entry[4][0]) for entry in found)
        allowed = [text for text in addresses if may_reach(ip_address(text.split("%")[0]), self._networks)]
        if not allowed:
            raise Unreachable(host)
        *others, last = allowed
        for address in others:  # of several, one may have no way to it
            with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
        return await self._inner.connect_tcp(last, port, timeout, local_address, socket_options)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's own signature
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        raise Unreachable(path)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class GuardedTransport(httpx.AsyncHTTPTransport):
    """httpx's own transport over the guarded network."""

    def __init__(self, networks: Sequence[str]) -> None:
        super().__init__(trust_env=False)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=20,
            max_keepalive_connections=0,
            network_backend=GuardedNetwork(networks),
        )


def guarded_client(networks: Sequence[str]) -> httpx.AsyncClient:
    """A client that follows no redirects and takes nothing from the environment."""
    return httpx.AsyncClient(
        transport=GuardedTransport(networks),
        timeout=httpx.Timeout(CONNECT_SECONDS),
        follow_redirects=False,
        trust_env=False,
        headers={"User-Agent": "mealtrace"},
    )
