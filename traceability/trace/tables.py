"""Batches, the links between them, and the tracking events that made them."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Boolean, Date, Text, Timestamptz
from piccolo.table import Table

from traceability import db
from traceability.tables import Kept, kept


class Batch(Kept, Table, tablename="batch"):
    """A quantity of one ingredient or dish, one lot code, held at one party.

    kind: source (a supplier's lot), campus, dish, served, sample, dispatched. A supplier's lot that was only named by
    others has no record of its own (record = its id, rev 0, seq 0) and bears nothing but what its id derives from.
    amount: in base units of `dimension` (mg, ml, piece).
    """

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("batch",), ("lot",), ("party", "occurred_at"), ("ingredient",), ("recipe",))
    batch = UUID()
    kind = Text()
    party = UUID()
    ingredient = UUID(null=True, default=None)
    recipe = UUID(null=True, default=None)
    name = Text(null=True, default=None)
    name_en = Text(null=True, default=None)
    lot = Text(null=True, default=None)
    lot_entered = Text(null=True, default=None)
    amount = BigInt(null=True, default=None)
    dimension = Text(null=True, default=None)
    production_date = Date(null=True, default=None)
    expiry_date = Date(null=True, default=None)
    occurred_at = Timestamptz(null=True, default=None)
    inferred = Boolean()


class Link(Kept, Table, tablename="link"):
    """child was made from parent, by a record. amount is what was said or allocated; least and greatest bound it.

    until_log: the log in which until_seq counts; a link that is derived from several records may end in another's.
    """

    UNIQUES = (("home", "id"),)
    INDEXES = (("child",), ("parent",), ("record",))
    until_log = UUID(null=True, default=None)
    child = UUID()
    parent = UUID()
    kind = Text()
    amount = BigInt(null=True, default=None)
    least = BigInt(null=True, default=None)
    greatest = BigInt(null=True, default=None)
    dimension = Text(null=True, default=None)
    evidence = Text()
    occurred_at = Timestamptz()


class TrackingEvent(Kept, Table, tablename="tracking_event"):
    """One critical tracking event (CBV 2.0 business step and disposition) of a record's revision."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("log", "occurred_at"))
    kind = Text()
    step = Text()
    disposition = Text(null=True, default=None)
    occurred_at = Timestamptz()


class SameBatch(Kept, Table, tablename="same_batch"):
    """Somebody says that a and b are one batch; the links follow from it."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("a",), ("b",))
    a = UUID()
    b = UUID()
    reason = Text()
    occurred_at = Timestamptz()


class BatchHold(Kept, Table, tablename="batch_hold"):
    """A hold or recall, ordered by the party in whose log it stands."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept()
    level = Text()
    reason = Text()
    occurred_at = Timestamptz()


class HeldBatch(Kept, Table, tablename="held_batch"):
    """A batch that a hold or recall names."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("batch",))
    batch = UUID()
    level = Text()


class HoldRelease(Kept, Table, tablename="hold_release"):
    """The end of a hold or recall."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("hold",))
    hold = UUID()
    reason = Text(null=True, default=None)
    occurred_at = Timestamptz()


db.register(Batch, Link, TrackingEvent, SameBatch, BatchHold, HeldBatch, HoldRelease)
