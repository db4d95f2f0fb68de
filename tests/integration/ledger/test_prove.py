"""Proofs of records against a checkpoint: made from the database, verified without one."""

from __future__ import annotations

import base64
import copy
import json
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.ledger import issue, rice_issues
from tests.support.records import CAMPUS, SCHOOL, amend, district, put
from traceability import db
from traceability.canonical import canonicalise, leaf_hash
from traceability.errors import LedgerDamaged, NotOnRecord
from traceability.identifiers import derive
from traceability.ledger.checkpoint import Checkpoint, make_checkpoint
from traceability.ledger.prove import checkpoint_told, proofs_of, verify_proofs
from traceability.ledger.signing import Key, load_key
from traceability.ledger.tables import Revision

NOW = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)


@pytest.fixture
def key(tmp_path: Path) -> Key:
    return load_key(tmp_path / "checkpoint.pem")


@pytest.fixture
async def proofs(records_url: str, key: Key) -> AsyncIterator[dict[str, Any]]:
    """Three entries of a campus, one of them a correction, and one of its school."""
    async with district(records_url):
        first, *_ = await rice_issues(5)
        await amend(first, issue(900))
        made = await make_checkpoint(key, NOW)
        await rice_issues(2)
        yield await proofs_of(made, [(CAMPUS, 7), (CAMPUS, 2), (SCHOOL, 1), (CAMPUS, 6), (CAMPUS, 2)])


def faults(value: object, key: Key) -> list[tuple[str, str]]:
    return [(fault.pointer, fault.code) for fault in verify_proofs(value, {key.id: key.public})]


