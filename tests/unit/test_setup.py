"""deploy/setup.sh installs what is missing, or says in one message what it is."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "deploy" / "setup.sh"
NEEDED = ("bash", "cat", "echo", "env", "grep", "sort", "true")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of commands that stands for a machine: the shell's own, every library there, nothing else."""
    for name in NEEDED:
        found = shutil.which(name)
        assert found is not None
        (tmp_path / name).symlink_to(found)
    libraries = "libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0"
    command(tmp_path, "ldconfig", f"echo {libraries}")
    command(tmp_path, "fc-list", "echo 'Noto Sans CJK SC'")
    command(tmp_path, "uv", "true")
    return tmp_path


def command(machine: Path, name: str, does: str) -> None:
    (machine / name).write_text(f"#!{shutil.which('bash')}\n{does}\n")
    (machine / name).chmod(0o755)


def set_up(machine: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": str(machine)}
    return subprocess.run(
        [str(machine / "bash"), str(SCRIPT), *arguments], env=environment, capture_output=True, text=True, check=False
    )


def test_installs_nothing_where_nothing_is_missing(machine: Path) -> None:
    command(machine, "apt-get", "echo called; exit 1")
    done = set_up(machine)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_updates_and_installs_what_is_missing_as_root(machine: Path) -> None:
    command(machine, "id", "echo 0")
    command(machine, "apt-get", "echo apt-get $*")
    (machine / "fc-list").unlink()
    done = set_up(machine)
    assert done.returncode == 0, done.stderr
    lines = [line for line in done.stdout.splitlines() if line.startswith("apt-get")]
    assert lines[0] == "apt-get -q update"
    assert lines[1].endswith("install fontconfig fonts-noto-cjk")


def test_names_what_is_missing_where_it_may_not_install(machine: Path) -> None:
    command(machine, "id", "echo 1000")
    command(machine, "apt-get", "echo called")
    done = set_up(machine, "tests")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "sudo apt-get update && sudo apt-get install chromium" in done.stderr
    assert "poppler-utils qpdf" in done.stderr


def test_asks_sudo_where_it_needs_no_password(machine: Path) -> None:
    command(machine, "id", "echo 1000")
    command(machine, "sudo", 'shift; exec "$@"')
    command(machine, "apt-get", "echo apt-get $*")
    done = set_up(machine, "tests")
    assert done.returncode == 0, done.stderr
    assert "apt-get -q update" in done.stdout


def test_names_what_is_missing_where_there_is_no_apt(machine: Path) -> None:
    command(machine, "id", "echo 0")
    done = set_up(machine, "tests")
    assert done.returncode == 1
    assert "Mealtrace needs from the operating system: chromium" in done.stderr
