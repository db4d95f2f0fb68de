"""Whoever reads a rule over HTTP is told which of its sources nobody has read yet."""

from __future__ import annotations

from tests.support.served import Served

MARKS = {"text": "（条款待核）", "text_en": "(citation to be confirmed)"}


async def test_a_source_that_was_not_read_says_that_it_is_to_be_confirmed(served: Served) -> None:
    told = await served.get("rules", "kitchen")
    citations = [one for rule in told["rules"] for one in rule["citations"]]

    assert {one["provenance"] for one in citations} == {"F", "K", "K?"}
    for one in citations:
        for key, mark in MARKS.items():
            assert one[key].endswith(mark) == (one["provenance"] != "F"), one[key]
