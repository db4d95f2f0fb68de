"""The table of the rules as the README shows it, made from the rule set."""

from __future__ import annotations

from traceability.rules.law import RuleText, rule_sets

BEGIN, END = "<!-- rules -->", "<!-- /rules -->"


def table() -> str:
    """A row for each rule of the newest set."""
    head = "| id | what it asks | severity | pack | since | decided by | what no record says yet |"
    return "\n".join([head, "| --- " * 7 + "|", *(_row(text) for text in rule_sets()[-1].rules.values())])


def _row(text: RuleText) -> str:
    graver = sorted({one.value for one in (*text.severity_of.values(), *text.severity_from.values())})
    severity = text.severity.value + (f" ({', '.join(graver)})" if graver else "")
    decided = ", ".join(one.replace("_", " ") for one in text.decided_by)
    cells = (text.id, text.title_en, severity, text.pack, text.effective_from.isoformat(), decided or "nothing yet")
    return f"| {' | '.join(cells)} | {text.missing_en} |"


def replaced(page: str) -> str:
    """The page with the table between its marks made anew. ValueError: it has no such marks."""
    before, after = page.index(BEGIN) + len(BEGIN), page.index(END)
    return f"{page[:before]}\n{table()}\n{page[after:]}"
