"""Read a sealed PDF apart: its signatures, the unsigned file it begins with, and the files inside it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature

BYTES_MOST = 20_000_000
FILES_MOST = 20


class Unreadable(ValueError):
    """No PDF that can be checked; the message says why, for people who mend programs."""


@dataclass(frozen=True)
class Reading:
    """A PDF as pyHanko reads it. signatures: /Sig; stamps: /DocTimeStamp; both in the order they were added."""

    pdf: bytes
    reader: PdfFileReader
    signatures: tuple[EmbeddedPdfSignature, ...]
    stamps: tuple[EmbeddedPdfSignature, ...]

    @property
    def unsigned(self) -> HistoricalResolver:
        """The file as it was before anything was added."""
        return self.reader.get_historical_resolver(0)


def read(pdf: bytes) -> Reading:
    """Unreadable: too long, encrypted, or broken in whatever way."""
    if len(pdf) > BYTES_MOST:
        raise Unreadable(f"{len(pdf)} bytes, of at most {BYTES_MOST}")
    if not pdf.startswith(b"%PDF-"):
        raise Unreadable("it does not begin as a PDF does")
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=True)
        if reader.encrypted:
            raise Unreadable("it is encrypted")
        found = tuple(reader.embedded_signatures)
        signatures = tuple(each for each in found if each.sig_object_type == "/Sig")
        stamps = tuple(each for each in found if each.sig_object_type == "/DocTimeStamp")
        if len(signatures) + len(stamps) != len(found):
            raise Unreadable("it holds a signature of an unknown type")
    except Unreadable:
        raise
    except Exception as error:  # a parser of hostile files has no end of errors; each says only that it cannot read on
        raise Unreadable(f"{type(error).__name__}: {error}"[:300]) from error
    return Reading(pdf, reader, signatures, stamps)


def beginning(reading: Reading) -> bytes | None:
    """The unsigned file: the first revision, up to its end-of-file mark; None where that is not to be found."""
    start = reading.reader.xrefs.get_startxref_for_revision(0)
    mark = re.compile(rb"startxref\r?\n%d\r?\n%%%%EOF\r?\n" % start)
    found = mark.search(reading.pdf, start)
    return reading.pdf[: found.end()] if found else None


def files_inside(view: HistoricalResolver) -> dict[str, bytes]:
    """The embedded files by name. Unreadable: a name twice, too many, or a tree that is none."""
    files: dict[str, bytes] = {}
    try:
        names = view.root["/Names"]["/EmbeddedFiles"]
        for name, spec in _leaves(names, 0):
            if name in files or len(files) == FILES_MOST:
                raise Unreadable("embedded files are named twice, or too many")
            files[name] = bytes(spec["/EF"]["/F"].data)
    except Unreadable:
        raise
    except Exception as error:  # as in `read`
        raise Unreadable(f"{type(error).__name__}: {error}"[:300]) from error
    return files


def _leaves(node: generic.DictionaryObject, depth: int) -> Iterator[tuple[str, generic.DictionaryObject]]:
    if depth > 8:
        raise Unreadable("the tree of embedded files is too deep")
    for child in node.get("/Kids", ()):
        yield from _leaves(child.get_object(), depth + 1)
    pairs = list(node.get("/Names", ()))
    for name, spec in zip(pairs[::2], pairs[1::2], strict=True):
        yield str(name.get_object() if hasattr(name, "get_object") else name), spec.get_object()


def language_of(view: HistoricalResolver) -> str:
    """ "zh" or "en", from the document's own language."""
    return str(view.root.get("/Lang", "")).split("-")[0].lower()


def maker_of(view: HistoricalResolver) -> str:
    """What made it, as its metadata say."""
    info = view.trailer_view.get("/Info", {})
    if isinstance(info, generic.IndirectObject):
        info = view.get_object(info.reference)
    return str(info.get("/Creator", ""))
