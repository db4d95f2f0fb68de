"""What a report may load: its own style sheet. Files, pictures, style sheets and addresses in content are refused."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from reports import fonts
from reports.fetcher import OWN, Locked, Refused

fonts.configure()
from weasyprint import HTML  # noqa: E402 - after fontconfig has been told where to look

SECRET = "the-tablets-secret"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    written = tmp_path / "secret.css"
    written.write_text(f"/* {SECRET} */ p::before {{ content: '{SECRET}' }}")
    return written


VECTORS = [
    '<link rel="attachment" href="{url}">',
    '<img src="{url}" alt="x">',
    '<style>@import url("{url}");</style>',
    '<link rel="stylesheet" href="{url}">',
    '<style>p {{ background: url("{url}") }}</style>',
    '<style>@font-face {{ font-family: X; src: url("{url}") }} p {{ font-family: X }}</style>',
    '<a rel="attachment" href="{url}">x</a>',
    '<object data="{url}">x</object>',
    '<svg viewBox="0 0 9 9"><title>x</title><image href="{url}" width="9" height="9"/></svg>',
]


@pytest.mark.parametrize("vector", VECTORS)
@pytest.mark.parametrize("scheme", ["file", "http", "data"])
def test_refuses_whatever_content_asks_for(vector: str, scheme: str, secret: Path, tmp_path: Path) -> None:
    url = {
        "file": secret.as_uri(),
        "http": "http://127.0.0.1:9/secret.css",
        "data": f"data:text/css,p::before{{content:'{SECRET}'}}",
    }[scheme]
    fetcher = Locked()
    page = f'<html lang="zh"><title>x</title><body>{vector.format(url=url)}<p>东湖</p></body></html>'
    pdf = HTML(string=page, url_fetcher=fetcher).write_pdf()
    written = tmp_path / "x.pdf"
    written.write_bytes(pdf)
    with pikepdf.open(written) as document:
        assert list(document.attachments) == []
        inside = b"".join(each.read_bytes() for each in document.objects if isinstance(each, pikepdf.Stream))
    assert SECRET.encode() not in inside
    assert fetcher.refused


def test_serves_its_own_style_sheet() -> None:
    names = ("form", "label", "notice", "report", "things")
    assert list(OWN) == [f"report:{name}.css" for name in names]
    assert b"@page" in Locked().fetch("report:report.css").read()


@pytest.mark.parametrize(
    "url", ["report:../fonts.py", "report:/etc/passwd", "report:report.css?x", "file:///etc/passwd"]
)
def test_serves_nothing_beside_it(url: str) -> None:
    with pytest.raises(Refused):
        Locked().fetch(url)
