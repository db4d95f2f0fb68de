"""One report in a process of its own, so that its time and memory are its own: ours, or WeasyPrint used plainly.

`ours FOLDER`: as a rendering process of the server makes one, from snapshot and proofs to the sealed file.
`plain FOLDER`: the same HTML and style sheet with the same files inside, through `HTML.write_pdf`, not sealed.
Prints JSON: peak (MB, VmHWM), pages, bytes.
"""

from __future__ import annotations

import json
import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.sign.sealing import Sealing

AT = datetime(2026, 11, 2, tzinfo=UTC)
SNAPSHOT, PROOFS, PAGE, STYLE, TABLE = "records.json", "proofs.json", "page.html", "report.css", "records.csv"


def peak() -> int:
    """The most memory that this process had, in MB. Not ru_maxrss, which counts what its parent held at the fork."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    assert found is not None
    return int(found[1]) // 1024


def in_worker(snapshot: bytes, proofs: bytes, sealing: Sealing) -> int:
    """One sealed report in a rendering process that there is already, and the most memory of that process."""
    from reports.worker import render_sealed

    render_sealed(snapshot, proofs, "zh", sealing, AT)
    return peak()


def ours(folder: Path) -> tuple[int, bytes]:
    """The sealed report; pages and bytes."""
    from reports import worker
    from reports.sign.sealing import OwnKey, Sealing

    worker.start_once(os.getppid())
    sealing = Sealing(OwnKey(folder / "signing"))
    made = worker.render_sealed((folder / SNAPSHOT).read_bytes(), (folder / PROOFS).read_bytes(), "zh", sealing, AT)
    return made.pages, made.pdf


def plain(folder: Path) -> tuple[int, bytes]:
    """What the library's own documentation shows: no care for memory or collector, and no seal."""
    from weasyprint import CSS, HTML, Attachment

    document = HTML(filename=folder / PAGE).render(stylesheets=[CSS(filename=folder / STYLE)], pdf_variant="pdf/a-3a")
    files = [
        Attachment(filename=folder / name, relationship=relationship)
        for name, relationship in ((SNAPSHOT, "Source"), (TABLE, "Data"), (PROOFS, "Supplement"))
    ]
    pdf = document.write_pdf(pdf_variant="pdf/a-3a", attachments=files)
    assert isinstance(pdf, bytes)
    return len(document.pages), pdf


def main() -> None:
    pages, pdf = {"ours": ours, "plain": plain}[sys.argv[1]](Path(sys.argv[2]))
    told = {"peak": peak(), "pages": pages, "bytes": len(pdf)}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
