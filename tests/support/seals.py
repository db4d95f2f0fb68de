"""Keys, certificates and a time-stamp authority for sealing in tests; an unsigned report to seal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
"""When the reports of these tests are sealed."""


@dataclass(frozen=True)
class Issued:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: RSAPrivateKey

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def key_der(self) -> bytes:
        return self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


@cache
def issued(name: str, by: str | None = None, stamps: bool = False) -> Issued:
    """A certificate of that name: a root (by None), or issued by the root of that name; stamps: of a time stamper."""
    key = generate_private_key(65537, 2048)
    issuer = issued(by) if by else None
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_cert_sign=by is None, crl_sign=by is None,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(AT - timedelta(days=400))
        .not_valid_after(AT + timedelta(days=4000))
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if stamps:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Issued(builder.sign(issuer.key if issuer else key, SHA256()), key)


def p12_file(folder: Path, password: str) -> tuple[Path, Path]:
    """A PKCS#12 file of 「某区教委」, issued by "root", with the root in it; and the file of its password."""
    seal, root = issued("District seal", "root"), issued("root")
    file, told = folder / "seal.p12", folder / "password"
    encryption = BestAvailableEncryption(password.encode())
    file.write_bytes(
        pkcs12.serialize_key_and_certificates(b"seal", seal.key, seal.certificate, [root.certificate], encryption)
    )
    told.write_text(password + "\n", "ascii")
    return file, told


def stamped(request: bytes, at: datetime = AT + timedelta(seconds=5)) -> bytes:
    """The answer of a time-stamp authority that "time root" vouches for."""
    stamper = issued("Time stamper", "time root", stamps=True)
    registry = SimpleCertificateStore()
    registry.register(asn1_x509.Certificate.load(issued("time root").der))
    authority = DummyTimeStamper(
        asn1_x509.Certificate.load(stamper.der),
        asn1_keys.PrivateKeyInfo.load(stamper.key_der),
        certs_to_embed=registry,
        fixed_dt=at,
    )
    answer: bytes = authority.request_tsa_response(tsp.TimeStampReq.load(request)).dump()
    return answer


stamped_later = partial(stamped, at=AT + timedelta(days=1))
