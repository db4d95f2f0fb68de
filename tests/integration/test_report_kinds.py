"""Reports over several campuses or months, and the notice for parents: read from records, as known at a checkpoint."""

from __future__ import annotations

import json
from concurrent.futures import Executor, Future
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from reports.attachments import attached
from reports.kinds import KINDS
from reports.kinds.kind import Wish
from reports.places import placed, places_of
from reports.schedules.calendar import Counted
from reports.schedules.edit import Plan, add_schedule
from reports.schedules.plan import plan_due
from reports.schedules.when import DayRule, Every, When
from reports.verify.entries import check_entries
from reports.verify.judgement import check_judgement
from reports.verify.records import check_ledger, check_records, check_table
from reports.verify.steps import State, Trust
from reports.versions import versions
from reports.worker import SealedReport
from server.jobs.sealed import sealed_report
from tests.support.canteen import COOK, FARMER, PHONE, SECRETS, day, examine, stock
from tests.support.records import AUTHORITY, CAMPUS, SUPPLIER, known
from tests.support.served import OTHER_CAMPUS, Served, delivery, line
from traceability import db
from traceability.canonical import canonicalise
from traceability.identifiers import uuid7
from traceability.ledger.checkpoint import Checkpoint, make_checkpoint
from traceability.ledger.prove import proofs_of
from traceability.ledger.signing import load_key

AT = datetime(2026, 11, 28, 2, tzinfo=UTC)
SURVEY = {
    "site": str(CAMPUS), "term": "2026-autumn", "closed_on": "2026-11-18", "sent": 480, "answered": 450,
    "satisfied": 400, "dissatisfied": 20,
}  # fmt: skip
READ: dict[str, tuple[UUID, str]] = {
    "district_monthly": (AUTHORITY, "2026-11"),
    "campus_termly": (CAMPUS, "2026-autumn"),
    "disclosure": (CAMPUS, "2026-W47"),
}


async def checkpoint_at(served: Served, at: datetime = AT) -> Checkpoint:
    return await make_checkpoint(load_key(served.settings.checkpoint_key), at)


async def read(kind: str, checkpoint: Checkpoint) -> Any:
    """The snapshot of a kind as plain JSON, without when it was read."""
    site, period = READ[kind]
    wish = Wish(
        report=known("the report"), site=site, period=period, public_url="https://m.lan", checkpoint=checkpoint.id
    )
    snapshot = json.loads(canonicalise(await KINDS[kind].read(wish)))
    return {key: value for key, value in snapshot.items() if key != "made_at"}


async def test_reads_each_kind_as_it_was_known_and_proves_what_it_names(served: Served) -> None:
    told = await day(served)
    await served.put("satisfaction-surveys", SURVEY, "manager")
    warm = line(temperature="11", label_temperature="4", rejected={"amount": "1", "unit": "kg"}, reason="温度高")
    await served.put("deliveries", delivery(lines=[warm]))
    first = await checkpoint_at(served)
    then = {kind: await read(kind, first) for kind in READ}

    await served.put("deliveries", delivery(lines=[line(lot_code="LATE")]))
    await examine(served, "failed", told.chicken, item=SECRETS[2])
    assert {kind: await read(kind, first) for kind in READ} == then
    second = await checkpoint_at(served, AT + timedelta(hours=1))
    now = {kind: await read(kind, second) for kind in READ}

    (campus,) = then["district_monthly"]["campuses"]
    (month,) = then["campus_termly"]["months"]
    assert (campus["lines"], campus["rejected"], campus["warm"]) == (3, 1, 1)
    assert (month["lines"], month["portions"]) == (campus["lines"], campus["portions"])
    assert now["district_monthly"]["campuses"][0]["lines"] == 4
    assert "R3" in {one["rule"] for one in campus["findings"]}
    assert [one["answered"] for one in then["campus_termly"]["surveys"]] == [450]
    for kind, snapshot in then.items():
        proofs = await proofs_of(first, places_of(snapshot), with_entries=KINDS[kind].audience != "public")
        files = {each.name: each.content for each in attached(snapshot, canonicalise(proofs))}
        trust = Trust(keys={first.key_id: first.public_key})
        steps = [check_records(files)[0], check_table(files, snapshot), check_judgement(snapshot),
                 check_ledger(proofs, snapshot, trust)]  # fmt: skip
        assert [each for each in steps if each.state is not State.PASSED] == [], kind
        assert len(list(placed(snapshot))) >= 3
        if kind == "disclosure":
            assert {each["entry"] for each in proofs["records"]} == {None}
        compared = check_entries(snapshot, proofs)  # what is only added up, or hidden, never passes for compared
        assert (compared.state, [note.code for note in compared.notes]) == (
            State.NOT_CHECKED,
            ["entries_hidden" if kind == "disclosure" else "figures_summed"],
        )


