"""Shapes of what a canteen records besides its food: cold storage, staff by id, checks, holds, findings."""

from __future__ import annotations

from typing import TypedDict

from traceability.snapshot.parts import Named, Recorded


class Reading(TypedDict):
    """°C; source: manual or sensor."""

    occurred_at: str
    temperature: str
    source: str


class StorageUnit(Named):
    """A refrigerator, freezer or store room with its readings of these days and the last one before them, by time.

    storage: chilled, frozen or ambient; coldest, warmest: limits of its own in °C, which go before the law's where
    they are stricter. since: the day of its first reading ever, None: it never had one.
    """

    id: str
    storage: str
    coldest: str | None
    warmest: str | None
    since: str | None
    readings: list[Reading]


class AtWork(TypedDict):
    """A person, by id, whom a record of that kind (cooking, delivery, retained_sample) names as handling food."""

    day: str
    person: str
    record: str
    kind: str


class MorningCheck(Recorded):
    """One person at the morning check: fit for food work or not, never why; sent_away None: not said."""

    day: str
    person: str
    fit: bool
    sent_away: bool | None


class HealthCertificate(Recorded):
    """That a person's certificate was seen and how long it runs."""

    person: str
    valid_from: str
    valid_to: str
    seen_on: str | None


class AccompaniedMeal(Recorded):
    """roles: what the person was appointed as at the site that day (principal, food_safety_director …)."""

    day: str
    meal: str
    person: str
    roles: list[str]


class Disinfection(Recorded):
    """temperature in °C, concentration in mg/L of available chlorine, minutes; strip: what a test strip showed."""

    day: str
    method: str
    tableware: str
    temperature: str | None
    concentration: int | None
    minutes: int | None
    strip: str | None


class DailyCheck(Recorded):
    """findings: how many points had one; undone: how many of them with nothing done yet."""

    day: str
    officer: str | None
    points: int
    findings: int
    undone: int


class WeeklyCheck(Recorded):
    """week: ISO, "2026-W47"; first_day: its Monday. Those of every week that has a day in the period."""

    week: str
    first_day: str
    day: str
    director: str | None
    findings: int


class MonthlyMeeting(Recorded):
    """month: "2026-11"; principal None: nobody signed. Those of every month that has a day in the period."""

    month: str
    first_day: str
    day: str
    principal: str | None
    in_canteen: bool | None


class AdditiveUse(Recorded):
    """A line of the additives ledger: what of which batch went into which food, for which purpose.

    ingredient: what the batch is of, None where it is not on record.
    """

    day: str
    batch: str
    ingredient: Named | None
    ingredient_id: str | None
    dish: str | None
    food: str
    purpose: str
    grams: str | None
    food_kg: str | None
    person: str | None


class Reheating(Recorded):
    """A dish batch heated again; core_temperature None: nobody measured."""

    day: str
    occurred_at: str
    batch: str
    core_temperature: str | None


class Incident(Recorded):
    """reported_at: the earliest report to an authority; None: none yet. affected: how many, never who."""

    day: str
    occurred_at: str
    kind: str
    affected: int | None
    reported_at: str | None


class HeldUse(TypedDict):
    """A use of a held batch, or of one made of it, at this site: kind cooking, serving, issue or dispatch."""

    kind: str
    id: str
    day: str
    at: str
    batch: str
    name: str
    portions: int | None


class Hold(Recorded):
    """A hold or recall that bound the site on one of these days and names a batch the site received or made food of.

    batches: what it holds at this site, with all that was made of it; names: their foods, or dishes; uses: later ones,
    before its release; served_before: portions that groups had of it by then. released_at None: it stands. ordered_by:
    authority, organisation or site.
    """

    level: str
    ordered_by: str
    occurred_at: str
    released_at: str | None
    batches: list[str]
    names: list[str]
    served_before: int
    uses: list[HeldUse]


class FindingKnown(TypedDict):
    """A finding as it stood at the end of the last day, of any rule but those that judge findings.

    verdict: violated or not_evidenced; state: open, explained, corrected or closed; due: the last day on time.
    """

    id: str
    rule: str
    severity: str
    verdict: str
    day: str
    due: str
    state: str


class FindingStep(Recorded):
    """What somebody did about a finding by the last day: explained, corrected, verified or reopened."""

    finding: str
    kind: str
    author: str
    occurred_at: str
