"""Sign a delivery as its second receiver, after it was recorded; and which deliveries still wait for one."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from traceability import db
from traceability.bodies import Body, Moment
from traceability.deliveries.tables import DeliverySignature
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.partners.place import Place
from traceability.scope import CANTEEN, Scope
from traceability.vocabulary import ReceiverRole

RECEIVERS = 2
"""How many people receive a delivery (教体艺厅函〔2025〕30号); in which offices is a rule's business."""


class DeliverySignatureBody(Body):
    """A further receiver's signature. The delivery may be recorded after it: tablets send when they can."""

    site: UUID
    delivery: UUID
    person: UUID
    role: ReceiverRole
    signed_at: Moment


def rows(entry: Entry[DeliverySignatureBody]) -> Rows:
    body = entry.body
    return {
        DeliverySignature: [
            entry.row(
                "signature", delivery=body.delivery, person=body.person, role=body.role.value, signed_at=body.signed_at
            )
        ]
    }


DELIVERY_SIGNATURE = Kind(
    name="delivery_signature",
    path="delivery-signatures",
    body=DeliverySignatureBody,
    writers=CANTEEN,
    rows=rows,
    tables=(DeliverySignature,),
    log=lambda body: body.site,
)


async def countersign(scope: Scope, signatures: Sequence[Submission]) -> list[Receipt]:
    """Record second receivers' signatures."""
    return await record(scope, DELIVERY_SIGNATURE, signatures)


UNSIGNED = (
    "WITH signed AS (SELECT log, record AS delivery, person FROM delivery_receiver WHERE log = $1 AND until_seq IS NULL"
    " UNION SELECT log, delivery, person FROM delivery_signature WHERE log = $1 AND until_seq IS NULL)"
    " SELECT d.record, d.supplier, d.occurred_at, p.name, p.name_en,"
    " (SELECT COUNT(*) FROM delivery_line l WHERE l.record = d.record AND l.until_seq IS NULL) AS line_count,"
    " (SELECT s.person FROM delivery_receiver s WHERE s.record = d.record AND s.until_seq IS NULL"
    "  ORDER BY s.signed_at, s.id LIMIT 1) AS first"
    " FROM delivery d LEFT JOIN party p ON p.record = d.supplier AND p.until_seq IS NULL"
    " WHERE d.log = $1 AND d.until_seq IS NULL"
    " AND (SELECT COUNT(*) FROM signed s WHERE s.delivery = d.record) < $2"
    " ORDER BY d.occurred_at DESC, d.record LIMIT $3"
)


async def unsigned(place: Place, most: int) -> list[db.Row]:
    """The latest deliveries of a site that fewer than two people have signed, newest first; `first`: who did."""
    return await db.fetch(UNSIGNED, place.site, RECEIVERS, most)
