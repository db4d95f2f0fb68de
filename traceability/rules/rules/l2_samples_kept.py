"""L2: how long and how cold a retained sample is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from traceability.rules.law import Law
from traceability.rules.reading import minutes_between, tenths
from traceability.rules.rule import Subject, Value, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import Facts, Sample


@rule("L2")
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A sample thrown away before its hours were over, or whose refrigerator left its range while it was kept.

    Each sample is judged twice: its time, and its cold. At the limits is in order. Time, not evidenced: its hours were
    over before the end of these days and nobody recorded its end, or the end lies before the sampling; a sample that
    may still be waiting is not judged yet. Cold, not evidenced: in which refrigerator it was kept is not on record, or
    nothing was read there in its time; the warmest and the coldest reading decide.
    """
    end = datetime.combine(date.fromisoformat(facts["last"]) + timedelta(days=1), time(), ZoneInfo(facts["zone"]))
    for sample in facts["samples"]:
        for verdict in (_time(sample, end.isoformat(), law), _cold(sample, law)):
            if verdict is not None:
                yield verdict


def _time(sample: Sample, end: str, law: Law) -> Verdict | None:
    subject, gone = Subject("retained_sample", sample["id"], sample["day"], "time"), sample["disposed_at"]
    hours = law.threshold("sample_kept_min", sample["day"]).value
    told: dict[str, Value | None] = {**_dish(sample), "limit": hours}
    if gone is None:
        over = minutes_between(sample["taken_at"], end) >= int(hours) * 60
        return not_evidenced(subject, "end_unknown", **told) if over else None
    minutes = minutes_between(sample["taken_at"], gone)
    if minutes < 0:
        return not_evidenced(subject, "gone_before_taken", **told)
    if minutes >= int(hours) * 60:
        return satisfied(subject)
    return violated(subject, "gone_too_soon", hours=minutes // 60, minutes=minutes % 60, **told)


def _cold(sample: Sample, law: Law) -> Verdict:
    subject = Subject("retained_sample", sample["id"], sample["day"], "cold")
    if sample["unit"] is None:
        return not_evidenced(subject, "unit_unknown", **_dish(sample))
    warmest, coldest = tenths(sample["temperature"]), tenths(sample["coldest"])
    if warmest is None or coldest is None:
        return not_evidenced(subject, "never_read", **_dish(sample))
    most, least = law.threshold("sample_store_max", subject.day), law.threshold("sample_store_min", subject.day)
    if warmest > most.tenths:
        return violated(subject, "too_warm", temperature=sample["temperature"], limit=most.value, **_dish(sample))
    if coldest < least.tenths:
        return violated(subject, "too_cold", temperature=sample["coldest"], limit=least.value, **_dish(sample))
    return satisfied(subject)


def _dish(sample: Sample) -> dict[str, str | None]:
    return {"dish": sample["dish"]["name"], "dish_en": sample["dish"]["name_en"]}
