"""V1: suppliers without incidents, and not on the list of grave breaches."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.dealings import contracts_with, in_force, last_deliveries, named, vettings_until
from traceability.rules.law import Law
from traceability.rules.reading import months_after
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import Facts
from traceability.snapshot.supply_shapes import SupplierFile


@rule("V1")
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A supplier that had an incident in the years before its contract, or stood on the list of grave breaches.

    Each supplier is judged once, as of its last delivery in the period, by the buyer's vettings up to that day. The
    years count back from the first day of the contract in force, or from the delivery where there is none; exactly so
    many years without an incident will do. An incident after the contract began is no breach of this rule. Violated
    too: the latest vetting that looked found it on the list. Not evidenced: nobody vetted it, nobody looked at the
    list or asked for incidents, or the vetting tells only of the time after the contract began.
    """
    for supplier, day in last_deliveries(facts):
        subject = Subject("organisation", supplier["id"], day)
        yield _judged(subject, facts, law, supplier)


def _judged(subject: Subject, facts: Facts, law: Law, supplier: SupplierFile) -> Verdict:
    vettings = vettings_until(supplier, subject.day)
    held = in_force(contracts_with(facts, supplier["id"]), subject.day)
    bought = held[-1]["valid_from"] if held else subject.day
    told = {**named(supplier), "on": bought}
    if not vettings:
        return not_evidenced(subject, "not_vetted", **named(supplier))
    listed = [one for one in vettings if one["on_blacklist"] is not None]
    if listed and listed[-1]["on_blacklist"]:
        return violated(subject, "blacklisted", **named(supplier), seen=listed[-1]["vetted_on"])
    free = [one["incident_free_since"] for one in vettings if one["incident_free_since"] is not None]
    since = next((day for day in reversed(free) if day <= bought), None)
    years = int(law.threshold("supplier_incident_free_min", subject.day).value)
    if since is not None and months_after(since, 12 * years) > bought:
        return violated(subject, "incident", **told, since=since, years=str(years))
    if not free:
        return not_evidenced(subject, "incidents_unasked", **named(supplier))
    if since is None:
        return not_evidenced(subject, "only_since", **told, since=free[-1])
    if not listed:
        return not_evidenced(subject, "list_unseen", **named(supplier))
    return satisfied(subject)
