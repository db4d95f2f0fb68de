"""Every kind over several campus-months, and the notice, as a PDF: both standards, the same bytes again, read back."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from reports.attachments import attached
from reports.render import RenderedReport, render_pdf
from tests.integration.reports import verapdf
from tests.unit.reports.over import MADE

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[3]
CASES = {"district_monthly": "zh", "campus_termly": "en", "disclosure": "zh"}
Rendered = dict[str, tuple[RenderedReport, Path]]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    """Each kind once: the report and its file."""
    folder, found = tmp_path_factory.mktemp("kinds"), {}
    for kind, language in CASES.items():
        report = render_pdf(MADE[kind](), language, b"{}")
        written = folder / f"{kind}.pdf"
        written.write_bytes(report.pdf)
        found[kind] = (report, written)
    return found


def test_covers_every_kind_that_is_made_up() -> None:
    assert set(CASES) == set(MADE)


def test_carries_its_records_and_no_page_is_left_over(rendered: Rendered) -> None:
    for kind, (report, file) in rendered.items():
        snapshot: Any = MADE[kind]()
        with pikepdf.open(file) as pdf:
            inside = {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}
        assert inside == {each.name: each.content for each in attached(snapshot, b"{}")}
        assert json.loads(inside["records.json"]) == snapshot
        assert report.substituted == []
    assert rendered["disclosure"][0].pages == 1
    assert subprocess.run(["qpdf", "--check", str(rendered["disclosure"][1])], check=False).returncode == 0


def test_gives_the_same_pages_in_another_process() -> None:
    program = (
        "import hashlib\nfrom reports.attachments import attached\nfrom reports.kinds import KINDS\n"
        "from tests.unit.reports.over import MADE\n"
        f"for kind, language in {CASES!r}.items():\n"
        "    snapshot = MADE[kind]()\n"
        "    html = KINDS[kind].page(snapshot, language, attached(snapshot), [])\n"
        "    print(hashlib.sha256(html.encode()).hexdigest())"
    )
    environment = {"TZ": "America/New_York", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    said = {
        seed: subprocess.run([sys.executable, "-c", program], cwd=ROOT, env={**environment, "PYTHONHASHSEED": seed},
                             capture_output=True, text=True, check=True).stdout.split()
        for seed in ("1", "2")
    }  # fmt: skip
    assert said["1"] == said["2"]
    assert len(set(said["1"])) == len(CASES)


@pytest.mark.skipif(bool(verapdf.lacking()), reason=f"veraPDF cannot run here, it lacks: {verapdf.lacking()}")
def test_passes_verapdf_for_the_archive_and_the_screen_reader(rendered: Rendered) -> None:
    verdicts = verapdf.judge("3a,ua1", *(file for _, file in rendered.values()))
    assert len(verdicts) == 2 * len(CASES)
    assert [each for each in verdicts if not re.fullmatch(r"(3a|ua1) passes [1-9]\d+ \[\]", each)] == []
