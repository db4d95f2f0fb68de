"""The commands of the rules, on a database of their own."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

import pytest

from server.cli import main
from server.rules_commands import overrides_of
from tests.support.judged import faulty_day
from tests.support.records import CAMPUS, district
from traceability import db
from traceability.rules.rule import Severity

DAYS = ["--first", "2026-11-20", "--last", "2026-11-20", "--site", str(CAMPUS)]


@pytest.fixture
def recorded(sqlite_records_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A database with a faulty day, which commands use by their settings."""

    async def fill() -> None:
        async with district(sqlite_records_url):
            await faulty_day()

    asyncio.run(fill())
    monkeypatch.setenv("MEALTRACE_DATABASE_URL", sqlite_records_url)
    monkeypatch.setenv("MEALTRACE_DATA_DIR", str(tmp_path))
    return sqlite_records_url


def count(url: str) -> int:
    async def ask() -> int:
        db.connect(url)
        try:
            return int((await db.fetch("SELECT COUNT(*) AS n FROM finding"))[0]["n"])
        finally:
            await db.engine().close()

    return asyncio.run(ask())


def test_judge_days_again_and_keep_the_findings(recorded: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "judge", *DAYS]) == 0
    assert "findings" in capsys.readouterr().out
    assert count(recorded) >= 3


def test_try_changed_rules_on_the_past_and_keep_nothing(
    recorded: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes = tmp_path / "changes.toml"
    changes.write_text('[thresholds]\nreceive_chilled_over_label = 6\n[rules.L1]\nseverity = "block"\n', "utf-8")

    assert main(["rules", "dry-run", str(changes), *DAYS]) == 0
    told = capsys.readouterr().out
    assert "- 2026-11-20" in told
    assert "R3 major: 鸡胸肉 arrived at 9.8 °C" in told
    assert "L1 block: No sample was kept of 宫保鸡丁." in told
    assert count(recorded) == 0

    changes.write_text("[thresholds]\nreceivers_min = 1.5\n", "utf-8")
    assert main(["rules", "dry-run", str(changes), *DAYS]) == 1
    assert capsys.readouterr().err == "/thresholds/receivers_min: unreadable_limit\n"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ("[thresholds]\nluck = 1", "/thresholds/luck: unknown_threshold"),
        ("[rules.Z9]\nseverity = 'major'", "/rules/Z9: unknown_rule"),
        ("[rules.L1]\nseverity = 'awful'", "awful"),
        ("[rules.L1]\ncolour = 'red'", "L1 has no colour"),
        ("[colours]", "nothing is called colours"),
        ("= 1", "changes.toml"),
    ],
)
def test_changes_that_cannot_be_understood_are_told(
    changes: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "changes.toml"
    file.write_text(changes, "utf-8")
    assert main(["rules", "dry-run", str(file), *DAYS]) == 1
    assert told in capsys.readouterr().err


def test_read_days_of_rules_from_a_file() -> None:
    changed = overrides_of({"rules": {"R2": {"effective_from": date(2025, 9, 1), "severity": "minor"}}})
    assert changed.effective_from == {"R2": date(2025, 9, 1)}
    assert changed.severities == {"R2": Severity.MINOR}
