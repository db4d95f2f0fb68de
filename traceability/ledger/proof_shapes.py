"""`proofs.json`: what a reader needs to prove records against a checkpoint, as its verifier reads it.

Hashes are "sha256:" and 64 hexadecimal digits, keys and signatures base64. `logs` has every log that a record of
`records` stands in, with its path under the checkpoint's root; `seq` counts from 1. `entry` is the revision's RFC 8785
text, null where the reader may not see it. `ProofsBody` is only a form; `prove.verify_proofs` says what it is worth.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from traceability.bodies import Body

LARGEST = 2**53 - 1
Hash = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$", strict=True)]
Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", strict=True)]
Base64 = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]+={0,2}$", max_length=200, strict=True)]
Path = Annotated[list[Hash], Field(max_length=64)]
Whole = Annotated[int, Field(ge=0, le=LARGEST, strict=True)]
Counted = Annotated[int, Field(ge=1, le=LARGEST, strict=True)]


class SignedText(Body):
    """The checkpoint: its text, and its signature over the bytes of that text."""

    text: Annotated[str, StringConstraints(max_length=2000, strict=True)]
    algorithm: Literal["Ed25519"]
    key_id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$", strict=True)]
    public_key: Base64
    signature: Base64


class CheckpointText(Body):
    """What is signed: the text of a checkpoint, parsed."""

    format: Literal[1]
    logs: Whole
    made_at: Annotated[str, StringConstraints(max_length=40, strict=True)]
    number: Counted
    previous: Hash | None
    root: Hash


class ProvedLog(Body):
    """A log at the checkpoint, and its path: it is leaf `index` of the tree over all logs."""

    log: Id
    size: Counted
    root: Hash
    index: Whole
    path: Path


class ProvedRecord(Body):
    """A record's revision, and the path of its leaf to the root of its log."""

    id: Id
    kind: Annotated[str, StringConstraints(max_length=80, strict=True)]
    rev: Counted
    log: Id
    seq: Counted
    leaf: Hash
    path: Path
    entry: Annotated[str, StringConstraints(strict=True)] | None


class ProofsBody(Body):
    """The whole file."""

    format: Literal[1]
    checkpoint: SignedText
    logs: list[ProvedLog]
    records: list[ProvedRecord]
