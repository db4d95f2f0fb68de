"""What stood on the scale when a delivery was weighed, load by load."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from traceability.bodies import Amount, Body
from traceability.vocabulary import Evidence


class Weighing(Body):
    """One load: `gross` as read, and under it `baskets` baskets of `tare` each; its net is gross - baskets x tare.

    evidence: measured where the scale itself said it, typed where a person read it off. A line's loads and what its
    packages hold make up what was delivered; where they do not, both stay on record as they were seen.
    """

    gross: Amount
    tare: Amount | None = None
    baskets: Annotated[int, Field(ge=1, le=1000, strict=True)] = 1
    evidence: Literal[Evidence.MEASURED, Evidence.TYPED] = Evidence.TYPED

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """What was read and subtracted, for comparing their units."""
        return (self.gross,) if self.tare is None else (self.gross, self.tare)
