"""H1: who handles food is certified and fit; people are counted, never named, and never said to be ill of anything."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.law import Law
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.duty_shapes import HealthCertificate, MorningCheck
from traceability.snapshot.shapes import Facts


@rule("H1")
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A day on which somebody handled food whose health certificate was not in force, or whom the check found unfit.

    Each day with a serving, a record of food work or a morning check is judged twice: certificates and morning checks.
    At work are those whom the day's records name as handling food, and those found fit in the morning. A certificate
    holds from its first to its last day, both included. Violated: a certificate on record had run out or not begun, or
    somebody found unfit stayed at work. Not evidenced: somebody at work has no certificate on record, or was not
    checked that morning; an unfit person of whom nobody wrote whether they left, or who is said to have left and whom a
    record of the day names; and a day with servings on which no record names anybody. The last check of a day counts.
    """
    served = {serving["day"] for serving in facts["servings"]}
    named: dict[str, set[str]] = {}
    for one in facts["at_work"]:
        named.setdefault(one["day"], set()).add(one["person"])
    checked: dict[str, dict[str, MorningCheck]] = {}
    for check_of in sorted(facts["morning_checks"], key=lambda one: (one["seq"], one["id"])):
        checked.setdefault(check_of["day"], {})[check_of["person"]] = check_of
    held: dict[str, list[HealthCertificate]] = {}
    for certificate in facts["health_certificates"]:
        held.setdefault(certificate["person"], []).append(certificate)
    site = facts["site"]["id"]
    for day in sorted(served | named.keys() | checked.keys()):
        hands, checks = named.get(day, set()), checked.get(day, {})
        at_work = hands | {person for person, one in checks.items() if one["fit"]}
        yield _certified(Subject("site", site, day, f"{day}/certificates"), at_work, held)
        yield _fit(Subject("site", site, day, f"{day}/morning"), hands, checks)


def _certified(subject: Subject, at_work: set[str], held: dict[str, list[HealthCertificate]]) -> Verdict:
    if not at_work:
        return not_evidenced(subject, "nobody_named", day=subject.day)
    lapsed = sum(person in held and not _holds(held[person], subject.day) for person in at_work)
    absent = sum(person not in held for person in at_work)
    if lapsed:
        return violated(subject, "certificate_lapsed", day=subject.day, count=lapsed, of=len(at_work))
    if absent:
        return not_evidenced(subject, "certificate_missing", day=subject.day, count=absent, of=len(at_work))
    return satisfied(subject)


def _holds(certificates: list[HealthCertificate], on: str) -> bool:
    return any(one["valid_from"] <= on <= one["valid_to"] for one in certificates)


def _fit(subject: Subject, hands: set[str], checks: dict[str, MorningCheck]) -> Verdict:
    unfit = {person: one["sent_away"] for person, one in checks.items() if not one["fit"]}
    stayed = sum(gone is False or (gone is None and person in hands) for person, gone in unfit.items())
    unclear = sum(gone is not False and (gone is None) != (person in hands) for person, gone in unfit.items())
    unchecked = len(hands - checks.keys())
    told: dict[str, str | int] = {"day": subject.day, "of": len(hands | checks.keys())}
    if stayed:
        return violated(subject, "unfit_at_work", count=stayed, **told)
    if unclear:
        return not_evidenced(subject, "unfit_unclear", count=unclear, **told)
    if unchecked or not checks:
        return not_evidenced(subject, "not_checked", count=unchecked, **told)
    return satisfied(subject)
