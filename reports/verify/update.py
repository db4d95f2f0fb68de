"""What was added to the unsigned file: a signature, and nothing that anyone could see or read instead of it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from hashlib import sha256

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver

from reports.verify.reading import Reading, beginning
from reports.verify.steps import Note, Step, failed, passed

MAY_COME = {"/AcroForm", "/Extensions", "/Version"}
"""Entries of the catalogue that come with a signature."""
WIDGET = {"/FT", "/T", "/Type", "/Subtype", "/F", "/Rect", "/P", "/V"}
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
    """What was added beside the signature: objects that are no part of one, or more in those that are."""
    (signature,) = reading.signatures
    if signature.signed_revision != 1:
        yield Note("signed_revision", {"number": signature.signed_revision})
        return
    before, after = reading.unsigned, reading.reader.get_historical_resolver(1)
    widget = signature.sig_field
    field, value = _place(widget), _place(widget.raw_get("/V"))
    page = _place(widget.raw_get("/P"))
    form = _place(after.root.raw_get("/AcroForm"))
    catalogue = _place(before.trailer_view.raw_get("/Root"))
    known = {catalogue, field, value, page, form}
    free = int(before.trailer_view["/Size"])
    yield from (Note("object_replaced", {"object": each[0]}) for each in (field, value, form) if each[0] < free)
    for each in after.explicit_refs_in_revision():
        place = (each.idnum, each.generation) if hasattr(each, "idnum") else tuple(each)
        if place not in known and not _is_xref(after, place):
            yield Note("object_added", {"object": place[0]})
    old, new = _entries(before.root), _entries(after.root)
    for key in sorted(k for k in {*old, *new} if old.get(k) != new.get(k) and k not in MAY_COME - set(old)):
        yield Note("catalogue_changed", {"entry": key})
    yield from _page(before, after, page, field)
    fields = after.root["/AcroForm"]
    if set(fields) != {"/Fields", "/SigFlags"} or _places(fields["/Fields"]) != [field]:
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


def _is_xref(view: HistoricalResolver, place: Reference) -> bool:
    return bool(_object(view, place).get("/Type") == "/XRef")


def _object(view: HistoricalResolver, place: Reference) -> generic.DictionaryObject:
    found = view.get_object(generic.Reference(*place, pdf=view))
    return found if isinstance(found, generic.DictionaryObject) else generic.DictionaryObject()


def _place(value: object) -> Reference:
    """Where an indirect object stands."""
    reference = getattr(value, "reference", None) or value.container_ref  # type: ignore[attr-defined]
    return reference.idnum, reference.generation


def _places(array: object) -> list[Reference]:
    return [(each.idnum, each.generation) for each in array]  # type: ignore[attr-defined]


def _entries(of: Mapping[str, object]) -> dict[str, bytes]:
    """Each entry as it is written."""
    return {key: _written(of.raw_get(key)) for key in of}  # type: ignore[attr-defined]


def _written(value: generic.PdfObject) -> bytes:
    page = io.BytesIO()
    value.write_to_stream(page, None)
    return page.getvalue()
