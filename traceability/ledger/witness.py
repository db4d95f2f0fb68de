"""Show a witness who keeps a checkpoint that a later one goes on from it: nothing signed then was changed since.

The tree over all logs is not append-only (a log that grew has another leaf there), so each log is shown to have grown
by an RFC 6962 consistency proof of its own, and the list of all logs to be what each checkpoint signed.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from traceability.bodies import Body, parse_body
from traceability.errors import Fault, Invalid, pointer_to
from traceability.ledger.checkpoint import Checkpoint, LogState, hash_text, leaves_of, log_leaf, read_hash, states_at
from traceability.ledger.merkle import EMPTY, NOTHING, consistency, grows, root
from traceability.ledger.proof_shapes import CheckpointText, Counted, Hash, Id, Path, SignedText, Whole
from traceability.ledger.prove import signature_faults, text_of
from traceability.ledger.signing import TrustedKeys


class GrownLog(Body):
    """A log at both checkpoints; before the first of its entries its size is 0 and its root that of an empty tree."""

    log: Id
    old_size: Whole
    old_root: Hash
    size: Counted
    root: Hash
    path: Path


class Growth(Body):
    """What a witness is shown: both checkpoints, and every log of the later one, in the order of their ids."""

    format: Literal[1]
    earlier: SignedText
    later: SignedText
    logs: Annotated[list[GrownLog], Field(max_length=10_000_000)]


async def growth_of(earlier: Checkpoint, later: Checkpoint) -> dict[str, Any]:
    """The value of a `Growth`. Only entries behind the earlier checkpoint are read.

    LedgerDamaged: an entry is missing. ValueError: `earlier` is not before `later`.
    """
    if earlier.number >= later.number:
        raise ValueError(f"checkpoint {earlier.number} does not come before {later.number}")
    before = {state.log: state for state in await states_at(earlier.id)}
    logs = [await _grown(state, before.get(state.log)) for state in await states_at(later.id)]
    return {"format": 1, "earlier": earlier.signed(), "later": later.signed(), "logs": logs}


async def _grown(state: LogState, before: LogState | None) -> dict[str, Any]:
    peaks = before.peaks if before else NOTHING
    grew = before is not None and state.size > peaks.size
    later = await leaves_of(state.home, state.log, peaks.size, state.size) if grew else []
    return {
        "log": str(state.log),
        "old_size": peaks.size,
        "old_root": hash_text(peaks.root()),
        "size": state.size,
        "root": hash_text(state.root),
        "path": [hash_text(h) for h in consistency(peaks, later)],
    }


def verify_growth(value: object, trusted_keys: TrustedKeys) -> list[Fault]:
    """What is wrong with what a witness was shown, without a database; [] if nothing is. Ready for any value."""
    try:
        shown = parse_body(Growth, value)
    except Invalid as error:
        return list(error.faults)
    faults: list[Fault] = []
    told: list[CheckpointText] = []
    for name, signed in (("earlier", shown.earlier), ("later", shown.later)):
        faults += [fault.under(f"/{name}") for fault in signature_faults(signed, trusted_keys)]
        try:
            told.append(text_of(signed))
        except Invalid:
            return [*faults, Fault(f"/{name}/text", "checkpoint_unreadable", {})]
    earlier, later = told
    if earlier.number >= later.number:
        faults.append(Fault("/earlier/text", "checkpoint_not_earlier", {}))
    old = [log for log in shown.logs if log.old_size]
    for text, leaves in (
        (earlier, [log_leaf(log.log, log.old_size, read_hash(log.old_root)) for log in old]),
        (later, [log_leaf(log.log, log.size, read_hash(log.root)) for log in shown.logs]),
    ):
        if len(leaves) != text.logs or root(leaves) != read_hash(text.root):
            faults.append(Fault("/logs", "logs_not_of_checkpoint", {"number": text.number}))
    for n, log in enumerate(shown.logs):
        if not _goes_on(log):
            faults.append(Fault(pointer_to("logs", n, "path"), "log_rewritten", {"log": log.log}))
    return faults


def _goes_on(log: GrownLog) -> bool:
    path = [read_hash(h) for h in log.path]
    if log.old_size == 0:
        return not path and read_hash(log.old_root) == EMPTY
    return grows(log.old_size, read_hash(log.old_root), log.size, read_hash(log.root), path)
