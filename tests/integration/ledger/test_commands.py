"""What an operator, a witness and the clock do with the ledger: commands, routes, the night's checkpoint, backups."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from server.backup import backup, restore
from server.cli import main
from server.jobs.checkpoints import Nightly, checkpoint_now, last_due
from server.settings import Settings
from tests.support.ledger import rice_issues
from tests.support.records import CAMPUS
from tests.support.served import Served, delivery, settings_of
from traceability import db
from traceability.ledger.checkpoint import latest
from traceability.ledger.signing import load_key, trusted_keys
from traceability.ledger.witness import verify_growth

BEIJING = timezone(timedelta(hours=8))


@pytest.fixture
def command(on_sqlite: Served, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Commands work on this server's database and data folder; its settings."""
    monkeypatch.setenv("MEALTRACE_DATA_DIR", str(on_sqlite.settings.data_dir))
    monkeypatch.setenv("MEALTRACE_DATABASE_URL", on_sqlite.settings.database_url)
    monkeypatch.delenv("MEALTRACE_CHECKPOINT_KEY", raising=False)
    return on_sqlite.settings


async def run(*arguments: str) -> int:
    """A command, in a thread, since it runs a loop of its own; the tests' database is connected again afterwards."""
    url = str(db.engine().path)  # type: ignore[union-attr]  # SQLite's
    await db.engine().close()
    code = await asyncio.to_thread(main, list(arguments))
    db.connect(f"sqlite:///{url}")
    return code


