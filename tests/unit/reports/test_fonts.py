"""The glyph gate: rare characters print, what no font has becomes 〓 and is named."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from reports import fonts
from reports.errors import FontsMissing


def test_draws_rare_characters_of_names() -> None:
    assert fonts.undrawable("𠮷㐂龘東湖第一中學 Ω") == []


@pytest.mark.parametrize("character", ["\ue000", "\U000f0000", "\u202e", "\u200b", "\x00", "\x1b", "\U000e0101", "ᚠ"])
def test_stands_in_for_what_cannot_be_drawn_or_misleads(character: str) -> None:
    assert fonts.gate(f"东{character}湖") == ("东〓湖", [character])


def test_leaves_line_breaks_and_spaces() -> None:
    assert fonts.gate("东 湖\n一中") == ("东 湖\n一中", [])


def test_names_only_our_fonts_to_fontconfig(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    fonts.configure.cache_clear()
    written = fonts.configure().read_text("utf-8")
    assert "<rejectfont><glob>*</glob></rejectfont>" in written
    assert "<include" not in written


def test_keeps_out_of_a_folder_that_others_could_have_filled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    fonts.configure.cache_clear()
    ours = fonts.configure()
    fonts.configure.cache_clear()
    assert fonts.configure() == ours
    ours.parent.chmod(0o777)
    fonts.configure.cache_clear()
    assert fonts.configure().parent != ours.parent


def test_says_so_when_there_is_no_font(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "OWN", tmp_path)
    monkeypatch.setattr(fonts, "FALLBACK", tmp_path)
    fonts.configure.cache_clear()
    with pytest.raises(FontsMissing):
        fonts.configure()


def test_counts_a_font_of_ours_only_with_all_its_weights(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "NotoSansSC-400Regular.ttf").write_bytes(b"")
    monkeypatch.setattr(fonts, "OWN", tmp_path)
    assert fonts.own_files() == []
