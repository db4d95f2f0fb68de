"""The PDF as a reader, an archive and a screen reader find it."""

from __future__ import annotations

import gc
import json
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from reports.attachments import records_csv
from reports.errors import UnknownLanguage, UnknownSnapshot
from reports.render import RenderedReport, render_pdf
from reports.worker import executor, render
from tests.integration.reports import verapdf
from tests.unit.reports.month import month
from traceability.canonical import canonicalise

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[3]
CASES = [(60, "zh"), (60, "en"), (0, "zh"), (800, "zh")]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[int, str], tuple[RenderedReport, Path]]:
    """Each case once: lines and language, the report and its file."""
    folder = tmp_path_factory.mktemp("reports")
    found = {}
    for lines, language in CASES:
        report = render_pdf(month(lines), language)
        written = folder / f"{lines}-{language}.pdf"
        written.write_bytes(report.pdf)
        found[lines, language] = (report, written)
    return found


def words_of(file: Path, *options: str) -> str:
    command = ["pdftotext", "-raw", *options, str(file), "-"]
    return re.sub(r"\s+", "", subprocess.run(command, capture_output=True, check=True).stdout.decode())


@pytest.mark.parametrize("case", CASES)
def test_carries_the_records_as_they_stand(case: tuple[int, str], rendered: Any) -> None:
    report, file = rendered[case]
    snapshot = month(case[0])
    with pikepdf.open(file) as pdf:
        inside = {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}
        relations = {str(each["/F"]): str(each["/AFRelationship"]) for each in pdf.Root["/AF"].as_list()}
    assert inside == {"records.json": canonicalise(snapshot), "records.csv": records_csv(snapshot)}
    assert relations == {"records.json": "/Source", "records.csv": "/Data"}
    assert json.loads(inside["records.json"]) == snapshot
    assert report.snapshot_sha256 == sha256(inside["records.json"]).hexdigest()
    assert report.sha256 == sha256(report.pdf).hexdigest()


@pytest.mark.parametrize("case", CASES)
def test_names_both_standards_its_language_and_its_tags(case: tuple[int, str], rendered: Any) -> None:
    report, file = rendered[case]
    with pikepdf.open(file) as pdf:
        xmp = pdf.Root["/Metadata"].read_bytes().decode()
        assert re.search(r'pdfaid:part="3"', xmp)
        assert re.search(r'pdfaid:conformance="A"', xmp)
        assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
        assert str(pdf.Root["/Lang"]) == {"zh": "zh-CN", "en": "en"}[case[1]]
        assert bool(pdf.Root["/MarkInfo"]["/Marked"])
        assert "/StructTreeRoot" in pdf.Root
        assert bool(pdf.Root["/ViewerPreferences"]["/DisplayDocTitle"])
        assert len(pdf.pages) == report.pages
        assert "2026-11-02" in xmp


