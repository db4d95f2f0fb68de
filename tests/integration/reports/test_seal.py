"""A sealed report: the unsigned file and a signature after it, still for archives and screen readers."""

from __future__ import annotations

import asyncio
import io
import re
import stat
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from asn1crypto import pem, x509
from asn1crypto.keys import PrivateKeyInfo
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from reports.errors import SealFailed
from reports.render import render_pdf
from reports.sign.authority import own_authority
from reports.sign.seal import Sealed, seal
from reports.sign.sealing import OwnKey, Pkcs11, Pkcs12, Sealing
from server.clients.time_stamps import ask_time_stamp
from server.sealing import sealing_of
from server.settings import Signing
from tests.integration.reports import verapdf
from tests.support.seals import AT, issued, p12_file, stamped
from tests.support.served import settings_of
from tests.unit.reports.month import month

pytestmark = pytest.mark.slow
PIN = "1234"


@pytest.fixture(scope="module")
def unsigned() -> bytes:
    return render_pdf(month(0), "zh").pdf


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> OwnKey:
    return OwnKey(tmp_path_factory.mktemp("server") / "signing")


@pytest.fixture(scope="module")
def sealed(unsigned: bytes, own: OwnKey) -> dict[str, Sealed]:
    """The same report at each level."""
    roots = (issued("time root").der,)
    return {
        "B-B": seal(unsigned, Sealing(own), AT),
        "B-T": seal(unsigned, Sealing(own, stamped), AT),
        "B-LTA": seal(unsigned, Sealing(own, stamped, roots), AT),
    }


def checked(pdf: bytes, *roots: bytes) -> PdfSignatureStatus:
    """What pyHanko says of the first signature, trusting these roots at the time of sealing."""
    context = ValidationContext(trust_roots=[x509.Certificate.load(each) for each in roots], moment=AT)
    signature = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures[0]
    return asyncio.run(async_validate_pdf_signature(signature, context))


def der(file: Path) -> bytes:
    return bytes(pem.unarmor(file.read_bytes())[2])


def test_seal_appends_to_the_unsigned_file(unsigned: bytes, sealed: dict[str, Sealed]) -> None:
    for level, each in sealed.items():
        assert each.level == level
        assert each.pdf.startswith(unsigned)
        assert each.signer.startswith("Mealtrace Report Seal ")


def test_seal_passes_verapdf_and_qpdf(sealed: dict[str, Sealed], tmp_path: Path) -> None:
    files = []
    for level, each in sealed.items():
        files.append(tmp_path / f"{level}.pdf")
        files[-1].write_bytes(each.pdf)
        done = subprocess.run(["qpdf", "--check", str(files[-1])], capture_output=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    verdicts = verapdf.judge("3a,ua1", *files)
    assert len(verdicts) == 6
    assert [each for each in verdicts if not re.fullmatch(r"(3a|ua1) passes [1-9]\d+ \[\]", each)] == []


def test_seal_is_valid_to_pyhanko_under_the_own_authority(sealed: dict[str, Sealed], own: OwnKey) -> None:
    status = checked(sealed["B-B"].pdf, der(own.folder / "authority.pem"))
    assert status.bottom_line
    assert status.signer_reported_dt == AT
    assert status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    assert not checked(sealed["B-B"].pdf, issued("root").der).trusted


def test_seal_with_a_time_stamp_says_when(sealed: dict[str, Sealed], own: OwnKey) -> None:
    roots = der(own.folder / "authority.pem"), issued("time root").der
    for level in ("B-T", "B-LTA"):
        status = checked(sealed[level].pdf, *roots)
        assert status.bottom_line
        assert status.timestamp_validity is not None
        assert (status.timestamp_validity.timestamp - AT).total_seconds() == 5
    stamps = PdfFileReader(io.BytesIO(sealed["B-LTA"].pdf)).embedded_timestamp_signatures
    assert [each.field_name for each in stamps] == ["ArchiveTimeStamp"]


def test_seal_leaves_the_metadata_as_they_were(sealed: dict[str, Sealed]) -> None:
    added = PdfFileReader(io.BytesIO(sealed["B-B"].pdf)).xrefs.explicit_refs_in_revision(1)
    reader = PdfFileReader(io.BytesIO(sealed["B-B"].pdf))
    kinds = sorted(str(reader.get_object(each).get("/Type", "/AcroForm")) for each in added)
    assert kinds == ["/AcroForm", "/Annot", "/Catalog", "/Page", "/Sig", "/XRef"]


def test_own_authority_is_made_once_and_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "signing"
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda _: own_authority(folder, AT), range(2))
    assert first == second
    assert first.root.read_bytes() == own_authority(folder, AT).root.read_bytes()
    assert [stat.S_IMODE(each.stat().st_mode) for each in (folder, first.root, first.seal)] == [0o700, 0o600, 0o600]
    assert sorted(each.name for each in folder.parent.iterdir()) == ["signing"]


