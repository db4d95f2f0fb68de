"""What snapshots over several campuses or months have in common, as plain JSON values."""

from __future__ import annotations

from typing import TypedDict

from traceability.snapshot.parts import Named, Positions
from traceability.snapshot.shapes import CheckpointRead, Site


class About(TypedDict):
    """The party of a report, and how far logs were read."""

    zone: str
    region: str
    first: str
    last: str
    made_at: str
    verify_url: str | None
    as_known_at: Positions
    checkpoint: CheckpointRead | None
    district: Named
    site: Site
