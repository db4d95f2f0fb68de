"""Contents by SHA-256: written once, whole or not at all, of a known type and a bounded size."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from traceability.documents import store
from traceability.documents.deposit import number_key
from traceability.errors import Invalid, NotOnRecord

PDF = b"%PDF-1.7\n" + b"x" * 1000
PDF_SHA = hashlib.sha256(PDF).hexdigest()


def _files(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_keep_puts_a_content_under_its_hash(tmp_path: Path) -> None:
    stored = store.keep(tmp_path, PDF, announced=PDF_SHA)
    assert stored == store.Stored(PDF_SHA, len(PDF), "application/pdf")
    assert _files(tmp_path) == [f"documents/{PDF_SHA[:2]}/{PDF_SHA[2:]}"]
    assert store.path_of(tmp_path, PDF_SHA).read_bytes() == PDF
    assert store.find(tmp_path, PDF_SHA) == stored
    assert store.is_intact(tmp_path, PDF_SHA)


def test_keep_repeated_changes_nothing(tmp_path: Path) -> None:
    first = store.keep(tmp_path, PDF)
    written = store.path_of(tmp_path, PDF_SHA).stat().st_mtime_ns
    assert store.keep(tmp_path, PDF) == first
    assert store.path_of(tmp_path, PDF_SHA).stat().st_mtime_ns == written


@pytest.mark.parametrize(
    ("content", "announced", "largest", "code"),
    [
        (b"", None, 100, "empty_document"),
        (PDF, None, 100, "document_too_large"),
        (PDF, "0" * 64, 10_000, "other_content"),
        (b"<html><script>", None, 100, "unknown_file_type"),
        (b"MZ\x90\x00", None, 100, "unknown_file_type"),
    ],
)
def test_keep_refused_leaves_no_file(
    tmp_path: Path, content: bytes, announced: str | None, largest: int, code: str
) -> None:
    with pytest.raises(Invalid) as caught:
        store.keep(tmp_path, content, announced, largest)
    assert caught.value.code == code
    assert _files(tmp_path) == []


def test_upload_in_pieces_broken_off_leaves_no_file(tmp_path: Path) -> None:
    with store.Upload(tmp_path) as upload:
        upload.add(PDF[:3])
        assert len(_files(tmp_path)) == 1
    assert _files(tmp_path) == []


def test_upload_in_single_bytes_is_the_same_content(tmp_path: Path) -> None:
    with store.Upload(tmp_path) as upload:
        for byte in PDF:
            upload.add(bytes([byte]))
        assert upload.finish() == store.Stored(PDF_SHA, len(PDF), "application/pdf")


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypheic", "image/heic"),
        (b"\x00\x00\x00\x18ftypisom", "video/mp4"),
        (b"\x1a\x45\xdf\xa3", "video/webm"),
        (b"PK\x03\x04", "application/zip"),
        (b"RIFF\x00\x00\x00\x00WAVE", None),
        (b"GIF89a", None),
    ],
)
def test_sniff_goes_by_the_first_bytes(head: bytes, media_type: str | None) -> None:
    assert store.sniff(head) == media_type


@pytest.mark.parametrize("asked", ["", "../../etc/passwd", PDF_SHA.upper(), PDF_SHA + "\n", "0" * 63])
def test_find_by_anything_but_a_hash_is_not_on_record(tmp_path: Path, asked: str) -> None:
    with pytest.raises(NotOnRecord):
        store.find(tmp_path, asked)


def test_find_of_an_absent_or_changed_content_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotOnRecord):
        store.find(tmp_path, PDF_SHA)
    assert not store.is_intact(tmp_path, PDF_SHA)
    store.keep(tmp_path, PDF)
    path = store.path_of(tmp_path, PDF_SHA)
    path.chmod(0o600)
    path.write_bytes(PDF + b"!")
    assert not store.is_intact(tmp_path, PDF_SHA)


@pytest.mark.parametrize(
    ("printed", "key"),
    [("№ 京-０１２", "京012"), ("京012", "京012"), ("jy 1110/108", "JY1110108"), ("—", "")],
)
def test_number_key_is_one_spelling(printed: str, key: str) -> None:
    assert number_key(printed) == key
    assert number_key(key) == key
