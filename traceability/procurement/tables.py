"""Contracts and purchase orders with their lines."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Boolean, Date, Text, Timestamptz
from piccolo.table import Table

from traceability import db
from traceability.tables import Kept, kept


class Contract(Kept, Table, tablename="contract"):
    """A contract of the buyer in whose log it stands. tendered: by open tender; NULL where nobody said."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("supplier", "valid_to"), ("number",))
    supplier = UUID()
    number = Text(null=True, default=None)
    valid_from = Date()
    valid_to = Date(null=True, default=None)
    tendered = Boolean(null=True, default=None)


class ContractLine(Kept, Table, tablename="contract_line"):
    """A price that a contract fixes: yuan per `unit`, a decimal string."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("ingredient",))
    supplier = UUID()
    ingredient = UUID()
    unit_price = Text()
    unit = Text()


class PurchaseOrder(Kept, Table, tablename="purchase_order"):
    """What a site ordered from a supplier for a day."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("log", "due"), ("supplier", "due"), ("number",))
    supplier = UUID()
    number = Text(null=True, default=None)
    contract = UUID(null=True, default=None)
    due = Date()
    ordered_at = Timestamptz(null=True, default=None)
    note = Text(null=True, default=None)


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


db.register(Contract, ContractLine, PurchaseOrder, PurchaseOrderLine)
