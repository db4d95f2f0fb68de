"""Register organisations and sites. Each founds a log of its own, and gets the home that it keeps for good."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import available_timezones

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from traceability import db
from traceability.bodies import Body, Code, Count, Name, Region
from traceability.identifiers import credit_code_valid, derive, gln_valid
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import DEFAULT_ZONE, Receipt, Submission, record
from traceability.partners.public_code import code_rows
from traceability.partners.tables import Party, SiteCode
from traceability.pinyin import pinyin_key
from traceability.scope import OFFICE, Role, Scope
from traceability.vocabulary import OperatingMode, Trade

HOMES = UUID("6f1d3c1e-2b5a-4f0e-9c57-0d2a7b8e4a11")
"""Namespace of homes. Fixed for good: rows of one district lie together because they share what derives from it."""


_zones = cache(available_timezones)


def _zone(value: str) -> str:
    if value not in _zones():
        raise PydanticCustomError("unknown_zone", "unknown time zone", {"zone": value})
    return value


Zone = Annotated[str, AfterValidator(_zone)]


class OrganisationBody(Body):
    """A legal party. A credit code is recorded as it stands on the paper, with whether its check character is right."""

    name: Name
    name_en: Name | None = None
    trade: Trade
    region: Region
    address: Name | None = None
    contact: UUID | None = None
    credit_code: Code | None = None
    gln: Code | None = None


class SiteBody(Body):
    """A place an organisation works at. zone: IANA time zone of its business days; enrolment: children on its rolls.

    complaint_contact: shown to parents beside the menu, so an office or hot line, never a person's name or phone.
    """

    organisation: UUID
    name: Name
    name_en: Name | None = None
    trade: Trade = Trade.CAMPUS
    region: Region
    address: Name | None = None
    contact: UUID | None = None
    gln: Code | None = None
    operating_mode: OperatingMode | None = None
    enrolment: Count | None = None
    zone: Zone = DEFAULT_ZONE
    complaint_contact: Name | None = None


def home_of(region: str) -> UUID:
    """The home of a party that is registered in this region: its district's, whatever becomes of the district."""
    return derive(HOMES, region[:6])


def _party(entry: Entry[Any], kind: str, **columns: Any) -> Rows:
    body = entry.body
    party = entry.row(
        "party",
        kind=kind,
        trade=body.trade.value,
        name=body.name,
        name_en=body.name_en,
        pinyin=pinyin_key(body.name),
        region=body.region,
        address=body.address,
        contact=body.contact,
        gln=body.gln,
        gln_valid=gln_valid(body.gln) if body.gln else None,
        **columns,
    )
    return {Party: [party]}


def organisation_rows(entry: Entry[OrganisationBody]) -> Rows:
    """The organisation; its credit code in capitals and half-width, right or wrong."""
    code = unicodedata.normalize("NFKC", entry.body.credit_code or "").upper() or None
    valid = credit_code_valid(code) if code else None
    return _party(entry, "organisation", credit_code=code, credit_code_valid=valid)


def site_rows(entry: Entry[SiteBody]) -> Rows:
    body = entry.body
    mode = body.operating_mode.value if body.operating_mode else None
    return _party(
        entry,
        "site",
        organisation=body.organisation,
        operating_mode=mode,
        enrolment=body.enrolment,
        complaint_contact=body.complaint_contact,
    )


async def settle_site(entries: Sequence[Entry[SiteBody]]) -> None:
    """The public code; a corrected time zone holds for the business days of what is recorded from now on."""
    codes = code_rows((e.record, e.home) for e in entries if e.rev == 1)
    await db.insert({SiteCode: codes}, ignore=frozenset({SiteCode}))
    for entry in {e.record: e for e in sorted(entries, key=lambda e: e.rev)}.values():
        await db.fetch("UPDATE log SET zone = $2 WHERE id = $1 AND zone <> $2", entry.log, entry.body.zone)


ORGANISATION = Kind(
    name="organisation",
    path="organisations",
    body=OrganisationBody,
    writers=OFFICE | {Role.SUPPLIER},
    rows=organisation_rows,
    tables=(Party,),
    log=None,
    home=lambda body: home_of(body.region),
)
SITE = Kind(
    name="site",
    path="sites",
    body=SiteBody,
    writers=OFFICE | {Role.SUPPLIER},
    rows=site_rows,
    tables=(Party,),
    log=None,
    home=lambda body: home_of(body.region),
    settle=settle_site,
)


async def register_organisations(scope: Scope, organisations: Sequence[Submission]) -> list[Receipt]:
    """Found organisations (only the operator may); a supplier or manager may correct their own."""
    return await record(scope, ORGANISATION, organisations)


async def register_sites(scope: Scope, sites: Sequence[Submission]) -> list[Receipt]:
    """Found sites of organisations in the scope."""
    return await record(scope, SITE, sites)
