"""Send prebuilt HTTP requests over many connections and time each answer: a process of its own, one JSON line out.

`python -m tests.benchmarks.load PORT FILE CONNECTIONS SECONDS [RATE]`; FILE holds requests, each after its length in 4
bytes. Without RATE each connection sends its next request when it has the answer to the last. With RATE requests fall
due by chance (Poisson) so many times a second, whether earlier ones were answered or not, and an answer is timed from
when its request was due: one that has to wait for a free connection waited. Loopback only; it ends with its time or
its requests, whichever comes first.
"""

from __future__ import annotations

import asyncio
import json
import random
import resource
import struct
import sys
import time
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import uvloop


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


class Answers:
    """What came back, and how long it took."""

    def __init__(self) -> None:
        self.latencies: list[float] = []
        self.statuses: Counter[str] = Counter()


class Connection(asyncio.Protocol):
    """One keep-alive connection: it sends a request, waits for the whole answer, and says that it is free again."""

    def __init__(self, answers: Answers, free: asyncio.Queue[Connection]) -> None:
        self.answers, self.free = answers, free
        self.received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's own class is no subclass
        self.free.put_nowait(self)

    def send(self, request: bytes, due: float) -> None:
        """Send a request whose answer is timed from `due`."""
        self.due = due
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
        self.answers.latencies.append(time.perf_counter() - self.due)
        self.answers.statuses[self.received[9:12].decode()] += 1
        self.received = b""
        self.free.put_nowait(self)


def _due(began: float, seconds: float, rate: float) -> Iterator[float]:
    """When requests fall due, at random."""
    dice, at = random.Random(1), began
    while at < began + seconds:
        yield at
        at += dice.expovariate(rate)


async def _offer(requests: Iterator[bytes], free: asyncio.Queue[Connection], seconds: float, rate: float) -> None:
    """Send requests as they fall due, each on the next free connection."""
    waiting: deque[float] = deque()
    there = asyncio.Event()

    async def fall_due() -> None:
        for at in _due(time.perf_counter(), seconds, rate):
            await asyncio.sleep(at - time.perf_counter())
            waiting.append(at)
            there.set()

    falling = asyncio.create_task(fall_due())
    while waiting or not falling.done():
        if not waiting:
            there.clear()
            arrival = asyncio.create_task(there.wait())
            await asyncio.wait([arrival, falling], return_when=asyncio.FIRST_COMPLETED)
            arrival.cancel()
            continue
        connection = await free.get()
        request = next(requests, None)
        if request is None:
            break
        connection.send(request, waiting.popleft())
    falling.cancel()


async def _repeat(requests: Iterator[bytes], free: asyncio.Queue[Connection], seconds: float) -> None:
    """Send a request wherever a connection is free."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        connection = await free.get()
        request = next(requests, None)
        if request is None:
            free.put_nowait(connection)
            return
        connection.send(request, time.perf_counter())


async def _send(port: int, requests: list[bytes], connections: int, seconds: float, rate: float) -> dict[str, object]:
    answers, free, source = Answers(), asyncio.Queue[Connection](), iter(requests)
    loop = asyncio.get_running_loop()
    made = [
        await loop.create_connection(lambda: Connection(answers, free), "127.0.0.1", port) for _ in range(connections)
    ]
    began = time.perf_counter()
    await (_offer(source, free, seconds, rate) if rate else _repeat(source, free, seconds))
    for _ in made:  # each is free again once its last answer is there
        await free.get()
    elapsed = time.perf_counter() - began
    for transport, _ in made:
        transport.close()
    latencies, statuses = answers.latencies, answers.statuses
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
    port, file, connections, seconds, *rest = sys.argv[1:]
    packed = unpack(Path(file).read_bytes())
    sent = _send(int(port), packed, int(connections), float(seconds), float(rest[0]) if rest else 0)
    sys.stdout.write(json.dumps(uvloop.run(sent)) + "\n")
