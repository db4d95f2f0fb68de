"""What happens to food besides cooking: sent, received, sampled, counted, thrown away, kept cold."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Boolean, Date, Text, Timestamptz
from piccolo.table import Table

from traceability import db
from traceability.tables import Kept, kept


class StockCountLine(Kept, Table, tablename="stock_count_line"):
    """What was found of one batch in the store, in base units of `dimension`."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("batch",), ("log", "day"))
    batch = UUID()
    amount = BigInt()
    dimension = Text()
    evidence = Text()
    person = UUID(null=True, default=None)
    occurred_at = Timestamptz()
    day = Date()


class Dispatch(Kept, Table, tablename="dispatch"):
    """Cooked food sent to another campus, with its seal and label. temperature: tenths of a degree when it left."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("log", "day"), ("destination", "day"))
    destination = UUID()
    vehicle_plate = Text(null=True, default=None)
    seal = Text(null=True, default=None)
    label_food = Text(null=True, default=None)
    label_maker = Text(null=True, default=None)
    label_made_at = Timestamptz(null=True, default=None)
    label_eat_by = Timestamptz(null=True, default=None)
    label_how_to_eat = Text(null=True, default=None)
    temperature = BigInt(null=True, default=None)
    signer = UUID(null=True, default=None)
    second_signer = UUID(null=True, default=None)
    occurred_at = Timestamptz()
    day = Date()


class DispatchItem(Kept, Table, tablename="dispatch_item"):
    """One dish on the way. batch: the dispatched batch; parent: the dish batch it was taken from."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("batch",), ("parent",))
    line = BigInt()
    batch = UUID()
    parent = UUID()
    dish = Text(null=True, default=None)
    dish_en = Text(null=True, default=None)
    amount = BigInt(null=True, default=None)
    dimension = Text(null=True, default=None)
    portions = BigInt(null=True, default=None)


class DispatchReceipt(Kept, Table, tablename="dispatch_receipt"):
    """A dispatch as it arrived. seal_intact NULL: nobody looked."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("dispatch",), ("log", "day"))
    dispatch = UUID(null=True, default=None)
    seal_intact = Boolean(null=True, default=None)
    occurred_at = Timestamptz()
    day = Date()


class DispatchReceiptItem(Kept, Table, tablename="dispatch_receipt_item"):
    """One dish that arrived. batch: what this campus now holds; parent: the dispatched batch; temperature: tenths."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("batch",), ("parent",))
    line = BigInt()
    batch = UUID()
    parent = UUID()
    dish = Text(null=True, default=None)
    dish_en = Text(null=True, default=None)
    accepted = BigInt(null=True, default=None)
    rejected = BigInt()
    dimension = Text(null=True, default=None)
    portions = BigInt(null=True, default=None)
    temperature = BigInt(null=True, default=None)
    reason = Text(null=True, default=None)


class DispatchReceiver(Kept, Table, tablename="dispatch_receiver"):
    """Who received and signed, by person id and role."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("person",))
    person = UUID()
    role = Text()
    signed_at = Timestamptz()


class RetainedSample(Kept, Table, tablename="retained_sample"):
    """A sample of a dish kept for 48 hours (留样). batch: the sample's; parent: the dish batch; amount: mg."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("batch",), ("parent",), ("log", "day"))
    batch = UUID()
    parent = UUID()
    dish = Text(null=True, default=None)
    meal = Text(null=True, default=None)
    amount = BigInt(null=True, default=None)
    dimension = Text(null=True, default=None)
    unit = UUID(null=True, default=None)
    keep_until = Timestamptz()
    person = UUID(null=True, default=None)
    taken_at = Timestamptz()
    day = Date()


class SampleDisposal(Kept, Table, tablename="sample_disposal"):
    """The end of a retained sample; sample: the record that took it."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("sample",))
    sample = UUID()
    person = UUID(null=True, default=None)
    disposed_at = Timestamptz()


class Disposal(Kept, Table, tablename="disposal"):
    """Food thrown away (form E): a batch from the store, or a dish."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("batch",), ("log", "day"))
    batch = UUID()
    amount = BigInt(null=True, default=None)
    dimension = Text(null=True, default=None)
    reason = Text()
    handler = UUID(null=True, default=None)
    note = Text(null=True, default=None)
    occurred_at = Timestamptz()
    day = Date()


class StorageUnit(Kept, Table, tablename="storage_unit"):
    """A refrigerator, freezer or store room; its own limits in tenths of a degree, where it has any."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept()
    name = Text()
    name_en = Text(null=True, default=None)
    storage = Text()
    coldest = BigInt(null=True, default=None)
    warmest = BigInt(null=True, default=None)


class TemperatureReading(Kept, Table, tablename="temperature_reading"):
    """One reading, tenths of a degree. source: manual or sensor."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("unit", "occurred_at"), ("log", "day"))
    unit = UUID()
    temperature = BigInt()
    source = Text()
    person = UUID(null=True, default=None)
    occurred_at = Timestamptz()
    day = Date()


db.register(
    StockCountLine,
    Dispatch,
    DispatchItem,
    DispatchReceipt,
    DispatchReceiptItem,
    DispatchReceiver,
    RetainedSample,
    SampleDisposal,
    Disposal,
    StorageUnit,
    TemperatureReading,
)
