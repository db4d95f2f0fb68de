"""Checks that server/web/src/lib/api.d.ts is what the server's OpenAPI document says today.

python -m tests.support.api_types [--write]     compare, or write it anew
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TYPES = ROOT / "server" / "web" / "src" / "lib" / "api.d.ts"


def generate(folder: Path) -> Path:
    """Write openapi.json and the types made from it into `folder`; returns the types' path."""
    document, types = folder / "openapi.json", folder / "api.d.ts"
    with document.open("wb") as output:
        subprocess.run(
            [str(Path(sys.executable).with_name("mealtrace")), "openapi"], cwd=ROOT, stdout=output, check=True
        )
    subprocess.run(
        [sys.executable, "hatch_build.py", "npm", "run", "--silent", "api", "--", str(document)],
        cwd=ROOT,
        env={**os.environ, "MEALTRACE_API_TYPES": str(types)},
        stdout=sys.stderr,
        check=True,
    )
    return types


def main() -> int:
    """Compare the committed types with generated ones; 1 where they differ."""
    with tempfile.TemporaryDirectory() as folder:
        generated = generate(Path(folder)).read_text(encoding="utf-8")
    if "--write" in sys.argv:
        TYPES.write_text(generated, encoding="utf-8")
        return 0
    if not TYPES.exists() or TYPES.read_text(encoding="utf-8") != generated:
        sys.stderr.write(
            f"{TYPES.relative_to(ROOT)} is not what the OpenAPI document says.\n"
            "Write it anew: .venv/bin/python -m tests.support.api_types --write\n"
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
