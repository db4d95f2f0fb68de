"""Verify a sealed report, offline: from its bytes and whom the reader trusts, and nothing else."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from reports.files import PROOFS, RECORDS
from reports.render import render_pdf
from reports.verify.container import check_container
from reports.verify.entries import check_entries
from reports.verify.judgement import check_judgement
from reports.verify.pages import Render, check_pages
from reports.verify.reading import Reading, Unreadable, files_inside, language_of, read
from reports.verify.records import check_ledger, check_records, check_table, proofs_in
from reports.verify.signature import Unsound, check_signature, check_signer, only_signature, validated
from reports.verify.steps import (
    STEPS,
    Note,
    Seen,
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
from reports.verify.traced import check_traced
from reports.verify.update import check_beginning
from traceability.snapshot.shapes import Snapshot

Steps = dict[StepName, Step]
About = dict[str, Value | None]


def verify_pdf(pdf: bytes, trust: Trust, render: Render = render_pdf) -> Verification:
    """Every check of a report, in the order of STEPS; what cannot be checked says so.

    Pure: the same bytes and the same trust give the same answer, with this release. Takes the time of one rendering and
    raises for no bytes whatever; time and memory are bounded from outside (bounds.py).
    """
    about: About = {"bytes": len(pdf), "sha256": sha256(pdf).hexdigest()}
    steps: Steps = {}
    seen: tuple[Seen, ...] = ()
    try:
        with _quiet():
            reading = read(pdf)
            steps["readable"] = passed("readable", Note("read", {"revisions": reading.reader.total_revisions}))
            _check_seal(reading, trust, steps)
            seen = _check_content(reading, trust, render, steps, about)
    except Unreadable as error:
        name: StepName = "records" if "readable" in steps else "readable"
        steps[name] = failed(name, Note("unreadable", {"why": str(error)[:300]}))
    told = tuple(steps.get(name) or not_checked(name, Note("not_reached")) for name in STEPS)
    return Verification(told, about, seen)


def _check_seal(reading: Reading, trust: Trust, steps: Steps) -> None:
    """The four steps about the signature."""
    try:
        only_signature(reading)
        _take(steps, "container", lambda: check_container(reading, trust))
        _take(steps, "beginning", lambda: check_beginning(reading))
        status, stamps = validated(reading, trust)
    except Unsound as error:
        steps["signature"] = failed("signature", error.note)
        return
    _take(steps, "signature", lambda: check_signature(reading, status, stamps))
    _take(steps, "signer", lambda: check_signer(reading, trust, status, stamps))


def _check_content(reading: Reading, trust: Trust, render: Render, steps: Steps, about: About) -> tuple[Seen, ...]:
    """The steps about the records, the pages and the ledger; the records, if the ledger has them all."""
    files = files_inside(reading.unsigned)
    steps["records"], snapshot = check_records(files)
    if snapshot is None:
        return ()
    about |= _told_of(snapshot)
    about |= {"language": language_of(reading.unsigned), "records_sha256": sha256(files[RECORDS]).hexdigest()}
    _take(steps, "pages", lambda: check_pages(reading, snapshot, files.get(PROOFS), render))
    _take(steps, "table", lambda: check_table(files, snapshot))
    _take(steps, "judgement", lambda: check_judgement(snapshot))
    proofs, ended = proofs_in(files)
    if ended is not None:
        steps["ledger"] = ended
        return ()
    _take(steps, "ledger", lambda: check_ledger(proofs, snapshot, trust))
    check: Callable[[Any, Any], Step] = check_traced if about.get("kind") == "batch_trace" else check_entries
    _take(steps, "entries", lambda: check(snapshot, proofs))
    if steps["ledger"].state is not State.PASSED:
        return ()
    return tuple(Seen(each["id"], each["kind"], each["rev"]) for each in proofs["records"])


def _take(steps: Steps, name: StepName, check: Callable[[], Step]) -> None:
    """Take a step. Records of a hostile file may be of any shape, and whatever a check stumbles over has failed it."""
    try:
        steps[name] = check()
    except Unsound as error:
        steps[name] = failed(name, error.note)
    except Exception as error:
        steps[name] = failed(name, Note("stumbled", {"why": f"{type(error).__name__}: {error}"[:200]}))


@contextmanager
def _quiet() -> Iterator[None]:
    """pyHanko logs a trace for each signature that does not convince it."""
    loud = logging.getLogger("pyhanko")
    before, loud.disabled = loud.disabled, True
    loud_validation = logging.getLogger("pyhanko.sign.validation.generic_cms")
    before_validation, loud_validation.disabled = loud_validation.disabled, True
    try:
        yield
    finally:
        loud.disabled, loud_validation.disabled = before, before_validation


def _told_of(snapshot: Snapshot) -> Mapping[str, Value | None]:
    """What the report says it is; anyone may have written it, so each value only where it is text of some length."""
    told: Any = snapshot
    site, checkpoint = told.get("site"), told.get("checkpoint")
    found = {
        **{key: told.get(key) for key in ("report", "kind", "period", "made_at")},
        "site": site.get("id") if isinstance(site, dict) else None,
        "site_name": site.get("name") if isinstance(site, dict) else None,
    }
    number = checkpoint.get("number") if isinstance(checkpoint, dict) else None
    return {
        **{key: value if isinstance(value, str) and len(value) <= 200 else None for key, value in found.items()},
        "checkpoint": number if isinstance(number, int) else None,
    }
