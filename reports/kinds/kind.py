"""What a kind of report is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from reports.files import Attached, Sheet

About = Literal["campus", "authority", "delivery", "batch", "supplier"]
Span = Literal["month", "term", "week", "none"]
Audience = Literal["authority", "public"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A report to be read: of which party, over which period ("2026-10"), as known at which checkpoint (None: now).

    subject: the delivery, batch or supplier it is about, where that is not the party itself; packs: rules besides those
    of the party's region, which whoever judges hands on (`judged(facts, packs=wish.packs)`), so that the snapshot says
    them.
    """

    report: UUID
    site: UUID
    period: str
    public_url: str | None = None
    checkpoint: UUID | None = None
    subject: UUID | None = None
    packs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportKind:
    """A kind of report. audience: what its snapshot may hold; public: no ids of people, no entries in its proofs.

    read: its snapshot, plain JSON; sheets: the snapshot as tables, the first of which travels as records.csv;
    asks: which rules judge its facts, None: all that are in force;
    page: HTML in "zh" or "en" from the snapshot, the files that travel inside, and the characters no font has.
    """

    name: str
    about: About
    span: Span
    audience: Audience
    read: Callable[[Wish], Awaitable[Any]]
    sheets: Callable[[Any], tuple[Sheet, ...]]
    page: Callable[[Any, str, tuple[Attached, ...], list[str]], str]
    asks: Callable[[], Collection[str] | None] = lambda: None
