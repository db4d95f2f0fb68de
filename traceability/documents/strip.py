"""Take everything out of a photograph but the picture: place, time, device, names, thumbnails and comments go.

Lossless and pure: headers are read and segments copied or left out, nothing is decoded. What is not known to belong to
the picture is left out. JPEG keeps an EXIF orientation as the one tag of an EXIF segment, so that the picture stays
upright; JFIF, Adobe's and ICC's segments stay. Whatever stands behind the picture's end is left out too.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from traceability.errors import Fault, Invalid

LONGEST_SIDE = 12_000
"""Most pixels of a side."""
MOST_PIXELS = 50_000_000
"""Most pixels of a picture: four bytes each when a tablet shows it."""

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP mDCV cLLI".split())
WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"})
VP8X_EXIF, VP8X_XMP, VP8X_ANIMATION = 0x08, 0x04, 0x02

# What browsers show: baseline, extended and progressive Huffman frames (ITU-T T.81, table B.1).
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_TABLES = frozenset({0xC4, 0xDB, 0xDD})
_SCAN, _END = 0xDA, 0xD9
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_ORIENTATION = 0x0112


class PictureRefused(Invalid):
    """No picture that is taken: `not_a_picture`, `broken_picture` or `picture_too_large` (context width, height)."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture without what was said about it: its bytes, media type, and size in pixels as stored."""

    content: bytes
    media_type: str
    width: int
    height: int


def strip(content: bytes) -> Picture:
    """The picture in a JPEG, PNG or WebP file. PictureRefused for anything else; no other error, whatever it holds."""
    if content.startswith(b"\xff\xd8\xff"):
        return _jpeg(content)
    if content.startswith(PNG_SIGNATURE):
        return _png(content)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return _webp(content)
    raise _refused("not_a_picture")


def _refused(code: str, **context: object) -> PictureRefused:
    return PictureRefused((Fault("", code, context),), code)


def _sized(width: int, height: int) -> tuple[int, int]:
    if not width or not height:
        raise _refused("broken_picture")
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise _refused("picture_too_large", width=width, height=height)
    return width, height


def _jpeg(content: bytes) -> Picture:
    """Segment by segment (T.81 annex B); entropy-coded data is copied up to the next marker."""
    head, kept, orientation = [b"\xff\xd8"], [], 1
    size: tuple[int, int] | None = None
    scans, at = 0, 2
    while True:
        marker, payload, at = _segment(content, at)
        if marker == _END:
            break
        segment = content[at - len(payload) - 4 : at]
        if marker in _FRAMES:
            if size is not None or len(payload) < 6:
                raise _refused("broken_picture")
            size = _sized(int.from_bytes(payload[3:5], "big"), int.from_bytes(payload[1:3], "big"))
            kept.append(segment)
        elif marker in _TABLES or _is_colour(marker, payload):
            kept.append(segment)
        elif marker == 0xE0 and payload.startswith(b"JFIF\0") and len(payload) >= 14 and len(head) == 1:
            head.append(_app(0xE0, payload[:12] + b"\0\0"))  # without its thumbnail
        elif marker == 0xE1 and payload.startswith(b"Exif\0\0") and orientation == 1:
            orientation = _orientation(payload[6:])
        elif marker == _SCAN:
            found = _MARKER.search(content, at)
            if found is None or size is None:
                raise _refused("broken_picture")
            kept.append(segment + content[at : found.start()])
            scans, at = scans + 1, found.start()
        elif 0xC3 <= marker <= 0xCF or marker <= 0xBF or 0xD0 <= marker <= 0xDF:
            raise _refused("broken_picture")
    if size is None or not scans:
        raise _refused("broken_picture")
    if orientation != 1:
        head.append(_app(0xE1, b"Exif\0\0" + _tiff(orientation)))
    return Picture(b"".join([*head, *kept, b"\xff\xd9"]), "image/jpeg", *size)


def _segment(content: bytes, at: int) -> tuple[int, bytes, int]:
    """The marker at a place, its payload, and where it ends."""
    if content[at : at + 1] != b"\xff":
        raise _refused("broken_picture")
    while content[at + 1 : at + 2] == b"\xff":  # fill bytes
        at += 1
    marker = content[at + 1 : at + 2]
    if marker == b"\xd9":
        return _END, b"", at + 2
    length = int.from_bytes(content[at + 2 : at + 4], "big")
    if not marker or length < 2 or at + 2 + length > len(content):
        raise _refused("broken_picture")
    return marker[0], content[at + 4 : at + 2 + length], at + 2 + length


