"""Tell an endpoint that a report is ready, signed as Standard Webhooks 1.0 says (symmetric, `v1`).

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

from __future__ import annotations

import asyncio
import base64
import hmac
from collections.abc import Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx

from server.clients.errors import NotSent
from server.clients.guarded import Unreachable, guarded_client, may_reach

SECONDS_MOST = 30
ANSWER_MOST = 64 * 1024
"""What is read of an answer, in bytes."""
GONE = 410


def signature(secret: bytes, message: str, timestamp: int, body: bytes) -> str:
    """The `webhook-signature` of a body: HMAC-SHA256 of id, Unix time and body, joined by dots."""
    signed = f"{message}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(secret, signed, "sha256")).decode()


def is_address(url: str, networks: Sequence[str]) -> bool:
    """Whether a URL can be an endpoint: https without a password in it; http only inside a network that was named."""
    try:
        parts = urlsplit(url)
        port_fits = parts.port is None or 0 < parts.port
    except ValueError:
        return False
    if not parts.hostname or parts.username or parts.password or parts.fragment or not port_fits:
        return False
    if parts.scheme == "https":
        return True
    try:
        address = ip_address(parts.hostname)
    except ValueError:
        return False
    return parts.scheme == "http" and not address.is_global and may_reach(address, networks)


async def tell(url: str, secret: bytes, message: str, timestamp: int, body: bytes, networks: Sequence[str]) -> None:
    """POST a body once. NotSent: no answer, or another than 2xx."""
    if not is_address(url, networks):
        raise NotSent("webhook_address_forbidden", for_good=True)
    headers = {
        "Content-Type": "application/json",
        "webhook-id": message,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(secret, message, timestamp, body),
    }
    try:
        async with asyncio.timeout(SECONDS_MOST), guarded_client(networks) as client:
            status = await _post(client, url, headers, body)
    except Unreachable as error:
        raise NotSent("webhook_address_forbidden", for_good=True) from error
    except (TimeoutError, httpx.TimeoutException) as error:
        raise NotSent("webhook_timeout") from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise NotSent("webhook_unreachable", type(error).__name__) from error
    if status == GONE:
        raise NotSent("webhook_gone", for_good=True)
    if not 200 <= status < 300:
        raise NotSent("webhook_answered", str(status))


async def _post(client: httpx.AsyncClient, url: str, headers: dict[str, str], body: bytes) -> int:
    """The status of the answer, of which no more is read than is looked at."""
    async with client.stream("POST", url, headers=headers, content=body) as answer:
        read = 0
        async for chunk in answer.aiter_raw():
            read += len(chunk)
            if read > ANSWER_MOST:
                break
        return answer.status_code
