"""Checkpoints for whoever keeps them: the last one, and that it goes on from one they have."""

from __future__ import annotations

from typing import Annotated, TypedDict

from litestar import Response, get
from litestar.params import FromPath, QueryParameter

from server.api.answers import answer
from server.auth.gate import PUBLIC
from server.problems import FaultyQuery
from traceability.errors import Fault, NotOnRecord
from traceability.ledger.checkpoint import checkpoint_numbered, latest
from traceability.ledger.witness import growth_of
from traceability.scope import Role

LARGEST = 2**53 - 1
WITNESSES = frozenset({Role.AUDITOR, Role.OPERATOR})
"""Who may learn how many entries each log has."""


class SignedCheckpoint(TypedDict):
    """text: what was signed, in RFC 8785 form; key and signature in base64."""

    text: str
    algorithm: str
    key_id: str
    public_key: str
    signature: str


class GrownLog(TypedDict):
    """A log at both checkpoints; path: its RFC 6962 consistency proof (none where it is new, or did not grow)."""

    log: str
    old_size: int
    old_root: str
    size: int
    root: str
    path: list[str]


class Growth(TypedDict):
    """Two checkpoints, and that every log of the later one goes on from the earlier one."""

    format: int
    earlier: SignedCheckpoint
    later: SignedCheckpoint
    logs: list[GrownLog]


@get("/api/checkpoints/latest", operation_id="latest_checkpoint", tags=["ledger"], opt={"roles": PUBLIC})
async def latest_checkpoint() -> Response[SignedCheckpoint]:
    """The last signed state of all logs, for anyone to keep: it holds hashes and counts, and nothing of any record."""
    found = await latest()
    if found is None:
        raise NotOnRecord(checkpoint="latest")
    return answer(found.signed())  # type: ignore[arg-type]  # the keys of SignedCheckpoint


@get(
    "/api/checkpoints/{number:int}/consistency",
    operation_id="checkpoint_consistency",
    tags=["ledger"],
    opt={"roles": WITNESSES},
)
async def consistency(number: FromPath[int], earlier: Annotated[int, QueryParameter(name="from")]) -> Response[Growth]:
    """That a checkpoint goes on from an earlier one (`from`): for each log, a consistency proof of RFC 6962."""
    if not 1 <= earlier < number:
        raise FaultyQuery(Fault("?from", "wrong_parameter", {}))
    if number > LARGEST:
        raise NotOnRecord(number=number)
    before, after = await checkpoint_numbered(earlier), await checkpoint_numbered(number)
    return answer(await growth_of(before, after))  # type: ignore[arg-type]  # the keys of Growth


HANDLERS = [latest_checkpoint, consistency]
