"""A time-stamp authority (RFC 3161) over HTTP: one address, one question, one answer, and no redirects."""

from __future__ import annotations

import httpx

SECONDS = 20
ANSWER_MOST = 100_000
"""Bytes of an answer; tokens with their certificates have some thousands."""


def ask_time_stamp(url: str, request: bytes) -> bytes:
    """The authority's answer to a DER-encoded request. ConnectionError: it did not answer, or with something else."""
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    try:
        with (
            httpx.Client(timeout=SECONDS, follow_redirects=False, trust_env=False) as client,
            client.stream("POST", url, content=request, headers=headers) as answer,
        ):
            if answer.status_code != 200 or answer.headers.get("content-type") != "application/timestamp-reply":
                raise ConnectionError(f"the time-stamp authority answered {answer.status_code}")
            content = b""
            for part in answer.iter_bytes():
                content += part
                if len(content) > ANSWER_MOST:
                    raise ConnectionError("the time-stamp authority's answer is too long")
            return content
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ConnectionError(f"the time-stamp authority does not answer: {type(error).__name__}") from error
