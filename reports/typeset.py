"""HTML becomes a PDF that is PDF/A-3a and PDF/UA-1: our fonts, our style sheets, nothing from outside."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from reports import fonts
from reports.files import Attached


@dataclass(frozen=True, slots=True)
class Printed:
    """pdf: its bytes; substituted: characters that no font has, printed as 〓."""

    pdf: bytes
    pages: int
    substituted: tuple[str, ...]


def typeset(
    html: str, made: datetime | None = None, files: Sequence[Attached] = (), identifier: bytes | None = None
) -> Printed:
    """The pages of `html`. files go inside it, made at `made`. identifier: of the PDF, else it follows from the HTML.

    The same arguments give the same bytes, so dates stand in the HTML's own metadata. Raises FontsMissing.
    """
    text, lacking = fonts.gate(html)
    fonts.configure()
    from weasyprint import HTML, Attachment  # after fontconfig has been told where to look

    from reports.fetcher import Locked
    from reports.pdfa import VARIANT, name_both_standards
    from reports.thrift import once_each, without_whole_fonts

    without_whole_fonts()
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
    with _without_collector():
        document = HTML(string=text, url_fetcher=Locked()).render(pdf_variant=VARIANT)
        name_both_standards(document)
        with warnings.catch_warnings():
            # WeasyPrint leaves the closing of its colour profile to the garbage collector.
            warnings.filterwarnings("ignore", "unclosed file.*sRGB2014", ResourceWarning)
            pdf = document.write_pdf(
                finisher=once_each,
                pdf_variant=VARIANT,
                attachments=inside or None,
                pdf_identifier=identifier or sha256(text.encode()).digest(),
            )
    return Printed(pdf, len(document.pages), tuple(lacking))


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
