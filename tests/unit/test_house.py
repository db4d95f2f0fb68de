"""The house keeps its own rules: small files, no machine's paths, a README that names real commands."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = {".py", ".ts", ".mjs", ".svelte", ".sql", ".css"}
TEXT = SOURCE | {".md", ".toml", ".yaml", ".yml", ".json", ".html", ".sh", ".service", ".timer", ".example", ""}
GENERATED = {"uv.lock", "server/web/package-lock.json", "server/web/src/lib/api.d.ts", "LICENSE"}
MOST_LINES = 400


def tracked() -> list[str]:
    """Every file that git tracks or would, as a path from the root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return sorted(name for name in listed.split("\0") if name and name not in GENERATED and (ROOT / name).is_file())


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def makefile_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))


def test_keeps_every_source_file_under_400_lines() -> None:
    sizes = {name: read(name).count("\n") for name in tracked() if Path(name).suffix in SOURCE}
    assert len(sizes) > 10
    assert {name: lines for name, lines in sizes.items() if lines > MOST_LINES} == {}


def test_names_no_path_of_this_machine() -> None:
    ours = (str(ROOT.parent) + "/", str(Path.home()) + "/")
    texts = [name for name in tracked() if Path(name).suffix in TEXT]
    assert [(name, path) for name in texts for path in ours if len(path) > 2 and path in read(name)] == []


def test_leaves_nothing_built_in_the_repository() -> None:
    built = re.compile(r"(^|/)(dist|node_modules|__pycache__|\.venv)/|\.ttf$|\.woff2?$|\.sqlite$")
    assert [name for name in tracked() if built.search(name)] == []


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md"])
def test_names_only_make_targets_that_exist(page: str) -> None:
    named = set(re.findall(r"\bmake ([a-z]+)\b", "\n".join(re.findall(r"`[^`]+`|^ {4}.*|^make .*", read(page), re.M))))
    assert named - makefile_targets() == set()


def test_tells_the_reader_of_the_readme_how_to_run_and_test() -> None:
    assert {"make run", "make test"} <= set(re.findall(r"make [a-z]+", read("README.md")))


def test_declares_every_target_that_is_no_file_as_phony() -> None:
    phony = set(" ".join(re.findall(r"^\.PHONY: (.*)$", read("Makefile"), re.MULTILINE)).split())
    assert makefile_targets() <= phony
    assert {"run", "test", "install", "check", "bench", "soak", "clean"} <= phony


def test_runs_the_readmes_test_command_in_continuous_integration() -> None:
    assert read(".ci/run").rstrip().endswith("\nmake test")


def test_gives_a_reason_beside_every_lint_exception() -> None:
    bare = re.compile(r"#\s*noqa(?!: [A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)*\s+[-—#:(]?\s*\S)|#\s*type: ignore(?!\[)")
    python = [name for name in tracked() if name.endswith(".py") and name != "tests/unit/test_house.py"]
    lines = [(name, line) for name in python for line in read(name).splitlines() if bare.search(line)]
    assert lines == []
    lint = read("pyproject.toml").split("[tool.ruff.lint]")[1].split("[tool.ruff.lint.isort]")[0]
    ignored = [line for line in lint.splitlines() if re.match(r'    "[A-Z]+\d+",', line)]
    assert ignored
    assert [line for line in ignored if "#" not in line] == []


def test_packs_every_floor_into_the_wheel() -> None:
    project = tomllib.loads(read("pyproject.toml"))
    floors = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert floors == ["traceability", "reports", "server"]
    assert [floor for floor in floors if not (ROOT / floor / "py.typed").exists()] == []


def test_describes_every_package() -> None:
    floors = [path for floor in ("traceability", "reports", "server") for path in (ROOT / floor).rglob("__init__.py")]
    ours = [path for path in floors if "node_modules" not in path.parts]
    assert len(ours) > 10
    assert [str(path) for path in ours if not path.read_text(encoding="utf-8").startswith('"""')] == []


def _normal(distribution: str) -> str:
    return distribution.lower().replace("_", "-")


def test_declares_every_distribution_it_imports() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    requirements = [
        *project["dependencies"],
        *(one for extra in project["optional-dependencies"].values() for one in extra),
    ]
    declared = {_normal(re.split(r"[\[<>=~ ]", line)[0]) for line in requirements}
    declared.add("pydantic-core")  # comes with pydantic, at the version pydantic pins
    owners = packages_distributions()
    floors = [name for name in tracked() if re.match(r"(traceability|reports|server)/.*\.py$", name)]
    imported = {
        module.split(".")[0]
        for name in floors
        for node in ast.walk(ast.parse(read(name)))
        for module in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    outside = imported - set(sys.stdlib_module_names) - {"traceability", "reports", "server"}
    assert {"litestar", "piccolo"} <= outside
    undeclared = {name for name in outside if not declared & {_normal(owner) for owner in owners.get(name, [])}}
    assert undeclared == set()
