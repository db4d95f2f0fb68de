"""What authors of records are called who are no people on record: accounts and tablets."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from traceability import db


async def author_names(authors: Sequence[UUID]) -> dict[UUID, str]:
    """The names of those among these ids that are accounts or tablets."""
    rows = await db.fetch(
        "SELECT person AS id, name FROM account WHERE person IN @uuids($1) UNION ALL"
        " SELECT id, name FROM tablet WHERE id IN @uuids($1)",
        list(authors),
    )
    return {row["id"]: row["name"] for row in rows}
