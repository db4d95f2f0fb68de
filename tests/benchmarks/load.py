"""Send prebuilt HTTP requests over many connections and time each answer: a process of its own, one JSON line out.

`python -m tests.benchmarks.load PORT FILE CONNECTIONS SECONDS`; FILE holds requests, each after its length in 4 bytes.
Each connection sends its next request when it has the answer to the last. Loopback only; it ends with its time or its
requests, whichever comes first.
"""

from __future__ import annotations

import asyncio
import json
import resource
import struct
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import uvloop

Requests = Iterator[bytes]


def pack(requests: list[bytes]) -> bytes:
    """What FILE holds."""
    return b"".join(struct.pack(">I", len(request)) + request for request in requests)


def unpack(content: bytes) -> list[bytes]:
    """The requests that `pack` packed."""
    requests, at = [], 0
    while at < len(content):
        (length,) = struct.unpack_from(">I", content, at)
        requests.append(content[at + 4 : at + 4 + length])
        at += 4 + length
    return requests


class Connection(asyncio.Protocol):
    """One keep-alive connection that asks, waits for the whole answer, and asks again until the time is up."""

    def __init__(self, requests: Requests, until: float, latencies: list[float], statuses: Counter[str]) -> None:
        self.requests, self.until, self.latencies, self.statuses = requests, until, latencies, statuses
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's own class is no subclass
        self._next()

    def _next(self) -> None:
        request = next(self.requests, None)
        self.sent = time.perf_counter()
        if request is None or self.sent >= self.until:
            self.transport.close()
            return
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self.received += data
        head = self.received.find(b"\r\n\r\n")
        if head < 0:
            return
        at = self.received.lower().find(b"content-length:", 0, head)
        length = int(self.received[at + 15 : self.received.find(b"\r", at)]) if at >= 0 else 0
        if len(self.received) < head + 4 + length:
            return
        self.latencies.append(time.perf_counter() - self.sent)
        self.statuses[self.received[9:12].decode()] += 1
        self.received = b""
        self._next()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)


async def _send(port: int, requests: list[bytes], connections: int, seconds: float) -> dict[str, object]:
    latencies: list[float] = []
    statuses: Counter[str] = Counter()
    source = iter(requests)
    loop = asyncio.get_running_loop()
    began = time.perf_counter()
    until = began + seconds
    made = [
        await loop.create_connection(lambda: Connection(source, until, latencies, statuses), "127.0.0.1", port)
        for _ in range(connections)
    ]
    await asyncio.gather(*(protocol.done for _, protocol in made))
    elapsed = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "answers": len(latencies),
        "seconds": elapsed,
        "rate": len(latencies) / elapsed,
        "statuses": dict(statuses),
        "milliseconds": {str(p): _percentile(latencies, p) * 1000 for p in (50, 95, 99, 100)},
        "own_cpu_seconds": used.ru_utime + used.ru_stime,
    }


def _percentile(values: list[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) * percent // 100, len(ordered) - 1)] if ordered else float("nan")


if __name__ == "__main__":
    port, file, connections, seconds = sys.argv[1:]
    packed = unpack(Path(file).read_bytes())
    sys.stdout.write(json.dumps(uvloop.run(_send(int(port), packed, int(connections), float(seconds)))) + "\n")
