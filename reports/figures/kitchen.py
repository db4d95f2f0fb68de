"""What was cooked: completeness of dishes, core temperatures, retained samples."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reports.figures.moments import hours_between
from reports.figures.receiving import source_state
from reports.figures.tally import State
from traceability.snapshot.shapes import Cooking, RecipeIngredient, Sample, Snapshot

_BADNESS = (State.MET, State.UNKNOWN, State.BROKEN)


@dataclass(frozen=True)
class Completeness:
    """A cooked dish against its recipe: how many ingredients are traced, and which are not.

    unresolved: of a batch whose source nobody has on record; unproved: of a batch without lot code or supplier;
    missing: no batch logged. state: met when every obligatory ingredient is traced; broken when one is unresolved;
    otherwise unknown, also when no recipe says what belongs in the pot.
    """

    cooking: Cooking
    traced: int
    unresolved: tuple[RecipeIngredient, ...]
    unproved: tuple[RecipeIngredient, ...]
    missing: tuple[RecipeIngredient, ...]

    @property
    def total(self) -> int:
        """The denominator: the recipe's obligatory ingredients."""
        return self.traced + len(self.unresolved) + len(self.unproved) + len(self.missing)

    @property
    def state(self) -> State:
        if self.unresolved:
            return State.BROKEN
        return State.MET if self.total and self.traced == self.total else State.UNKNOWN


def completeness(cooking: Cooking) -> Completeness:
    """How far `cooking` reaches back to sources; of several batches of an ingredient the worst known counts."""
    worst: dict[str, State] = {}
    for each in cooking["inputs"]:
        one = source_state(each["source_state"])
        worst[each["ingredient_id"]] = max(one, worst.get(each["ingredient_id"], one), key=_BADNESS.index)
    wanted = [each for each in cooking["recipe_ingredients"] or () if not each["optional"]]
    return Completeness(
        cooking,
        traced=sum(worst.get(each["id"]) is State.MET for each in wanted),
        unresolved=tuple(each for each in wanted if worst.get(each["id"]) is State.BROKEN),
        unproved=tuple(each for each in wanted if worst.get(each["id"]) is State.UNKNOWN),
        missing=tuple(each for each in wanted if each["id"] not in worst),
    )


def cookings_of(snapshot: Snapshot) -> list[Cooking]:
    """Cookings in the order they happened."""
    return sorted(snapshot["cookings"], key=lambda each: (each["day"], each["occurred_at"], each["id"]))


def limit(snapshot: Snapshot, code: str) -> Decimal | None:
    """The threshold `code` of the snapshot, in its own unit; None if the snapshot has none."""
    return next((Decimal(each["value"]) for each in snapshot["thresholds"] if each["code"] == code), None)


def core_state(cooking: Cooking, least: Decimal | None) -> State | None:
    """The core temperature against the limit; None where the recipe does not ask for it."""
    if not cooking["cook_through"]:
        return None
    if cooking["core_temperature"] is None or least is None:
        return State.UNKNOWN
    return State.MET if Decimal(cooking["core_temperature"]) >= least else State.BROKEN


@dataclass(frozen=True)
class Retained:
    """A cooked dish and its sample, if one is on record."""

    cooking: Cooking
    sample: Sample | None
    state: State


def retained(snapshot: Snapshot) -> list[Retained]:
    """Each cooking with its sample: met when heavy enough and kept long enough, unknown when none is on record.

    Of several samples of one dish the heaviest counts; a sample still kept counts by its planned end.
    """
    grams, hours = limit(snapshot, "sample_mass_min"), limit(snapshot, "sample_kept_min")
    found: dict[str, Sample] = {}
    for each in sorted(snapshot["samples"], key=lambda one: (Decimal(one["grams"] or 0), one["id"])):
        found[each["of"]] = each
    return [_retained(each, found.get(each["batch"]), grams, hours) for each in cookings_of(snapshot)]


def _retained(cooking: Cooking, sample: Sample | None, grams: Decimal | None, hours: Decimal | None) -> Retained:
    if sample is None or sample["grams"] is None or grams is None or hours is None:
        return Retained(cooking, sample, State.UNKNOWN)
    end = sample["disposed_at"] or sample["kept_until"]
    if Decimal(sample["grams"]) < grams or (end and hours_between(sample["taken_at"], end) < hours):
        return Retained(cooking, sample, State.BROKEN)
    return Retained(cooking, sample, State.MET if end else State.UNKNOWN)
