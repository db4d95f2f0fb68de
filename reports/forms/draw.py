"""A form as PDF: A4 lying, a line for each line of the records, room to sign by hand. CPU-bound."""

from __future__ import annotations

from reports.charts.code import code as qr_code
from reports.forms.layout import FORMS
from reports.forms.sheet import Sheet
from reports.page import templates
from reports.texts import Words, other
from reports.typeset import Printed, typeset


def form_pdf(sheet: Sheet) -> Printed:
    """The form as PDF. The same sheet, the same bytes."""
    words, second, layout = Words(sheet.language), other(sheet.language), FORMS[sheet.form]
    records = dict.fromkeys((line.seq, line.record) for line in sheet.lines)
    html = (
        templates()
        .get_template("form.html.j2")
        .render(
            t=words,
            o=second,
            sheet=sheet,
            layout=layout,
            period=_period(sheet, words),
            records=" · ".join(f"{seq} {record}" for seq, record in records),
            printed=sheet.printed_at.strftime("%Y-%m-%d %H:%M"),
            made=sheet.printed_at.isoformat(timespec="seconds"),
            qr=qr_code(sheet.link, words("form.scan")) if sheet.first is None else "",
        )
    )
    return typeset(html)


def _period(sheet: Sheet, words: Words) -> str:
    if sheet.first is None or sheet.last is None:
        return words("form.blank_day")
    if sheet.first == sheet.last:
        return words("form.day", first=sheet.first.isoformat())
    return words("form.days", first=sheet.first.isoformat(), last=sheet.last.isoformat())
