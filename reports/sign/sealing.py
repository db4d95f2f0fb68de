"""How to seal, and whose key seals: a PKCS#12 file, a PKCS#11 token, or the server's own for the demonstration.

These travel to rendering processes, which load what signs only when the pages are done: hence apart from it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class OwnKey:
    """The server's own authority and seal, in `folder`; made when they are first needed."""

    folder: Path


@dataclass(frozen=True, slots=True)
class Pkcs12:
    """A PKCS#12 file with key, certificate and the certificates between it and its root; password: a file with it."""

    file: Path
    password: Path | None


@dataclass(frozen=True, slots=True)
class Pkcs11:
    """A token behind a PKCS#11 module. label: of the key and of its certificate there; pin: a file with the PIN."""

    module: Path
    token: str
    label: str
    pin: Path | None


SealKey = OwnKey | Pkcs12 | Pkcs11


@dataclass(frozen=True, slots=True)
class Sealing:
    """How to seal. ask: an RFC 3161 request to the time-stamp authority, its answer; roots: DER, trusted by name.

    Must travel to a process of its own, so `ask` is a plain function or a partial of one.
    """

    key: SealKey
    ask: Callable[[bytes], bytes] | None = None
    roots: tuple[bytes, ...] = ()
