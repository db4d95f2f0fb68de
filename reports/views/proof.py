"""What stands at the end of every report: what travels inside it, how far each log was read, how it is verified."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from reports.files import Attached
from reports.texts import Words
from reports.views.front import checked, files_of

POSITIONS_MOST = 4
"""Logs whose position is printed; all of them stand in records.json."""


def proof(snapshot: Any, words: Words, files: tuple[Attached, ...], lacking: list[str]) -> dict[str, Any]:
    """The first of the files is records.json; lacking: characters printed as 〓."""
    checkpoint, positions = snapshot.get("checkpoint"), snapshot["as_known_at"]["positions"]
    return {
        **checked(snapshot, words, files),
        "known": words("known.at", number=str(checkpoint["number"])) if checkpoint else words("known.now"),
        "files": files_of(files, words),
        "positions": [
            {"log": each["log"], "size": f"{each['size']:,}", "root": each.get("root") or ""}
            for each in positions[:POSITIONS_MOST]
        ],
        "positions_rest": max(len(positions) - POSITIONS_MOST, 0),
        "glyphs": words("gap.glyphs") + " " + words.listed([f"U+{ord(each):04X}" for each in lacking], 20)
        if lacking
        else "",
    }


def when(snapshot: Any, moment: str | None, year: bool = False) -> str:
    """ "10-13 05:52" by the clocks of the snapshot's zone, with the year where it is asked for; "" for none."""
    if moment is None:
        return ""
    at = datetime.fromisoformat(moment).astimezone(ZoneInfo(snapshot["zone"]))
    return f"{at:%Y-%m-%d %H:%M}" if year else f"{at:%m-%d %H:%M}"


def figure(number: object, unit: str, label: str, note: str = "", tone: str = "") -> dict[str, str]:
    """A figure of the row beneath the verdict."""
    shown = f"{number:,}" if isinstance(number, int) else str(number)
    return {"number": shown, "unit": unit, "label": label, "note": note, "tone": tone}
