"""The e-mail about a finished report, in the language of its schedule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import urlsplit
from uuid import UUID

from reports.texts import Words
from server.mailings import en, zh
from server.settings import Settings

CATALOGUES: dict[str, dict[str, str]] = {"zh-CN": zh.TEXTS, "en": en.TEXTS}
UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029/\\:*?\"<>|]+")
"""Characters that no header (those that end a line anywhere among them) or no file name has."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A report as an e-mail tells it. pdf: its bytes."""

    mailing: UUID
    kind: str
    period: str
    site: str
    site_en: str | None
    language: str
    pages: int
    sha256: str
    pdf: bytes


def write_letter(letter: Letter, recipient: str, settings: Settings, now: datetime) -> EmailMessage:
    """The message, with the PDF where it is small enough. ValueError: the recipient is no address."""
    texts = CATALOGUES[letter.language]
    site = letter.site if letter.language == "zh-CN" else letter.site_en or letter.site
    named = Words("zh" if letter.language == "zh-CN" else "en")
    words: dict[str, object] = {
        "kind": named(f"kind.{letter.kind}"),
        "period": named.period(letter.period),
        "site": UNFIT.sub(" ", site),
        "pages": letter.pages,
        "megabytes": f"{len(letter.pdf) / 1e6:.1f}",
        "authority": texts["authority"],
    }
    attached = len(letter.pdf) <= settings.smtp.attach_most
    told = {name: text.format(**words) for name, text in texts.items()}
    lines = [
        told["greeting"],
        "",
        told["ready"],
        told["attached"] if attached else "",
        "",
        told["link"] if attached else told["linked"],
        f"{settings.public_url}/app/#/reports",
        "",
        told["fingerprint"],
        letter.sha256,
        told["fingerprint_more"],
        "",
        "--",
        told["why"],
    ]
    message = EmailMessage()
    message["Subject"] = told["subject"]
    message["From"] = _address(settings.smtp.sender)
    message["To"] = _address(recipient)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{letter.mailing}@{urlsplit(settings.public_url).hostname or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = letter.language
    message.set_content("\n".join(lines) + "\n")
    if attached:
        message.add_attachment(letter.pdf, maintype="application", subtype="pdf", filename=told["file"])
    return message


def _address(text: str) -> Address:
    return Address(addr_spec=text)