def test_seal_with_pkcs12_is_that_of_its_owner(unsigned: bytes, tmp_path: Path) -> None:
    done = seal(unsigned, Sealing(Pkcs12(*p12_file(tmp_path, "rice"))), AT)
    assert done.signer == "District seal"
    assert checked(done.pdf, issued("root").der).bottom_line


def test_seal_with_a_wrong_password_says_so(unsigned: bytes, tmp_path: Path) -> None:
    file, password = p12_file(tmp_path, "rice")
    password.write_text("oil", "ascii")
    with pytest.raises(SealFailed, match="PKCS#12"):
        seal(unsigned, Sealing(Pkcs12(file, password)), AT)
    with pytest.raises(SealFailed, match="PKCS#12"):
        seal(unsigned, Sealing(Pkcs12(tmp_path / "none.p12", None)), AT)


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A token in software, with the seal of "District seal" on it; the file of its PIN."""
    (tmp_path / "tokens").mkdir()
    settings = tmp_path / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {tmp_path / 'tokens'}\nobjectstore.backend = file\n", "ascii")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", "card", "--so-pin", PIN, "--pin", PIN],
        check=True, capture_output=True,
    )  # fmt: skip
    seal_of = issued("District seal", "root")
    _put_on_token(module(), seal_of.key_der, seal_of.der)
    (tmp_path / "pin").write_text(PIN, "ascii")
    return tmp_path / "pin"


def module() -> Path:
    return next(Path("/usr/lib").rglob("libsofthsm2.so"))


def _put_on_token(file: Path, key: bytes, certificate: bytes) -> None:
    import pkcs11
    from pkcs11.util.rsa import decode_rsa_private_key
    from pkcs11.util.x509 import decode_x509_certificate

    library: Any = pkcs11.lib(str(file))
    slot = library.get_token(token_label="card")
    with slot.open(rw=True, user_pin=PIN) as session:
        attributes: dict[Any, Any] = decode_rsa_private_key(
            bytes(PrivateKeyInfo.load(key)["private_key"].parsed.dump())
        )
        session.create_object(attributes | {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: "seal"})
        attributes = decode_x509_certificate(certificate)
        session.create_object(attributes | {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: "seal"})


def test_seal_with_pkcs11_is_signed_by_the_token(unsigned: bytes, token: Path) -> None:
    done = seal(unsigned, Sealing(Pkcs11(module(), "card", "seal", token)), AT)
    assert done.signer == "District seal"
    assert checked(done.pdf, issued("root").der).bottom_line
    with pytest.raises(SealFailed, match="PKCS#11"):
        seal(unsigned, Sealing(Pkcs11(module(), "no such card", "seal", token)), AT)


class _Stamper(BaseHTTPRequestHandler):
    """A time-stamp authority; what it answers with depends on the path."""

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        status, kind, answer = {
            "/good": (200, "application/timestamp-reply", lambda: stamped(asked)),
            "/html": (200, "text/html", lambda: b"<p>log in first"),
            "/away": (302, "application/timestamp-reply", lambda: b""),
            "/long": (200, "application/timestamp-reply", lambda: b"0" * 200_000),
        }[self.path]
        content = answer()  # type: ignore[no-untyped-call]  # as it ships
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Location", "/good")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def authority() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Stamper)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_seal_asks_the_time_stamp_authority_of_the_settings(unsigned: bytes, authority: str, tmp_path: Path) -> None:
    roots = tmp_path / "roots.pem"
    roots.write_bytes(issued("time root").pem)
    settings = replace(
        settings_of("sqlite://", tmp_path), signing=Signing(time_stamp_url=authority + "/good", trusted=roots)
    )
    assert seal(unsigned, sealing_of(settings), AT).level == "B-LTA"


@pytest.mark.parametrize("path", ["/html", "/away", "/long"])
def test_seal_fails_where_the_time_stamp_authority_gives_none(unsigned: bytes, authority: str, path: str) -> None:
    with pytest.raises(ConnectionError):
        ask_time_stamp(authority + path, b"")


def test_seal_fails_where_nobody_answers(unsigned: bytes, own: OwnKey) -> None:
    with pytest.raises(SealFailed, match="does not answer"):
        seal(unsigned, Sealing(own, partial(ask_time_stamp, "http://127.0.0.1:9/")), AT)
