"""The snapshot of a delivery's receiving record, read in one transaction."""

from __future__ import annotations

import json
from typing import Any, cast
from uuid import UUID

from traceability import db, known
from traceability.documents.deposit import number_key
from traceability.errors import NotOnRecord
from traceability.ledger.record import body_of
from traceability.snapshot.delivery_shapes import Deposited, Photographed, ReceivingFacts, SentBack, Signed
from traceability.snapshot.duty_shapes import FindingStep
from traceability.snapshot.facts import read_facts, window_of
from traceability.snapshot.shapes import Correction, Delivery, Facts
from traceability.snapshot.site import checkpoint_read, district, positions, threshold_list
from traceability.snapshot.window import Window, amount, as_moment, day, recorded

DEPOSITED = (
    "SELECT k.record AS of_record, k.batch, x.record, x.rev, x.log, x.seq, v.leaf, x.kind, x.number, x.issued_on,"
    " x.valid_to, x.issuer, x.sha256, x.media_type, x.bytes FROM document_link k"
    " JOIN document x ON x.record = k.document AND @known(x) JOIN revision v ON v.record = x.record AND v.rev = x.rev"
    " WHERE (k.record = $1 OR k.batch IN @uuids($2)) AND @known(k) ORDER BY x.kind, x.record, k.batch"
)
SIGNED = (
    "SELECT r.person, r.role, r.signed_at, FALSE AS later FROM delivery_receiver r WHERE r.record = $1 AND @known(r)"
    " UNION ALL SELECT g.person, g.role, g.signed_at, TRUE FROM delivery_signature g"
    " WHERE g.delivery = $1 AND @known(g)"
    " ORDER BY 3, 1"
)
SENT_BACK = (
    "SELECT x.*, v.leaf FROM goods_return x JOIN revision v ON v.record = x.record AND v.rev = x.rev"
    " WHERE x.batch IN @uuids($1) AND @known(x) ORDER BY x.occurred_at, x.record"
)
STEPS = (
    "SELECT x.*, v.leaf FROM finding_step x JOIN revision v ON v.record = x.record AND v.rev = x.rev"
    " WHERE x.log = $1 AND x.day >= $2 AND @known(x) ORDER BY x.occurred_at, x.seq"
)


async def receiving_facts(
    report: UUID, delivery: UUID, public_url: str | None, checkpoint: UUID | None = None
) -> ReceivingFacts:
    """Everything a receiving record prints, as known at a checkpoint or (None) now. NotOnRecord: no such delivery."""
    async with db.snapshot():
        row = await known.fetch_one(
            checkpoint, "SELECT d.log, d.day, d.note FROM delivery d WHERE d.record = $1 AND @known(d)", delivery
        )
        if row is None:
            raise NotOnRecord(delivery=str(delivery))
        window, party = await window_of(row["log"], row["day"], row["day"], checkpoint)
        facts = _of_one(await read_facts(window, party), str(delivery))
        received = facts["deliveries"][0]
        revisions = await window.fetch(
            "SELECT v.record, v.rev, v.log, v.seq, v.leaf, v.kind, v.entry, v.recorded_at FROM revision v"
            " WHERE v.record = $1 AND @written(v) ORDER BY v.rev",
            delivery,
        )
        return {
            **facts,
            "as_known_at": await positions(window, [received]),
            "kind": "receiving_record",
            "report": str(report),
            "period": received["day"][:7],
            "made_at": window.moment(db.utc_now().replace(microsecond=0)),
            "verify_url": f"{public_url}/app/reports" if public_url else None,
            "district": await district(window, party),
            "thresholds": threshold_list(window),
            "delivery": str(delivery),
            "note": row["note"],
            "papers": await _papers(window, delivery, received),
            "photos": _photos(next(each["entry"] for each in revisions if each["rev"] == received["rev"])),
            "signed": await _signed(window, delivery),
            "sent_back": await _sent_back(window, received),
            "finding_steps": await _steps(window),
            "corrections": [_correction(window, each) for each in revisions if each["rev"] > 1],
            "checkpoint": await checkpoint_read(window),
        }


