"""Changes to a sealed month, made and verified in several processes: each tells what verification missed."""

from __future__ import annotations

import copy
import multiprocessing
import os
import random
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import Any

from reports.attachments import records_csv
from reports.judged import judged
from reports.render import RenderedReport
from reports.verify.reading import beginning, read
from reports.verify.report import verify_pdf
from reports.verify.steps import State, Verification
from tests.support.corruption import FIGURES, change_figure
from tests.support.sealed import SealedMonth, failed_steps
from traceability.canonical import canonicalise

PRINTED_EVERY = 20
"""Of so many changed figures, one is printed anew; the others stand behind the pages as they were."""
Probe = Callable[[SealedMonth, int], str | None]
"""One change of a number of its own: what was missed, or None."""

_month: SealedMonth | None = None


def changed_byte(month: SealedMonth, number: int) -> str | None:
    """Every fourth lies in what the signature does not cover: its own container."""
    rng = random.Random(f"byte {number}")
    start = month.pdf.rindex(b"/Contents <") if number % 4 == 0 else 0
    place = rng.randrange(start, len(month.pdf))
    changed = bytearray(month.pdf)
    changed[place] ^= rng.randrange(1, 256)
    told = month.verified(bytes(changed))
    steps = failed_steps(told)
    if told.passed or not steps or not all(told.step(name).notes for name in steps):  # type: ignore[arg-type]
        return f"byte {place} became {changed[place]}: failed {steps}"
    return None


def changed_figure(month: SealedMonth, number: int) -> str | None:
    """A figure, changed before rules judged it and all was signed with the right key: record and field are named.

    Printing takes most of the time and verification would only find the same bytes again. So most are verified as if
    they had been printed anew (what is printed again is what the file begins with); every PRINTED_EVERY-th really is.
    """
    rng = random.Random(f"figure {number}")
    figure = sorted(FIGURES)[number % len(FIGURES)]
    change = partial(change_figure, figure=figure, rng=rng)
    if number // len(FIGURES) % PRINTED_EVERY == 0:
        told = month.verified(month.changed(change)[1])
    else:
        told = _as_if_printed(month, change)
    month.rendered.clear()
    if failed_steps(told) != ["entries"]:
        return f"{figure}: failed {failed_steps(told)}"
    record, field = str(month.ids[FIGURES[figure].record]), FIGURES[figure].field
    notes = [note.values for note in told.step("entries").notes if note.code == "figure_differs"]
    if not any(note["record"] == record and str(note["field"]).startswith(field) for note in notes):
        return f"{figure}: {notes}"
    return None


def _as_if_printed(month: SealedMonth, change: Callable[[Any], None]) -> Verification:
    snapshot = copy.deepcopy(month.snapshot)
    change(snapshot)
    snapshot["judgement"] = judged(snapshot)  # type: ignore[arg-type]
    pdf = month.with_files(records=canonicalise(snapshot), table=records_csv(snapshot))
    unsigned = beginning(read(pdf))
    if unsigned is None:
        raise AssertionError("the file has no beginning")
    return verify_pdf(pdf, month.trust, lambda *_: RenderedReport(unsigned, 1, "", "", []))


def _begin(month: SealedMonth) -> None:
    global _month
    _month = month


def _probe(probe: Probe, number: int) -> str | None:
    if _month is None:
        raise RuntimeError("the process was not begun")
    return probe(_month, number)


def missed(month: SealedMonth, probe: Probe, times: int) -> list[str]:
    """Probe for 0, 1, … in a process a core; what was missed."""
    if any(step.state is not State.PASSED for step in month.verified(month.pdf).steps):  # also renders what they share
        raise AssertionError("the month does not pass before anything is changed")
    spawn, cores = multiprocessing.get_context("spawn"), os.cpu_count() or 1
    with ProcessPoolExecutor(cores, mp_context=spawn, initializer=_begin, initargs=(month,)) as pool:
        return [each for each in pool.map(partial(_probe, probe), range(times), chunksize=5) if each is not None]
