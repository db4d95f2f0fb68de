"""The container of a signature, to the last bit: its only form, then zeros.

A signature covers all but its container, and some bytes in there mean nothing to whoever only asks whether it is valid:
padding, the case of hexadecimal digits, versions, lists of algorithms, certificates that nobody needs. Here every byte
follows from what is signed, or the container is not the one that the signer wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from asn1crypto import cms
from asn1crypto.core import VOID
from asn1crypto.parser import peek
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from pyhanko.sign.validation import EmbeddedPdfSignature

from reports.verify.reading import Reading
from reports.verify.signature import Unsound, container_place
from reports.verify.steps import Note, Step, Trust, failed, not_checked, passed

STAMP = "signature_time_stamp_token"


def check_container(reading: Reading, trust: Trust) -> Step:
    """Every container of the file, those of time stamps too."""
    notes: list[Note] = []
    for each in (*reading.signatures, *reading.stamps):
        try:
            notes += _of_signature(each, reading.pdf, trust)
        except Unsound as error:
            notes.append(error.note)
        except Exception as error:  # no end of ways to be no container
            notes.append(Note("container_unreadable", {"why": f"{type(error).__name__}: {error}"[:300]}))
    if any(note.code != "certificate_unattached" for note in notes):
        return failed("container", *notes)
    if notes:
        return not_checked("container", *notes)
    return passed("container", Note("container_canonical"))


def _of_signature(signature: EmbeddedPdfSignature, pdf: bytes, trust: Trust) -> Iterator[Note]:
    start, end, _ = container_place(signature, pdf)
    text = pdf[start + 1 : end - 1]
    content = bytes.fromhex(text.decode())
    if content.hex().upper().encode() != text:
        yield Note("hexadecimal_unusual", {"offset": start})
    length = peek(content)
    if content[length:].strip(b"\0"):
        yield Note("padding_not_zero", {"offset": start + 1 + 2 * length})
    der = content[:length]
    message = cms.ContentInfo.load(der, strict=True)
    if _again(message) != der:
        yield Note("not_canonical", {"offset": start})
    yield from _of_content(message, trust.roots)


def _again(message: cms.ContentInfo) -> bytes:
    """The same value, written anew by DER's rules."""
    return bytes(message.copy().dump(force=True))


def _of_content(message: cms.ContentInfo, roots: Iterable[bytes]) -> Iterator[Note]:
    """What no signature covers must follow from what one does."""
    signed = message["content"]
    (signer,) = signed["signer_infos"]
    attributes = {each["type"].native: each["values"] for each in signer["signed_attrs"]}
    told = signed["encap_content_info"]["content_type"].native
    algorithms = cms.DigestAlgorithms([signer["digest_algorithm"]])
    protected = attributes.get("cms_algorithm_protection")
    expected = [
        ("version", signed["version"].native, "v1" if told == "data" else "v3"),
        ("digest_algorithms", _plain(signed["digest_algorithms"]), _plain(algorithms)),
        ("crls", signed["crls"], VOID),
        ("signer_version", signer["version"].native, "v1"),
        ("sid", signer["sid"].name, "issuer_and_serial_number"),
    ]
    if protected is not None:
        expected += [
            ("digest_algorithm", _plain(protected[0]["digest_algorithm"]), _plain(signer["digest_algorithm"])),
            ("signature_algorithm", _plain(protected[0]["signature_algorithm"]), _plain(signer["signature_algorithm"])),
        ]
    yield from (Note("container_field", {"field": name}) for name, found, wanted in expected if found != wanted)
    yield from _certificates(signed, attributes, roots)
    for each in [] if signer["unsigned_attrs"] is VOID else signer["unsigned_attrs"]:
        if each["type"].native != STAMP or len(each["values"]) != 1:
            yield Note("container_field", {"field": "unsigned_attrs"})
        else:
            yield from _of_content(each["values"][0], roots)


def _plain(algorithm: object) -> bytes:
    dumped: bytes = algorithm.dump()  # type: ignore[attr-defined]  # asn1crypto has no types
    return dumped


def _certificates(signed: cms.SignedData, attributes: dict[str, cms.SetOf], roots: Iterable[bytes]) -> Iterator[Note]:
    """Each certificate is the signer's, which the signature names by its hash, or one that another one vouches for."""
    there = [each.chosen for each in signed["certificates"] if each.name == "certificate"]
    if len(there) != len(signed["certificates"]) or len({each.dump() for each in there}) != len(there):
        yield Note("container_field", {"field": "certificates"})
    named = _named_by_hash(attributes)
    known = [x509.load_der_x509_certificate(each) for each in {*roots, *(each.dump() for each in there)}]
    for each in there:
        if each.sha256 in named or each.sha1 in named or each.dump() in roots:
            continue
        parsed = x509.load_der_x509_certificate(each.dump())
        if any(_vouches(other, parsed) for other in known):
            continue
        same_issuer = any(other.subject == parsed.issuer for other in known)
        code = "certificate_changed" if same_issuer else "certificate_unattached"
        yield Note(code, {"name": str(each.subject.human_friendly)})


def _named_by_hash(attributes: dict[str, cms.SetOf]) -> set[bytes]:
    """SHA-256 or SHA-1 of the certificates that the signed attributes name; the first of each is the signer's."""
    return {
        bytes(values[0]["certs"][0]["cert_hash"].native)
        for name, values in attributes.items()
        if name in ("signing_certificate_v2", "signing_certificate")
    }


def _vouches(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True
