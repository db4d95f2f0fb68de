"""What was added to the unsigned file: a signature, time stamps, and nothing that anyone could see or read instead."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from hashlib import sha256

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.validation import EmbeddedPdfSignature

from reports.verify.reading import Reading, beginning
from reports.verify.steps import Note, Step, failed, passed

WITH_SIGNATURE = {"/AcroForm", "/Extensions", "/Version"}
WITH_STAMP = {"/AcroForm", "/Extensions", "/DSS"}
"""Entries of the catalogue that come with a signature, and with an archive time stamp."""
WIDGET = {"/FT", "/T", "/TU", "/Type", "/Subtype", "/F", "/Rect", "/P", "/V"}
STORED_MOST = 200
"""Objects of certificates that come with a time stamp."""
Reference = tuple[int, int]


def check_beginning(reading: Reading) -> Step:
    """The unsigned file stands unchanged before its signature; its SHA-256 is what an archive keeps."""
    unsigned = beginning(reading)
    if unsigned is None:
        return failed("beginning", Note("no_beginning"))
    digest = Note("unsigned", {"bytes": len(unsigned), "sha256": sha256(unsigned).hexdigest()})
    try:
        notes = list(_strangers(reading))
    except Exception as error:  # objects that are not what they should be, in whatever way
        notes = [Note("update_unreadable", {"why": f"{type(error).__name__}: {error}"[:300]})]
    return failed("beginning", digest, *notes) if notes else passed("beginning", digest)


def _strangers(reading: Reading) -> Iterator[Note]:
    """Each revision after the first adds one signature, the report's own before any time stamps, and all it needs."""
    added = [*reading.signatures, *reading.stamps]
    for number, each in enumerate(added, 1):
        if each.signed_revision != number:
            yield Note("signed_revision", {"number": each.signed_revision})
            return
    if reading.reader.total_revisions != len(added) + 1:
        yield Note("signed_revision", {"number": reading.reader.total_revisions - 1})
    fields = [_place(each.sig_field) for each in added]
    for number, each in enumerate(added, 1):
        before = reading.reader.get_historical_resolver(number - 1)
        after = reading.reader.get_historical_resolver(number)
        may_come = WITH_STAMP if each in reading.stamps else WITH_SIGNATURE
        yield from _of_revision(each, before, after, fields[:number], may_come)


def _of_revision(
    signature: EmbeddedPdfSignature,
    before: HistoricalResolver,
    after: HistoricalResolver,
    fields: list[Reference],
    may_come: set[str],
) -> Iterator[Note]:
    widget, catalogue = signature.sig_field, _place(before.trailer_view.raw_get("/Root"))
    field, value, page = fields[-1], _place(widget.raw_get("/V")), _place(widget.raw_get("/P"))
    form = _place(after.root.raw_get("/AcroForm"))
    changed = {catalogue, page} | ({form} if len(fields) > 1 else set())
    free = int(before.trailer_view["/Size"])
    stored = _stored(after) if "/DSS" in may_come else set()
    for each in sorted(map(_numbers, after.explicit_refs_in_revision())):
        if each in changed or _is_xref(after, each):
            continue
        if each not in {field, value, form} | stored:
            yield Note("object_added", {"object": each[0]})
        elif each[0] < free:
            yield Note("object_replaced", {"object": each[0]})
    old, new = _entries(before.root), _entries(after.root)
    odd = {key for key in {*old, *new} if old.get(key) != new.get(key)}
    known = may_come - ({"/Version"} & set(old))
    yield from (Note("catalogue_changed", {"entry": key}) for key in sorted(odd - known))
    yield from _page(before, after, page, field)
    acroform = after.root["/AcroForm"]
    if set(acroform) != {"/Fields", "/SigFlags"} or _places(acroform["/Fields"]) != fields:
        yield Note("form_added")
    if not set(widget) <= WIDGET or any(float(each) > 0 for each in widget["/Rect"]):
        yield Note("seal_visible")


def _page(before: HistoricalResolver, after: HistoricalResolver, page: Reference, field: Reference) -> Iterator[Note]:
    """The page on which the field stands is as it was but for the field."""
    was, now = _object(before, page), _object(after, page)
    old, new = _entries(was), _entries(now)
    changed = {key for key in {*old, *new} if old.get(key) != new.get(key)}
    annotations = _places(now.get("/Annots", ()))
    if changed != {"/Annots"} or annotations != [*_places(was.get("/Annots", ())), field]:
        yield Note("page_changed_by_update", {"entries": " ".join(sorted(changed))})


def _stored(view: HistoricalResolver) -> set[Reference]:
    """The objects of the document's store of certificates; nothing but that store leads to them."""
    found: set[Reference] = set()
    waiting: list[generic.PdfObject] = [view.root.raw_get("/DSS")] if "/DSS" in view.root else []
    while waiting:
        value = waiting.pop()
        if isinstance(value, generic.IndirectObject):
            place = value.idnum, value.generation
            if place in found:
                continue
            if len(found) == STORED_MOST:
                raise ValueError("too many objects are stored with a time stamp")
            found.add(place)
            value = view.get_object(value.reference)
        if isinstance(value, generic.DictionaryObject):
            waiting += [value.raw_get(key) for key in value]
        elif isinstance(value, generic.ArrayObject):
            waiting += list(value)
    return found


def _is_xref(view: HistoricalResolver, place: Reference) -> bool:
    return bool(_object(view, place).get("/Type") == "/XRef")


def _object(view: HistoricalResolver, place: Reference) -> generic.DictionaryObject:
    found = view.get_object(generic.Reference(*place, pdf=view))
    return found if isinstance(found, generic.DictionaryObject) else generic.DictionaryObject()


def _numbers(reference: object) -> Reference:
    """Number and generation, of a reference or of a pair of them."""
    return reference if isinstance(reference, tuple) else (reference.idnum, reference.generation)  # type: ignore[attr-defined]


def _place(value: object) -> Reference:
    """Where an indirect object stands."""
    return _numbers(getattr(value, "reference", None) or value.container_ref)  # type: ignore[attr-defined]


def _places(array: object) -> list[Reference]:
    return [(each.idnum, each.generation) for each in array]  # type: ignore[attr-defined]


def _entries(of: Mapping[str, object]) -> dict[str, bytes]:
    """Each entry as it is written."""
    return {key: _written(of.raw_get(key)) for key in of}  # type: ignore[attr-defined]


def _written(value: generic.PdfObject) -> bytes:
    page = io.BytesIO()
    value.write_to_stream(page, None)
    return page.getvalue()
