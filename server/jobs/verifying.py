"""Verification of files that anyone may send, in a process that only verifies."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool

from reports.verify.bounds import start_bounded, too_much, verify_bounded
from reports.verify.steps import Trust, Verification
from server.jobs.printing import Printer

verifier = Printer(start_bounded, tries=1)
"""The verifying process of this server process."""


async def verified(pdf: bytes, trust: Trust) -> Verification:
    """What verifying says; a file that kills the process is told to have taken too much. PrinterBusy: come again."""
    try:
        return await verifier.set_page(verify_bounded, pdf, trust)
    except BrokenProcessPool:
        return too_much(pdf)