@pytest.mark.parametrize("case", CASES)
def test_is_sound_to_qpdf(case: tuple[int, str], rendered: Any) -> None:
    done = subprocess.run(["qpdf", "--check", str(rendered[case][1])], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(bool(verapdf.lacking()), reason=f"veraPDF cannot run here, it lacks: {verapdf.lacking()}")
def test_passes_verapdf_for_the_archive_and_the_screen_reader(rendered: Any) -> None:
    verdicts = verapdf.judge("3a,ua1", *(file for _, file in rendered.values()))
    assert len(verdicts) == 2 * len(CASES)
    assert [each for each in verdicts if not re.fullmatch(r"(3a|ua1) passes [1-9]\d+ \[\]", each)] == []


def test_gives_the_same_bytes_in_another_process(rendered: Any) -> None:
    program = (
        "from reports.render import render_pdf\nfrom tests.unit.reports.month import month\n"
        "print(render_pdf(month(60), 'zh').sha256)"
    )
    environment = {"PYTHONHASHSEED": "1", "TZ": "America/New_York", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == rendered[60, "zh"][0].sha256


@pytest.mark.parametrize("case", CASES)
def test_keeps_signatures_and_seal_on_the_cover(case: tuple[int, str], rendered: Any) -> None:
    cover = words_of(rendered[case][1], "-l", "1")
    for said in {"zh": ("填报人", "食品安全总监", "公章"), "en": ("Preparedby", "Food-safetydirector", "Seal")}[
        case[1]
    ]:
        assert said in cover
    assert rendered[case][0].snapshot_sha256 in cover


@pytest.mark.parametrize("case", CASES)
def test_begins_the_second_page_with_findings(case: tuple[int, str], rendered: Any) -> None:
    second = words_of(rendered[case][1], "-f", "2", "-l", "2")
    assert {"zh": "发现与整改", "en": "Findingsandcorrectiveactions"}[case[1]] in second


def test_prints_every_one_of_800_lines(rendered: Any) -> None:
    seen = words_of(rendered[800, "zh"][1])
    lots = [line["lot_code"] for each in month(800)["deliveries"] for line in each["lines"] if line["lot_code"]]
    assert len(lots) > 700
    assert [lot for lot in lots if lot not in seen] == []


def test_embeds_only_our_fonts(rendered: Any) -> None:
    listed = subprocess.run(["pdffonts", str(rendered[60, "zh"][1])], capture_output=True, text=True, check=True).stdout
    names = {row.split()[0].split("+")[1] for row in listed.splitlines()[2:]}
    assert names
    assert {name for name in names if not name.startswith(("Noto-Sans-SC", "Noto-Sans-CJK-SC"))} == set()


def test_prints_rare_characters_and_names_the_ones_it_cannot(tmp_path: Path) -> None:
    snapshot: Any = month(0)
    snapshot["site"]["name"] = "𠮷㐂龘中学\ue001"
    report = render_pdf(snapshot, "zh")
    written = tmp_path / "rare.pdf"
    written.write_bytes(report.pdf)
    seen = words_of(written)
    assert report.substituted == ["\ue001"]
    assert "𠮷㐂龘中学〓" in seen
    assert "U+E001" in seen
    with pikepdf.open(written) as pdf:
        assert "\ue001".encode() in pdf.attachments["records.json"].get_file().read_bytes()
    assert verapdf.lacking() or [each[:9] for each in verapdf.judge("3a,ua1", written)] == ["3a passes", "ua1 passe"]


def test_prints_hostile_names_as_text(tmp_path: Path) -> None:
    snapshot: Any = month(60)
    name = '</title><link rel="attachment" href="file:///etc/passwd"><img src="http://127.0.0.1:9/x">'
    style = '<style>@import url("file:///etc/passwd");</style><link rel="stylesheet" href="http://127.0.0.1:9/x.css">'
    snapshot["site"]["name"] = snapshot["deliveries"][0]["supplier"]["name"] = name
    line = snapshot["deliveries"][0]["lines"][0]
    line["ingredient"]["name"] = line["lot_code"] = snapshot["cookings"][0]["dish"]["name"] = style
    written = tmp_path / "hostile.pdf"
    written.write_bytes(render_pdf(snapshot, "zh").pdf)
    with pikepdf.open(written) as pdf:
        assert sorted(pdf.attachments) == ["records.csv", "records.json"]
    seen = words_of(written)
    assert "<imgsrc=" in seen
    assert "<style>@import" in seen


def test_refuses_what_it_cannot_print() -> None:
    later: Any = month(0) | {"format": 2}
    with pytest.raises(UnknownSnapshot):
        render_pdf(later, "zh")
    with pytest.raises(UnknownLanguage):
        render_pdf(month(0), "fr")


def test_leaves_the_collector_as_it_was() -> None:
    assert gc.isenabled()
    render_pdf(month(0), "zh")
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_renders_in_a_process_of_its_own(rendered: Any) -> None:
    with executor(1) as pool:
        report = pool.submit(render, canonicalise(month(0)), "zh").result(timeout=120)
    assert report == rendered[0, "zh"][0]
