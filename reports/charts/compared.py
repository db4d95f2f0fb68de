"""Small multiples: a row a school, a column a question, every bar from nought on its column's own scale."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from reports.charts import ink

WIDTH, NAMES_MOST, PITCH, HEAD = 680, 205, 18.5, 40


def compared(
    columns: Sequence[tuple[str, str, str]], rows: Sequence[tuple[str, Sequence[tuple[int, str]]]], title: str
) -> Markup:
    """columns: name, what its bars count, colour; rows: a name, and of each column a count and its label."""
    names = min(max((ink.width_of(name, 10) for name, _ in rows), default=0) + 14, NAMES_MOST)
    room = (WIDTH - names) / len(columns)
    longest = [max((values[k][0] for _, values in rows), default=0) for k in range(len(columns))]
    labels = [max((ink.width_of(values[k][1], 9) for _, values in rows), default=0) for k in range(len(columns))]
    marks = []
    for k, (name, counted, _) in enumerate(columns):
        x = names + k * room
        marks.append(ink.text(x, 17, name, 10, ink.DEEP, 700))
        marks.append(ink.text(x, 29, counted, 8, ink.QUIETER))
        marks.append(ink.line(f"M{ink.n(x)} {HEAD - 4}V{ink.n(HEAD + len(rows) * PITCH - 2)}", ink.DEEP, 0.7))
    for place, (name, values) in enumerate(rows):
        y = HEAD + place * PITCH
        marks.append(ink.text(names - 8, y + 9.5, ink.cut(name, 10, names - 10), 10, ink.TEXT, 400, "end"))
        for k, (count, label) in enumerate(values):
            x, most = names + k * room, room - 12 - labels[k]
            length = count / longest[k] * most if longest[k] else 0.0
            if count:
                marks.append(ink.rect(x, y + 1.5, max(length, 1), 9, columns[k][2]))
            colour = ink.TEXT if count else ink.QUIETER
            marks.append(ink.text(x + length + 4, y + 9.5, label, 9, colour, 500 if count else 400))
    return ink.frame(WIDTH, HEAD + len(rows) * PITCH, title, marks)
