"""Parties: legal organisations and the sites they work at."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Text
from piccolo.table import Table

from traceability import db
from traceability.tables import Kept, kept


class Party(Kept, Table, tablename="party"):
    """An organisation or a site (GS1 party, location). Its record id is its id and its log's.

    trade: farm, slaughterhouse, processor, wholesaler, caterer, school or authority; organisation: who runs a site.
    region: administrative division code (6 to 12 digits), which may change; `home` never does.
    """

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("region",), ("organisation",), ("pinyin",))
    kind = Text()
    trade = Text()
    organisation = UUID(null=True, default=None)
    name = Text()
    name_en = Text(null=True, default=None)
    pinyin = Text()
    region = Text()
    address = Text(null=True, default=None)
    credit_code = Text(null=True, default=None)
    gln = Text(null=True, default=None)
    operating_mode = Text(null=True, default=None)
    enrolment = BigInt(null=True, default=None)


db.register(Party)
