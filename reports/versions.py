"""What made a report: with the same versions the same snapshot gives the same bytes, with others it may not.

A report names them in its own metadata (`Creator`), so that whoever verifies it knows what they may expect.
"""

from __future__ import annotations

import ctypes
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import file_digest, sha256
from importlib.metadata import version
from pathlib import Path

from reports import fonts

HERE = Path(__file__).parent
APART = {"sign", "verify", "schedules", "deliver", "forms", "labels", "migrations", "archive.py", "schedule.py",
         "tables.py", "fsma.py", "cells.py", "workbook.py", "worker.py", "errors.py", "versions.py"}  # fmt: skip
"""Parts of this package that no page of a report depends on."""
SOURCES = {".py", ".j2", ".css", ".sql", ".toml"}


@dataclass(frozen=True, slots=True)
class Versions:
    """release: of Mealtrace; templates, fonts: digests, 12 hexadecimal digits; typesetter: its libraries by name."""

    release: str
    templates: str
    fonts: str
    typesetter: str

    def __str__(self) -> str:
        return f"Mealtrace {self.release}; templates {self.templates}; fonts {self.fonts}; {self.typesetter}"


@lru_cache(maxsize=1)
def versions() -> Versions:
    """Of this installation. Raises FontsMissing."""
    fonts.configure()
    from weasyprint.text.ffi import pango  # after fontconfig has been told where to look

    parts = [
        f"WeasyPrint {version('weasyprint')}",
        f"Pango {_dotted(pango.pango_version())}",
        f"HarfBuzz {_harfbuzz()}",
        f"zlib {zlib.ZLIB_RUNTIME_VERSION}",
    ]
    files = [*fonts.own_files(), *fonts.fallback_files()]
    return Versions(version("mealtrace"), _digest(_templates()), _digest(files), ", ".join(parts))


def _templates() -> list[Path]:
    own = [path for path in HERE.rglob("*") if path.relative_to(HERE).parts[0] not in APART]
    words = (HERE.parent / "traceability").glob("vocabulary.*.toml")
    return sorted(path for path in (*own, *words) if path.suffix in SOURCES)


def _digest(files: Iterable[Path]) -> str:
    whole = sha256()
    for path in files:
        with path.open("rb") as file:
            whole.update(path.name.encode() + b"\0" + file_digest(file, "sha256").digest())
    return whole.hexdigest()[:12]


def _dotted(number: int) -> str:
    """15012 is 1.50.12."""
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _harfbuzz() -> str:
    """The library that shapes text and cuts fonts down to what is used."""
    try:
        named = ctypes.CDLL("libharfbuzz.so.0").hb_version_string
    except OSError:
        return "unknown"
    named.restype = ctypes.c_char_p
    return str(named().decode())
