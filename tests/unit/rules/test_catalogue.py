"""The rule set as data: every rule of the catalogue, each with its sources; rules are found by their folder."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from tests.support.facts import facts_on
from traceability.errors import NotOnRecord
from traceability.rules.engine import at_once, collected, judge, rules
from traceability.rules.law import Overrides, RuleText, law_for, rule_sets
from traceability.rules.rule import Severity
from traceability.rules.texts import LANGUAGES, catalogue
from traceability.thresholds import _table as threshold_table

CATALOGUE = (
    "D1 D2 D3 D4 D5 D6 V1 V2 V3 V4 R1 R2 R3 S1 S2 S3 P1 P2 P3 P4 P5 L1 L2 A1 H1 C1 C2 T1 T2 K1 X1 X2 X3 M1 M2 M3 N1 N2"
    " E1 E2"
).split()
TODAY = date(2026, 11, 20)
TEXTS = [text for one in rule_sets() for text in one.rules.values()]


def test_rule_set_holds_the_whole_catalogue(record_property: Callable[[str, object], None]) -> None:
    left = [identity for identity in CATALOGUE if identity not in rules()]
    record_property("rules_without_a_file", f"{len(left)}: {' '.join(left)}")

    assert list(rule_sets()[-1].rules) == CATALOGUE
    assert set(rules()) <= set(CATALOGUE)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.id)
def test_every_rule_names_its_sources_and_limits(text: RuleText) -> None:
    assert text.citations
    assert {one.provenance for one in text.citations} <= {"F", "K", "K?"}
    assert all((one.text, one.text_en) for one in text.citations)
    assert all((text.title, text.title_en, text.due_days > 0))
    assert bool(text.missing) == bool(text.missing_en)
    assert text.decided_by or text.missing
    assert {code for code, _ in threshold_table()} >= set(text.thresholds)
    assert rule_sets()[0].effective_from <= text.effective_from
    places = {"CN": {"CN"}, "CN-11": {"CN", "CN-11"}, "US": {"US"}, "EU": {"EU"}}[text.pack]
    assert all(any((code, place) in threshold_table() for place in places) for code in text.thresholds)


@pytest.mark.parametrize("identity", sorted(rules()))
def test_rule_reads_the_limits_that_its_data_names_and_says_what_the_catalogues_hold(identity: str) -> None:
    module = inspect.getmodule(rules()[identity].check)
    assert module is not None
    source = inspect.getsource(module)
    read = {code for code, _ in threshold_table() if f'"{code}"' in source}

    assert read == set(rule_sets()[-1].rules[identity].thresholds)
    assert rules()[identity].documentation
    assert re.fullmatch(rf"traceability\.rules\.rules\.{identity.lower()}_[a-z_]+", module.__name__)
    first, second = (catalogue(language)[identity] for language in LANGUAGES)
    assert first.keys() == second.keys()
    fields = [{why: set(re.findall(r"{(\w+)}", text)) for why, text in texts.items()} for texts in (first, second)]
    assert fields[0] == fields[1]


def test_collect_rules_refuses_an_id_that_stands_twice_and_a_file_without_a_rule() -> None:
    one = rules()["D1"]

    assert collected([SimpleNamespace(check=one)]) == {"D1": one}
    with pytest.raises(ValueError, match="stands twice"):
        collected([SimpleNamespace(check=one), SimpleNamespace(other=one)])
    with pytest.raises(ValueError, match="holds 0 rules"):
        collected([SimpleNamespace()])


def test_packs_follow_the_region_unless_chosen() -> None:
    assert law_for("110108", TODAY).packs == {"CN", "CN-11"}
    assert law_for("310101", TODAY).packs == {"CN"}
    assert law_for("310101", TODAY).rule("V4") is None
    assert law_for("110108", TODAY, packs=["US"]).rule("N2") is not None
    assert law_for("110108", TODAY, chosen=["EU"]).packs == {"CN", "CN-11", "EU"}
    assert law_for("110108", TODAY, chosen=["US"]).threshold("non_domestic_cost_max", "2026-11-20").value == "10"
    with pytest.raises(NotOnRecord, match="no_rule_set"):
        law_for("110108", date(2009, 12, 31))


def test_severity_may_follow_the_way_a_rule_is_broken_or_the_day() -> None:
    law = law_for("110108", TODAY)
    platform, pork = law.rule("V4"), law.rule("D3")
    assert platform is not None
    assert pork is not None

    assert law.severity(platform, "off_platform", date(2027, 12, 31)) is Severity.MINOR
    assert law.severity(platform, "off_platform", date(2028, 1, 1)) is Severity.MAJOR
    assert law.severity(pork, "asf_report_missing", TODAY) is Severity.MAJOR
    assert law.severity(pork, "quarantine_missing", TODAY) is Severity.BLOCK


def test_beijing_adds_its_own_citations() -> None:
    trace = law_for("110108", TODAY).rule("T1")
    assert trace is not None
    assert len(law_for("110108", TODAY).citations(trace)) == len(law_for("310101", TODAY).citations(trace)) + 1


def test_dry_run_judges_by_other_limits_severities_and_days() -> None:
    line = {"ingredient": {"storage": "chilled"}, "label_temperature": "4", "temperature": "6"}
    facts = facts_on("2026-11-20", {"deliveries": [{"lines": [line]}]})
    stricter = Overrides({"receive_chilled_over_label": "1"}, {"R3": Severity.BLOCK})
    later = Overrides({"receive_chilled_over_label": "1"}, effective_from={"R3": TODAY + timedelta(days=1)})

    assert judge(facts, law_for("110108", TODAY), {"R3"}).findings == ()
    (found,) = judge(facts, law_for("110108", TODAY, stricter), {"R3"}).findings
    assert (found.severity, found.values["limit"]) == (Severity.BLOCK, "5")
    assert judge(facts, law_for("110108", TODAY, later), {"R3"}).executions == ()


def test_rules_after_a_delivery_or_a_cooking_are_known_by_their_kind() -> None:
    assert {"D1", "R3"} <= at_once("delivery")
    assert "T1" in at_once("cooking")
    assert at_once("menu").isdisjoint(at_once("delivery"))


def test_a_faulty_rule_says_so_and_silences_no_other() -> None:
    facts = facts_on(
        "2026-11-20", {"deliveries": [{"lines": [{"temperature": "x", "ingredient": {"storage": "chilled"}}]}]}
    )
    executions = {one.rule: one for one in judge(facts, law_for("110108", TODAY), {"D1", "R3"}).executions}

    assert executions["R3"].fault == "InvalidOperation"
    assert executions["D1"].not_evidenced == 1
