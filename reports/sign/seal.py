"""Seal a PDF: an invisible PAdES signature as an incremental update, so that the unsigned file is its beginning.

B-B by default; B-T where a time-stamp authority is named; B-LTA where certificates are named that vouch for it, too.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import tsp, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, Signer
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError
from pyhanko_certvalidator.path import ValidationPath

from reports.errors import SealFailed
from reports.sign.keys import own_root, signer_of
from reports.sign.sealing import OwnKey, Sealing

FIELD, ARCHIVE_FIELD = "Seal", "ArchiveTimeStamp"
ALGORITHM = "sha256"
OFF_THE_PAGE = InvisSigSettings(box_out_of_bounds=True)


@dataclass(frozen=True, slots=True)
class Sealed:
    """pdf: signed bytes, which begin with the unsigned ones; signer: of the certificate; level: B-B, B-T or B-LTA."""

    pdf: bytes
    signer: str
    level: str


def seal(pdf: bytes, sealing: Sealing, at: datetime) -> Sealed:
    """Sign `pdf` as of `at`, which is what the signature says unless a time-stamp authority says it, too.

    Raises SealFailed: no key, no answer of the time-stamp authority, or not a PDF.
    """
    try:
        with signer_of(sealing.key, at) as signer:
            return asyncio.run(_seal(pdf, signer, sealing, at))
    except (PdfError, SigningError, PathBuildingError, PathValidationError, OSError) as error:
        raise SealFailed(f"{type(error).__name__}: {error}") from error


async def _seal(pdf: bytes, signer: Signer, sealing: Sealing, at: datetime) -> Sealed:
    stamper = None if sealing.ask is None else _Stamper(sealing.ask)
    context = _context(sealing, at) if stamper is not None and sealing.roots else None
    metadata = PdfSignatureMetadata(
        field_name=FIELD, subfilter=SigSeedSubFilter.PADES, md_algorithm=ALGORITHM, validation_context=context
    )
    pages = _Update(io.BytesIO(pdf))
    # The widget lies off the page: PDF/A forbids to hide it, PDF/UA asks that one on the page be read aloud.
    place = SigFieldSpec(FIELD, on_page=0, invis_sig_settings=OFF_THE_PAGE)
    session = PdfSigner(metadata, signer, timestamper=stamper, new_field_spec=place).init_signing_session(pages)
    session.system_time = at
    paths = await session.perform_presign_validation(pages)
    room = await session.estimate_signature_container_size(paths)
    document = session.prepare_tbs_document(paths, room)
    prepared, output = document.digest_tbs_document()
    await document.perform_signature(prepared.document_digest, PdfCMSSignedAttributes(signing_time=at))
    output.seek(0)
    signed, name = output.read(), signer.subject_name or ""
    if stamper is None:
        return Sealed(signed, name, "B-B")
    if context is None or paths is None:
        return Sealed(signed, name, "B-T")
    return Sealed(await _stamped(signed, stamper, context, paths.validation_paths), name, "B-LTA")


async def _stamped(
    pdf: bytes, stamper: TimeStamper, context: ValidationContext, paths: Iterable[ValidationPath]
) -> bytes:
    """The certificates that vouch for signer and time stamp, and an archive time stamp over everything, themselves too.

    In this order, and not pyHanko's own: nothing is left that no time stamp covers.
    """
    pages = _Update(io.BytesIO(pdf))
    DocumentSecurityStore.supply_dss_in_writer(pages, None, paths=paths, validation_context=context, embed_roots=False)
    output = await PdfTimeStamper(stamper, ARCHIVE_FIELD, OFF_THE_PAGE).async_timestamp_pdf(pages, ALGORITHM)
    output.seek(0)
    done: bytes = output.read()
    return done


def _context(sealing: Sealing, at: datetime) -> ValidationContext:
    """What signer and time-stamp authority are checked against before sealing. Nothing is fetched for it."""
    roots = [x509.Certificate.load(each) for each in sealing.roots]
    if isinstance(sealing.key, OwnKey):
        roots.append(own_root(sealing.key, at))
    return ValidationContext(trust_roots=roots, moment=at, allow_fetching=False)


class _Update(IncrementalPdfFileWriter):
    """An update that adds the signature and nothing else."""

    def _update_meta(self) -> None:
        """Leave the metadata alone: pyHanko would date them by its own clock."""


class _Stamper(TimeStamper):
    """pyHanko's client of a time-stamp authority, over whatever way its caller has to it."""

    def __init__(self, ask: Callable[[bytes], bytes]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # pyHanko's own
        self._ask = ask

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """One request, one answer; nothing else of this process waits meanwhile."""
        return tsp.TimeStampResp.load(self._ask(req.dump()))
