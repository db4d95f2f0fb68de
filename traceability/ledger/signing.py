"""The key that signs checkpoints, and the keys that a verifier trusts.

Ed25519 (RFC 8032). A key's id is the first 16 hexadecimal digits of the SHA-256 of its 32 raw public bytes. A list of
trusted keys is a text with one key a line, as `mealtrace key` prints it:

    Ed25519 6kpsY+KcUgq+9VB7Ey7F+ZVHdq6+vnuSQh7qaRRG0iw= 海淀区

algorithm, public key in base64, and a name for people; empty lines and what follows a # are passed over.
"""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ALGORITHM = "Ed25519"
KEY_BYTES = 32
TrustedKeys = Mapping[str, bytes]
"""Raw public keys by their ids."""


@dataclass(frozen=True, slots=True)
class Key:
    """A private key with its raw public half and that one's id."""

    private: Ed25519PrivateKey
    public: bytes

    @property
    def id(self) -> str:
        return key_id(self.public)

    def sign(self, message: bytes) -> bytes:
        """64 bytes."""
        return self.private.sign(message)

    def line(self, name: str = "") -> str:
        """The key's line in a list of trusted keys."""
        return f"{ALGORITHM} {base64.b64encode(self.public).decode()} {name}".strip()


def key_id(public: bytes) -> str:
    return sha256(public).hexdigest()[:16]


def load_key(path: Path) -> Key:
    """The key of a PEM file (PKCS #8, not encrypted). Where there is none, one is made, readable by its owner alone.

    Two processes that start at once end with the same key. ValueError: the file holds no Ed25519 key.
    """
    if not path.exists():
        _create(path)
    try:
        private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise ValueError(f"{path} holds no private key that can be read without a password") from error
    if not isinstance(private, Ed25519PrivateKey):
        raise ValueError(f"{path} holds a key of another algorithm than {ALGORITHM}")
    return Key(private, private.public_key().public_bytes_raw())


def _create(path: Path) -> None:
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with open(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        with suppress(FileExistsError):  # another process was first: its key is the key
            os.link(written, path)
    finally:
        written.unlink()


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature of the message is this key's."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def trusted_keys(text: str) -> dict[str, bytes]:
    """The keys of a list. ValueError names the first line that is none."""
    keys: dict[str, bytes] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split("#")[0].split()
        if not words:
            continue
        public = from_base64(words[1]) if len(words) > 1 and words[0] == ALGORITHM else None
        if public is None or len(public) != KEY_BYTES:
            raise ValueError(f"line {number} is no {ALGORITHM} public key")
        keys[key_id(public)] = public
    return keys


def from_base64(text: str) -> bytes | None:
    """The bytes of a base64 text in its only form, so that no two texts are the same bytes; None: it is none."""
    try:
        content = base64.b64decode(text, validate=True)
    except ValueError:
        return None
    return content if base64.b64encode(content).decode() == text else None
