"""Files that travel with a report, and tables as spreadsheets read them: text in them is never a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

RECORDS, TABLE, PROOFS = "records.json", "records.csv", "proofs.json"

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Attached:
    """A file inside the PDF; sha256 in hex; relationship as PDF/A-3 has it."""

    name: str
    content: bytes
    relationship: str

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Sheet:
    """A table of a report's data. name: at most 31 characters, as workbooks want it; cells: text, or None for none."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]


def csv_of(sheet: Sheet) -> bytes:
    """UTF-8 with a mark that spreadsheets look for, CRLF, text that is never a formula."""
    page = io.StringIO(newline="")
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(sheet.columns)
    writer.writerows(map(harmless_row, sheet.rows))
    return b"\xef\xbb\xbf" + page.getvalue().encode()


def harmless_row(row: Iterable[object]) -> list[str]:
    return [harmless(cell) for cell in row]


def harmless(cell: object) -> str:
    """A cell that a spreadsheet shows as it stands: what would start a formula gets an apostrophe before it."""
    text = "" if cell is None else str(cell)
    if text.lstrip().startswith(_STARTS_A_FORMULA) and not _NUMBER.fullmatch(text):
        return "'" + text
    return "'" + text if text.startswith(("\t", "\r", "\n")) else text
