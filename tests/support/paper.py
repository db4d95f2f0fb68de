"""Printed pages read back: their text, their sizes, the codes on them."""

from __future__ import annotations

import io
import re
import subprocess

import numpy as np
import pikepdf
import zxingcpp
from PIL import Image

POINTS_PER_MM = 72 / 25.4


def text_of(pdf: bytes) -> str:
    """All words, with single spaces between."""
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return re.sub(r"\s+", " ", done.stdout.decode())


def sizes_of(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page, in tenths of a millimetre rounded to millimetres."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        boxes = [[float(side) for side in page.mediabox] for page in document.pages]
    return [(round((x1 - x0) / POINTS_PER_MM, 1), round((y1 - y0) / POINTS_PER_MM, 1)) for x0, y0, x1, y1 in boxes]


def codes_of(pdf: bytes, dots_per_inch: int = 203) -> list[list[str]]:
    """What the codes of each page say, as a printer of so many dots an inch (203 is a label printer) draws them."""
    command = ["pdftoppm", "-r", str(dots_per_inch), "-gray", "-"]
    stream = io.BytesIO(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout)
    found = []
    while stream.read(1) == b"P":
        stream.seek(-1, 1)
        head = [stream.readline() for _ in range(3)]
        width, height = map(int, head[1].split())
        picture = np.frombuffer(stream.read(width * height), dtype=np.uint8).reshape(height, width)
        padded = np.pad(picture, 8, constant_values=255)
        found.append([code.text for code in zxingcpp.read_barcodes(Image.fromarray(padded))])
    return found
