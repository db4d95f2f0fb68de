"""Why something was not sent."""

from __future__ import annotations


class NotSent(Exception):
    """An attempt failed. code: of the sentence about it; for_good: another attempt would fail as well."""

    def __init__(self, code: str, detail: str | None = None, *, for_good: bool = False) -> None:
        super().__init__(code)
        self.code, self.detail, self.for_good = code, detail, for_good
