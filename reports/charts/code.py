"""QR codes, of the cover, of forms and of labels."""

from __future__ import annotations

import io
import re

import segno
from markupsafe import Markup

from reports.charts import ink


def code(content: str, title: str, dark: str = ink.DEEP) -> Markup:
    """`content` as a QR code of medium error correction, drawn as one path."""
    drawn = io.BytesIO()
    segno.make(content, error="m", micro=False).save(
        drawn, kind="svg", border=0, dark=dark, xmldecl=False, svgns=True, omitsize=True, nl=False
    )
    svg = drawn.getvalue().decode()
    return Markup(re.sub(r"(<svg[^>]*>)", lambda found: found[1] + str(Markup("<title>{}</title>").format(title)), svg))  # noqa: S704 - segno drew it, and the title is escaped
