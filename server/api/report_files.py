"""The files of reports: one PDF, its tables as a workbook, many in a zip, and who took which."""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, TypedDict
from uuid import UUID

import anyio
from anyio import to_thread
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Stream

from reports.archive import archived, find_ready, path_of
from reports.errors import ArchiveDamaged
from reports.workbook import workbook_of_pdf
from server.api.answers import from_key, list_limit, listed, to_key
from server.api.reports import READERS, aware
from server.api.shapes import Page, PartyName
from server.auth.accounts import SignedIn
from server.jobs.printing import printer
from server.mailings.downloads import list_downloads, note_downloads
from server.mailings.letter import UNFIT
from server.problems import FaultyQuery
from traceability import db
from traceability.errors import Fault, Invalid
from traceability.scope import OVERSEERS, Scope

PACKED_MOST, PACKED_BYTES_MOST = 200, 1_000_000_000
"""Reports of one zip, and their bytes together."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class DownloadAnswer(TypedDict):
    """name: of the account or tablet that took it, null where it is gone; sha256: of what was taken, in form: the PDF
    or its workbook; packed: in a zip with others."""

    id: UUID
    report: UUID
    kind: str
    period: str
    site: PartyName
    name: str | None
    role: str | None
    sha256: str
    form: Literal["pdf", "xlsx"]
    packed: bool
    downloaded_at: str


@get("/api/reports/{report:uuid}/pdf", operation_id="download_report", tags=["reports"], opt={"roles": READERS})
async def download(
    report: FromPath[UUID],
    request: Request[Any, Any, Any],
    within: NamedDependency[Scope],
    signed_in: NamedDependency[SignedIn],
) -> Response[bytes]:
    """The PDF, byte for byte as archived. That it was taken is written down. 410: its file is damaged."""
    row = await find_ready(within, report)
    pdf = await to_thread.run_sync(archived, archive_of(request), row["sha256"])
    await note_downloads(signed_in.account, [row], False, db.utc_now())
    name = f"mealtrace-{row['period']}-{str(row['subject'] or row['site'])[:8]}.pdf"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
        "ETag": f'"{row["sha256"]}"',
    }
    return Response(pdf, media_type="application/pdf", headers=headers)


@get(
    "/api/reports/{report:uuid}/xlsx",
    operation_id="download_report_tables",
    tags=["reports"],
    opt={"roles": READERS, "binary": True},
)
async def download_tables(
    report: FromPath[UUID],
    request: Request[Any, Any, Any],
    within: NamedDependency[Scope],
    signed_in: NamedDependency[SignedIn],
) -> Response[bytes]:
    """The report's tables as an Excel workbook, made from the records inside its PDF. That it was taken is noted.
    410: its file is damaged, or of a later release."""
    row = await find_ready(within, report)
    pdf = await to_thread.run_sync(archived, archive_of(request), row["sha256"])
    book = await printer.set_page(workbook_of_pdf, pdf, row["language"].split("-")[0])
    digest = sha256(book).hexdigest()
    await note_downloads(signed_in.account, [{**row, "sha256": digest}], False, db.utc_now())
    headers = {
        "Content-Disposition": f'attachment; filename="mealtrace-{row["period"]}-{str(row["site"])[:8]}.xlsx"',
        "Cache-Control": "private, no-store",
        "ETag": f'"{digest}"',
    }
    return Response(book, media_type=XLSX, headers=headers)


@get(
    "/api/reports/archive.zip",
    operation_id="download_reports",
    tags=["reports"],
    opt={"roles": READERS, "binary": True},
)
async def download_many(
    request: Request[Any, Any, Any],
    within: NamedDependency[Scope],
    signed_in: NamedDependency[SignedIn],
    ids: FromQuery[str],
) -> Stream:
    """Many PDFs in one zip, sent as it is written; ids: of at most 200 reports, with commas between. 410: a file is
    gone."""
    rows = [await find_ready(within, report) for report in _wanted(ids)]
    if sum(row["bytes"] for row in rows) > PACKED_BYTES_MOST:
        raise Invalid((Fault("?ids", "body_too_large", {"most": PACKED_BYTES_MOST}),))
    names = {
        row["record"]: row["name"]
        for row in await db.fetch(
            "SELECT record, name FROM party WHERE record IN @uuids($1) AND until_seq IS NULL",
            [row["site"] for row in rows],
        )
    }
    archive = archive_of(request)
    for row in rows:
        if not await anyio.Path(path_of(archive, row["sha256"])).is_file():
            raise ArchiveDamaged(row["sha256"])
    files = [(_file_name(row, names.get(row["site"], "")), row) for row in rows]
    await note_downloads(signed_in.account, rows, True, db.utc_now())
    headers = {
        "Content-Disposition": 'attachment; filename="mealtrace-reports.zip"',
        "Cache-Control": "private, no-store",
    }
    return Stream(_packed(archive, files), media_type="application/zip", headers=headers)


@get("/api/downloads", operation_id="list_download", tags=["reports"], opt={"roles": OVERSEERS})
async def downloads(
    within: NamedDependency[Scope],
    report: FromQuery[UUID | None] = None,
    after: FromQuery[str | None] = None,
    limit: FromQuery[int | None] = None,
) -> Response[Page[DownloadAnswer]]:
    """Who took which report, the latest first."""
    count = list_limit(limit)
    key = from_key(after, aware, UUID)
    rows = await list_downloads(within, report, None if key is None else (key[0], key[1]), count + 1)
    sites = await parties([row["site"] for row in rows])
    last = rows[count - 1] if len(rows) > count else None
    items: list[DownloadAnswer] = [
        {
            "id": row["id"],
            "report": row["report"],
            "kind": row["kind"],
            "period": row["period"],
            "site": sites[row["site"]],
            "name": row["name"],
            "role": row["role"],
            "sha256": row["sha256"],
            "form": row["form"],
            "packed": row["packed"],
            "downloaded_at": row["downloaded_at"].isoformat(),
        }
        for row in rows[:count]
    ]
    return listed(items, to_key(last["downloaded_at"].isoformat(), last["id"]) if last else None)


async def parties(identities: list[UUID]) -> dict[UUID, PartyName]:
    """The names of parties; one that has none any more stands without."""
    rows = await db.fetch(
        "SELECT record, name, name_en FROM party WHERE record IN @uuids($1) AND until_seq IS NULL", identities
    )
    none = {identity: PartyName(id=identity, name=None, name_en=None) for identity in identities}
    return none | {r["record"]: PartyName(id=r["record"], name=r["name"], name_en=r["name_en"]) for r in rows}


def archive_of(request: Request[Any, Any, Any]) -> Path:
    """Where this server keeps its reports."""
    archive: Path = request.app.state.settings.archive
    return archive


def _wanted(ids: str) -> list[UUID]:
    """The reports that were asked for, each once."""
    try:
        wanted = list(dict.fromkeys(UUID(part) for part in ids.split(",")))
    except ValueError as error:
        raise FaultyQuery(Fault("?ids", "wrong_parameter", {})) from error
    if len(wanted) > PACKED_MOST:
        raise FaultyQuery(Fault("?ids", "too_many", {"max_length": PACKED_MOST}))
    return wanted


def _file_name(row: db.Row, name: str) -> str:
    """A name that no other file of the zip has: it ends with the beginning of the report's fingerprint."""
    return UNFIT.sub(" ", f"{row['period']} {name} {row['sha256'][:8]}.pdf")


class _Unseekable(io.RawIOBase):
    """What a zip writes, until it is taken and sent."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._parts.append(bytes(data))
        return len(self._parts[-1])

    def taken(self) -> bytes:
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken


async def _packed(archive: Path, files: list[tuple[str, db.Row]]) -> AsyncIterator[bytes]:
    """A zip of files as they are (a PDF is packed already), one after the other; it ends at one that is damaged."""
    out = _Unseekable()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name, row in files:
            content = await to_thread.run_sync(archived, archive, row["sha256"])
            entry = zipfile.ZipInfo(name, date_time=row["made_at"].astimezone().timetuple()[:6])  # zip has local times
            packed.writestr(entry, content)
            yield out.taken()
    yield out.taken()


HANDLERS = [download, download_tables, download_many, downloads]
