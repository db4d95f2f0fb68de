"""Draft a migration: DDL for the registered tables of a package, to be read, trimmed and saved as the next step."""

from __future__ import annotations

from traceability import db
from traceability.tables import create_statements


def draft(package: str) -> str:
    """CREATE statements for every registered table that a module of `package` defines."""
    mine = [t for t in db.tables() if t.__module__.split(".")[0] == package]
    return "".join(f"{statement};\n" for table in mine for statement in create_statements(table))
