"""Records gathered by kind and author, and written through the verbs a few hundred at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from server.auth.accounts import SECRETS
from server.demo import ids
from server.demo.schools import Campus
from traceability.identifiers import derive
from traceability.kinds import BY_NAME, KINDS
from traceability.ledger.record import Submission, record
from traceability.partners.people import enrol
from traceability.scope import Role, Scope

MOST = 400
"""Records in one transaction."""
Body = Mapping[str, Any]


def account_author(username: str) -> UUID:
    """The person behind an account, as written into what it records."""
    return derive(SECRETS, "person", username)


OPERATOR = Scope(account_author("operator"), Role.OPERATOR, everything=True)


def kitchen_scope(campus: Campus) -> Scope:
    """The storekeeper of a campus, at its tablet."""
    return Scope(ids.person(campus.people[0].key), Role.KITCHEN, frozenset({ids.campus(campus.code)}))


def manager_scope(campus: Campus) -> Scope:
    """The canteen manager of a campus, at a desk of its school."""
    parties = frozenset({ids.school(campus.school), ids.campus(campus.code)})
    return Scope(ids.person(campus.people[2].key), Role.MANAGER, parties)


def supplier_scope(code: str) -> Scope:
    """The person who sells for a supplier."""
    return Scope(ids.person(code), Role.SUPPLIER, frozenset({ids.supplier(code)}))


def inspector_scope(region: str) -> Scope:
    """The district's inspector, writing for its authority."""
    return Scope(account_author("inspector"), Role.INSPECTOR, frozenset({ids.authority(region)}))


class Sheaf:
    """Bodies waiting to be written. `written` counts what was, by kind."""

    def __init__(self) -> None:
        self._waiting: dict[str, dict[Scope, list[Submission]]] = {}
        self.written: Counter[str] = Counter()

    def add(self, scope: Scope, kind: str, identity: UUID, body: Body) -> UUID:
        """Keep a body for the next `write`; its id back. Nones need not be left out: they are dropped here."""
        told = {name: value for name, value in body.items() if value is not None}
        self._waiting.setdefault(kind, {}).setdefault(scope, []).append(Submission.of(identity, told))
        return identity

    async def write(self) -> None:
        """Record all that waits, kind by kind in the order of KINDS."""
        waiting, self._waiting = self._waiting, {}
        for kind in KINDS:
            for scope, submissions in waiting.get(kind.name, {}).items():
                for n in range(0, len(submissions), MOST):
                    part = submissions[n : n + MOST]
                    if kind.name == "person":
                        await enrol(scope, part)
                    else:
                        await record(scope, BY_NAME[kind.name], part)
                    self.written[kind.name] += len(part)
