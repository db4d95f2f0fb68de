"""Verify a stranger's file in a process of its own, within a time and a memory that it cannot exceed."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from reports.verify.steps import STEPS, Note, Trust, Value, Verification, failed, not_checked
from reports.worker import start

SECONDS_MOST = 90
"""Of a verification: the largest report takes some twenty to print again on a slow machine."""
CPU_SECONDS_MOST = SECONDS_MOST + 30
MEMORY_MOST = 2 * 1024**3
"""Address space of the process in bytes; a verification that needs more fails where it asks for it."""


class TooLong(BaseException):
    """Its time is over. No `except Exception` of what is running may hold it up."""


def start_bounded(server: int) -> None:
    """In a process that the process `server` started: as for rendering, and never more than MEMORY_MOST."""
    start(server)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MOST, MEMORY_MOST))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def verify_bounded(pdf: bytes, trust: Trust) -> Verification:
    """As `verify_pdf`, or the answer that it took too much. To be called in a process with start_bounded behind it."""
    from reports.verify.report import verify_pdf

    try:
        with _time_limit():
            return verify_pdf(pdf, trust)
    except (TooLong, MemoryError, RecursionError):
        return too_much(pdf)


def too_much(pdf: bytes) -> Verification:
    """The answer for a file that takes more time or memory than a report does."""
    steps = tuple(not_checked(name, Note("not_reached")) for name in STEPS[1:])
    about: dict[str, Value | None] = {"bytes": len(pdf), "sha256": sha256(pdf).hexdigest()}
    return Verification((failed("readable", Note("too_much", {"seconds": SECONDS_MOST})), *steps), about)


@contextmanager
def _time_limit() -> Iterator[None]:
    """TooLong after SECONDS_MOST; where that is not heard, the system ends the process after more processor time."""

    def stop(number: int, frame: object) -> None:
        raise TooLong

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + CPU_SECONDS_MOST, hard))
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS_MOST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
