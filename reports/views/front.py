"""What reports say alike of themselves: how they are checked, what is inside, when they were made, their figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from reports.charts.code import code
from reports.files import PROOFS, Attached
from reports.texts import Words


def checked(snapshot: Mapping[str, Any], words: Words, files: tuple[Attached, ...]) -> dict[str, str | Markup]:
    """What is inside, the QR code that leads to checking it, and the digest; the first file is records.json."""
    records = files[0]
    inside = [words("verify.text"), *(words("verify.proved") for each in files if each.name == PROOFS)]
    return {
        "inside": (" " if words.language == "en" else "").join(inside),
        "qr": code(address(snapshot, records.sha256), words("verify.qr")),
        "digest": " ".join(records.sha256[k : k + 8] for k in range(0, 64, 8)),
    }


def files_of(files: tuple[Attached, ...], words: Words) -> list[dict[str, str]]:
    """The embedded files as a list of them says it."""
    return [
        {"name": each.name, "size": words("file.bytes", count=len(each.content)), "sha256": each.sha256}
        for each in files
    ]


def address(snapshot: Mapping[str, Any], digest: str) -> str:
    """Where the QR code leads: to the server where it has an address, else it names report and digest."""
    report, base = snapshot["report"], snapshot.get("verify_url")
    return f"{base.rstrip('/')}/{report}#sha256={digest}" if base else f"urn:uuid:{report}#sha256={digest}"


def made(snapshot: Mapping[str, Any]) -> str:
    """When the snapshot was read, by the party's clocks."""
    return f"{datetime.fromisoformat(snapshot['made_at']).astimezone(ZoneInfo(snapshot['zone'])):%Y-%m-%d %H:%M}"


def sentence(parts: list[str], words: Words, otherwise: str) -> str:
    """Parts as one sentence, or what stands where there is none."""
    return words("semicolon").join(parts) + words("stop") if parts else otherwise


def measured(words: Words, key: str, number: int, of: int | None, tone: str = "", **note: int) -> dict[str, str]:
    """A figure of the cover with its denominator, if it has one; over nothing there is no figure but a dash."""
    unit = words(f"unit.{key}") if of is None else f"/ {of:,}" if of else ""
    return {
        "number": "—" if of == 0 else f"{number:,}",
        "unit": unit,
        "label": words(f"kpi.{key}"),
        "note": words(f"kpi.{key}_note", **note),
        "tone": tone,
    }
