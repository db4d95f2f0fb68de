"""The e-mail about a finished report can be written whatever a school is called."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from server.mailings.letter import Letter, write_letter
from server.settings import load

SENT = datetime(2026, 11, 2, 8, tzinfo=UTC)


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\x0b", "\r\nBcc: all@example.org\r\n"])
def test_a_name_that_ends_a_line_stays_on_its_own(end: str) -> None:
    letter = Letter(
        uuid4(), "campus_monthly", "2026-10", f"中关村{end}第一小学", None, "zh-CN", 7, "ab" * 32, b"%PDF-1.7"
    )
    message = write_letter(letter, "auditor@example.org", load(), SENT)
    assert "中关村 " in message["Subject"]
    assert message["Bcc"] is None
    assert message.as_bytes()
