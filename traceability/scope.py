"""What a person may see and write: the first argument of every query and every verb."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    KITCHEN = "kitchen"
    MANAGER = "manager"
    SUPPLIER = "supplier"
    INSPECTOR = "inspector"
    AUDITOR = "auditor"
    OPERATOR = "operator"


CANTEEN = frozenset({Role.KITCHEN, Role.MANAGER, Role.OPERATOR})
OFFICE = frozenset({Role.MANAGER, Role.OPERATOR})
AUTHORITY = frozenset({Role.INSPECTOR, Role.OPERATOR})
OVERSEERS = frozenset({Role.INSPECTOR, Role.AUDITOR, Role.OPERATOR})
TRADE = frozenset({Role.SUPPLIER, Role.MANAGER, Role.INSPECTOR, Role.OPERATOR})


@dataclass(frozen=True, slots=True)
class Scope:
    """The parties (sites, organisations) whose logs a person sees.

    author: the person's id, written into every revision; everything: the operator, who sees all parties;
    sources: sees the source lots, licences and names of all suppliers (everyone but a supplier does); region: the
    digits that all districts an authority oversees begin with.
    """

    author: UUID
    role: Role
    parties: frozenset[UUID] = field(default_factory=frozenset)
    everything: bool = False
    region: str | None = None

    @property
    def sources(self) -> bool:
        return self.role is not Role.SUPPLIER

    def sees(self, party: UUID) -> bool:
        return self.everything or party in self.parties

    def oversees(self, region: str) -> bool:
        """Whether all of a region is theirs to oversee."""
        return self.everything or (self.region is not None and region.startswith(self.region))

    def may_write(self, writers: frozenset[Role], party: UUID) -> bool:
        """Whether this person's role writes records of that kind, and into that party's log."""
        return self.role in writers and self.sees(party)
