"""Pages that somebody waits for, set in a process of their own, so that the server keeps answering meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from reports.worker import executor

T = TypeVar("T")
WAITING_MOST = 8
"""Pages being set and waiting in one server; whoever comes later is asked to come again."""
TRIES = 2
PAGES_PER_PROCESS = 50
"""Forms and labels are small, and somebody waits for them: their process is renewed seldom."""


class PrinterBusy(Exception):
    """Too many pages wait to be set."""


class Printer:
    """One rendering process, started with the first page. `stop` lets go of it; a later page starts another.

    begin: what the process does first (worker.executor); tries: how often a page is set that kills its process.
    """

    def __init__(self, begin: Callable[[int], None] | None = None, tries: int = TRIES) -> None:
        self._begin, self._tries = begin, tries
        self._processes: ProcessPoolExecutor | None = None
        self._waiting = 0

    async def set_page(self, render: Callable[..., T], *arguments: object) -> T:
        """The result of a function of `reports`, in the other process. PrinterBusy: WAITING_MOST wait already."""
        if self._waiting >= WAITING_MOST:
            raise PrinterBusy
        self._waiting += 1
        try:
            for tried in range(1, self._tries + 1):
                processes = self._processes = self._processes or executor(1, self._begin, PAGES_PER_PROCESS)
                try:
                    return await asyncio.get_running_loop().run_in_executor(processes, render, *arguments)
                except BrokenProcessPool:  # killed from outside, for want of memory
                    self._let_go(processes)
                    if tried == self._tries:
                        raise
            raise AssertionError("every try returned or raised")
        finally:
            self._waiting -= 1

    def _let_go(self, processes: ProcessPoolExecutor) -> None:
        processes.shutdown(wait=False, cancel_futures=True)
        if self._processes is processes:
            self._processes = None

    def stop(self) -> None:
        """Let go of the process."""
        if self._processes is not None:
            self._let_go(self._processes)


printer = Printer()
"""The printer of this server process."""