async def test_tells_parents_of_dishes_and_sources_and_of_nobody(served: Served) -> None:
    await day(served)
    snapshot = await read("disclosure", await checkpoint_at(served))

    (meal,) = snapshot["meals"]
    dish = next(one for one in meal["dishes"] if one["name"] == "宫保鸡丁")
    chicken = next(one for one in dish["ingredients"] if one["name"] == "鸡胸肉")
    (source,) = chicken["sources"]
    assert dish["allergens"] == ["peanut", "soy"]
    assert [one["name"] for one in source["growers"]] == ["青禾养殖场"]
    assert source["supplier"]["name"] == "顺鑫农产品有限公司"
    assert [(one["method"], one["item"]) for one in source["tests"]] == [("rapid", "兽药残留")]
    assert {one["kind"] for one in snapshot["records"]} == {"menu", "cooking", "delivery"}
    said = canonicalise(snapshot).decode()
    people = [str(known("cook")), COOK, PHONE, str(FARMER), *SECRETS]
    assert [each for each in people if each in said] == []


async def test_says_nothing_of_a_farmer_who_is_a_person_nor_of_a_menu_not_published(served: Served) -> None:
    await stock(served)
    menu = {"site": str(CAMPUS), "day": "2026-11-19", "meal": "lunch", "dishes": [{"dish": "秘密菜"}]}
    await served.put("menus", menu, "manager")
    snapshot = await read("disclosure", await checkpoint_at(served))
    assert snapshot["meals"] == []
    assert "秘密菜" not in canonicalise(snapshot).decode()


class Caught(Executor):
    """Keeps what a rendering process would be given, and makes no page."""

    def __init__(self) -> None:
        self.given: list[Any] = []

    def submit(self, *given: Any, **_: Any) -> Future[Any]:
        self.given = list(given)
        made: Future[Any] = Future()
        made.set_result(SealedReport(b"%PDF", 1, "a" * 64, "b" * 64, "x", "B-B", versions()))
        return made


async def test_schedules_make_each_kind_of_whom_it_is_about(served: Served) -> None:
    day_before = datetime(2026, 11, 1, tzinfo=UTC)
    for kind, when in (
        ("district_monthly", When(Every.MONTH, DayRule.ON, Counted.WORKING, 5, 6, "Asia/Shanghai")),
        ("campus_termly", When(Every.TERM, DayRule.ON, Counted.WORKING, 1, 6, "Asia/Shanghai", ("11-15",))),
        ("disclosure", When(Every.WEEK, DayRule.ON, Counted.WORKING, 1, 6, "Asia/Shanghai")),
    ):
        await add_schedule(Plan(kind, "11", when, "zh-CN"), None, day_before)
    await plan_due(datetime(2026, 11, 16, 12, tzinfo=UTC))
    rows = await db.fetch("SELECT kind, site, period FROM report ORDER BY kind, period, site")
    campuses = sorted([CAMPUS, OTHER_CAMPUS])
    assert [tuple(row.values()) for row in rows] == [
        *(("campus_termly", site, "2026-autumn") for site in campuses),
        *(("disclosure", site, week) for week in ("2026-W44", "2026-W45", "2026-W46") for site in campuses),
        ("district_monthly", AUTHORITY, "2026-10"),
    ]

    caught = Caught()
    notice = {"id": uuid7(), "kind": "disclosure", "site": CAMPUS, "period": "2026-W47", "language": "zh-CN"}
    await served.put("deliveries", delivery())
    _, provenance = await sealed_report(served.settings, caught, notice | {"subject": None}, AT)
    assert json.loads(caught.given[2])["records"] == []
    assert provenance.rule_set is None
    await day(served)
    await sealed_report(served.settings, caught, notice | {"subject": None}, AT)
    assert {each["entry"] for each in json.loads(caught.given[2])["records"]} == {None}
    assert str(SUPPLIER) not in caught.given[1].decode()
