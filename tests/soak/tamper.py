"""Random edits of rows behind the ledger's back, and whether a fault names what was edited."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from typing import Any

from piccolo.table import Table

from tests.support.records import known
from traceability import db
from traceability.kinds import KINDS
from traceability.kitchen.allocate import DERIVED
from traceability.ledger.tables import Checkpoint, Revision
from traceability.partners.tables import Person, SiteCode
from traceability.trace.tables import Link

TYPED = tuple(dict.fromkeys(table for kind in KINDS for table in kind.tables))
BESIDE: dict[type[Table], tuple[str, ...]] = {
    Person: ("name", "phone", "salt", "commitment"),
    SiteCode: ("code", "home"),
}
HISTORY = frozenset({"amount", "least", "greatest", "dimension", "until_seq", "until_log"})
"""What nothing can tell of a derived link that no longer holds (traceability/ledger/verify.py)."""
REPEATS = frozenset({"raw_digest", "body_digest"})
"""What tells a repeat from a conflict, and no entry can tell again (but the body_digest of a first revision)."""


@dataclass(frozen=True)
class Edit:
    """What was done to a row, as it stood before: `column` None where the whole row was deleted or copied."""

    deed: str
    table: str
    row: dict[str, Any]
    column: str | None = None
    value: Any = None

    def named_in(self, faults: Sequence[str]) -> bool:
        """Whether a fault names the table, the record or the row, and the column."""
        return any(all(any(word in fault for word in words) for words in self._words()) for fault in faults)

    def _words(self) -> list[list[str]]:
        """One word of each list must stand in a fault."""
        row, column = self.row, self.column
        if self.table == "revision":
            if self.deed == "delete" or column in ("seq", "log", "home"):
                return [[str(row["record"]), f"log {row['log']}: entry", f"log {row['log']}: {row['seq'] - 1} entries"]]
            record = self.value if column == "record" else row["record"]
            said = {"entry": "the entry", "leaf": "its leaf says", "body_digest": "body_digest is not"}
            if column in ("record", "rev", "kind"):
                return [[str(record)], ["speaks of another record"]]
            return [[str(record)], [said.get(str(column), f"{column} is not what the entry says")]]
        own = [str(row["id"])] + ([str(self.value)] if column == "id" or self.deed == "copy" else [])
        if self.table == "checkpoint":
            return [[f"checkpoint {row['number']}", f"checkpoint {self.value}"]]
        if column is None or self.table in ("person", "site_code"):
            whose = [f"{self.table} ", "link of cooking"]
            return [whose, [*own, str(row.get("record")), str(row.get("person"))]]
        if row.get("kind") in DERIVED and self.table == "link":
            return [["link "], own, [column, "follows from no records", "is of no line", "is of no record"]]
        return [[f"{self.table} "], own, [f"{column} is not", "cannot be read"]]


Sizes = dict[type[Table], int]


async def sizes() -> Sizes:
    """How many rows each table has that holds any and that the ledger tells of."""
    told: tuple[type[Table], ...] = (*TYPED, *BESIDE, Revision, Checkpoint)
    found = {table: await _size(table) for table in told}
    return {table: size for table, size in found.items() if size}


async def edit_some(dice: random.Random, count: int, sizes: Sizes) -> list[Edit]:
    """Edit this many rows, each of another record, so that no edit hides another; in each table in its turn."""
    done: list[Edit] = []
    touched = set[Any]()
    turns = cycle(dice.sample(list(sizes), len(sizes)))
    while len(done) < count:
        table = Revision if dice.random() < 0.3 else next(turns)
        if table is Checkpoint and any(edit.table == "checkpoint" for edit in done):
            continue  # one that is not as it was signed says nothing about logs, so a few would hide much
        row = await _row(table, dice.randrange(sizes[table]))
        if row is None:  # fewer are left than there were
            continue
        about = row.get("record") or row.get("person") or row["id"]
        if touched & {about, row["id"]}:  # its record may have been edited to be another one
            continue
        edit = await _do(dice, table, row)
        if edit is not None:
            touched |= {about, row["id"], edit.value}
            done.append(edit)
    return done


async def _size(table: type[Table]) -> int:
    return int((await db.fetch(f"SELECT COUNT(*) AS n FROM {table._meta.tablename}"))[0]["n"])  # noqa: S608 - a table's own name


async def _row(table: type[Table], place: int) -> dict[str, Any] | None:
    sql = f"SELECT * FROM {table._meta.tablename} ORDER BY id LIMIT 1 OFFSET {place}"  # noqa: S608 - a table's own name
    row = await db.fetch_one(sql)
    return None if row is None else dict(row.items())


async def _do(dice: random.Random, table: type[Table], row: dict[str, Any]) -> Edit | None:
    """One deed to a row; None where it would say nothing, or a key of the database refuses it."""
    name = table._meta.tablename
    history = table is Link and row["kind"] in DERIVED and row["until_seq"] is not None
    deed = dice.choices(("edit", "delete", "copy"), (85, 10, 5))[0]
    if table in (Checkpoint, *BESIDE) or (table is Revision and deed == "copy") or (history and deed == "delete"):
        deed = "edit"
    try:
        async with db.transaction():  # a savepoint: a refused edit leaves the others
            if deed == "delete":
                await db.fetch(f"DELETE FROM {name} WHERE id = $1", row["id"])  # noqa: S608 - a table's own name
                return Edit(deed, name, row)
            if deed == "copy":
                own = known(f"copy {dice.random()}")
                await db.insert({table: [{**row, "id": own}]})
                return Edit(deed, name, row, value=own)
            column = dice.choice([c for c in BESIDE.get(table, tuple(row)) if not (history and c in HISTORY)])
            if table is Revision and column in REPEATS and (column == "raw_digest" or row["rev"] > 1):
                return None
            value = _other(dice, table, column, row[column])
            if value == row[column]:
                return None
            await db.fetch(f"UPDATE {name} SET {column} = $2 WHERE id = $1", row["id"], value)  # noqa: S608 - a table's own names
            return Edit(deed, name, row, column, value)
    except db.DatabaseError:
        return None


def _other(dice: random.Random, table: type[Table], column: str, was: Any) -> Any:
    """Another value of the column's type; now and then nothing at all, where the column may be empty."""
    told = next(c for c in table._meta.columns if c._meta.db_column_name == column)
    if was is not None and told._meta.null and dice.random() < 0.2:
        return None
    match db.column_type(told):
        case "uuid":
            return known(f"other {dice.random()}")
        case "bigint":
            return (was or 0) + dice.choice((1, -1, 1000, 1_000_000))
        case "boolean":
            return not was
        case "date":
            return was and was + timedelta(days=dice.choice((1, -1, 365)))
        case "timestamptz":
            return was and was + timedelta(seconds=dice.choice((1, -1, 86400)))
        case "bytea":
            place = dice.randrange(len(was)) if was else 0
            return was and was[:place] + bytes([was[place] ^ 1 << dice.randrange(8)]) + was[place + 1 :]
    place = dice.randrange(len(was)) if was else 0
    return was[:place] + dice.choice("x0改") + was[place + 1 :] if was else "x"
