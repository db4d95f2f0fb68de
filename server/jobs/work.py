"""The clock in a process of its own: plans, makes and sends reports beside servers that only answer."""

from __future__ import annotations

import asyncio
import signal

import server.app  # noqa: F401  # registers every table
from server.jobs.clock import clock
from server.settings import Settings


async def work(settings: Settings) -> int:
    """Work until the process is told to stop; what it was making is then left to others at once."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    async with clock(settings):
        await stopped.wait()
    return 0
