"""The records inside a report: what they are, that their table agrees, and that the ledger holds each of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from reports.attachments import records_csv
from reports.files import PROOFS, RECORDS, TABLE
from reports.places import PLACE, placed
from reports.verify.reading import BYTES_MOST
from reports.verify.steps import Note, Step, Trust, failed, not_checked, passed
from traceability.canonical import canonicalise, parse_json
from traceability.errors import Fault, Invalid
from traceability.ledger.prove import checkpoint_told, verify_proofs
from traceability.snapshot.shapes import Snapshot


def check_records(files: dict[str, bytes]) -> tuple[Step, Snapshot | None]:
    """records.json is there, in RFC 8785 form and of a kind that can be read; and what it says."""
    strange = sorted(set(files) - {RECORDS, TABLE, PROOFS})
    content = files.get(RECORDS)
    if content is None:
        return failed("records", Note("no_records")), None
    try:
        value = parse_json(content, limit=BYTES_MOST)
        if canonicalise(value) != content:
            return failed("records", Note("records_not_canonical")), None
    except Invalid as error:
        return failed("records", *(_faulty(each) for each in error.faults)), None
    if not isinstance(value, dict) or value.get("format") != 1:
        return failed("records", Note("records_unknown")), None
    snapshot = cast(Snapshot, value)
    if strange:
        return failed("records", *(Note("file_added", {"name": name[:80]}) for name in strange)), snapshot
    return passed("records", Note("records_canonical", {"records": len(list(placed(value)))})), snapshot


def _faulty(fault: Fault) -> Note:
    return Note("records_faulty", {"pointer": fault.pointer[:200], "fault": fault.code})


def check_table(files: dict[str, bytes], snapshot: Snapshot) -> Step:
    """records.csv is what records.json gives."""
    found = files.get(TABLE)
    if found is None:
        return failed("table", Note("no_table"))
    expected = records_csv(snapshot)
    if found == expected:
        return passed("table", Note("table_agrees", {"rows": max(expected.count(b"\r\n") - 1, 0)}))
    pairs = enumerate(zip(found.split(b"\r\n"), expected.split(b"\r\n"), strict=False), 1)
    row = next((number for number, (old, new) in pairs if old != new), 0)
    return failed("table", Note("table_differs", {"row": row}))


def proofs_in(files: dict[str, bytes]) -> tuple[Any, Step | None]:
    """The value of proofs.json; or why the ledger step ends before it begins."""
    content = files.get(PROOFS)
    if content is None:
        return None, not_checked("ledger", Note("no_proofs"))
    try:
        return parse_json(content, limit=BYTES_MOST), None
    except Invalid as error:
        return None, failed("ledger", *(_proof_fault(each) for each in error.faults))


def check_ledger(proofs: Any, snapshot: Snapshot, trust: Trust) -> Step:
    """Every record of the report is an entry of a log that a trusted key signed, and the report shows that entry."""
    faults = verify_proofs(proofs, trust.keys)
    unknown = [each for each in faults if each.code == "key_unknown"]
    notes = [_proof_fault(each) for each in faults if each.code != "key_unknown" or trust.keys]
    if any(not each.pointer.startswith(("/checkpoint", "/logs", "/records")) for each in faults):
        return failed("ledger", *notes)
    told = checkpoint_told(proofs)
    notes += _places(proofs, snapshot)
    if notes:
        return failed("ledger", *notes)
    at = Note("checkpoint", {"number": told.number, "at": told.made_at, "key": proofs["checkpoint"]["key_id"]})
    if unknown:
        return not_checked("ledger", at, Note("no_key"))
    return passed("ledger", at, Note("records_proved", {"records": len(proofs["records"])}))


def _places(proofs: Any, snapshot: Snapshot) -> Iterator[Note]:
    """Where the report says its records and logs stand, against what is proved."""
    proved = {(each["log"], each["seq"]): each for each in proofs["records"]}
    for record in placed(snapshot):
        found = proved.get((record["log"], record["seq"]))
        named = {"record": str(record["id"])[:80], "log": str(record["log"])[:80], "seq": str(record["seq"])[:20]}
        if found is None:
            yield Note("record_unproved", named)
        elif any(found[key] != record[key] for key in PLACE):
            yield Note("record_misplaced", named)
    logs = {each["log"]: each for each in proofs["logs"]}
    for position in snapshot["as_known_at"]["positions"]:
        log = logs.get(position["log"])
        if log is not None and (log["size"], log["root"]) != (position["size"], position.get("root")):
            yield Note("log_misplaced", {"log": str(position["log"])[:80]})
    claimed: Any = snapshot.get("checkpoint")
    if claimed is not None and claimed["number"] != checkpoint_told(proofs).number:
        yield Note("checkpoint_of_another", {"number": str(claimed["number"])[:20]})


def _proof_fault(fault: Fault) -> Note:
    told = {key: str(value)[:80] for key, value in fault.context.items()}
    return Note("proof_fault", {"pointer": fault.pointer[:200], "fault": fault.code, "record": "", "log": "", **told})
