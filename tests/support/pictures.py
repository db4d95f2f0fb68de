"""Pictures of codes, made for a test: a photo as PNG, and a film for Chromium's pretended camera."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
import zxingcpp
from numpy.typing import NDArray

Grey = NDArray[np.uint8]


def code(content: str, kind: zxingcpp.BarcodeFormat, *, gs1: bool = False, scale: int = 6) -> Grey:
    """A code in grey, with its quiet zone. GS1 content stands in brackets."""
    made = zxingcpp.create_barcode(content, kind, gs1=gs1) if gs1 else zxingcpp.create_barcode(content, kind)
    return np.array(made.to_image(scale=scale), dtype=np.uint8)


def on_cardboard(*codes: Grey, width: int = 960, height: int = 720) -> Grey:
    """Codes side by side on a brownish, unevenly lit box."""
    ground = np.linspace(120, 190, width, dtype=np.float64)[None, :] + np.linspace(0, 30, height)[:, None]
    picture = ground.astype(np.uint8)
    share = width // len(codes)
    for n, one in enumerate(codes):
        top, left = (height - one.shape[0]) // 2, n * share + (share - one.shape[1]) // 2
        picture[top : top + one.shape[0], left : left + one.shape[1]] = np.minimum(one, 235)
    return picture


def png(picture: Grey) -> bytes:
    """A grey PNG."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    height, width = picture.shape
    rows = b"".join(b"\0" + row.tobytes() for row in picture)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def film(picture: Grey, path: Path) -> Path:
    """A film that shows one picture, in the form that Chromium plays as its camera (YUV4MPEG2)."""
    height, width = picture.shape
    colour = np.full(height * width // 2, 128, dtype=np.uint8).tobytes()
    shown = b"FRAME\n" + picture.tobytes() + colour
    path.write_bytes(f"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420jpeg\n".encode() + shown * 3)
    return path
