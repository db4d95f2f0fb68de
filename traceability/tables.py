"""What every table of records has in common."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt
from piccolo.table import Table

from traceability import db


class Kept:
    """Columns of a typed row: one per revision of a record, never edited but for `until_seq`.

    id: derived from record, revision and place; home: the party's immutable sharding key; log and seq: where the
    revision stands in the ledger; until_seq: the seq, in the same log, of the revision that superseded this row.
    A row is current when until_seq is NULL, and was known at position p when seq <= p and not until_seq <= p.
    """

    id = UUID(primary_key=True, default=None)
    home = UUID()
    record = UUID()
    rev = BigInt()
    log = UUID()
    seq = BigInt()
    until_seq = BigInt(null=True, default=None)


def kept(*indexes: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The indexes of a typed table: the two that every one has, and its own."""
    return (("record",), ("log", "seq"), *indexes)


def create_statements(table: type[Table]) -> list[str]:
    """DDL of a table for both engines: one CREATE TABLE, then one CREATE INDEX each."""
    name = table._meta.tablename
    columns = []
    for column in table._meta.columns:
        text = f"{column._meta.db_column_name} {db.column_type(column)}"
        if column._meta.primary_key:
            text += " PRIMARY KEY"
        elif not column._meta.null:
            text += " NOT NULL"
        columns.append(text)
    uniques = [f"UNIQUE ({', '.join(names)})" for names in getattr(table, "UNIQUES", ())]
    body = ",\n  ".join(columns + uniques)
    statements = [f"CREATE TABLE {name} (\n  {body}\n)"]
    for names in getattr(table, "INDEXES", ()):
        statements.append(f"CREATE INDEX {name}_{'_'.join(names)} ON {name} ({', '.join(names)})")
    return statements


async def create_all() -> None:
    """Create every registered table. For tests and drafts of migrations; servers run `migrations`."""
    for table in db.tables():
        for statement in create_statements(table):
            await db.fetch(statement)
