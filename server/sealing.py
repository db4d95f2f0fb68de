"""How this server seals reports and whom it trusts, from its settings."""

from __future__ import annotations

from functools import partial

from asn1crypto import pem
from cryptography import x509

from reports.sign.authority import AUTHORITY
from reports.sign.sealing import OwnKey, Pkcs11, Pkcs12, Sealing, SealKey
from reports.verify.steps import Trust
from server.clients.time_stamps import ask_time_stamp
from server.settings import Settings
from traceability.ledger.signing import load_key


def sealing_of(settings: Settings) -> Sealing:
    """The key and the time-stamp authority. OSError or ValueError: the file of trusted certificates cannot be read."""
    url = settings.signing.time_stamp_url
    return Sealing(key_of(settings), None if url is None else partial(ask_time_stamp, url), trusted(settings))


def key_of(settings: Settings) -> SealKey:
    """PKCS#12 before PKCS#11 before the server's own."""
    signing = settings.signing
    if signing.p12 is not None:
        return Pkcs12(signing.p12, signing.p12_password)
    if signing.pkcs11_module is not None:
        token, label = signing.pkcs11_token or "", signing.pkcs11_label or ""
        return Pkcs11(signing.pkcs11_module, token, label, signing.pkcs11_pin)
    return OwnKey(settings.own_authority)


def trusted(settings: Settings) -> tuple[bytes, ...]:
    """The certificates that the settings name, as DER."""
    return () if settings.signing.trusted is None else certificates_of(settings.signing.trusted.read_bytes())


def certificates_of(content: bytes) -> tuple[bytes, ...]:
    """The certificates of a file of PEM or DER, as DER. ValueError: it holds none."""
    ders = [content]
    if pem.detect(content):
        ders = [der for name, _, der in pem.unarmor(content, multiple=True) if name == "CERTIFICATE"]
    if not ders:
        raise ValueError("the file holds no certificate")
    for each in ders:
        x509.load_der_x509_certificate(each)
    return tuple(ders)


def trust_of(settings: Settings) -> Trust:
    """Whom this server trusts: its own authority, if there is one, those of the settings, and its own ledger."""
    roots = list(trusted(settings))
    own = settings.own_authority / AUTHORITY
    if own.is_file():
        roots += certificates_of(own.read_bytes())
    if not settings.checkpoint_key.is_file():
        return Trust(tuple(roots))
    key = load_key(settings.checkpoint_key)
    return Trust(tuple(roots), {key.id: key.public})
