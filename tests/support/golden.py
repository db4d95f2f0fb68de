"""Golden pictures of reports: each page of each kind, from a fixed snapshot, as people looked at it and found it good.

tests/golden/<kind>.json is the snapshot of a kind (as records.json is embedded, RFC 8785); tests/golden/<kind>-NN.png a
picture of each of its pages in Chinese: 48 dots an inch, 16 greys. After a change that is meant to be seen

    .venv/bin/python -m tests.support.golden --write [KIND …]

draws them anew; look at them before they are committed. A kind is added by its snapshot alone.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from reports.render import render_pdf

FOLDER = Path(__file__).parents[1] / "golden"
DIFFERENCES = Path(__file__).parents[2] / "build" / "golden"
DPI, GREYS = 48, 16
APART, SHARE = 64, 0.0005
"""A page has changed where more than this share of its pixels is this many of 255 greys apart. Another version of the
rasteriser shades the edges of letters otherwise, by less; a figure of three digits, a rule or a colour is more."""

Grey = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Changed:
    """A page that is not as it was. picture: was, is, and the difference in red, side by side."""

    page: int
    share: float
    picture: Path


def kinds_drawn() -> list[str]:
    """The kinds that have a snapshot."""
    return sorted(each.stem for each in FOLDER.glob("*.json"))


def snapshot_of(kind: str) -> Any:
    return json.loads((FOLDER / f"{kind}.json").read_text("utf-8"))


def golden(kind: str) -> list[Grey]:
    """The pictures of a kind, in the order of its pages."""
    files = sorted(FOLDER.glob(f"{kind}-[0-9][0-9].png"))
    return [np.asarray(Image.open(each).convert("L")) for each in files]


def pictures_of(pdf: bytes, folder: Path) -> list[Grey]:
    """Each page in grey; folder: an empty one to work in."""
    source = folder / "report.pdf"
    source.write_bytes(pdf)
    command = ["pdftoppm", "-r", str(DPI), "-gray", str(source), str(folder / "page")]
    subprocess.run(command, check=True, timeout=120)
    return [_in_few_greys(np.asarray(Image.open(each))) for each in sorted(folder.glob("page-*.pgm"))]


def _in_few_greys(picture: Grey) -> Grey:
    step = 255 / (GREYS - 1)
    return (np.rint(picture / step) * step).astype(np.uint8)


def compare(kind: str, pages: list[Grey], into: Path = DIFFERENCES) -> list[Changed]:
    """The pages that are not as they were, each with a picture in a folder. ValueError: more or fewer pages."""
    before = golden(kind)
    if len(before) != len(pages):
        raise ValueError(f"{kind} has {len(pages)} pages, and {len(before)} pictures")
    found = []
    for number, (was, now) in enumerate(zip(before, pages, strict=True), 1):
        apart = _apart(was, now)
        if apart.mean() > SHARE:
            found.append(
                Changed(number, float(apart.mean()), _side_by_side(into / f"{kind}-{number:02}.png", was, now, apart))
            )
    return found


def _apart(was: Grey, now: Grey) -> NDArray[np.bool_]:
    if was.shape != now.shape:
        return np.ones(now.shape, dtype=np.bool_)
    return np.abs(was.astype(np.int16) - now.astype(np.int16)) > APART


def _side_by_side(path: Path, was: Grey, now: Grey, apart: NDArray[np.bool_]) -> Path:
    difference = np.stack([now // 2 + 127] * 3, axis=-1)
    difference[apart] = (200, 0, 0)
    path.parent.mkdir(parents=True, exist_ok=True)
    parts = [Image.fromarray(was).convert("RGB"), Image.fromarray(now).convert("RGB"), Image.fromarray(difference)]
    whole = Image.new("RGB", (sum(each.width for each in parts), max(each.height for each in parts)), "white")
    place = 0
    for each in parts:
        whole.paste(each, (place, 0))
        place += each.width
    whole.save(path)
    return path


def write(kind: str, pages: list[Grey]) -> None:
    """These pages are as they should be from now on."""
    for each in FOLDER.glob(f"{kind}-[0-9][0-9].png"):
        each.unlink()
    for number, page in enumerate(pages, 1):
        few = Image.fromarray((page // (255 // (GREYS - 1))).astype(np.uint8), mode="P")
        few.putpalette([level * 17 for level in range(GREYS) for _ in range(3)])
        kept = io.BytesIO()
        few.save(kept, "PNG", bits=4, optimize=True)
        (FOLDER / f"{kind}-{number:02}.png").write_bytes(kept.getvalue())


def main(arguments: list[str]) -> int:
    """Draw the kinds named, or all, anew; without --write only say which pages have changed."""
    import tempfile

    kinds = [each for each in arguments if not each.startswith("-")] or kinds_drawn()
    changes = 0
    for kind in kinds:
        with tempfile.TemporaryDirectory() as folder:
            pages = pictures_of(render_pdf(snapshot_of(kind), "zh").pdf, Path(folder))
        if "--write" in arguments:
            write(kind, pages)
            sys.stdout.write(f"{kind}: {len(pages)} pages\n")
            continue
        for each in compare(kind, pages):
            changes += 1
            sys.stdout.write(f"{kind}, page {each.page}: {each.share:.2%} changed, see {each.picture}\n")
    return min(changes, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