def _is_colour(marker: int, payload: bytes) -> bool:
    """What colours depend on: an ICC profile, Adobe's transform."""
    return (marker == 0xE2 and payload.startswith(b"ICC_PROFILE\0")) or (marker == 0xEE and payload[:5] == b"Adobe")


def _app(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def _orientation(tiff: bytes) -> int:
    """The orientation tag (1..8) of the first directory of EXIF's TIFF; 1 (upright) where it is not plainly there."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None or len(tiff) < 8:
        return 1
    (start,) = struct.unpack_from(order + "I", tiff, 4)
    if start + 2 > len(tiff):
        return 1
    (count,) = struct.unpack_from(order + "H", tiff, start)
    for place in range(start + 2, min(start + 2 + 12 * count, len(tiff) - 11), 12):
        tag, kind, length, value = struct.unpack_from(order + "HHIH", tiff, place)
        if tag == _ORIENTATION:
            return value if (kind, length) == (3, 1) and 1 <= value <= 8 else 1
    return 1


def _tiff(orientation: int) -> bytes:
    """A TIFF of one directory with the one tag."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)


def _png(content: bytes) -> Picture:
    """Chunk by chunk (PNG third edition, 5.3), each with its right check sum; animations are not taken."""
    kept, size, seen = [PNG_SIGNATURE], None, b""
    at = len(PNG_SIGNATURE)
    while seen != b"IEND":
        length = int.from_bytes(content[at : at + 4], "big")
        seen, end = content[at + 4 : at + 8], at + 12 + length
        told = content[end - 4 : end]
        if end > len(content) or zlib.crc32(content[at + 4 : end - 4]) != int.from_bytes(told, "big"):
            raise _refused("broken_picture")
        if (size is None) != (seen == b"IHDR") or seen == b"acTL" or (seen == b"IHDR" and length != 13):
            raise _refused("broken_picture")
        if seen == b"IHDR":
            size = _sized(*struct.unpack_from(">II", content, at + 8))
        if seen in PNG_KEPT:
            kept.append(content[at:end])
        elif seen[:1].isupper():  # critical, and not known
            raise _refused("broken_picture")
        at = end
    if size is None or not any(chunk[4:8] == b"IDAT" for chunk in kept):
        raise _refused("broken_picture")
    return Picture(b"".join(kept), "image/png", *size)


def _webp(content: bytes) -> Picture:
    """Chunk by chunk (RFC 9649); the flags of what is left out are cleared, and the size is told anew."""
    end = 8 + int.from_bytes(content[4:8], "little")
    if end > len(content):
        raise _refused("broken_picture")
    kept: list[bytes] = []
    canvas = image = None
    for kind, payload in _chunks(content[:end]):
        if kind in (b"ANIM", b"ANMF") or (kind == b"VP8X" and (kept or len(payload) != 10)):
            raise _refused("broken_picture")
        if kind == b"VP8X":
            if payload[0] & VP8X_ANIMATION:
                raise _refused("broken_picture")
            canvas = _sized(*(1 + int.from_bytes(payload[n : n + 3], "little") for n in (4, 7)))
            payload = bytes([payload[0] & ~(VP8X_EXIF | VP8X_XMP) & 0xFF]) + payload[1:]
        elif kind in (b"VP8 ", b"VP8L"):
            if image is not None:
                raise _refused("broken_picture")
            image = _sized(*(_lossy_size(payload) if kind == b"VP8 " else _lossless_size(payload)))
        if kind in WEBP_KEPT:
            kept.append(kind + struct.pack("<I", len(payload)) + payload + b"\0" * (len(payload) % 2))
    if image is None or (canvas is not None and canvas != image):
        raise _refused("broken_picture")
    body = b"WEBP" + b"".join(kept)
    return Picture(b"RIFF" + struct.pack("<I", len(body)) + body, "image/webp", *image)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at < len(content):
        length = int.from_bytes(content[at + 4 : at + 8], "little")
        if at + 8 + length > len(content):
            raise _refused("broken_picture")
        yield content[at : at + 4], content[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _lossy_size(payload: bytes) -> tuple[int, int]:
    if len(payload) < 10 or payload[3:6] != b"\x9d\x01\x2a":
        raise _refused("broken_picture")
    width, height = struct.unpack_from("<HH", payload, 6)
    return width & 0x3FFF, height & 0x3FFF


def _lossless_size(payload: bytes) -> tuple[int, int]:
    if len(payload) < 5 or payload[0] != 0x2F:
        raise _refused("broken_picture")
    bits = int.from_bytes(payload[1:5], "little")
    return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
