"""The order in which records stand says nothing: any shuffle of the same facts is judged the same."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.facts import facts_on, shuffled
from tests.unit.rules.test_cases import ALL, Case
from traceability.rules.engine import Judgement, judge


def said(judgement: Judgement) -> tuple[Any, Counter[str]]:
    return judgement.executions, Counter(repr(one) for one in judgement.findings)


@given(case=st.sampled_from(ALL), chance=st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_judge_says_the_same_whatever_the_order_of_records(case: Case, chance: Random) -> None:
    facts = facts_on(case.day, case.facts)
    assert said(judge(shuffled(facts, chance), case.law, {case.rule})) == said(judge(facts, case.law, {case.rule}))