def pointers(value: object, prefix: str = "") -> list[str]:
    """The pointer of every value inside a value."""
    inner: list[tuple[object, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [prefix, *(p for name, part in inner for p in pointers(part, f"{prefix}/{name}"))]


async def test_prove_records_to_whoever_trusts_the_key(proofs: dict[str, Any], key: Key) -> None:
    assert faults(json.loads(json.dumps(proofs)), key) == []
    assert checkpoint_told(proofs).number == 1
    assert [(r["log"], r["seq"], r["rev"]) for r in proofs["records"]] == [
        (str(CAMPUS), 7, 2),
        (str(CAMPUS), 2, 1),
        (str(SCHOOL), 1, 1),
        (str(CAMPUS), 6, 1),
    ]
    assert {log["log"]: log["size"] for log in proofs["logs"]} == {str(CAMPUS): 7, str(SCHOOL): 1}
    assert canonicalise(proofs)  # no float, nothing that RFC 8785 could not write
    assert [fault.code for fault in verify_proofs(proofs, {})] == ["key_unknown"]


async def test_name_what_is_wrong_and_of_which_record(proofs: dict[str, Any], key: Key) -> None:
    record, log = proofs["records"][0], proofs["logs"][0]
    other = "sha256:" + "ab" * 32
    cases: list[tuple[str, Any, list[tuple[str, str]]]] = [
        ("/records/0/entry", record["entry"].replace("900", "901"), [("/records/0/entry", "entry_not_leaf")]),
        ("/records/0/leaf", other, [("/records/0/path", "leaf_not_in_log"), ("/records/0/entry", "entry_not_leaf")]),
        ("/records/0/path/0", other, [("/records/0/path", "leaf_not_in_log")]),
        ("/records/0/seq", 6, [("/records/0/path", "leaf_not_in_log")]),
        ("/records/0/log", str(SCHOOL), [("/records/0/path", "leaf_not_in_log")]),
        ("/records/0/log", str(derive(CAMPUS, "x")), [("/records/0/log", "log_not_given")]),
        ("/records/0/rev", 1, [("/records/0/entry", "entry_of_another_record")]),
        ("/records/0/kind", "delivery", [("/records/0/entry", "entry_of_another_record")]),
        ("/records/0/id", str(CAMPUS), [("/records/0/entry", "entry_of_another_record")]),
        ("/logs/0/index", log["index"] ^ 1, [("/logs/0/path", "log_not_in_checkpoint")]),
        ("/logs/0/path", log["path"][1:], [("/logs/0/path", "log_not_in_checkpoint")]),
        ("/checkpoint/key_id", "0123456789abcdef", [("/checkpoint/key_id", "key_id_of_another_key")]),
        ("/checkpoint/algorithm", "SM2", [("/checkpoint/algorithm", "not_one_of")]),
        ("/records/0/leaf", "sha256:AB", [("/records/0/leaf", "wrong_form")]),
        ("/records/0/leaf", None, [("/records/0/leaf", "wrong_type")]),
        ("/format", 2, [("/format", "not_one_of")]),
        ("/records/0/surprise", 1, [("/records/0/surprise", "unknown_field")]),
    ]
    for pointer, wrong, expected in cases:
        changed = copy.deepcopy(proofs)
        *steps, last = pointer.split("/")[1:]
        place: Any = changed
        for step in steps:
            place = place[int(step) if isinstance(place, list) else step]
        place[int(last) if isinstance(place, list) else last] = wrong
        assert faults(changed, key) == expected, pointer
    (fault,) = verify_proofs({**proofs, "logs": proofs["logs"][1:]}, {key.id: key.public})[:1]
    assert fault.context["log"] in {str(CAMPUS), str(SCHOOL)}
    assert fault.context["record"] in {r["id"] for r in proofs["records"]}
    assert faults({**proofs, "logs": [*proofs["logs"], proofs["logs"][0]]}, key) == [("/logs/2/log", "log_twice")]


async def test_believe_no_checkpoint_but_the_signed_one(proofs: dict[str, Any], key: Key, tmp_path: Path) -> None:
    def with_text(text: str, signer: Key = key, **changes: str) -> list[tuple[str, str]]:
        signed = {
            "text": text,
            "algorithm": "Ed25519",
            "key_id": signer.id,
            "public_key": base64.b64encode(signer.public).decode(),
            "signature": base64.b64encode(signer.sign(text.encode())).decode(),
        }
        return faults({**proofs, "checkpoint": {**signed, **changes}}, key)

    text, forger = proofs["checkpoint"]["text"], load_key(tmp_path / "forger.pem")
    assert with_text(text) == []
    assert with_text(text, forger) == [("/checkpoint/public_key", "key_unknown")]
    theirs = {"key_id": key.id, "public_key": proofs["checkpoint"]["public_key"]}
    assert with_text(text, forger, **theirs) == [("/checkpoint/signature", "signature_wrong")]
    assert with_text(text, forger, key_id=key.id) == [("/checkpoint/key_id", "key_id_of_another_key")]
    assert with_text(text, signature="AAF=") == [("/checkpoint/signature", "signature_wrong")]
    for unreadable in ("", "{}", "[]", text + " ", text.replace("{", '{"extra":1,', 1)):
        assert ("/checkpoint/text", "checkpoint_unreadable") in with_text(unreadable)
    told = json.loads(text)
    for change in ({"root": "sha256:" + "00" * 32}, {"logs": 1}):
        found = with_text(canonicalise({**told, **change}).decode())
        assert found == [(f"/logs/{n}/path", "log_not_in_checkpoint") for n in range(2)]


async def test_notice_any_change_at_all(proofs: dict[str, Any], key: Key) -> None:
    @settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def change(data: st.DataObject) -> None:
        changed = copy.deepcopy(proofs)
        pointer = data.draw(st.sampled_from([p for p in pointers(proofs) if p]))
        *steps, last = pointer.split("/")[1:]
        place: Any = changed
        for step in steps:
            place = place[int(step) if isinstance(place, list) else step]
        at: Any = int(last) if isinstance(place, list) else last
        was = place[at]
        if isinstance(was, str):
            n = data.draw(st.integers(0, len(was) - 1))
            place[at] = was[:n] + data.draw(st.sampled_from([c for c in "0aA/=é\ud800" if c != was[n]])) + was[n + 1 :]
        elif isinstance(was, int):
            place[at] = data.draw(st.integers(-1, 2**70).filter(lambda v: v != was))
        elif isinstance(place, list) or pointer in ("/logs", "/records", "/checkpoint"):
            place[at] = data.draw(st.sampled_from([None, 0, "", {}]))
        else:
            place[at] = data.draw(st.sampled_from([None, 0, "", {}, [was]]))
        assert verify_proofs(changed, {key.id: key.public}) != [], pointer

    change()


@pytest.mark.parametrize("value", [None, 1, "", [], {}, {"format": 1}, {"records": [{}] * 3}, [[[]]]])
def test_say_what_is_missing_of_anything(value: object, key: Key) -> None:
    assert verify_proofs(value, {key.id: key.public}) != []


async def test_prove_entries_without_showing_them(sqlite_records_url: str, key: Key) -> None:
    async with district(sqlite_records_url):
        receipt = (await rice_issues(1))[0]
        made = await make_checkpoint(key, NOW)
        proofs = await proofs_of(made, [(CAMPUS, receipt.sequence)], with_entries=False)
        assert proofs["records"][0]["entry"] is None
        assert proofs["records"][0]["leaf"] == "sha256:" + receipt.leaf.hex()
        assert faults(proofs, key) == []
        nothing = await proofs_of(made, [])
        assert (nothing["logs"], nothing["records"], faults(nothing, key)) == ([], [], [])


async def test_prove_nothing_the_checkpoint_does_not_cover(records_url: str, key: Key) -> None:
    async with district(records_url):
        made = await make_checkpoint(key, NOW)
        await put("stock_issue", issue())
        for place in ((CAMPUS, 2), (CAMPUS, 0), (derive(CAMPUS, "no log"), 1)):
            with pytest.raises(NotOnRecord):
                await proofs_of(made, [(CAMPUS, 1), place])
        await db.fetch("UPDATE revision SET leaf = $2 WHERE log = $1 AND seq = 1", CAMPUS, b"\x00" * 32)
        with pytest.raises(LedgerDamaged):
            await proofs_of(made, [(CAMPUS, 1)])


async def _fill(log: UUID, count: int) -> None:
    """Entries of no kind, far quicker than records."""
    rows = []
    for n in range(2, count + 1):
        record = derive(log, str(n))
        text = canonicalise({"body": None, "id": str(record), "kind": "stock_issue", "revision": 1})
        rows.append(
            {
                "id": derive(record, "1"),
                "home": log,
                "log": log,
                "seq": n,
                "record": record,
                "rev": 1,
                "kind": "stock_issue",
                "entry": text.decode(),
                "leaf": leaf_hash(text),
                "raw_digest": b"",
                "body_digest": b"",
                "author": log,
                "voided": True,
                "recorded_at": NOW,
            }
        )
    home = (await db.fetch("SELECT home FROM log WHERE id = $1", log))[0]["home"]
    async with db.transaction():
        await db.insert({Revision: [{**row, "home": home} for row in rows]})
        await db.fetch("UPDATE log SET size = $2 WHERE id = $1", log, count)


async def test_prove_a_large_report_in_a_few_seconds(sqlite_records_url: str, key: Key) -> None:
    """Its tree is built once, and each path is a look-up; 5,000 records of 100,000 take 0.4 s, and 0.3 to verify."""
    async with district(sqlite_records_url):
        await _fill(CAMPUS, 20_000)
        made: Checkpoint = await make_checkpoint(key, NOW)
        begun = time.process_time()
        proofs = await proofs_of(made, [(CAMPUS, seq) for seq in range(10, 20_001, 10)])
        made_in, begun = time.process_time() - begun, time.process_time()
        assert faults(proofs, key) == []
        assert len(proofs["records"]) == 2000
        assert max(made_in, time.process_time() - begun) < 5
