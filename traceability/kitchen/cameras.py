"""Watch the kitchen's cameras (互联网+明厨亮灶): was each online, what did its system warn of. No pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from traceability.bodies import Body, Code, Count, Day, Happening, Moment, Note
from traceability.kitchen.oversight_tables import CameraAlert, CameraStatus
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.oversight_words import CameraAlertKind
from traceability.scope import CANTEEN, Scope

Percent = Annotated[int, Field(ge=0, le=100, strict=True)]


class AlertsBody(Body):
    """How often one kind of alert came, and how many of those somebody looked into and closed."""

    kind: CameraAlertKind
    alerts: Count
    closed: Count | None = None


class WatchedCameraBody(Body):
    """camera: the name it has at the site (烹饪间1号); online_percent: of the day, null where nobody can tell.

    outage_to: null while it is still off.
    """

    camera: Code
    online_percent: Percent | None = None
    outage_from: Moment | None = None
    outage_to: Moment | None = None
    reason: Note | None = None
    alerts: Annotated[list[AlertsBody], Field(max_length=20)] = []

    @model_validator(mode="after")
    def alerts_are_distinct(self) -> WatchedCameraBody:
        if len({one.kind for one in self.alerts}) != len(self.alerts):
            raise PydanticCustomError("repeated_line", "a kind of alert stands twice")
        return self


class CameraStatusBody(Happening):
    """The site's cameras on one day; day: which, null for the day of occurred_at."""

    site: UUID
    occurred_at: Moment
    day: Day | None = None
    person: UUID | None = None
    cameras: Annotated[list[WatchedCameraBody], Field(min_length=1, max_length=100)]


def rows(entry: Entry[CameraStatusBody]) -> Rows:
    """A row a camera, and one for each kind of alert it gave."""
    body = entry.body
    day = body.day or entry.day(body.occurred_at)
    cameras = [
        entry.row(
            "camera",
            n,
            line=n,
            camera=one.camera,
            online_percent=one.online_percent,
            outage_from=one.outage_from,
            outage_to=one.outage_to,
            reason=one.reason,
            person=body.person,
            occurred_at=body.occurred_at,
            day=day,
        )
        for n, one in enumerate(body.cameras, start=1)
    ]
    alerts = [
        entry.row(
            "alert",
            n,
            each.kind.value,
            camera=one.camera,
            kind=each.kind.value,
            alerts=each.alerts,
            closed=each.closed,
            day=day,
        )
        for n, one in enumerate(body.cameras, start=1)
        for each in one.alerts
    ]
    return {CameraStatus: cameras, CameraAlert: alerts}


CAMERA_STATUS = Kind(
    name="camera_status",
    path="camera-statuses",
    body=CameraStatusBody,
    writers=CANTEEN,
    rows=rows,
    tables=(CameraStatus, CameraAlert),
    log=lambda body: body.site,
)


async def watch_cameras(scope: Scope, statuses: Sequence[Submission]) -> list[Receipt]:
    """Record how the cameras fared."""
    return await record(scope, CAMERA_STATUS, statuses)
