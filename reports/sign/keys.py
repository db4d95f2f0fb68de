"""The keys that seal, opened: pyHanko's signers for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import pem, x509
from pyhanko.sign.signers import Signer, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from reports.errors import SealFailed
from reports.sign.authority import own_authority
from reports.sign.sealing import OwnKey, Pkcs11, Pkcs12, SealKey


@contextmanager
def signer_of(key: SealKey, now: datetime) -> Iterator[Signer]:
    """pyHanko's signer for a key, for as long as the block lasts. SealFailed: the key cannot be used, and why.

    Roots are never put into a signature: whoever checks it has those they trust.
    """
    match key:
        case OwnKey():
            signer: Signer = _own(key, now)
        case Pkcs12():
            signer = _pkcs12(key)
        case Pkcs11():
            with _pkcs11(key) as signer:
                signer.embed_roots = False
                yield signer
            return
    signer.embed_roots = False
    yield signer


def own_root(key: OwnKey, now: datetime) -> x509.Certificate:
    """The root certificate of the server's own authority."""
    _, _, der = pem.unarmor(own_authority(key.folder, now).root.read_bytes())
    return x509.Certificate.load(der)


def _own(key: OwnKey, now: datetime) -> SimpleSigner:
    blocks = dict[str, bytes]()
    for name, _, der in pem.unarmor(own_authority(key.folder, now).seal.read_bytes(), multiple=True):
        blocks[name] = der
    return SimpleSigner(
        signing_cert=x509.Certificate.load(blocks["CERTIFICATE"]),
        signing_key=asn1_keys.PrivateKeyInfo.load(blocks["PRIVATE KEY"]),
        cert_registry=SimpleCertificateStore(),
    )


def _pkcs12(key: Pkcs12) -> SimpleSigner:
    try:
        signer: SimpleSigner = SimpleSigner.load_pkcs12_data(key.file.read_bytes(), (), _secret(key.password))
    except (OSError, ValueError) as error:
        raise SealFailed(f"the PKCS#12 file cannot be used: {error}") from error
    return signer


@contextmanager
def _pkcs11(key: Pkcs11) -> Iterator[Signer]:
    try:
        from pkcs11.exceptions import PKCS11Error
        from pyhanko.config.pkcs11 import TokenCriteria
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
    except ImportError as error:
        raise SealFailed("PKCS#11 needs the package python-pkcs11 (mealtrace[pkcs11])") from error
    pin = _secret(key.pin)
    try:
        with open_pkcs11_session(
            str(key.module),
            token_criteria=TokenCriteria(label=key.token),
            user_pin=None if pin is None else pin.decode(),
        ) as session:
            yield PKCS11Signer(session, cert_label=key.label, key_label=key.label, other_certs_to_pull=None)
    except PKCS11Error as error:
        raise SealFailed(f"the PKCS#11 token cannot be used: {type(error).__name__} {error}") from error


def _secret(file: Path | None) -> bytes | None:
    try:
        return None if file is None else file.read_bytes().rstrip(b"\r\n")
    except OSError as error:
        raise SealFailed(f"the file with the password cannot be read: {error}") from error
