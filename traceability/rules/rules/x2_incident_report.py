"""X2: incidents are reported in time."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.law import Law
from traceability.rules.reading import minutes_between
from traceability.rules.rule import Subject, Value, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.duty_shapes import Incident
from traceability.snapshot.shapes import Facts


@rule("X2", at_once=("incident",))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A food-safety incident that no authority was told of within the limit after it was noticed.

    The earliest report counts; at the limit it is in time. Violated too: people were affected, or may have been (a
    suspected illness), and no report is on record. Not evidenced: nobody was hurt, and nobody wrote whether an
    authority was told or whether it had to be.
    """
    for incident in facts["incidents"]:
        yield _judged(Subject("incident", incident["id"], incident["day"]), incident, law)


def _judged(subject: Subject, incident: Incident, law: Law) -> Verdict:
    limit = law.threshold("incident_report_max", subject.day).value
    told: dict[str, Value] = {"what": [f"incident_{incident['kind']}"], "at": incident["occurred_at"][11:16]}
    if incident["reported_at"] is not None:
        minutes = minutes_between(incident["occurred_at"], incident["reported_at"])
        if minutes <= int(limit) * 60:
            return satisfied(subject)
        return violated(subject, "late", **told, minutes=str(minutes), hours=limit)
    if incident["affected"] or incident["kind"] == "suspected_illness":
        return violated(subject, "not_reported", **told, hours=limit)
    return not_evidenced(subject, "report_unsaid", **told)
