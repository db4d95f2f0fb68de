"""Check the ledger: every leaf is the hash of its entry, every log is numbered without a gap or a repeat."""

from __future__ import annotations

from traceability import db
from traceability.canonical import canonicalise, leaf_hash, parse_json

PAGE = 2000


async def verify_ledger() -> tuple[int, list[str]]:
    """How many leaves were checked, and a sentence for each fault."""
    faults: list[str] = []
    checked, sizes = 0, dict[object, int]()
    after: tuple[object, int] | None = None
    async with db.snapshot():
        while True:
            rows = await _page(after)
            if not rows:
                break
            for row in rows:
                expected = sizes.get(row["log"], 0) + 1
                if row["seq"] != expected:
                    faults.append(f"log {row['log']}: entry {row['seq']} stands where {expected} is expected")
                sizes[row["log"]] = row["seq"]
                faults += _faults(row)
            checked += len(rows)
            after = rows[-1]["log"], rows[-1]["seq"]
        for log in await db.fetch("SELECT id, size FROM log"):
            if sizes.get(log["id"], 0) != log["size"]:
                faults.append(f"log {log['id']}: {sizes.get(log['id'], 0)} entries, but its size is {log['size']}")
    return checked, faults


async def _page(after: tuple[object, int] | None) -> list[db.Row]:
    columns = "SELECT log, seq, record, rev, kind, entry, leaf FROM revision"
    if after is None:
        return await db.fetch(f"{columns} ORDER BY log, seq LIMIT {PAGE}")
    return await db.fetch(
        f"{columns} WHERE log > $1 OR (log = $1 AND seq > $2) ORDER BY log, seq LIMIT {PAGE}", after[0], after[1]
    )


def _faults(row: db.Row) -> list[str]:
    name = f"{row['kind']} {row['record']} revision {row['rev']}"
    text = row["entry"].encode()
    faults = []
    if leaf_hash(text) != bytes(row["leaf"]):
        faults.append(f"{name}: the entry is not what its leaf says")
    value = parse_json(text, limit=10_000_000)
    if canonicalise(value) != text:
        faults.append(f"{name}: the entry is not in RFC 8785 form")
    head = value if isinstance(value, dict) else {}
    if (head.get("id"), head.get("revision"), head.get("kind")) != (str(row["record"]), row["rev"], row["kind"]):
        faults.append(f"{name}: the entry speaks of another record")
    return faults
