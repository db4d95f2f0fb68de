"""Prove records against a checkpoint, and verify such proofs without a database.

A proof is record -> leaf -> root of its log -> root of the checkpoint -> signature. Whoever has `proofs.json` (see
proof_shapes.py) and a public key they trust can check each step alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from traceability import db
from traceability.bodies import parse_body
from traceability.canonical import canonicalise, leaf_hash, parse_json
from traceability.errors import Fault, Invalid, LedgerDamaged, NotOnRecord, pointer_to
from traceability.ledger.checkpoint import Checkpoint, LogState, hash_text, leaves_of, log_leaf, read_hash, states_at
from traceability.ledger.merkle import includes, inclusion, levels
from traceability.ledger.proof_shapes import CheckpointText, ProofsBody, ProvedLog, ProvedRecord, SignedText
from traceability.ledger.signing import TrustedKeys, from_base64, is_signed, key_id

PAGE = 5000
ENTRY_MOST = 10_000_000

REVISIONS = "SELECT seq, record, kind, rev, leaf, entry FROM revision WHERE home = $1 AND log = $2 AND seq IN @ints($3)"


async def proofs_of(
    checkpoint: Checkpoint, places: Sequence[tuple[UUID, int]], with_entries: bool = True
) -> dict[str, Any]:
    """The value of `proofs.json` for these entries, each by its log and its sequence there, in their order.

    NotOnRecord: a place the checkpoint does not cover; LedgerDamaged: the log is not what the checkpoint signed.
    """
    states = await states_at(checkpoint.id)
    over_logs = levels([state.leaf for state in states])
    index = {state.log: n for n, state in enumerate(states)}
    wanted: dict[UUID, list[int]] = {}
    for log, seq in dict.fromkeys(places):
        if log not in index or not 1 <= seq <= states[index[log]].size:
            raise NotOnRecord(log=str(log), seq=seq, checkpoint=str(checkpoint.id))
        wanted.setdefault(log, []).append(seq)
    proved: dict[tuple[UUID, int], dict[str, Any]] = {}
    for log, sequences in wanted.items():
        proved |= await _records(states[index[log]], sequences, with_entries)
    return {
        "format": 1,
        "checkpoint": checkpoint.signed(),
        "logs": [
            {
                "log": str(log),
                "size": states[index[log]].size,
                "root": hash_text(states[index[log]].root),
                "index": index[log],
                "path": [hash_text(h) for h in inclusion(over_logs, index[log])],
            }
            for log in sorted(wanted, key=str)
        ],
        "records": [proved[place] for place in dict.fromkeys(places)],
    }


async def _records(
    state: LogState, sequences: Sequence[int], with_entries: bool
) -> dict[tuple[UUID, int], dict[str, Any]]:
    """Each entry of a log with its path, by its place."""
    tree = levels(await leaves_of(state.home, state.log, 0, state.size))
    if tree[-1][0] != state.root:
        raise LedgerDamaged(log=str(state.log), why="its entries are not those of the checkpoint")
    found: dict[tuple[UUID, int], dict[str, Any]] = {}
    for start in range(0, len(sequences), PAGE):
        for row in await db.fetch(REVISIONS, state.home, state.log, sequences[start : start + PAGE]):
            found[state.log, row["seq"]] = {
                "id": str(row["record"]),
                "kind": row["kind"],
                "rev": row["rev"],
                "log": str(state.log),
                "seq": row["seq"],
                "leaf": hash_text(bytes(row["leaf"])),
                "path": [hash_text(h) for h in inclusion(tree, row["seq"] - 1)],
                "entry": row["entry"] if with_entries else None,
            }
    return found


def verify_proofs(value: object, trusted_keys: TrustedKeys) -> list[Fault]:
    """What is wrong with a `proofs.json`, each at its JSON pointer with its record or log; [] if nothing is.

    Pure, and ready for any value. Where the form is wrong, only that is told. A record whose `entry` is null is proved
    to be some entry of its log: what it says, nobody can tell from this file.
    """
    try:
        proofs = parse_body(ProofsBody, value)
    except Invalid as error:
        return list(error.faults)
    faults = [fault.under("/checkpoint") for fault in signature_faults(proofs.checkpoint, trusted_keys)]
    try:
        told = text_of(proofs.checkpoint)
    except Invalid:
        return [*faults, Fault("/checkpoint/text", "checkpoint_unreadable", {})]
    faults += _log_faults(proofs.logs, told)
    logs = {log.log: log for log in proofs.logs}
    for n, record in enumerate(proofs.records):
        faults += _record_faults(pointer_to("records", n), record, logs.get(record.log))
    return faults


def checkpoint_told(value: Any) -> CheckpointText:
    """What the checkpoint of a `proofs.json` says, its signature aside. Invalid: it cannot be read."""
    return text_of(parse_body(ProofsBody, value).checkpoint)


def text_of(signed: SignedText) -> CheckpointText:
    """What a checkpoint says. Invalid: its text is no checkpoint's in RFC 8785 form."""
    value = parse_json(_bytes(signed.text))
    if canonicalise(value) != _bytes(signed.text):
        raise Invalid((Fault("", "checkpoint_unreadable", {}),))
    return parse_body(CheckpointText, value)


