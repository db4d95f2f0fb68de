"""Rendering in processes of its own, so that a server keeps answering while pages are set."""

from __future__ import annotations

import json
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from reports import fonts
from reports.render import RenderedReport, render_pdf
from reports.versions import Versions, versions

if TYPE_CHECKING:
    from reports.sign.seal import Sealing

REPORTS_PER_PROCESS = 50
"""After so many a process makes room for a new one, which bounds its memory."""


def executor(processes: int) -> ProcessPoolExecutor:
    """A pool of rendering processes. Submit `render` to it; shut it down with the server."""
    return ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=start,
        max_tasks_per_child=REPORTS_PER_PROCESS,
    )


def start() -> None:
    """Read the fonts and load the typesetter once, before the first report waits for them."""
    fonts.configure()
    fonts.drawable()
    import weasyprint  # noqa: F401 - loaded here so that the first report need not


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
    from reports.sign.seal import seal  # only what seals loads it

    made = render_pdf(json.loads(snapshot), language, proofs)
    done = seal(made.pdf, sealing, at)
    digest = sha256(done.pdf).hexdigest()
    return SealedReport(done.pdf, made.pages, digest, made.sha256, done.signer, done.level, versions())
