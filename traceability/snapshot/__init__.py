"""The snapshot of a report: everything it prints, read in one transaction, as plain JSON values.

Whoever only prints one needs its shapes and no database: what reads it is loaded when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from traceability.snapshot.campus import campus_month
    from traceability.snapshot.disclosure import notice_for_parents
    from traceability.snapshot.facts import facts_of

__all__ = ["campus_month", "facts_of", "notice_for_parents"]
READERS = {"campus_month": "campus", "facts_of": "facts", "notice_for_parents": "disclosure"}


def __getattr__(name: str) -> object:
    if name not in READERS:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{READERS[name]}"), name)
