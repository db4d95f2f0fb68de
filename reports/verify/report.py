"""Verify a sealed report, offline: from its bytes and whom the reader trusts, and nothing else."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from reports.attachments import PROOFS, RECORDS
from reports.render import render_pdf
from reports.verify.container import check_container
from reports.verify.entries import check_entries
from reports.verify.pages import Render, check_pages
from reports.verify.reading import Reading, Unreadable, files_inside, language_of, read
from reports.verify.records import check_ledger, check_records, check_table, proofs_in
from reports.verify.signature import Unsound, check_signature, check_signer, only_signature, validated
from reports.verify.steps import (
    STEPS,
    Note,
    State,
    Step,
    StepName,
    Trust,
    Value,
    Verification,
    failed,
    not_checked,
    passed,
)
from reports.verify.update import check_beginning
from traceability.snapshot.shapes import Snapshot


def verify_pdf(pdf: bytes, trust: Trust, render: Render = render_pdf) -> Verification:
    """Every check of a report, in the order of STEPS; what cannot be checked says so.

    Pure: the same bytes and the same trust give the same answer, with this release. Takes the time of one rendering and
    is ready for any bytes, but not for what a typesetter does with a month of a million rows: bound it from outside.
    """
    about: dict[str, Value | None] = {"bytes": len(pdf), "sha256": sha256(pdf).hexdigest()}
    try:
        reading = read(pdf)
    except Unreadable as error:
        return _verification({"readable": failed("readable", Note("unreadable", {"why": str(error)[:300]}))}, about)
    steps: dict[StepName, Step] = {"readable": passed("readable", Note("read", {"pages": _pages(reading)}))}
    _check_seal(reading, trust, steps)
    try:
        files = files_inside(reading.unsigned)
    except Unreadable as error:
        steps["records"] = failed("records", Note("unreadable", {"why": str(error)[:300]}))
        return _verification(steps, about)
    steps["records"], snapshot = check_records(files)
    if snapshot is None:
        return _verification(steps, about)
    about |= _about(snapshot, reading)
    about["records_sha256"] = sha256(files[RECORDS]).hexdigest()
    steps["pages"] = check_pages(reading, snapshot, files.get(PROOFS), render)
    steps["table"] = check_table(files, snapshot)
    proofs, ended = proofs_in(files)
    if ended is not None:
        steps["ledger"] = ended
        return _verification(steps, about)
    steps["ledger"], seen = check_ledger(proofs, snapshot, trust)
    try:
        steps["entries"] = check_entries(snapshot, proofs)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        steps["entries"] = failed(
            "entries", Note("proofs_unreadable", {"why": f"{type(error).__name__}: {error}"[:200]})
        )
    return _verification(steps, about, seen)


def _check_seal(reading: Reading, trust: Trust, steps: dict[StepName, Step]) -> None:
    """The four steps about the signature."""
    loud = logging.getLogger("pyhanko")
    before, loud.disabled = loud.disabled, True  # it logs a trace for each signature that does not convince it
    try:
        only_signature(reading)
        steps["container"] = check_container(reading, trust)
        steps["beginning"] = check_beginning(reading)
        status, stamps = validated(reading, trust)
        steps["signature"] = check_signature(reading, status, stamps)
        steps["signer"] = check_signer(reading, trust, status, stamps)
    except Unsound as error:
        steps["signature"] = failed("signature", error.note)
    finally:
        loud.disabled = before


def _verification(
    steps: Mapping[StepName, Step], about: Mapping[str, Value | None], seen: tuple[Any, ...] = ()
) -> Verification:
    """Every step, those that were not reached as not checked."""
    told = tuple(steps.get(name) or not_checked(name, Note("not_reached")) for name in STEPS)
    ledger = next(step for step in told if step.name == "ledger")
    return Verification(told, about, seen if ledger.state is State.PASSED else ())


def _pages(reading: Reading) -> int:
    try:
        return int(reading.unsigned.root["/Pages"]["/Count"])
    except Exception:  # a count that is none; the pages step says more
        return 0


def _about(snapshot: Snapshot, reading: Reading) -> dict[str, Value | None]:
    """What the report says it is; values of a file that may be anyone's, so each only if it is text of some length."""
    told: Any = snapshot
    site, checkpoint = told.get("site"), told.get("checkpoint")
    found = {
        "report": told.get("report"),
        "kind": told.get("kind"),
        "period": told.get("period"),
        "made_at": told.get("made_at"),
        "site": site.get("id") if isinstance(site, dict) else None,
        "site_name": site.get("name") if isinstance(site, dict) else None,
        "checkpoint": checkpoint.get("number") if isinstance(checkpoint, dict) else None,
        "language": language_of(reading.unsigned),
    }
    return {key: value if isinstance(value, str) and len(value) <= 200 else None for key, value in found.items()} | {
        "checkpoint": found["checkpoint"] if isinstance(found["checkpoint"], int) else None
    }
