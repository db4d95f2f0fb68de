"""A snapshot becomes a PDF: same snapshot, same language, same release, same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from reports import fonts
from reports.attachments import attached
from reports.kinds import kind_of
from reports.typeset import typeset


@dataclass(frozen=True)
class RenderedReport:
    """pdf: unsigned; sha256 of it and of the embedded records.json, in hex; substituted: characters printed as 〓."""

    pdf: bytes
    pages: int
    sha256: str
    snapshot_sha256: str
    substituted: list[str]


def render_pdf(snapshot: Mapping[str, Any], language: str, proofs: bytes | None = None) -> RenderedReport:
    """The report of `snapshot` in "zh" or "en", with the bytes of its proofs.json inside.

    CPU-bound: seconds; see worker.py for processes.

    Raises UnknownSnapshot, UnknownLanguage, FontsMissing, and traceability.errors.Invalid for a value that is no JSON.
    """
    page = kind_of(snapshot).page
    files = attached(snapshot, proofs)
    lacking = fonts.undrawable(_characters(snapshot))
    made = datetime.fromisoformat(snapshot["made_at"]).astimezone(UTC)
    identifier = bytes.fromhex(files[0].sha256)
    html = page(snapshot, language, files, lacking)
    del snapshot  # tens of MB that whoever gave it need not keep while pages are set
    printed = typeset(html, made, files, identifier)
    substituted = sorted({*lacking, *printed.substituted})
    digest = sha256(printed.pdf).hexdigest()
    return RenderedReport(printed.pdf, printed.pages, digest, files[0].sha256, substituted)


def _characters(value: object) -> set[str]:
    if isinstance(value, str):
        return set(value)
    if isinstance(value, dict):
        return set().union(*map(_characters, value.values()))
    return set().union(*map(_characters, value)) if isinstance(value, list) else set()
