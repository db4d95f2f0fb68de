"""The fonts of a report, and nothing else that happens to be installed.

Four static weights of Noto Sans SC stand in fonts/ (copied there when the package is built); Debian's Noto Sans CJK
draws what they lack. A private fontconfig file names just these, so that pages look the same on every machine.
"""

from __future__ import annotations

import os
import stat
import tempfile
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from struct import iter_unpack, unpack_from

from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-untyped]  # it ships no types

from reports.errors import FontsMissing

WEIGHTS = ("300Light", "400Regular", "500Medium", "700Bold")
OWN = Path(__file__).parent / "fonts"
FALLBACK = Path("/usr/share/fonts/opentype/noto")
FALLBACK_FACE = "Noto Sans CJK SC"
STANDS_IN = "〓"
"""Printed for a character that no font has (the geta mark of Chinese and Japanese typesetting)."""

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  {directories}
  <cachedir>{cache}</cachedir>
  <selectfont>
    <rejectfont><glob>*</glob></rejectfont>
    <acceptfont><glob>*/NotoSansSC-*.ttf</glob></acceptfont>
    <acceptfont><glob>*/NotoSansCJK-*.ttc</glob></acceptfont>
  </selectfont>
</fontconfig>
"""


def own_files() -> list[Path]:
    """The weights that were built into the package, all four or none that counts."""
    files = [OWN / f"NotoSansSC-{weight}.ttf" for weight in WEIGHTS]
    return files if all(each.is_file() for each in files) else []


def fallback_files() -> list[Path]:
    """Debian's collection of Noto Sans CJK, if installed."""
    regular = FALLBACK / "NotoSansCJK-Regular.ttc"
    return [regular] if regular.is_file() else []


@lru_cache(maxsize=1)
def configure() -> Path:
    """Point this process's fontconfig at our fonts; call before WeasyPrint is imported. Raises FontsMissing."""
    folders = [each.parent for each in (*own_files()[:1], *fallback_files())]
    if not folders:
        raise FontsMissing(f"neither {OWN} holds Noto Sans SC nor {FALLBACK} Noto Sans CJK")
    private = _private()
    directories = "\n  ".join(f"<dir>{folder}</dir>" for folder in folders)
    text = _CONFIGURATION.format(directories=directories, cache=private / "cache")
    written = private / f"{sha256(text.encode()).hexdigest()[:16]}.conf"
    if not written.is_file():
        half = private / f"{written.name}.{os.getpid()}"
        half.write_text(text, encoding="utf-8")
        half.replace(written)
    os.environ["FONTCONFIG_FILE"] = str(written)
    return written


def _private() -> Path:
    """A folder that only this user writes and this user's processes share: the next reads what one cached."""
    shared = Path(tempfile.gettempdir()) / f"mealtrace-fonts-{os.getuid()}"
    with suppress(FileExistsError):
        shared.mkdir(mode=0o700)
    found = shared.lstat()
    if found.st_uid == os.getuid() and stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077:
        return shared
    return Path(tempfile.mkdtemp(prefix="mealtrace-fonts-"))  # somebody else was here first


@lru_cache(maxsize=1)
def drawable() -> frozenset[int]:
    """Code points that every weight of ours has, or the fallback has. Raises FontsMissing."""
    own = [_drawn_by(each) for each in own_files()]
    found = frozenset.intersection(*own) if own else frozenset()
    for each in fallback_files():
        with TTCollection(each, lazy=True) as collection:
            faces = [face for face in collection.fonts if face["name"].getDebugName(1) == FALLBACK_FACE]
            found = found.union(*(_code_points(face) for face in faces))
    if not found:
        raise FontsMissing(f"neither {OWN} nor {FALLBACK} holds a font")
    return found


def _drawn_by(file: Path) -> frozenset[int]:
    with TTFont(file, lazy=True) as font:
        return _code_points(font)


def _code_points(font: TTFont) -> frozenset[int]:
    """What the font's table of all Unicode characters names: groups of (first, last, glyph) (OpenType, cmap format 12).

    Read from its bytes, because fontTools would make a name for each of tens of thousands of glyphs.
    """
    table: bytes = font.reader["cmap"]
    (count,) = unpack_from(">H", table, 2)
    places = {unpack_from(">HHL", table, 4 + 8 * n)[2] for n in range(count)}
    found: set[int] = set()
    for place in places:
        if unpack_from(">H", table, place) == (12,):
            (groups,) = unpack_from(">L", table, place + 12)
            for first, last, glyph in iter_unpack(">LLL", table[place + 16 : place + 16 + 12 * groups]):
                found.update(range(first + (glyph == 0), last + 1))
    return frozenset(found)


def undrawable(text: Iterable[str]) -> list[str]:
    """Characters of `text` that no font has, or that draw nothing and could mislead (direction marks), sorted."""
    return sorted(each for each in set(text) - {"\n"} if not _prints(each))


def _prints(character: str) -> bool:
    return ord(character) in drawable() and unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cn", "Cs")


def gate(text: str) -> tuple[str, list[str]]:
    """`text` with 〓 for each character that cannot be drawn, and those characters."""
    lacking = undrawable(text)
    return text.translate(dict.fromkeys(map(ord, lacking), STANDS_IN)), lacking
