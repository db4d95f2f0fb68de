"""A certificate authority of a server's own, for the demonstration: made once, it vouches for one seal and no other.

Its private key is thrown away as soon as it has signed the seal's certificate, so nothing else can ever be signed in
its name. Two files stay: `authority.pem`, the root certificate, which is handed out; and `seal.pem`, key and
certificate of the seal, which only the server's user may read.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID, ObjectIdentifier

AUTHORITY, SEAL = "authority.pem", "seal.pem"
VALID = timedelta(days=30 * 365)
BITS = 3072
"""RSA, because a signature by elliptic curves belongs to PDF 2.0 (ISO/TS 32002), and PDF/A-3 is PDF 1.7."""
DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
"""id-kp-documentSigning (RFC 9336)."""


@dataclass(frozen=True, slots=True)
class Authority:
    """Where the root certificate and the seal's key with its certificate lie, as PEM."""

    root: Path
    seal: Path


def own_authority(folder: Path, now: datetime) -> Authority:
    """The authority in `folder`, made at `now` if there is none; two servers that begin at once make one."""
    found = Authority(folder / AUTHORITY, folder / SEAL)
    if found.root.is_file() and found.seal.is_file():
        return found
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))  # 0700
    try:
        root, seal = _make(now)
        _write(made / AUTHORITY, root)
        _write(made / SEAL, seal)
        try:
            made.rename(folder)
        except OSError:  # another process was quicker: its folder is there, and not empty
            if not (found.root.is_file() and found.seal.is_file()):
                raise
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return found


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _make(now: datetime) -> tuple[bytes, bytes]:
    """The root certificate, and the seal's key with its certificate, as PEM."""
    root_key, seal_key = generate_private_key(65537, BITS), generate_private_key(65537, BITS)
    root_id = x509.SubjectKeyIdentifier.from_public_key(root_key.public_key())
    mark = root_id.digest.hex()[:8].upper()  # two authorities never bear the same name
    root_name, seal_name = _name(f"Mealtrace Demonstration Authority {mark}"), _name(f"Mealtrace Report Seal {mark}")
    root = _certificate(root_name, root_name, root_key.public_key(), now, None, root_key, is_root=True)
    seal = _certificate(seal_name, root_name, seal_key.public_key(), now, root_id, root_key, is_root=False)
    key = seal_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return root.public_bytes(Encoding.PEM), key + seal.public_bytes(Encoding.PEM)


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Mealtrace demonstration, technical integrity only"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: RSAPublicKey,
    now: datetime,
    issued_by: x509.SubjectKeyIdentifier | None,
    signing: RSAPrivateKey,
    *,
    is_root: bool,
) -> x509.Certificate:
    usage = x509.KeyUsage(
        digital_signature=not is_root,
        content_commitment=not is_root,
        key_cert_sign=is_root,
        crl_sign=is_root,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + VALID)
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=0 if is_root else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )
    if issued_by is not None:
        builder = builder.add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issued_by), critical=False
        ).add_extension(x509.ExtendedKeyUsage([DOCUMENT_SIGNING]), critical=False)
    return builder.sign(signing, SHA256())
