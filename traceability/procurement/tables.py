"""Contracts and purchase orders with their lines."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Boolean, Date, Text, Timestamptz
from piccolo.table import Table

from traceability import db
from traceability.tables import Kept, kept


class Contract(Kept, Table, tablename="contract"):
    """A contract of the buyer in whose log it stands. NULL in tendered and on_platform: nobody said.

    tendered: won by open tender; on_platform: concluded on the collective-purchase platform (集采平台).
    """

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("supplier", "valid_to"), ("number",))
    supplier = UUID()
    number = Text(null=True, default=None)
    valid_from = Date()
    valid_to = Date(null=True, default=None)
    tendered = Boolean(null=True, default=None)
    on_platform = Boolean(null=True, default=None)


class ContractLine(Kept, Table, tablename="contract_line"):
    """A price that a contract fixes: yuan per `unit`, a decimal string."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("ingredient",))
    supplier = UUID()
    ingredient = UUID()
    unit_price = Text()
    unit = Text()


class PurchaseOrder(Kept, Table, tablename="purchase_order"):
    """What a site ordered from a supplier for a day. on_platform: on the collective-purchase platform; NULL: unsaid."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("log", "due"), ("supplier", "due"), ("number",))
    supplier = UUID()
    number = Text(null=True, default=None)
    contract = UUID(null=True, default=None)
    due = Date()
    ordered_at = Timestamptz(null=True, default=None)
    note = Text(null=True, default=None)
    on_platform = Boolean(null=True, default=None)


class PurchaseOrderLine(Kept, Table, tablename="purchase_order_line"):
    """amount: base units of `dimension`; unit_price: yuan per `entered_unit`; label_temperature: tenths of a degree."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("ingredient",))
    line = BigInt()
    ingredient = UUID()
    amount = BigInt()
    dimension = Text()
    entered = Text()
    entered_unit = Text()
    unit_price = Text(null=True, default=None)
    label_temperature = BigInt(null=True, default=None)


class ReferencePrice(Kept, Table, tablename="reference_price"):
    """A published price in a region: yuan per `unit`, a decimal string, for the days from valid_from to valid_to."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("ingredient", "valid_from"), ("region",))
    region = Text()
    ingredient = UUID()
    unit_price = Text()
    unit = Text()
    valid_from = Date()
    valid_to = Date(null=True, default=None)
    source = Text()


db.register(Contract, ContractLine, PurchaseOrder, PurchaseOrderLine, ReferencePrice)
