"""The papers of a lot by number: quarantine and meat inspection certificates, 承诺达标合格证, test reports."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from server.demo import ids
from server.demo.calendar import moment
from server.demo.dice import dice
from server.demo.facts import facts
from server.demo.supply import Lot, parents

ANIMAL = frozenset({"pork", "beef_mutton", "poultry"})
_PREFIX = {
    "quarantine_certificate": "动检",
    "meat_inspection_certificate": "肉检",
    "asf_report": "非瘟检",
    "conformity_certificate": "合格证",
    "batch_test_report": "检报",
}


@dataclass(frozen=True)
class Paper:
    """A paper that the lot's supplier keeps."""

    id: UUID
    kind: str
    number: str


@cache
def papers(lot: Lot) -> tuple[Paper, ...]:
    """The papers that the supplier of a lot makes out for it; a wholesaler passes on those it was given."""
    supplier, ingredient = facts().suppliers[lot.supplier], facts().ingredients[lot.ingredient]
    if supplier.stage == "wholesale":
        kinds: tuple[str, ...] = ()
    elif supplier.trade == "slaughterhouse":
        kinds = ("quarantine_certificate", "meat_inspection_certificate")
        if ingredient.group == "pork":
            kinds += ("asf_report",)
    elif supplier.stage == "processor":
        kinds = ("batch_test_report",)
    else:
        kinds = ("quarantine_certificate",) if ingredient.group in ANIMAL else ("conformity_certificate",)
    return tuple(_paper(lot, kind) for kind in kinds)


def _paper(lot: Lot, kind: str) -> Paper:
    throw = dice("paper", kind, lot.supplier, lot.ingredient, lot.code, lot.production_date)
    division = facts().suppliers[lot.supplier].division
    number = f"{_PREFIX[kind]}{division}{lot.production_date:%y%m%d}{throw.randint(1000, 9999)}"
    at = moment(lot.production_date, 4, 30)
    return Paper(ids.happened(at, kind, lot.supplier, lot.ingredient, lot.code), kind, number)


@cache
def handed_over(lot: Lot) -> tuple[Paper, ...]:
    """The papers that come with a delivery of a lot: its own, else those of the lots it was taken from."""
    return papers(lot) or tuple(paper for share in parents(lot) for paper in papers(share.lot))


@cache
def maker(lot: Lot) -> str:
    """The code of who made or grew a lot: its supplier, or for a wholesaler the first one it bought from."""
    if facts().suppliers[lot.supplier].stage != "wholesale":
        return lot.supplier
    return next((share.lot.supplier for share in parents(lot)), lot.supplier)
