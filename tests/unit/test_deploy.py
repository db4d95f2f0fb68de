"""Whoever runs a server finds every setting explained, and units that name real commands and settings."""

from __future__ import annotations

import configparser
import os
import re
import shlex
import shutil
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest

from server.cli import _parser
from server.settings import Settings, Signing, Smtp, load

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
FLOORS = ("traceability", "reports", "server")
EXAMPLE = (DEPLOY / "env.example").read_text("utf-8")
UNITS = ("mealtrace.service", "mealtrace-work.service", "mealtrace-backup.service", "mealtrace-backup.timer")


def explained() -> dict[str, str]:
    """Each setting of env.example with the value it shows."""
    return dict(re.findall(r"^#?(MEALTRACE_[A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE))


def read_by_the_code() -> set[str]:
    files = [path for floor in FLOORS for path in (DEPLOY.parent / floor).rglob("*.py")]
    return {
        name
        for path in files
        if "node_modules" not in path.parts
        for name in re.findall(r"[\"'](MEALTRACE_[A-Z_]+)[\"']", path.read_text("utf-8"))
    }


def test_explains_every_setting_and_no_other() -> None:
    assert len(explained()) >= 8
    assert set(explained()) == read_by_the_code()


def test_says_something_before_each_setting() -> None:
    lines = EXAMPLE.splitlines()
    for name in explained():
        (place,) = (n for n, text in enumerate(lines) if re.match(rf"#?{name}=", text))
        while re.match(r"#?MEALTRACE_", lines[place]):
            place -= 1
        assert re.match(r"# \w", lines[place]), name


def test_shows_the_defaults_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("MEALTRACE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("MEALTRACE_DATA_DIR", explained()["MEALTRACE_DATA_DIR"])
    default = load()
    for name in re.findall(r"^#(MEALTRACE_[A-Z_]+)=", EXAMPLE, re.MULTILINE):
        monkeypatch.setenv(name, explained()[name])
    assert load() == default


def test_reads_every_setting_that_it_has(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in {
        "MEALTRACE_DATA_DIR": str(tmp_path),
        "MEALTRACE_DATABASE_URL": "postgresql://x/y",
        "MEALTRACE_PUBLIC_URL": "https://x/",
        "MEALTRACE_HOST": "::1",
        "MEALTRACE_PORT": "81",
        "MEALTRACE_POOL_SIZE": "3",
        "MEALTRACE_WORKERS": "4",
        "MEALTRACE_REPORT_WORKERS": "5",
        "MEALTRACE_CHECKPOINT_KEY": str(tmp_path / "key.pem"),
        "MEALTRACE_SMTP_HOST": "mail",
        "MEALTRACE_SMTP_SECURITY": "tls",
        "MEALTRACE_SMTP_PORT": "466",
        "MEALTRACE_SMTP_USER": "a",
        "MEALTRACE_SMTP_PASSWORD": "b",
        "MEALTRACE_SMTP_FROM": "c@x",
        "MEALTRACE_SMTP_ATTACH_MOST": "7",
        "MEALTRACE_WEBHOOK_NETWORKS": "10.0.0.0/8, ::1",
        "MEALTRACE_SIGNING_P12": "/etc/seal.p12",
        "MEALTRACE_SIGNING_P12_PASSWORD_FILE": "/etc/seal.password",
        "MEALTRACE_SIGNING_PKCS11_MODULE": "/usr/lib/token.so",
        "MEALTRACE_SIGNING_PKCS11_TOKEN": "card",
        "MEALTRACE_SIGNING_PKCS11_LABEL": "seal",
        "MEALTRACE_SIGNING_PKCS11_PIN_FILE": "/etc/seal.pin",
        "MEALTRACE_TIME_STAMP_URL": "https://tsa",
        "MEALTRACE_TRUSTED_CERTIFICATES": "/etc/roots.pem",
        "MEALTRACE_RULE_PACKS": "EU",
    }.items():
        monkeypatch.setenv(name, value)
    signing = Signing(
        Path("/etc/seal.p12"), Path("/etc/seal.password"), Path("/usr/lib/token.so"), "card", "seal",
        Path("/etc/seal.pin"), "https://tsa", Path("/etc/roots.pem"),
    )  # fmt: skip
    key = tmp_path.resolve() / "key.pem"
    where = (tmp_path.resolve(), "postgresql://x/y", "https://x", "::1", 81)
    smtp, networks = Smtp("mail", 466, "tls", "a", "b", "c@x", 7), ("10.0.0.0/8", "::1/128")
    assert load() == Settings(*where, 3, 4, True, 5, key, signing, ("EU",), smtp, networks)
    assert len(fields(Settings)) == 14
    assert "hush" not in repr(Smtp(password="hush"))
    assert len(fields(Signing)) == 8


def test_chooses_packs_of_rules_that_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEALTRACE_RULE_PACKS", "us, EU")
    assert load().rule_packs == ("US", "EU")
    monkeypatch.setenv("MEALTRACE_RULE_PACKS", "UK")
    with pytest.raises(ValueError, match="UK"):
        load()


def unit(name: str) -> configparser.RawConfigParser:
    parsed = configparser.RawConfigParser(strict=False)
    parsed.optionxform = str  # type: ignore[assignment,method-assign]  # keys of units have capitals
    parsed.read(DEPLOY / name, "utf-8")
    return parsed


@pytest.mark.parametrize("name", UNITS)
def test_runs_commands_that_exist(name: str) -> None:
    text = (DEPLOY / name).read_text("utf-8")
    commands = [re.sub(r"\$\$\(.*\)", "now", found) for found in re.findall(r"/bin/mealtrace ([^'\n]+)", text)]
    assert commands or name.endswith(".timer")
    for command in commands:
        assert _parser().parse_args(shlex.split(command)).run


def test_hardens_every_service() -> None:
    wanted = {"NoNewPrivileges": "true", "ProtectSystem": "strict", "PrivateTmp": "true", "CapabilityBoundingSet": ""}
    for name in UNITS[:3]:
        service = dict(unit(name)["Service"])
        assert {key: service.get(key) for key in wanted} == wanted
        assert service["User"] == "mealtrace"
        assert service["EnvironmentFile"] == "/etc/mealtrace/env"
    assert unit("mealtrace-backup.timer")["Timer"]["Persistent"] == "true"


def test_verifies_as_units_of_systemd(tmp_path: Path) -> None:
    """Where systemd is installed, by systemd; everywhere, each section is one that systemd knows."""
    for name in UNITS:
        assert set(unit(name).sections()) <= {"Unit", "Service", "Timer", "Install"}
    program = shutil.which("systemd-analyze")
    if program is not None:
        for name in UNITS:
            text = (DEPLOY / name).read_text("utf-8").replace("/opt/mealtrace/.venv/bin/mealtrace", "/bin/true")
            (tmp_path / name).write_text(text, "utf-8")
        units = [str(tmp_path / name) for name in UNITS]
        checked = subprocess.run([program, "verify", "--man=no", *units], capture_output=True, text=True, check=False)
        ours = [line for line in checked.stderr.splitlines() if "mealtrace" in line]
        assert [line for line in ours if "Unknown" in line or "Failed to parse" in line] == []


def test_names_in_its_readme_what_is_there() -> None:
    readme = (DEPLOY / "README.md").read_text("utf-8")
    named = set(re.findall(r"`([\w.-]+\.(?:sh|service|timer|example)|pictures|Caddyfile|authority)`", readme))
    assert named == {path.name for path in DEPLOY.iterdir() if path.name != "README.md"}
    for command in re.findall(r"\bmt ([a-z-]+ [^\n<]+)", readme):
        assert _parser().parse_args(shlex.split(command)).run
