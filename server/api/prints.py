"""What leaves the printer of a kitchen: forms B to E, filled or empty, and labels for goods. PDF."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from reports.errors import TooMuchToPrint
from reports.forms.draw import form_pdf
from reports.forms.read import form_of
from reports.labels.draw import labels_pdf
from reports.labels.formats import FORMATS
from reports.labels.read import labels_of_batch, labels_of_delivery
from reports.typeset import Printed
from server.api.answers import in_calendar, one_of
from server.api.reports import READERS
from server.auth.authors import author_names
from server.jobs.printing import printer
from server.problems import FaultyQuery
from traceability import db
from traceability.errors import Fault
from traceability.scope import CANTEEN, Role, Scope
from traceability.snapshot.periods import FORMS
from traceability.snapshot.window import month_bounds

NAMED = CANTEEN | {Role.INSPECTOR}
"""Who reads names on a form: the canteen itself, and who inspects it on the spot. Auditors get people's ids."""
COPIES_MOST = 100
Language = Literal["zh-CN", "en"]


@get(
    "/api/forms/{form:str}",
    operation_id="print_form",
    tags=["printing"],
    opt={"roles": READERS, "binary": True},
)
async def print_form(
    form: FromPath[str],
    request: Request[Any, Any, Any],
    within: NamedDependency[Scope],
    site: FromQuery[UUID],
    day: FromQuery[date | None] = None,
    month: FromQuery[str | None] = None,
    blank: FromQuery[bool] = False,
    language: FromQuery[Language] = "zh-CN",
) -> Response[bytes]:
    """Form receiving (B), samples (C), additives (D), waste (E), weekly or minutes of a site, for a day or month."""
    days = None if blank else _days(day, month)
    try:
        sheet = await form_of(
            within,
            form,
            site,
            days,
            language=language.split("-")[0],
            authors=author_names,
            named=within.role in NAMED,
            public_url=request.app.state.settings.public_url,
            now=db.utc_now(),
        )
    except TooMuchToPrint as error:
        asked = "?day" if day else "?month"
        raise FaultyQuery(Fault(asked, "too_many_lines", {"most": error.most})) from error
    return _shown(await printer.set_page(form_pdf, sheet), f"{form}-{'blank' if blank else day or month}")


def _days(day: date | None, month: str | None) -> tuple[date, date]:
    """First and last day of what was asked for."""
    if (day is None) == (month is None):
        raise FaultyQuery(Fault("?day", "day_or_month", {}))
    if day is None:
        if not re.fullmatch(FORMS["month"], month or ""):
            raise FaultyQuery(Fault("?month", "wrong_parameter", {}))
        return month_bounds(month or "")
    return in_calendar(day, "day"), day


@get("/api/labels", operation_id="print_labels", tags=["printing"], opt={"roles": CANTEEN, "binary": True})
async def print_labels(
    request: Request[Any, Any, Any],
    within: NamedDependency[Scope],
    delivery: FromQuery[UUID | None] = None,
    batch: FromQuery[UUID | None] = None,
    format_name: Annotated[str, QueryParameter(name="format")] = "50x30",
    copies: FromQuery[int] = 1,
    language: FromQuery[Language] = "zh-CN",
) -> Response[bytes]:
    """Labels for what a delivery put into the store, or for one batch of it; format: 40x30, 50x30, 60x40 (mm, one a
    page), a4-70x37 or a4-63.5x38.1 (sheets of 24 and 21); at most 240 labels."""
    one_of(format_name, FORMATS, "format")
    if not 1 <= copies <= COPIES_MOST:
        raise FaultyQuery(Fault("?copies", "out_of_range", {}))
    public_url = request.app.state.settings.public_url
    try:
        match (delivery, batch):
            case (UUID() as received, None):
                labels = await labels_of_delivery(within, received, copies, public_url)
            case (None, UUID() as stored):
                labels = await labels_of_batch(within, stored, copies, public_url)
            case _:
                raise FaultyQuery(Fault("?delivery", "delivery_or_batch", {}))
    except TooMuchToPrint as error:
        raise FaultyQuery(Fault("?copies", "too_many_labels", {"most": error.most})) from error
    if not labels:
        raise FaultyQuery(Fault("?delivery", "nothing_accepted", {}))
    return _shown(
        await printer.set_page(labels_pdf, labels, format_name, language.split("-")[0]), f"labels-{format_name}"
    )


def _shown(printed: Printed, name: str) -> Response[bytes]:
    headers = {
        "Content-Disposition": f'inline; filename="mealtrace-{name}.pdf"',
        "Cache-Control": "private, no-store",
    }
    return Response(printed.pdf, media_type="application/pdf", headers=headers)


HANDLERS = [print_form, print_labels]
