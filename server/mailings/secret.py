"""The secrets that webhooks are signed with: none is stored. Each follows from a key file and its endpoint's salt."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from server.clients.errors import NotSent

KEY_FILE = "webhook.key"
BYTES = 32
PREFIX = "whsec_"


def key_of(data_dir: Path) -> bytes:
    """The key of a data folder; where there is none, one is made that its owner alone may read."""
    path = data_dir / KEY_FILE
    with suppress(FileNotFoundError):
        return path.read_bytes()
    unfinished = data_dir / f".{KEY_FILE}.{os.getpid()}"
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(secrets.token_bytes(BYTES))
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):  # another process was first: its key is the key
        os.link(unfinished, path)
    unfinished.unlink()
    return path.read_bytes()


def secret_of(key: bytes, endpoint: UUID, salt: bytes) -> bytes:
    """The 32 bytes that sign what goes to an endpoint."""
    return hmac.digest(key, b"webhook\x00" + endpoint.bytes + salt, "sha256")


def checked_secret(data_dir: Path, endpoint: UUID, salt: bytes, fingerprint: bytes) -> bytes:
    """The secret. NotSent: the key is another one than when the secret was told, as after a restore elsewhere."""
    secret = secret_of(key_of(data_dir), endpoint, salt)
    if not hmac.compare_digest(fingerprint_of(secret), fingerprint):
        raise NotSent("webhook_secret_lost", for_good=True)
    return secret


def fingerprint_of(secret: bytes) -> bytes:
    return hashlib.sha256(secret).digest()


def told(secret: bytes) -> str:
    """The secret as Standard Webhooks writes it."""
    return PREFIX + base64.b64encode(secret).decode()
