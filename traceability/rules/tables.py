"""Findings as they stand, the steps people took on them, and how each rule last fared at each site."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Boolean, Date, Text, Timestamptz
from piccolo.table import Table

from traceability import db
from traceability.tables import Kept, kept


class Finding(Table, tablename="finding"):
    """What a rule found at a site, derived: judging again gives the same rows.

    id: follows from site, rule and subject; verdict: violated or not_evidenced; subject_kind, subject, place: the
    record it is about and which part of it; day: its business day; told: JSON of the values of its sentence; due: the
    last day on time; holds: whether the last judging still found it (it is never deleted), ended_at: since when not;
    life: open, explained, corrected or closed, from the steps.
    """

    UNIQUES = (("home", "id"),)
    INDEXES = (("site", "day"), ("site", "rule"), ("subject",), ("day", "id"))
    id = UUID(primary_key=True, default=None)
    home = UUID()
    site = UUID()
    rule = Text()
    rule_set = BigInt()
    severity = Text()
    verdict = Text()
    subject_kind = Text()
    subject = Text()
    place = Text()
    day = Date()
    why = Text()
    told = Text()
    due = Date()
    first_seen = Timestamptz()
    last_seen = Timestamptz()
    holds = Boolean()
    ended_at = Timestamptz(null=True, default=None)
    life = Text()


class RuleExecution(Table, tablename="rule_execution"):
    """How a rule fared when a site was last judged over whole days. fault: the name of an error in the rule."""

    UNIQUES = (("home", "id"),)
    INDEXES = (("site", "rule"),)
    id = UUID(primary_key=True, default=None)
    home = UUID()
    site = UUID()
    rule = Text()
    rule_set = BigInt()
    first_day = Date()
    last_day = Date()
    evaluated = BigInt()
    violated = BigInt()
    satisfied = BigInt()
    not_evidenced = BigInt()
    fault = Text(null=True, default=None)
    judged_at = Timestamptz()


class FindingStep(Kept, Table, tablename="finding_step"):
    """What somebody did about a finding: explained, corrected, verified or reopened it. author: who, by id."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("finding",), ("log", "day"))
    finding = UUID()
    step = Text()
    note = Text(null=True, default=None)
    author = UUID()
    occurred_at = Timestamptz()
    day = Date()


db.register(Finding, RuleExecution, FindingStep)
