"""The parents' page has the same words in both languages, and a code follows from its site alone."""

from __future__ import annotations

import re
import string
from pathlib import Path
from uuid import UUID

from markupsafe import Markup

import server.parents
from server.parents.words import CATALOGUES, Words
from traceability.identifiers import CODE_LETTERS
from traceability.kitchen.public_sources import Named
from traceability.partners.public_code import code_of

OF_ONE_LANGUAGE = {"months"}


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_has_every_text_in_both_languages() -> None:
    zh, en = CATALOGUES["zh"], CATALOGUES["en"]
    assert set(zh) == set(en) - OF_ONE_LANGUAGE
    dates = {"date", "dated", "full_date", "week_day"}
    assert {key for key in zh if key not in dates and placeholders(zh[key]) != placeholders(en[key])} == set()


def test_has_no_text_without_a_use() -> None:
    folder = Path(server.parents.__file__).parent
    used = "".join(
        path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.name not in ("zh.py", "en.py") and path.suffix in (".py", ".j2")
    )
    composed = {f"{which}_{what}" for which in ("today", "day") for what in ("meal", "menu")}
    assert {key for key in CATALOGUES["en"] if not re.search(rf"[\"']{key}[\"']", used)} - composed == set()


def test_escapes_what_is_put_into_a_text() -> None:
    words = Words("en")
    assert words("through", supplier="<b>") == "sold by &lt;b&gt;"
    assert words("through", supplier=Markup("<b>")) == "sold by <b>"
    assert words.name(Named("<豆>")) == '<span lang="zh-CN">&lt;豆&gt;</span>'
    assert words.names([Named("豆腐", "A & B"), Named("x<")]) == "A &amp; B, x&lt;"


def test_code_is_eight_characters_that_nobody_mistakes() -> None:
    codes = {code_of(UUID(int=n)) for n in range(2000)}
    assert len(codes) == 2000
    assert {len(code) for code in codes} == {8}
    assert set("".join(codes)) == set(CODE_LETTERS)
    assert not set("ILOU") & set(CODE_LETTERS)
    assert code_of(UUID("00000000-0000-7000-8000-000000000001")) == "3TPG5WQF"
