"""The contents of documents: files named by their SHA-256 under `documents/ab/cdef…`, written once, never changed.

Blocking: callers on an event loop run these in a thread.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from traceability.errors import Fault, Invalid, NotOnRecord

LARGEST = 50_000_000
"""Most bytes of one document unless the caller says otherwise: a minute of video, a scanned contract."""

_HEAD = 32


@dataclass(frozen=True)
class Stored:
    """A content in the store: its SHA-256 in hexadecimal, size and the media type that its first bytes show."""

    sha256: str
    bytes: int
    media_type: str


def path_of(root: Path, sha256: str) -> Path:
    """Where a content stands under the data directory, whether it is there or not. NotOnRecord: not a SHA-256."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise NotOnRecord(sha256=sha256[:64])
    return root / "documents" / sha256[:2] / sha256[2:]


def sniff(head: bytes) -> str | None:
    """The media type that the first 32 bytes of a content show; None for one that is not taken."""
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return "image/heic" if head[8:12] in (b"heic", b"heix", b"mif1", b"hevc") else "video/mp4"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "video/webm"
    if head.startswith(b"PK\x03\x04"):
        return "application/zip"  # Excel and Word files too
    return None


class Upload:
    """A content on its way into the store: `add` its pieces, then `finish`; leaving the block otherwise drops it.

    Invalid `document_too_large` (context `most`), `unknown_file_type`, `empty_document`, or `other_content`
    (context `sha256`) where it is not what was announced.
    """

    def __init__(self, root: Path, largest: int = LARGEST) -> None:
        self._root, self._largest = root, largest
        self._hash, self._head, self._size = hashlib.sha256(), b"", 0
        folder = root / "documents" / "incoming"
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder)
        self._file, self._path = os.fdopen(handle, "wb"), Path(name)

    def __enter__(self) -> Upload:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)

    def add(self, piece: bytes) -> None:
        """Write the next piece."""
        self._size += len(piece)
        if self._size > self._largest:
            raise _refused("document_too_large", most=self._largest)
        if len(self._head) < _HEAD:
            self._head += piece[: _HEAD - len(self._head)]
        self._hash.update(piece)
        self._file.write(piece)

    def finish(self, announced: str | None = None) -> Stored:
        """Make the content durable under its SHA-256, which must be the one announced, if any. A repeat is a no-op."""
        sha256, media_type = self._hash.hexdigest(), sniff(self._head)
        if self._size == 0:
            raise _refused("empty_document")
        if announced is not None and announced != sha256:
            raise _refused("other_content", sha256=sha256)
        if media_type is None:
            raise _refused("unknown_file_type")
        self._file.flush()
        os.fsync(self._file.fileno())
        target = path_of(self._root, sha256)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            self._path.chmod(0o440)
            self._path.replace(target)
            _sync_folder(target.parent)
            _sync_folder(target.parent.parent)
        return Stored(sha256, self._size, media_type)


def keep(root: Path, content: bytes, announced: str | None = None, largest: int = LARGEST) -> Stored:
    """Store a content that is in memory already."""
    with Upload(root, largest) as upload:
        upload.add(content)
        return upload.finish(announced)


def find(root: Path, sha256: str) -> Stored:
    """The content with this SHA-256. NotOnRecord: it is not in the store."""
    path = path_of(root, sha256)
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        raise NotOnRecord(sha256=sha256) from None
    return Stored(sha256, path.stat().st_size, sniff(head) or "application/octet-stream")


def is_intact(root: Path, sha256: str) -> bool:
    """Whether the content is there and still has its SHA-256."""
    try:
        with path_of(root, sha256).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return False


def _refused(code: str, **context: object) -> Invalid:
    return Invalid((Fault("", code, context),), code)


def _sync_folder(folder: Path) -> None:
    """A rename survives a power cut only once its folder is synced."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
