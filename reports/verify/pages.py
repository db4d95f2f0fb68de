"""The pages of a report against its records: printed again, and compared byte for byte or figure for figure."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

from pypdf import PdfReader

from reports.render import RenderedReport
from reports.verify.reading import Reading, beginning, language_of, maker_of
from reports.verify.steps import Note, Step, failed, not_checked, passed
from reports.versions import versions
from traceability.snapshot.shapes import Snapshot

Render = Callable[[Snapshot, str, bytes | None], RenderedReport]
FIGURE = re.compile(r"\d[\d,.:/-]*")
SHOWN = 60
"""Characters of a differing passage that a note shows."""


def check_pages(reading: Reading, snapshot: Snapshot, proofs: bytes | None, render: Render) -> Step:
    """Every figure follows from the records inside: the report printed again from them is the same.

    Byte for byte where the same versions made it; else each number in the text of each page.
    """
    unsigned = beginning(reading) or b""
    language, maker = language_of(reading.unsigned), maker_of(reading.unsigned)
    try:
        again = render(snapshot, language, proofs)
    except Exception as error:  # records of a hostile file may be of any shape
        broke = Note("cannot_be_printed", {"why": f"{type(error).__name__}: {error}"[:200]})
        if maker == str(versions()):
            return failed("pages", broke)
        return not_checked("pages", Note("another_maker", {"maker": maker[:200], "own": str(versions())}), broke)
    if again.pdf == unsigned:
        return passed("pages", Note("same_bytes", {"pages": again.pages, "maker": maker}))
    if maker == str(versions()):
        return failed("pages", *_where(unsigned, again.pdf))
    notes = list(_figures(unsigned, again.pdf))
    told = Note("another_maker", {"maker": maker[:200], "own": str(versions())})
    if notes:
        return failed("pages", told, *notes)
    return passed("pages", told, Note("same_figures", {"pages": again.pages}))


def _where(unsigned: bytes, again: bytes) -> Iterator[Note]:
    """The pages whose text or drawing differs, else the embedded files, else the first byte."""
    old, new = PdfReader(io.BytesIO(unsigned)), PdfReader(io.BytesIO(again))
    found = False
    if len(old.pages) != len(new.pages):
        found = True
        yield Note("page_count", {"printed": len(old.pages), "expected": len(new.pages)})
    for number, (was, should) in enumerate(zip(old.pages, new.pages, strict=False), 1):
        if _drawn(was) == _drawn(should):
            continue
        found = True
        printed, expected = _difference(was.extract_text(), should.extract_text())
        if printed or expected:
            yield Note("page_differs", {"page": number, "printed": printed, "expected": expected})
        else:
            yield Note("page_drawn_otherwise", {"page": number})
    if not found:
        first = next((n for n, (a, b) in enumerate(zip(unsigned, again, strict=False)) if a != b), len(again))
        yield Note("bytes_differ", {"offset": first})


def _drawn(page: object) -> bytes:
    contents = page.get_contents()  # type: ignore[attr-defined]  # pypdf's PageObject
    return b"" if contents is None else bytes(contents.get_data())


def _difference(printed: str, expected: str) -> tuple[str, str]:
    """The first passage in which two texts differ, word by word."""
    old, new = printed.split(), expected.split()
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            return " ".join(old[a:b])[:SHOWN], " ".join(new[c:d])[:SHOWN]
    return "", ""


def _figures(unsigned: bytes, again: bytes) -> Iterator[Note]:
    """Numbers that are printed but do not follow from the records, with their page; and those that are missing."""
    old, new = _numbers(unsigned), _numbers(again)
    expected = sum(new, Counter())
    for number, page in enumerate(old, 1):
        strange = page - expected
        expected -= page
        yield from (Note("figure_printed", {"page": number, "figure": figure}) for figure in sorted(strange))
    yield from (Note("figure_missing", {"figure": figure}) for figure in sorted(expected))


def _numbers(pdf: bytes) -> list[Counter[str]]:
    """The numbers of each page, its own page number aside."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    texts = [page.extract_text().replace(f"{n} / {len(pages)}", "", 1) for n, page in enumerate(pages, 1)]
    return [Counter(each.rstrip(",.:/-") for each in FIGURE.findall(text)) for text in texts]
