"""Parties: legal organisations and the sites they work at, their papers, and the people who act for them."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Boolean, Bytea, Date, Text, Timestamptz
from piccolo.table import Table

from traceability import db
from traceability.tables import Kept, kept


class Party(Kept, Table, tablename="party"):
    """An organisation or a site (GS1 party, location). Its record id is its id and its log's.

    kind: organisation or site; trade: what it does (register.Trade); organisation: who runs a site.
    region: administrative division code (6 to 12 digits), which may change; `home` never does.
    credit_code_valid: whether its check character is right; NULL where no code was given.
    complaint_contact: whom parents turn to, as printed beside the menu: an office's number, never a person's.
    """

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("region",), ("organisation",), ("pinyin",), ("credit_code",))
    kind = Text()
    trade = Text()
    organisation = UUID(null=True, default=None)
    name = Text()
    name_en = Text(null=True, default=None)
    pinyin = Text()
    region = Text()
    address = Text(null=True, default=None)
    contact = UUID(null=True, default=None)
    credit_code = Text(null=True, default=None)
    credit_code_valid = Boolean(null=True, default=None)
    gln = Text(null=True, default=None)
    gln_valid = Boolean(null=True, default=None)
    operating_mode = Text(null=True, default=None)
    enrolment = BigInt(null=True, default=None)
    complaint_contact = Text(null=True, default=None)


class SiteCode(Table, tablename="site_code"):
    """The public code of a site. id: the site's; the code follows from it (partners/public_code.py)."""

    UNIQUES = (("home", "id"),)
    INDEXES = (("code",),)
    id = UUID(primary_key=True, default=None)
    home = UUID()
    code = Text()


class Licence(Kept, Table, tablename="licence"):
    """A licence of the party in whose log it stands. scope: space-separated food groups, empty where it names none."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("log", "valid_to"), ("number",))
    kind = Text()
    number = Text()
    valid_from = Date(null=True, default=None)
    valid_to = Date(null=True, default=None)
    scope = Text()
    issued_by = Text(null=True, default=None)


class Appointment(Kept, Table, tablename="appointment"):
    """A person in a role at the site in whose log it stands; valid_to: the last day, NULL until further notice."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("person",), ("log", "role"))
    person = UUID()
    role = Text()
    valid_from = Date()
    valid_to = Date(null=True, default=None)


class Vetting(Kept, Table, tablename="vetting"):
    """What the organisation in whose log it stands found out about a supplier.

    occasion: admission, yearly, incident or exit; NULL where nobody said. score of at most `score_most`, where points
    were given; participants: how many took part besides who evaluated (parents, teachers, the diet committee).
    """

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("supplier", "vetted_on"))
    supplier = UUID()
    vetted_on = Date()
    outcome = Text()
    incident_free_since = Date(null=True, default=None)
    on_blacklist = Boolean(null=True, default=None)
    evaluation = Text(null=True, default=None)
    valid_to = Date(null=True, default=None)
    occasion = Text(null=True, default=None)
    score = BigInt(null=True, default=None)
    score_most = BigInt(null=True, default=None)
    grade = Text(null=True, default=None)
    evaluated_by = UUID(null=True, default=None)
    participants = BigInt(null=True, default=None)
    reason = Text(null=True, default=None)


class VettingCriterion(Kept, Table, tablename="vetting_criterion"):
    """One criterion of an evaluation: `score` points of at most `most`."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept()
    line = BigInt()
    criterion = Text()
    score = BigInt()
    most = BigInt(null=True, default=None)
    remark = Text(null=True, default=None)


class HealthCertificate(Kept, Table, tablename="health_certificate"):
    """That a person's health certificate was seen, by whom and when, and how long it runs; nothing of what it says."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("person", "valid_to"))
    person = UUID()
    valid_from = Date()
    valid_to = Date()
    issuer = Text(null=True, default=None)
    seen_by = UUID(null=True, default=None)
    seen_on = Date(null=True, default=None)


class PersonEntry(Kept, Table, tablename="person_entry"):
    """What the ledger knows of a person: a salted commitment to a row that can be erased."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("commitment",))
    commitment = Text()


class Person(Table, tablename="person"):
    """The erasable side of a person: one row for each content ever entered under the id.

    id: the person's id for the first content, derived from it and the commitment for later ones. salt: 32 random bytes,
    the same in all rows of a person. Erasing leaves id, person, home and erased_at.
    """

    UNIQUES = (("home", "id"),)
    INDEXES = (("person",), ("retention_until",))
    id = UUID(primary_key=True, default=None)
    home = UUID()
    person = UUID()
    organisation = UUID()
    commitment = Text(null=True, default=None)
    salt = Bytea(null=True, default=None)
    name = Text(null=True, default=None)
    phone = Text(null=True, default=None)
    retention_until = Date(null=True, default=None)
    erased_at = Timestamptz(null=True, default=None)


db.register(Party, SiteCode, Licence, Appointment, Vetting, VettingCriterion, HealthCertificate, PersonEntry, Person)
