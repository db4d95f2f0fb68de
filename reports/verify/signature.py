"""The signature of a report: one, over the whole file, by someone whom the reader trusts."""

from __future__ import annotations

import asyncio
import re
from datetime import datetime

from asn1crypto import x509
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import DocumentTimestampStatus, PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from reports.verify.reading import Reading
from reports.verify.steps import Note, Step, Trust, failed, not_checked, passed

HEX = re.compile(rb"<[0-9A-Fa-f]*>")
SIGNS_DOCUMENTS = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"})


class Unsound(ValueError):
    """A signature that cannot be validated at all; `note` says why."""

    def __init__(self, note: Note) -> None:
        super().__init__(note)
        self.note = note


def only_signature(reading: Reading) -> EmbeddedPdfSignature:
    """The report's signature. Unsound: none, or several."""
    if len(reading.signatures) != 1:
        raise Unsound(Note("signatures", {"count": len(reading.signatures)}))
    return reading.signatures[0]


def container_place(signature: EmbeddedPdfSignature, pdf: bytes) -> tuple[int, int, int]:
    """Where the container `<…>` begins and ends, and where what it covers ends.

    Unsound: the signature leaves out anything else than its own container.
    """
    places = [int(each) for each in signature.byte_range]
    if len(places) == 4:
        first, start, end, rest = places[0], places[1], places[2], places[3]
        gap = pdf[start:end]
        whole = first == 0 and 0 < start < end <= end + rest <= len(pdf) and HEX.fullmatch(gap) is not None
        if whole and bytes.fromhex(gap[1:-1].decode()) == bytes(signature.sig_object["/Contents"]):
            return start, end, end + rest
    raise Unsound(Note("covers_not_all", {"ranges": " ".join(map(str, places[:8]))}))


def validated(reading: Reading, trust: Trust) -> tuple[PdfSignatureStatus, list[DocumentTimestampStatus]]:
    """What pyHanko says of the signature and of archive time stamps, nothing fetched. Unsound: it cannot say."""
    signature = only_signature(reading)
    claimed = claimed_time(signature)

    async def validate() -> tuple[PdfSignatureStatus, list[DocumentTimestampStatus]]:
        context = _context(trust, claimed)
        # What was added is for check_beginning to look at, which knows what may be, and is quicker by minutes.
        status = await async_validate_pdf_signature(
            signature, context, key_usage_settings=SIGNS_DOCUMENTS, skip_diff=True
        )
        contexts = [(each, _context(trust, claimed)) for each in reading.stamps]
        return status, [await async_validate_pdf_timestamp(*pair, skip_diff=True) for pair in contexts]

    try:
        return asyncio.run(validate())
    except Exception as error:  # a validator of hostile signatures has no end of errors; each means it is not valid
        raise Unsound(Note("signature_unreadable", {"why": f"{type(error).__name__}: {error}"[:300]})) from error


def _context(trust: Trust, moment: datetime | None) -> ValidationContext:
    roots = [x509.Certificate.load(each) for each in trust.roots]
    return ValidationContext(trust_roots=roots, moment=moment, allow_fetching=False)


def claimed_time(signature: EmbeddedPdfSignature) -> datetime:
    """When the signer says that they signed. Unsound: they do not."""
    try:
        claimed = signature.self_reported_timestamp
    except Exception as error:  # a date that is none
        raise Unsound(Note("no_signing_time")) from error
    if claimed is None or claimed.tzinfo is None:
        raise Unsound(Note("no_signing_time"))
    return claimed


def check_signature(reading: Reading, status: PdfSignatureStatus, stamps: list[DocumentTimestampStatus]) -> Step:
    """One signature, over the whole file but its own container, of exactly these bytes."""
    notes = []
    try:
        ends = [container_place(each, reading.pdf)[2] for each in (*reading.signatures, *reading.stamps)]
    except Unsound as error:
        return failed("signature", error.note)
    if max(ends) != len(reading.pdf):
        notes.append(Note("bytes_after", {"count": len(reading.pdf) - max(ends)}))
    if not status.intact:
        notes.append(Note("content_changed"))
    elif not status.valid:
        notes.append(Note("signature_wrong"))
    notes += [Note("archive_stamp_wrong") for each in stamps if not (each.intact and each.valid)]
    if notes:
        return failed("signature", *notes)
    return passed("signature", Note("covers_all", {"bytes": len(reading.pdf)}))


def check_signer(
    reading: Reading, trust: Trust, status: PdfSignatureStatus, stamps: list[DocumentTimestampStatus]
) -> Step:
    """Who signed, whether the reader trusts them, and when it was."""
    signature = only_signature(reading)
    certificate = signature.signer_cert
    who = Note("signer", {"name": name_of(certificate.subject), "issuer": name_of(certificate.issuer)})
    when = _when(signature, status)
    if not trust.roots:
        return not_checked("signer", who, when, Note("no_authority"))
    if not status.trusted:
        return failed("signer", who, when, Note("signer_unknown"))
    told = status.timestamp_validity
    if told is not None and not (told.intact and told.valid and told.trusted):
        return failed("signer", who, when, Note("stamp_unknown"))
    if not all(each.trusted for each in stamps):
        return failed("signer", who, when, Note("stamp_unknown"))
    return passed("signer", who, when)


def _when(signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> Note:
    told = status.timestamp_validity
    if told is not None:
        return Note("stamped", {"at": told.timestamp.isoformat()})
    return Note("claimed", {"at": claimed_time(signature).isoformat()})


def name_of(party: x509.Name) -> str:
    """The common name of a party, else the whole of its name."""
    return str(party.native.get("common_name") or party.human_friendly)[:120]
