"""Rendering in processes of its own, so that a server keeps answering while pages are set."""

from __future__ import annotations

import json
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

from reports import fonts
from reports.render import RenderedReport, render_pdf

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
