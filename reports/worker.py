"""Rendering in processes of its own, so that a server keeps answering while pages are set."""

from __future__ import annotations

import atexit
import gc
import json
import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from reports import fonts
from reports.render import RenderedReport, render_pdf
from reports.thrift import clear_up, settle_in
from reports.versions import Versions, versions

if TYPE_CHECKING:
    from reports.sign.sealing import Sealing

REPORTS_PER_PROCESS = 1
"""After so many a process makes room for a new one. A report of 800 lines takes 315 MB and leaves 50 of them behind, so
that the next would take 360; a new process takes under two seconds."""


def executor(
    processes: int, begin: Callable[[int], None] | None = None, tasks: int = REPORTS_PER_PROCESS
) -> ProcessPoolExecutor:
    """A pool of rendering processes. Submit `render` to it; shut it down with the server.

    begin: what each does first, with the id of this process; unless given `start`, or `start_once` where each makes one
    report. tasks: after so many it is renewed.
    """
    return ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=begin or (start_once if tasks == 1 else start),
        initargs=(os.getpid(),),
        max_tasks_per_child=tasks,
    )


def start(server: int) -> None:
    """In a process that the process `server` started: read the fonts and load the typesetter before they are needed."""
    settle_in(server)
    fonts.drawable()
    versions()
    clear_up()


def start_once(server: int) -> None:
    """As `start`, for one report: its garbage goes with the process, so nobody collects it, not even at the end."""
    start(server)
    gc.disable()
    atexit.register(gc.freeze)


def render(snapshot: bytes, language: str) -> RenderedReport:
    """`render_pdf` for a snapshot as JSON bytes, which is what travels between processes."""
    return render_pdf(json.loads(snapshot), language)


@dataclass(frozen=True, slots=True)
class SealedReport:
    """pdf: signed; sha256: of it, in hex; unsigned_sha256: of what it was before; versions: what made it."""

    pdf: bytes
    pages: int
    sha256: str
    unsigned_sha256: str
    signer: str
    level: str
    versions: Versions


def render_sealed(snapshot: bytes, proofs: bytes, language: str, sealing: Sealing, at: datetime) -> SealedReport:
    """A snapshot as JSON bytes, printed with its proofs and sealed as of `at`. SealFailed, and as `render_pdf`."""
    made = render_pdf(json.loads(snapshot), language, proofs)
    if gc.isenabled():
        clear_up()
    from reports.sign.seal import seal  # not sooner: what signs takes 20 MB, and pages take the most

    done = seal(made.pdf, sealing, at)
    digest = sha256(done.pdf).hexdigest()
    return SealedReport(done.pdf, made.pages, digest, made.sha256, done.signer, done.level, versions())