async def test_make_a_checkpoint_and_check_the_ledger(
    command: Settings, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    await rice_issues(2)
    assert await run("key") == 0
    line = capsys.readouterr().out
    key = load_key(command.checkpoint_key)
    assert trusted_keys(line) == {key.id: key.public}
    assert await run("checkpoint") == 0
    told = json.loads(capsys.readouterr().out)
    made = await latest()
    assert made is not None
    assert told == made.signed()
    assert await run("verify-ledger") == 0
    assert capsys.readouterr().out.endswith(" leaves checked, 0 faults\n")
    command.checkpoint_key.rename(tmp_path / "former.pem")
    assert await run("key") == 0
    assert await run("verify-ledger") == 1
    assert f"its key {key.id} is not trusted" in capsys.readouterr().out
    listed = tmp_path / "keys"
    listed.write_text(line, "utf-8")
    assert await run("verify-ledger", "--keys", str(listed)) == 0
    listed.write_text("no key", "utf-8")
    assert await run("verify-ledger", "--keys", str(listed)) == 1
    assert "line 1 is no Ed25519 public key" in capsys.readouterr().err


async def test_make_no_checkpoint_of_a_damaged_ledger(command: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    await rice_issues(2)
    await checkpoint_now(command)
    await rice_issues(1)
    await db.fetch("UPDATE checkpoint SET root = signature")
    assert await run("checkpoint") == 1
    assert "root is not what its text says" in capsys.readouterr().err
    assert await run("verify-ledger") == 1
    assert "checkpoint 1: root is not what its text says" in capsys.readouterr().out


async def test_show_checkpoints_to_witnesses(served: Served) -> None:
    async with served.as_(None) as anyone:
        assert (await anyone.get("/api/checkpoints/latest")).status_code == 404
        first = await checkpoint_now(served.settings)
        await served.put("deliveries", delivery())
        await checkpoint_now(served.settings)
        answer = await anyone.get("/api/checkpoints/latest")
        made = await latest()
        assert made is not None
        assert (answer.status_code, answer.json()) == (200, made.signed())
        assert (await anyone.get("/api/checkpoints/2/consistency?from=1")).status_code == 401
    key = load_key(served.settings.checkpoint_key)
    async with served.as_("auditor") as auditor:
        shown = (await auditor.get("/api/checkpoints/2/consistency", params={"from": 1})).json()
        assert verify_growth(shown, {key.id: key.public}) == []
        assert shown["earlier"] == first.signed()
        for path, status in (
            ("2/consistency", 400),
            ("2/consistency?from=2", 400),
            ("2/consistency?from=0", 400),
            ("2/consistency?from=x", 400),
            ("3/consistency?from=1", 404),
            (f"{10**40}/consistency?from=1", 404),
            (f"2/consistency?from={10**40}", 400),
            ("-1/consistency?from=1", 400),
            ("x/consistency?from=1", 404),
        ):
            assert (await auditor.get(f"/api/checkpoints/{path}")).status_code == status, path


def test_know_when_the_last_night_was() -> None:
    for now, due in (
        ("2026-11-20T01:29:59", "2026-11-19T01:30:00"),
        ("2026-11-20T01:30:00", "2026-11-20T01:30:00"),
        ("2026-11-20T23:59:59", "2026-11-20T01:30:00"),
    ):
        assert last_due(datetime.fromisoformat(now).replace(tzinfo=BEIJING)).isoformat() == f"{due}+08:00"


async def test_sign_once_a_night_and_make_up_for_a_missed_one(
    on_sqlite: Served, caplog: pytest.LogCaptureFixture
) -> None:
    async def numbers() -> list[int]:
        return [row["number"] for row in await db.fetch("SELECT number FROM checkpoint ORDER BY number")]

    settings, today = on_sqlite.settings, datetime.now(UTC).astimezone(BEIJING)
    nightly, another = Nightly(settings), Nightly(settings)
    await nightly.tick(today)
    await rice_issues(1)
    await nightly.tick(today + timedelta(seconds=30))
    await another.tick(today + timedelta(seconds=31))
    assert await numbers() == [1]
    await nightly.tick(today + timedelta(days=3))
    assert await numbers() == [1, 2]
    await rice_issues(1)
    await db.fetch("UPDATE checkpoint SET signature = root")
    await nightly.tick(today + timedelta(days=4))
    assert "no checkpoint was made" in caplog.text
    assert await numbers() == [1, 2]


async def test_bring_the_key_back_with_a_backup(on_sqlite: Served, tmp_path: Path) -> None:
    settings, said = on_sqlite.settings, list[str]()
    key = load_key(settings.checkpoint_key)
    await checkpoint_now(settings)
    assert await asyncio.to_thread(backup, settings, tmp_path / "backup.tar", said.append) == 0
    kept_apart = replace(settings, checkpoint_key=tmp_path.parent / f"{tmp_path.name}-apart.pem")
    load_key(kept_apart.checkpoint_key)
    assert await asyncio.to_thread(backup, kept_apart, tmp_path / "without.tar", said.append) == 0
    await db.engine().close()

    elsewhere = settings_of(f"sqlite:///{tmp_path / 'elsewhere' / 'mealtrace.db'}", tmp_path / "elsewhere")
    assert await asyncio.to_thread(restore, elsewhere, tmp_path / "backup.tar", said.append) == 0, said
    assert load_key(elsewhere.checkpoint_key).public == key.public
    assert elsewhere.checkpoint_key.stat().st_mode & 0o777 == 0o600

    third = settings_of(f"sqlite:///{tmp_path / 'third' / 'mealtrace.db'}", tmp_path / "third")
    own = load_key(third.checkpoint_key)
    assert await asyncio.to_thread(restore, third, tmp_path / "backup.tar", said.append) == 0, said
    assert any("is another key than the backup's" in line for line in said)
    assert load_key(third.checkpoint_key).public == own.public

    fourth = settings_of(f"sqlite:///{tmp_path / 'fourth' / 'mealtrace.db'}", tmp_path / "fourth")
    assert await asyncio.to_thread(restore, fourth, tmp_path / "without.tar", said.append) == 0, said
    assert not fourth.checkpoint_key.exists()
    db.connect(fourth.database_url)
    assert (await db.fetch("SELECT id FROM log WHERE id = $1", CAMPUS)) != []
