"""Shapes of a batch's trace report."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from traceability.snapshot.chain_shapes import Link
from traceability.snapshot.parts import Amount, Named, Paper, Positions, Recorded
from traceability.snapshot.shapes import CheckpointRead


class Party(Named):
    id: str


class TracedNode(TypedDict):
    """A batch as the report's reader may see it (trace/describe.py). depth: negative upstream, nought at the root.

    kind `outside`: of a party the reader does not oversee, which keeps its kind's stage, time, amount and portions;
    `unresolved`: named by records, itself not on record. left: the most that may be left of it in a store. announced:
    whether it stands in a record of its own. enrolled: children of the diner group; they are counted, never named.
    """

    id: str
    kind: str
    stage: str
    depth: int
    name: str
    name_en: str | None
    lot: str | None
    party: Party | None
    at: str | None
    day: str | None
    production_date: str | None
    expiry_date: str | None
    amount: str | None
    unit: str | None
    left: str | None
    temperature: str | None
    portions: int | None
    meal: str | None
    group: str | None
    group_en: str | None
    enrolled: int | None
    rejected: bool
    announced: bool
    record: str | None


class TracedLink(Link):
    """record: what says so, None where the reader may not see it."""

    record: str | None


class TracedRecord(Recorded):
    """A record that a node or link of the trace rests on."""

    kind: str


class Told(TypedDict):
    """What label and papers of the batch say, as far as a delivery line or an announcement tells."""

    origin: str | None
    producer: str | None
    producer_address: str | None
    specification: str | None
    expiry_date: str | None
    papers: list[Paper]


class CampusReached(TypedDict):
    """A campus that the batch came to; party None: one the reader does not oversee."""

    party: Named | None
    meals: int
    portions: int
    stoppable: Amount | None


class Reach(TypedDict):
    """What a recall would reach, what lies outside the reader's scope included (trace/recall.py).

    diners_least: each group's largest count over the meals, added up; diners_most: their enrolment.
    """

    campuses: list[CampusReached]
    meals: int
    dishes: int
    groups: int
    portions: int
    diners_least: int
    diners_most: int
    stoppable: Amount | None
    received: Amount | None


class HoldOn(Recorded):
    """A hold or recall that names a batch of this trace. released_at None: it stands."""

    level: str
    reason: str
    ordered_by: Named | None
    occurred_at: str
    released_at: str | None
    batches: list[str]


class BatchTrace(TypedDict):
    """One batch upstream to its sources and downstream to the portions, for one reader: `site`, an authority, a school
    or a campus.

    total: nodes of the whole trace, of which `nodes` holds the nearest; records: those whose proofs travel along, of
    `records_total` that the reader may see.
    """

    format: Literal[1]
    kind: Literal["batch_trace"]
    report: str
    period: str
    zone: str
    region: str
    made_at: str
    verify_url: NotRequired[str | None]
    as_known_at: Positions
    checkpoint: NotRequired[CheckpointRead | None]
    site: Party
    district: Named
    root: str
    told: Told
    nodes: list[TracedNode]
    links: list[TracedLink]
    total: int
    reach: Reach
    holds: list[HoldOn]
    records: list[TracedRecord]
    records_total: int