def signature_faults(signed: SignedText, trusted: TrustedKeys) -> Iterator[Fault]:
    """What is wrong with the signature of a checkpoint, and whether its key is trusted; pointers into `signed`."""
    public, signature = from_base64(signed.public_key), from_base64(signed.signature)
    if public is None or key_id(public) != signed.key_id:
        yield Fault("/key_id", "key_id_of_another_key", {"key": signed.key_id})
    elif trusted.get(signed.key_id) != public:
        yield Fault("/public_key", "key_unknown", {"key": signed.key_id})
    if public is None or signature is None or not is_signed(public, _bytes(signed.text), signature):
        yield Fault("/signature", "signature_wrong", {"key": signed.key_id})


def _log_faults(logs: Sequence[ProvedLog], told: CheckpointText) -> Iterator[Fault]:
    whole, seen = read_hash(told.root), set[str]()
    for n, log in enumerate(logs):
        about = {"log": log.log}
        if log.log in seen:
            yield Fault(pointer_to("logs", n, "log"), "log_twice", about)
        seen.add(log.log)
        leaf = log_leaf(log.log, log.size, read_hash(log.root))
        if not includes(whole, leaf, log.index, told.logs, [read_hash(h) for h in log.path]):
            yield Fault(pointer_to("logs", n, "path"), "log_not_in_checkpoint", about)


def _record_faults(at: str, record: ProvedRecord, log: ProvedLog | None) -> Iterator[Fault]:
    about = {"record": record.id, "revision": record.rev, "log": record.log, "seq": record.seq}
    leaf = read_hash(record.leaf)
    if log is None:
        yield Fault(at + "/log", "log_not_given", about)
    elif not includes(read_hash(log.root), leaf, record.seq - 1, log.size, [read_hash(h) for h in record.path]):
        yield Fault(at + "/path", "leaf_not_in_log", about)
    if record.entry is None:
        return
    text = _bytes(record.entry)
    if leaf_hash(text) != leaf:
        yield Fault(at + "/entry", "entry_not_leaf", about)
    elif _named(text) != (record.id, record.kind, record.rev):
        yield Fault(at + "/entry", "entry_of_another_record", about)


def _named(entry: bytes) -> tuple[object, object, object] | None:
    """The record an entry speaks of: id, kind and revision."""
    try:
        head = parse_json(entry, ENTRY_MOST)
    except Invalid:
        return None
    return (head.get("id"), head.get("kind"), head.get("revision")) if isinstance(head, dict) else None


def _bytes(text: str) -> bytes:
    """UTF-8; half a surrogate pair, which no text of ours has, becomes bytes that no hash of ours is of."""
    return text.encode("utf-8", "surrogatepass")
