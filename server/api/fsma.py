"""The receiving sheet of FSMA 204 of a site, as Excel."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from reports.fsma import fsma_workbook
from server.api.answers import in_calendar
from server.api.report_files import XLSX
from server.api.reports import READERS
from server.jobs.printing import printer
from server.problems import FaultyQuery
from traceability import db
from traceability.errors import Fault, NotOnRecord
from traceability.scope import Scope
from traceability.snapshot.facts import facts_of

DAYS_MOST = 100


@get(
    "/api/sites/{site:uuid}/fsma-204",
    operation_id="download_fsma_sheet",
    tags=["reports"],
    opt={"roles": READERS, "binary": True},
)
async def fsma_sheet(
    site: FromPath[UUID],
    within: NamedDependency[Scope],
    first: FromQuery[date],
    last: FromQuery[date],
    language: FromQuery[Literal["zh-CN", "en"]] = "en",
) -> Response[bytes]:
    """What the site received of foods on the Food Traceability List on days first..last, at most 100: a sortable
    spreadsheet of the key data elements of 21 CFR 1.1345."""
    if not within.sees(site):
        raise NotOnRecord(party=str(site))
    if not timedelta() <= in_calendar(last, "last") - in_calendar(first, "first") < timedelta(days=DAYS_MOST):
        raise FaultyQuery(Fault("?last", "wrong_parameter", {}))
    facts = await facts_of(site, first, last)
    book = await printer.set_page(fsma_workbook, facts, language.split("-")[0], db.utc_now())
    headers = {
        "Content-Disposition": f'attachment; filename="mealtrace-fsma-204-{first}-{last}-{str(site)[:8]}.xlsx"',
        "Cache-Control": "private, no-store",
    }
    return Response(book, media_type=XLSX, headers=headers)


HANDLERS = [fsma_sheet]
