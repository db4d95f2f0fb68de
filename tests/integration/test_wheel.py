"""The built wheel carries the web app and the report fonts, and runs where there is no Node."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FONTS = {f"reports/fonts/NotoSansSC-{name}.ttf" for name in ("300Light", "400Regular", "500Medium", "700Bold")}


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    built = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = folder.glob("mealtrace-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_carries_the_web_app_and_the_fonts(unpacked: Path) -> None:
    names = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    assert "server/web/dist/app/index.html" in names
    assert any(name.startswith("server/web/dist/assets/") and name.endswith(".js") for name in names)
    assert names >= FONTS
    assert {"reports/fonts/OFL.txt", "traceability/py.typed", "reports/py.typed", "server/py.typed"} <= names


def test_leaves_the_npm_project_and_the_tests_behind(unpacked: Path) -> None:
    assert {path.name for path in (unpacked / "server" / "web").iterdir()} == {"dist"}
    assert {path.name for path in unpacked.iterdir() if not path.name.endswith(".dist-info")} == {
        "traceability",
        "reports",
        "server",
    }


def test_runs_where_there_is_no_node(unpacked: Path) -> None:
    script = "import sys, server.cli; sys.argv = ['mealtrace', '--help']; print(server.__file__); server.cli.main()"
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=unpacked.parent,
        env={"PATH": "", "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith(str(unpacked))
    assert "usage: mealtrace" in ran.stdout
