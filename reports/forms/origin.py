"""Where the lines of a form come from: who recorded them, when, in which revision, and whether from paper."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reports.forms.sheet import Page
from reports.texts import Words
from traceability import db
from traceability.ledger.record import body_of
from traceability.partners.people import erased_among, names_of

AuthorNames = Callable[[Sequence[UUID]], Awaitable[dict[UUID, str]]]
"""What authors who are no people on record are called: accounts and tablets, which this floor does not know."""


@dataclass(frozen=True, slots=True)
class Origin:
    """author: of the first revision; seq: of the current one; recorded_at: when that reached the ledger."""

    author: UUID
    rev: int
    seq: int
    recorded_at: datetime
    from_paper: bool

    def note(self, page: Page) -> tuple[str, ...]:
        """What the last column says of the record itself."""
        words = page.words
        late = words("form.late", at=page.time(self.recorded_at)) if self.from_paper else ""
        again = words("form.corrected", rev=self.rev) if self.rev > 1 else ""
        return (late, again, words("form.position", seq=str(self.seq)))


async def origins(rows: Sequence[db.Row]) -> dict[UUID, Origin]:
    """The origin of each record that these typed rows are of."""
    current = {row["record"]: row["rev"] for row in rows}
    revisions = await db.fetch(
        "SELECT record, rev, seq, author, recorded_at, entry FROM revision WHERE record IN @uuids($1) ORDER BY rev",
        list(current),
    )
    authors = {row["record"]: row["author"] for row in revisions if row["rev"] == 1}
    return {
        row["record"]: Origin(
            authors[row["record"]],
            row["rev"],
            row["seq"],
            row["recorded_at"],
            bool((body_of(row["entry"]) or {}).get("from_paper")),
        )
        for row in revisions
        if row["rev"] == current[row["record"]]
    }


async def who_is(people: Iterable[UUID | None], authors: AuthorNames, words: Words, named: bool) -> dict[UUID, str]:
    """What each of these is called: their name, that it was erased, or the end of their id.

    Names are for those who may see them (`named`); they stand in rows that can be erased, never in the record.
    """
    wanted = sorted({person for person in people if person is not None})
    ends = {person: words("form.person", end=person.hex[-8:]) for person in wanted}
    if not named:
        return ends
    erased = dict.fromkeys(await erased_among(wanted), words("form.erased"))
    return {**ends, **await authors(wanted), **erased, **await names_of(wanted)}
