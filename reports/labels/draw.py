"""Labels as PDF, in black alone for label printers. CPU-bound."""

from __future__ import annotations

from collections.abc import Sequence

from reports.charts.code import code as qr_code
from reports.labels.formats import FORMATS
from reports.labels.read import Label
from reports.page import templates
from reports.texts import Words, other
from reports.typeset import Printed, typeset

BLACK = "#000"
"""A label printer knows no green."""


def labels_pdf(labels: Sequence[Label], format_name: str, language: str) -> Printed:
    """The labels in one of FORMATS; label printers get one a page, sheets fill from the upper left corner."""
    words, size = Words(language), FORMATS[format_name]
    each_page = size.across * size.down
    drawn = {link: qr_code(link, words("label.title"), BLACK) for link in {label.link for label in labels}}
    html = (
        templates()
        .get_template("labels.html.j2")
        .render(
            t=words,
            o=other(language),
            pages=[labels[n : n + each_page] for n in range(0, len(labels), each_page)],
            name="f" + format_name.removeprefix("a4-").replace(".", "-"),
            qr=drawn,
        )
    )
    return typeset(html)
