"""A snapshot becomes a PDF: same snapshot, same language, same release, same bytes."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from reports import fonts
from reports.attachments import Attached, attached
from reports.errors import UnknownSnapshot
from reports.page import page_of
from reports.shapes import Snapshot


@dataclass(frozen=True)
class RenderedReport:
    """pdf: unsigned; sha256 of it and of the embedded records.json, in hex; substituted: characters printed as 〓."""

    pdf: bytes
    pages: int
    sha256: str
    snapshot_sha256: str
    substituted: list[str]


def render_pdf(snapshot: Snapshot, language: str) -> RenderedReport:
    """The campus monthly report of `snapshot` in "zh" or "en". CPU-bound: seconds; see worker.py for processes.

    Raises UnknownSnapshot, UnknownLanguage, FontsMissing, and traceability.errors.Invalid for a value that is no JSON.
    """
    if (snapshot.get("format"), snapshot.get("kind")) != (1, "campus_monthly"):
        raise UnknownSnapshot(f"format {snapshot.get('format')!r}, kind {snapshot.get('kind')!r}")
    files = attached(snapshot)
    lacking = fonts.undrawable(_characters(snapshot))
    html, more = fonts.gate(page_of(snapshot, language, files, lacking))
    with _without_collector():
        pdf, pages = _print(html, snapshot, files)
    return RenderedReport(pdf, pages, sha256(pdf).hexdigest(), files[0].sha256, sorted({*lacking, *more}))


def _print(html: str, snapshot: Snapshot, files: tuple[Attached, ...]) -> tuple[bytes, int]:
    fonts.configure()
    from weasyprint import HTML, Attachment  # after fontconfig has been told where to look

    from reports.fetcher import Locked
    from reports.pdfa import VARIANT, name_both_standards

    made = datetime.fromisoformat(snapshot["made_at"]).astimezone(UTC)
    inside = [
        Attachment(
            string=each.content,
            name=each.name,
            description=each.name,
            created=made,
            modified=made,
            relationship=each.relationship,
        )
        for each in files
    ]
    document = HTML(string=html, url_fetcher=Locked()).render(pdf_variant=VARIANT)
    name_both_standards(document)
    with warnings.catch_warnings():
        # WeasyPrint leaves the closing of its colour profile to the garbage collector.
        warnings.filterwarnings("ignore", "unclosed file.*sRGB2014", ResourceWarning)
        pdf = document.write_pdf(pdf_variant=VARIANT, attachments=inside, pdf_identifier=bytes.fromhex(files[0].sha256))
    return pdf, len(document.pages)


def _characters(value: object) -> set[str]:
    if isinstance(value, str):
        return set(value)
    if isinstance(value, dict):
        return set().union(*map(_characters, value.values()))
    return set().union(*map(_characters, value)) if isinstance(value, list) else set()


@contextmanager
def _without_collector() -> Iterator[None]:
    """Collection off meanwhile: boxes and tags form millions of cycles that all die together at the end."""
    enabled = gc.isenabled()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if enabled:
            gc.enable()
