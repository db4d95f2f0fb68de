"""What stands at the end of every report: what travels inside it, how far each log was read, how it is verified."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from reports.charts.code import code
from reports.files import PROOFS, Attached
from reports.texts import Words

POSITIONS_MOST = 6
"""Logs whose position is printed; all of them stand in records.json."""


def proof(snapshot: Any, words: Words, files: tuple[Attached, ...], lacking: list[str]) -> dict[str, Any]:
    """The first of the files is records.json; lacking: characters printed as 〓."""
    digest = files[0].sha256
    inside = [words("verify.text"), *(words("verify.proved") for each in files if each.name == PROOFS)]
    checkpoint, positions = snapshot.get("checkpoint"), snapshot["as_known_at"]["positions"]
    return {
        "qr": code(_address(snapshot, digest), words("verify.qr")),
        "digest": " ".join(digest[k : k + 8] for k in range(0, 64, 8)),
        "inside": (" " if words.language == "en" else "").join(inside),
        "known": words("known.at", number=str(checkpoint["number"])) if checkpoint else words("known.now"),
        "files": [
            {"name": each.name, "size": words("file.bytes", count=len(each.content)), "sha256": each.sha256}
            for each in files
        ],
        "positions": [
            {"log": each["log"], "size": f"{each['size']:,}", "root": each.get("root") or ""}
            for each in positions[:POSITIONS_MOST]
        ],
        "positions_rest": max(len(positions) - POSITIONS_MOST, 0),
        "glyphs": words("gap.glyphs") + " " + words.listed([f"U+{ord(each):04X}" for each in lacking], 20)
        if lacking
        else "",
    }


def _address(snapshot: Any, digest: str) -> str:
    report, base = snapshot["report"], snapshot.get("verify_url")
    return f"{base.rstrip('/')}/{report}#sha256={digest}" if base else f"urn:uuid:{report}#sha256={digest}"


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
