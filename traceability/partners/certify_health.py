"""Note that somebody's health certificate was seen (FSL Art 45: every year): how long it runs, never what it says."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from traceability.bodies import Body, Day, Name
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.partners.tables import HealthCertificate
from traceability.scope import OFFICE, Scope


class HealthCertificateBody(Body):
    """The certificate (健康证明) of a person who works at a site, valid on both days and between them.

    There is no field for a finding, a number or a copy: the paper stays with the person. seen_by, seen_on: who looked
    at it, and when.
    """

    site: UUID
    person: UUID
    valid_from: Day
    valid_to: Day
    issuer: Name | None = None
    seen_by: UUID | None = None
    seen_on: Day | None = None


def rows(entry: Entry[HealthCertificateBody]) -> Rows:
    body = entry.body
    certificate = entry.row(
        "certificate",
        person=body.person,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
        issuer=body.issuer,
        seen_by=body.seen_by,
        seen_on=body.seen_on,
    )
    return {HealthCertificate: [certificate]}


HEALTH_CERTIFICATE = Kind(
    name="health_certificate",
    path="health-certificates",
    body=HealthCertificateBody,
    writers=OFFICE,
    rows=rows,
    tables=(HealthCertificate,),
    log=lambda body: body.site,
)


async def certify_health(scope: Scope, certificates: Sequence[Submission]) -> list[Receipt]:
    """Record health certificates, expired ones as well."""
    return await record(scope, HEALTH_CERTIFICATE, certificates)
