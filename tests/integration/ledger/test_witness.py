"""A witness who keeps a checkpoint sees that a later one goes on from it, or which log does not."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.ledger import issue, rice_issues
from tests.support.records import CAMPUS, SCHOOL, amend, district, put
from traceability import db
from traceability.canonical import canonicalise
from traceability.ledger.checkpoint import Checkpoint, make_checkpoint
from traceability.ledger.signing import Key, load_key
from traceability.ledger.witness import growth_of, verify_growth

NOW = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)


@pytest.fixture
def key(tmp_path: Path) -> Key:
    return load_key(tmp_path / "checkpoint.pem")


async def three(key: Key) -> list[Checkpoint]:
    """Checkpoints between which one log grew, then another was founded, while most stayed as they were."""
    made = [await make_checkpoint(key, NOW)]
    first, *_ = await rice_issues(5)
    made.append(await make_checkpoint(key, NOW))
    await put("site", {"organisation": str(SCHOOL), "name": "东校区", "region": "110108"})
    await amend(first, issue(900))
    return [*made, await make_checkpoint(key, NOW)]


async def test_see_that_every_log_goes_on(records_url: str, key: Key) -> None:
    async with district(records_url):
        first, second, third = await three(key)
        for earlier, later in ((first, second), (second, third), (first, third)):
            shown = await growth_of(earlier, later)
            assert verify_growth(shown, {key.id: key.public}) == []
            assert canonicalise(shown)
        grown = {log["log"]: (log["old_size"], log["size"]) for log in (await growth_of(first, third))["logs"]}
        assert grown[str(CAMPUS)] == (1, 7)
        assert len([sizes for sizes in grown.values() if sizes == (0, 1)]) == 1
        assert [f.code for f in verify_growth(await growth_of(first, second), {})] == ["key_unknown", "key_unknown"]
        with pytest.raises(ValueError, match="does not come before"):
            await growth_of(second, first)


async def test_see_a_ledger_that_was_written_anew(sqlite_records_url: str, key: Key) -> None:
    """Whoever has the key may sign anything, but not make it go on from what a witness keeps."""
    trusted = {key.id: key.public}
    async with district(sqlite_records_url):
        first, kept, third = await three(key)
        was = await growth_of(kept, third)
        number = next(n for n, log in enumerate(was["logs"]) if log["log"] == str(CAMPUS))
        for table in ("checkpoint_log", "checkpoint"):
            await db.fetch(f"DELETE FROM {table}")  # noqa: S608 - from the list above
        await db.fetch("UPDATE revision SET leaf = $2 WHERE log = $1 AND seq = 3", CAMPUS, b"\x00" * 32)
        forged = await make_checkpoint(key, NOW)
        await put("stock_issue", issue())
        forged = await make_checkpoint(key, NOW)
        await put("stock_issue", issue())
        forged = await make_checkpoint(key, NOW)
        shown: dict[str, Any] = {**await growth_of(first, forged), "earlier": kept.signed()}
        faults = [(fault.pointer, fault.code) for fault in verify_growth(shown, trusted)]
        assert ("/logs", "logs_not_of_checkpoint") in faults
        old = {log["log"]: log for log in was["logs"]}  # told to go on from what the witness keeps
        for log in shown["logs"]:
            log["old_size"] = old[log["log"]]["old_size"]
            log["old_root"] = old[log["log"]]["old_root"]
        faults = [(fault.pointer, fault.code) for fault in verify_growth(shown, trusted)]
        assert (f"/logs/{number}/path", "log_rewritten") in faults


async def test_name_what_is_wrong_with_what_was_shown(sqlite_records_url: str, key: Key) -> None:
    trusted = {key.id: key.public}
    async with district(sqlite_records_url):
        first, second, _ = await three(key)
        shown = await growth_of(first, second)
    number = next(n for n, log in enumerate(shown["logs"]) if log["log"] == str(CAMPUS))
    for change, expected in (
        ({"path": []}, [(f"/logs/{number}/path", "log_rewritten")]),
        ({"size": 5}, [("/logs", "logs_not_of_checkpoint")]),
        ({"old_size": 0}, [("/logs", "logs_not_of_checkpoint"), (f"/logs/{number}/path", "log_rewritten")]),
        ({"root": "sha256:"}, [(f"/logs/{number}/root", "wrong_form")]),
    ):
        changed = copy.deepcopy(shown)
        changed["logs"][number] |= change
        assert [(fault.pointer, fault.code) for fault in verify_growth(changed, trusted)] == expected, change
    swapped = verify_growth({**shown, "earlier": shown["later"], "later": shown["earlier"]}, trusted)
    assert "checkpoint_not_earlier" in [fault.code for fault in swapped]
    unread = verify_growth({**shown, "later": {**shown["later"], "text": "{}"}}, trusted)
    assert [(f.pointer, f.code) for f in unread if f.code != "signature_wrong"] == [
        ("/later/text", "checkpoint_unreadable")
    ]
    nothing: list[object] = [None, [], {}, {"logs": [{}]}]
    assert all(verify_growth(value, trusted) for value in nothing)