def _of_one(facts: Facts, delivery: str) -> Facts:
    """A day's facts without what has nothing to do with this delivery."""
    received = [one for one in facts["deliveries"] if one["id"] == delivery]
    lines = [line for one in received for line in one["lines"]]
    goods = {line["ingredient"]["id"] for line in lines}
    sellers = {line["supplier"] for line in lines}
    batches = {one for line in lines for one in (line["batch"], line["source"])}
    numbers = {paper["number_key"] for line in lines for paper in line["papers"]}
    numbers |= {
        number_key(line[key] or "") for line in lines for key in ("quarantine_number", "meat_inspection_number")
    }
    kept: dict[str, list[Any]] = {
        "deliveries": received,
        "suppliers": [one for one in facts["suppliers"] if one["id"] in sellers],
        "contracts": [one for one in facts["contracts"] if one["supplier"] in sellers],
        "orders": [one for one in facts["orders"] if one["id"] in {each["order"] for each in received}],
        "prices": [one for one in facts["prices"] if one["ingredient"] in goods],
        "certificate_uses": [one for one in facts["certificate_uses"] if one["number_key"] in numbers],
        "tests": [one for one in facts["tests"] if batches & set(one["batches"])],
        "holds": [one for one in facts["holds"] if batches & set(one["batches"])],
        "responsible": list(facts["responsible"]),
        "other_names": [one for one in facts["other_names"] if one["ingredient"] in goods],
    }
    return cast(Facts, {key: kept.get(key, []) if isinstance(of, list) else of for key, of in facts.items()})


async def _papers(window: Window, delivery: UUID, received: Delivery) -> list[Deposited]:
    of_batch = {one: line["line"] for line in received["lines"] for one in (line["batch"], line["source"]) if one}
    found: dict[UUID, Deposited] = {}
    for row in await window.fetch(DEPOSITED, delivery, sorted(UUID(one) for one in of_batch)):
        paper = found.setdefault(
            row["record"],
            {
                **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
                "lines": [],
                "kind": row["kind"],
                "number": row["number"],
                "issued_on": day(row["issued_on"]),
                "valid_to": day(row["valid_to"]),
                "issuer": row["issuer"],
                "sha256": row["sha256"],
                "media_type": row["media_type"],
                "bytes": row["bytes"],
            },
        )
        if row["batch"] is not None:
            paper["lines"] = sorted({*paper["lines"], of_batch[str(row["batch"])]})
    return list(found.values())


def _photos(entry: str) -> list[Photographed]:
    lines = (body_of(entry) or {}).get("lines", [])
    return [{"line": line["line"], "photo": photo} for line in lines for photo in line.get("photos", [])]


async def _signed(window: Window, delivery: UUID) -> list[Signed]:
    return [
        {
            "person": str(row["person"]),
            "role": row["role"],
            "signed_at": window.moment(as_moment(row["signed_at"])),
            "later": bool(row["later"]),
        }
        for row in await window.fetch(SIGNED, delivery)
    ]


async def _sent_back(window: Window, received: Delivery) -> list[SentBack]:
    return [
        {
            **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
            "occurred_at": window.moment(row["occurred_at"]),
            "batch": str(row["batch"]),
            "amount": amount(row["amount"], row["dimension"]),
            "reason": row["reason"],
        }
        for row in await window.fetch(SENT_BACK, sorted(UUID(line["batch"]) for line in received["lines"]))
    ]


async def _steps(window: Window) -> list[FindingStep]:
    """Steps on findings of the site since the day of the delivery."""
    return [
        {
            **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
            "finding": str(row["finding"]),
            "kind": row["step"],
            "author": str(row["author"]),
            "occurred_at": window.moment(row["occurred_at"]),
        }
        for row in await window.fetch(STEPS, window.site, window.first)
    ]


def _correction(window: Window, row: db.Row) -> Correction:
    told = json.loads(row["entry"]).get("correction") or {}
    return {
        **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
        "kind": row["kind"],
        "recorded_at": window.moment(row["recorded_at"]),
        "reason": told.get("reason"),
    }
