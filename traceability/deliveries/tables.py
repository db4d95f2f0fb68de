"""Deliveries and their lines, as received."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Boolean, Date, Text, Timestamptz
from piccolo.table import Table

from traceability import db
from traceability.tables import Kept, kept


class Delivery(Kept, Table, tablename="delivery"):
    """One arrival. vehicle_temperature: tenths of a degree; day: the site's business day; documents: how many."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("log", "day"), ("supplier", "day"), ("purchase_order",), ("note_number",))
    supplier = UUID()
    purchase_order = UUID(null=True, default=None)
    note_number = Text(null=True, default=None)
    vehicle_plate = Text(null=True, default=None)
    vehicle_temperature = BigInt(null=True, default=None)
    note = Text(null=True, default=None)
    occurred_at = Timestamptz()
    day = Date()


class DeliveryReceiver(Kept, Table, tablename="delivery_receiver"):
    """Who received and signed, by person id and role."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("person",))
    person = UUID()
    role = Text()
    signed_at = Timestamptz()


class DeliverySignature(Kept, Table, tablename="delivery_signature"):
    """A receiver who signed after the delivery was recorded."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("delivery",), ("person",))
    delivery = UUID()
    person = UUID()
    role = Text()
    signed_at = Timestamptz()


class DeliveryLine(Kept, Table, tablename="delivery_line"):
    """One line: amounts in base units of `dimension` and as entered; temperatures in tenths of a degree.

    batch: the campus batch it makes; source: the supplier's batch it came from. unit_price: yuan per `price_unit`, a
    decimal string. The package's content and the label belong to this batch alone. produced_in: ISO 3166 country;
    slaughterhouse: its name or code as stamped; the keys are numbers in one spelling.
    """

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("batch",), ("source",), ("lot",), ("ingredient",), ("log", "day"))
    line = BigInt()
    batch = UUID()
    source = UUID()
    ingredient = UUID()
    supplier = UUID()
    name_seen = Text(null=True, default=None)
    specification = Text(null=True, default=None)
    dimension = Text()
    ordered = BigInt(null=True, default=None)
    ordered_dimension = Text(null=True, default=None)
    delivered = BigInt(null=True, default=None)
    accepted = BigInt()
    rejected = BigInt()
    entered = Text()
    entered_unit = Text()
    reason = Text(null=True, default=None)
    lot = Text(null=True, default=None)
    lot_entered = Text(null=True, default=None)
    production_date = Date(null=True, default=None)
    expiry_date = Date(null=True, default=None)
    producer = UUID(null=True, default=None)
    producer_name = Text(null=True, default=None)
    producer_address = Text(null=True, default=None)
    origin = Text(null=True, default=None)
    consignor = UUID(null=True, default=None)
    package_count = BigInt(null=True, default=None)
    package_unit = Text(null=True, default=None)
    package_content = BigInt(null=True, default=None)
    temperature = BigInt(null=True, default=None)
    label_temperature = BigInt(null=True, default=None)
    appearance = Text(null=True, default=None)
    unit_price = Text(null=True, default=None)
    produced_in = Text(null=True, default=None)
    chinese_label = Boolean(null=True, default=None)
    slaughterhouse = Text(null=True, default=None)
    quarantine_number = Text(null=True, default=None)
    quarantine_key = Text(null=True, default=None)
    meat_inspection_number = Text(null=True, default=None)
    meat_inspection_key = Text(null=True, default=None)
    asf_report_number = Text(null=True, default=None)
    evidence = Text()
    occurred_at = Timestamptz()
    day = Date()


class DocumentLink(Kept, Table, tablename="document_link"):
    """A document named by a record: of the whole delivery (batch NULL) or of one batch of it."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("document",), ("batch",))
    document = UUID()
    batch = UUID(null=True, default=None)


class GoodsReturn(Kept, Table, tablename="goods_return"):
    """Accepted goods that went back to the supplier later. amount: base units of `dimension`."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("batch",), ("delivery",), ("log", "day"))
    delivery = UUID(null=True, default=None)
    supplier = UUID(null=True, default=None)
    batch = UUID()
    amount = BigInt()
    dimension = Text()
    entered = Text()
    entered_unit = Text()
    reason = Text()
    person = UUID(null=True, default=None)
    occurred_at = Timestamptz()
    day = Date()


class Announcement(Kept, Table, tablename="announcement"):
    """A batch upstream of every kitchen, as who made or shipped it says. storage_temperature: tenths of a degree."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("batch",), ("lot",), ("recipient",), ("quarantine_key",), ("meat_inspection_key",))
    step = Text()
    batch = UUID()
    ingredient = UUID()
    recipient = UUID(null=True, default=None)
    lot = Text(null=True, default=None)
    lot_entered = Text(null=True, default=None)
    production_date = Date(null=True, default=None)
    expiry_date = Date(null=True, default=None)
    amount = BigInt(null=True, default=None)
    dimension = Text(null=True, default=None)
    origin = Text(null=True, default=None)
    quarantine_number = Text(null=True, default=None)
    quarantine_key = Text(null=True, default=None)
    meat_inspection_number = Text(null=True, default=None)
    meat_inspection_key = Text(null=True, default=None)
    storage_temperature = BigInt(null=True, default=None)
    produced_in = Text(null=True, default=None)
    slaughterhouse = Text(null=True, default=None)
    slaughtered_on = Date(null=True, default=None)
    asf_report_number = Text(null=True, default=None)
    occurred_at = Timestamptz()
    day = Date()


db.register(Delivery, DeliveryReceiver, DeliverySignature, DeliveryLine, DocumentLink, GoodsReturn, Announcement)
