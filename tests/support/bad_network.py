"""A network as school store rooms have it: a proxy on loopback that loses, doubles, delays and refuses.

What the server was asked is kept in `asked`, so that a test can say what reached it and how often.
"""

from __future__ import annotations

import asyncio
import hashlib
import random
import re
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.support.live import free_port


@dataclass
class Network:
    """refuse: nobody answers; portal: everything is answered by a page that wants a log-in; lose: so many answers to
    writes get lost on the way back, after the server acted; twice: so many writes reach the server two times; slow:
    each answer waits up to so many seconds, so that answers change places; hold: writes never arrive; release: what a
    new release of the app adds to its service worker, of which nothing else is new."""

    url: str = ""
    refuse: bool = False
    portal: bool = False
    lose: int = 0
    twice: int = 0
    slow: float = 0.0
    hold: bool = False
    release: bytes = b""
    dice: random.Random = field(default_factory=lambda: random.Random(1))
    asked: list[tuple[str, str]] = field(default_factory=list)

    def writes(self, path: str = "/api/deliveries/") -> list[str]:
        """The paths of writes that reached the server, in their order."""
        return [
            target for method, target in self.asked if method in ("PUT", "PATCH", "POST") and target.startswith(path)
        ]


PORTAL = b"<html><title>Welcome</title>Please log in to this network.</html>"


@asynccontextmanager
async def between(upstream: str) -> AsyncIterator[Network]:
    """A network between a browser and the server at `upstream`; its own URL is the network's."""
    network, port = Network(), free_port()
    network.url = f"http://127.0.0.1:{port}"
    host, to = urlsplit(upstream).hostname or "", urlsplit(upstream).port or 0
    tasks: set[asyncio.Task[None]] = set()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            await _relay(network, host, to, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, OSError):
            pass
        finally:
            tasks.discard(task)
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", port)
    try:
        yield network
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _relay(
    network: Network, host: str, port: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    while True:
        request = await _message(reader)
        method, target = request.split(b" ", 2)[:2]
        if network.refuse:
            _reset(writer)
            return
        if network.portal:
            head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(PORTAL)}\r\n\r\n"
            writer.write(head.encode() + PORTAL)
            continue
        write = method in (b"PUT", b"PATCH", b"POST")
        if write and network.hold:
            _reset(writer)
            return
        if write and network.twice > 0:
            network.twice -= 1
            network.asked.append((method.decode(), target.decode()))
            await _ask(host, port, request)
        network.asked.append((method.decode(), target.decode()))
        if target == b"/app/sw.js" and network.release:
            request = re.sub(rb"(?i)accept-encoding:[^\r]*", b"Accept-Encoding: identity", request)
        answer = await _ask(host, port, request)
        if target == b"/app/sw.js" and network.release:
            answer = _released(answer, network.release)
        if network.slow:
            await asyncio.sleep(network.dice.uniform(0, network.slow))
        if write and network.lose > 0:
            network.lose -= 1
            _reset(writer)
            return
        writer.write(answer)
        await writer.drain()


def _released(answer: bytes, addition: bytes) -> bytes:
    head, _, body = answer.partition(b"\r\n\r\n")
    version = b"const VERSION = '" + hashlib.sha256(addition).hexdigest()[:16].encode() + b"'"
    body = re.sub(rb"const VERSION = '[0-9a-f]*'", version, body) + addition
    head = re.sub(rb"(?i)content-length: *[0-9]+", b"Content-Length: %d" % len(body), head)
    return head + b"\r\n\r\n" + body


async def _ask(host: str, port: int, request: bytes) -> bytes:
    """One request on a connection of its own; the whole answer."""
    reader, writer = await asyncio.open_connection(host, port)
    try:
        head, _, body = request.partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
        writer.write(b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body)
        answer = await reader.read(-1)
    finally:
        writer.close()
    return answer.replace(b"connection: close\r\n", b"", 1)


async def _message(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    return head + (await reader.readexactly(length) if length else b"")


def _reset(writer: asyncio.StreamWriter) -> None:
    """Break the connection off, as a lost network does."""
    connection: socket.socket = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
