"""Check the ledger: every leaf is the hash of its entry, every log is numbered without a gap or a repeat, every typed
row is what its entry makes, and every checkpoint signed what stands here.

What is found is named: table, record and column, or log and entries. Not covered, since nothing signs or derives them:
`revision.raw_digest` and a correction's `body_digest` (which tell a repeat), and the amounts of derived links that no
longer hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any
from uuid import UUID

from traceability import db
from traceability.bodies import Body, parse_body
from traceability.canonical import canonicalise, digest, leaf_hash, parse_json
from traceability.errors import Invalid
from traceability.identifiers import derive
from traceability.kinds import BY_NAME
from traceability.ledger.kinds import Entry
from traceability.ledger.merkle import NOTHING, Peaks
from traceability.ledger.record import DEFAULT_ZONE
from traceability.ledger.signing import TrustedKeys
from traceability.ledger.verify_checkpoints import Signed, check_checkpoints, differing
from traceability.ledger.verify_derived import check_derived_links, check_side_rows
from traceability.ledger.verify_rows import RowCheck, Written, strangers

PAGE = 500
ENTRY_MOST = 10_000_000
COLUMNS = (
    "SELECT id, home, log, seq, record, rev, kind, entry, leaf, body_digest, correction, author, voided, recorded_at"
    " FROM revision"
)


async def verify_ledger(trusted_keys: TrustedKeys | None = None) -> tuple[int, list[str]]:
    """How many leaves were checked, and a sentence for each fault.

    trusted_keys: whose checkpoints are believed; None: any, so that a forged one is only found by what it does not fit.
    """
    checked = 0
    async with db.snapshot():
        signed, faults = await check_checkpoints(trusted_keys)
        sources = set[UUID]()
        for log in await db.fetch("SELECT id, home, size, zone FROM log ORDER BY id"):
            walk = _Walk(log, signed.pop(log["id"], []), sources)
            checked += await walk.check()
            faults += walk.faults
        for gone, states in signed.items():
            faults.append(
                f"log {gone}: it is gone, and checkpoint {states[-1].number} signed {states[-1].size} entries"
            )
        faults += await _outside_any_log()
        faults += await strangers(sources)
        faults += await check_derived_links()
        faults += await check_side_rows()
    return checked, faults


@dataclass(slots=True)
class _Walk:
    """A walk along one log: its entries in order, the rows they make, and the roots that were signed of it.

    signed: what is still to be compared, by size; peaks: of the leaves up to here, begun anew from what was signed
    wherever that differs, so that each fault is told once; good: up to where all is compared; zone: of the business
    days of what was recorded here.
    """

    log: db.Row
    signed: list[Signed]
    sources: set[UUID]
    faults: list[str] = field(default_factory=list)
    peaks: Peaks = NOTHING
    good: int = 0
    last: int = 0
    zone: str | None = None

    @property
    def name(self) -> str:
        return f"log {self.log['id']}"

    async def check(self) -> int:
        """How many leaves there were."""
        checked = 0
        while page := await self._page():
            written = [entry for row in page if (entry := self._step(row)) is not None]
            check = RowCheck(written, self.sources)
            self.faults += await check.faults()
            checked += len(page)
        self._compare(None)
        if self.last != self.log["size"] or not self.last:
            self.faults.append(f"{self.name}: {self.last} entries, but its size is {self.log['size']}")
        if self.zone is not None and self.zone != self.log["zone"]:
            self.faults.append(f"{self.name}: zone is not what its records say")
        return checked

    async def _page(self) -> Sequence[db.Row]:
        where = f"{COLUMNS} WHERE home = $1 AND log = $2 AND seq > $3 ORDER BY seq LIMIT {PAGE}"
        try:
            return await db.fetch(where, self.log["home"], self.log["id"], self.last)
        except (ValueError, *db.DatabaseError):  # SQLite keeps any value in any column
            self.faults.append(f"{self.name}: a value of revision behind entry {self.last} cannot be read")
            return []

    def _step(self, row: db.Row) -> Written | None:
        """Check one entry by itself; what it wrote, where it can be understood."""
        self._compare(row["seq"])
        if row["seq"] != self.last + 1:
            self.faults.append(f"{self.name}: entry {row['seq']} stands where {self.last + 1} is expected")
        self.last = row["seq"]
        text = row["entry"].encode()
        self.peaks = self.peaks.followed_by([leaf_hash(text)])
        name = f"{row['kind']} {row['record']} revision {row['rev']}"
        try:
            head: Any = parse_json(text, ENTRY_MOST)
        except Invalid:
            head = None
        self.faults += [f"{name}: {fault}" for fault in entry_faults(row, text, head)]
        return self._written(row, head, name) if isinstance(head, dict) else None

    def _written(self, row: db.Row, head: dict[str, Any], name: str) -> Written | None:
        kind = BY_NAME.get(row["kind"])
        if kind is None:
            return None
        try:
            body: Body | None = None if head.get("body") is None else parse_body(kind.body, head["body"])
        except Invalid:
            self.faults.append(f"{name}: the entry has no body of this kind")
            return None
        if body is not None:
            party = kind.log(body) if kind.log else row["record"]
            if party != row["log"]:
                self.faults.append(f"{name}: it stands in the log of another party")
            if kind.home and row["rev"] == 1 and kind.home(body) != row["home"]:
                self.faults.append(f"{name}: home is not that of its region")
        told = getattr(body, "zone", None) if kind.log is None else None
        zone = self.zone or told or DEFAULT_ZONE  # a corrected zone holds from the next entry on
        self.zone = told or zone
        return Written(
            kind, Entry(row["record"], row["rev"], row["home"], row["log"], row["seq"], zone, body, row["author"])
        )

    def _compare(self, before: int | None) -> None:
        """Compare the roots that were signed of sizes below this entry; None: all that are left."""
        while self.signed and (before is None or self.signed[0].size < before):
            signed = self.signed.pop(0)
            if self.peaks != signed.peaks:
                first, last = differing(self.peaks, signed.peaks, self.good)
                which = f"entry {first} is" if first == last else f"entries {first} to {last} are"
                self.faults.append(f"{self.name}: {which} not what checkpoint {signed.number} signed")
                self.peaks = signed.peaks
            self.good = signed.size


def entry_faults(row: db.Row, text: bytes, head: object) -> list[str]:
    """What is wrong with one row of `revision` by itself; `head`: its entry, parsed."""
    faults = []
    if leaf_hash(text) != bytes(row["leaf"]):
        faults.append("the entry is not what its leaf says")
    if not isinstance(head, dict) or canonicalise(head) != text:
        return [*faults, "the entry is not in RFC 8785 form"]
    if (head.get("id"), head.get("revision"), head.get("kind")) != (str(row["record"]), row["rev"], row["kind"]):
        faults.append("the entry speaks of another record")
    correction = head.get("correction")
    correction = correction if isinstance(correction, dict) else {}
    told = {
        "id": (row["id"], derive(row["record"], str(row["rev"]))),
        "author": (str(row["author"]), head.get("author")),
        "correction": (row["correction"] and str(row["correction"]), correction.get("id")),
        "voided": (bool(row["voided"]), head.get("body") is None),
        "recorded_at": (
            row["recorded_at"].astimezone(UTC).isoformat(timespec="milliseconds"),
            head.get("recorded_at"),
        ),
    }
    if row["rev"] == 1:
        told["body_digest"] = (bytes(row["body_digest"]), digest(canonicalise(head.get("body"))))
    elif correction.get("saw") != row["rev"] - 1:
        faults.append("it corrects another revision than the one before")
    return faults + [f"{column} is not what the entry says" for column, (is_, says) in told.items() if is_ != says]


async def _outside_any_log() -> list[str]:
    rows = await db.fetch(
        "SELECT kind, record, rev FROM revision v"
        " WHERE NOT EXISTS (SELECT 1 FROM log l WHERE l.id = v.log AND l.home = v.home) ORDER BY record, rev"
    )
    return [f"{row['kind']} {row['record']} revision {row['rev']}: it stands in no log" for row in rows]
