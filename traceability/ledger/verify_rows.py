"""Check typed rows: each is what its entry makes, and none stands there that no entry makes.

Links that follow from several records (`verify_derived.py`) are left out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from piccolo.table import Table

from traceability import db
from traceability.kinds import KINDS
from traceability.kitchen.allocate import DERIVED
from traceability.ledger.kinds import Entry, Kind
from traceability.trace.tables import Batch, Link

Place = tuple[UUID, int]
"""A record and its revision."""


@dataclass(frozen=True, slots=True)
class Written:
    """A revision as it was read from the ledger; its body is None where it was taken back."""

    kind: Kind[Any]
    entry: Entry[Any]

    @property
    def place(self) -> Place:
        return self.entry.record, self.entry.rev

    @property
    def name(self) -> str:
        return f"{self.kind.name} {self.entry.record} revision {self.entry.rev}"


@dataclass(slots=True)
class RowCheck:
    """Compare the rows of some revisions with what their entries make.

    sources: ids of suppliers' lots that entries name, which this check adds to.
    """

    written: list[Written]
    sources: set[UUID]
    names: dict[Place, str] = field(default_factory=dict)

    async def faults(self) -> list[str]:
        faults = list[str]()
        if not self.written:
            return faults
        self.names = {w.place: w.name for w in self.written}
        until, wrong = await self._until()
        faults += wrong
        made: dict[type[Table], dict[UUID, db.Row]] = {}
        writers: dict[type[Table], set[UUID]] = {}
        lots: dict[UUID, tuple[str, db.Row]] = {}
        for w in self.written:
            for table in w.kind.tables:
                made.setdefault(table, {})
                writers.setdefault(table, set()).add(w.entry.record)
            if w.entry.body is None:
                continue
            try:
                rows_made = w.kind.rows(w.entry)
            except (ValueError, ArithmeticError, LookupError):
                faults.append(f"{w.name}: the entry makes no rows")
                continue
            for table, rows in rows_made.items():
                for row in rows:
                    if table is Batch and row["rev"] == 0:
                        lots[row["id"]] = (w.name, row)
                    else:
                        made.setdefault(table, {})[row["id"]] = _ended(table, row, until.get(w.place))
        for table, expected in made.items():
            faults += await self._compare(table, expected, list(writers[table]))
        return faults + await self._compare_lots(lots)

    async def _until(self) -> tuple[dict[Place, int], list[str]]:
        """Where each revision was superseded, and records whose revisions do not follow each other."""
        rows = await db.fetch(
            "SELECT record, rev, log, seq FROM revision WHERE record IN @uuids($1) ORDER BY record, rev",
            list({w.entry.record for w in self.written}),
        )
        revisions: dict[UUID, list[db.Row]] = {}
        for row in rows:
            revisions.setdefault(row["record"], []).append(row)
        until: dict[Place, int] = {}
        faults = []
        for w in self.written:
            mine = revisions[w.entry.record]
            if w.entry.rev == mine[-1]["rev"] and [r["rev"] for r in mine] != list(range(1, len(mine) + 1)):
                faults.append(f"{w.name}: not all revisions before it are there")
            after = next((r for r in mine if r["rev"] == w.entry.rev + 1), None)
            if after is not None:
                until[w.place] = after["seq"]
                if after["log"] != w.entry.log or after["seq"] <= w.entry.seq:
                    faults.append(f"{w.name}: its next revision does not stand behind it in its log")
        return until, faults

    async def _compare(self, table: type[Table], expected: dict[UUID, db.Row], records: list[UUID]) -> Iterable[str]:
        """records: of kinds that write the table; what stands there of any other, `strangers` finds."""
        name = table._meta.tablename
        where = " AND NOT kind IN @texts($2)" if table is Link else ""
        more = [list(DERIVED)] if table is Link else []
        rows, broken = await _read(f"SELECT * FROM {name} WHERE record IN @uuids($1){where}", records, more)  # noqa: S608 - a table's own name
        faults = [f"{name} of record {record}: a value in it cannot be read" for record in broken]
        found = {row["id"]: row for row in rows if (row["record"], row["rev"]) in self.names}
        missing = {identity: row for identity, row in expected.items() if identity not in found}
        astray = {}
        if missing:  # a row whose record or revision was changed is still found by its own id
            by_id, broken = await _read(f"SELECT * FROM {name} WHERE id IN @uuids($1)", list(missing), [])  # noqa: S608 - a table's own name
            astray = {row["id"]: row for row in by_id}
        spare = {i: row for i, row in found.items() if i not in expected}
        for identity, row in expected.items():
            about = self.names[row["record"], row["rev"]]
            there = found.get(identity) or astray.get(identity)
            if identity in broken:
                faults.append(f"{name} {identity} of {about}: a value in it cannot be read")
            elif there is None:
                twin = next((i for i, r in spare.items() if not _differing(row, r, {"id"})), None)
                if twin is None:
                    faults.append(f"{name} {identity} of {about} is missing")
                else:
                    spare.pop(twin)
                    faults.append(f"{name} {twin} of {about}: id is not what the entry says")
            else:
                faults += [
                    f"{name} {identity} of {about}: {column} is not what the entry says"
                    for column in _differing(row, there)
                ]
        for identity, row in spare.items():
            faults.append(f"{name} {identity} of {self.names[row['record'], row['rev']]} is of no line of the entry")
        return faults

    async def _compare_lots(self, lots: dict[UUID, tuple[str, db.Row]]) -> list[str]:
        fresh = {identity: lot for identity, lot in lots.items() if identity not in self.sources}
        self.sources.update(fresh)
        rows = await db.fetch("SELECT * FROM batch WHERE id IN @uuids($1)", list(fresh))
        found = {row["id"]: row for row in rows}
        faults = []
        for identity, (about, row) in fresh.items():
            if identity not in found:
                faults.append(f"batch {identity}, a lot that {about} names, is missing")
                continue
            for column in _differing(_ended(Batch, row, None), found[identity]):
                faults.append(f"batch {identity}, a lot that {about} names: {column} is not what its id says")
        return faults


def _ended(table: type[Table], row: db.Row, until: int | None) -> db.Row:
    """The whole row, as it stands once the revision was superseded (or was not)."""
    whole = {name: row.get(name) for name in db.column_names(table)}
    whole["until_seq"] = until
    if table is Link and until is not None:
        whole["until_log"] = row["log"]
    return whole


def _differing(expected: db.Row, found: db.Row, but: set[str] | None = None) -> list[str]:
    """The columns in which a row is not as expected."""
    return [name for name, value in expected.items() if value != found[name] and name not in (but or set())]


async def _read(sql: str, ids: list[UUID], more: list[Any]) -> tuple[list[db.Row], list[UUID]]:
    """Rows of some ids, and the ids of which a value cannot even be read: SQLite keeps any value in any column."""
    try:
        return list(await db.fetch(sql, ids, *more)), []
    except (ValueError, *db.DatabaseError):
        if len(ids) == 1:
            return [], ids
    half = len(ids) // 2
    first, broken = await _read(sql, ids[:half], more)
    second, broken_too = await _read(sql, ids[half:], more)
    return first + second, broken + broken_too


async def strangers(sources: set[UUID]) -> list[str]:
    """Rows of which no entry speaks. sources: the suppliers' lots that entries name."""
    faults = []
    for table, kinds in _writers().items():
        name = table._meta.tablename
        lots = " AND NOT (t.rev = 0 AND t.record = t.id)" if table is Batch else ""
        rows = await db.fetch(
            f"SELECT t.id FROM {name} t WHERE NOT EXISTS (SELECT 1 FROM revision v WHERE v.home = t.home"  # noqa: S608 - a table's own name
            f" AND v.record = t.record AND v.rev = t.rev AND v.kind IN @texts($1)){lots} ORDER BY t.id",
            kinds,
        )
        faults += [f"{name} {row['id']} is of no record" for row in rows]
    lots_there = await db.fetch("SELECT id FROM batch WHERE rev = 0 AND record = id ORDER BY id")
    return faults + [f"batch {r['id']} is a lot that no record names" for r in lots_there if r["id"] not in sources]


def _writers() -> dict[type[Table], list[str]]:
    """The kinds that write each table."""
    writers: dict[type[Table], list[str]] = {}
    for kind, table in _pairs():
        writers.setdefault(table, []).append(kind)
    return writers


def _pairs() -> Iterator[tuple[str, type[Table]]]:
    for kind in KINDS:
        for table in kind.tables:
            yield kind.name, table
