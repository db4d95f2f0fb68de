"""What a school did about two findings: warm chicken explained, put right and verified; a price only explained."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from server.demo import ids
from server.demo.book import delivery_id
from server.demo.calendar import moment as instant
from server.demo.happenings import Delivery, Line
from server.demo.plan import Plan
from server.demo.schools import Campus
from server.demo.sheaf import Sheaf, manager_scope
from server.demo.words import moment
from traceability.rules.engine import finding_id
from traceability.rules.rule import Subject
from traceability.scope import Role, Scope

DIRECTOR = 6
WARM, DEAR = "warm_chicken", "price_over"


def write_settled(sheaf: Sheaf, plan: Plan, planted: Sequence[tuple[Delivery, Line]]) -> None:
    """Steps on the findings of two planted faults; whoever put it right does not verify it."""
    for delivery, line in planted:
        campus, day = plan.campuses[delivery.campus], delivery.at.date()
        manager = manager_scope(campus)
        director = Scope(ids.person(campus.people[DIRECTOR].key), Role.MANAGER, manager.parties)
        following = next((each for each in plan.days if each > day), day)
        if line.fault == WARM:
            finding = _finding(campus, "R3", delivery, line)
            _step(
                sheaf,
                manager,
                campus,
                finding,
                instant(day, 16, 20),
                "explained",
                "供货商冷藏车制冷机故障，到货时未拒收",
            )
            said = "约谈供货商并更换车辆；验收人员重新培训，超温一律拒收"
            _step(sheaf, manager, campus, finding, instant(following, 9, 30), "corrected", said)
            _step(sheaf, director, campus, finding, instant(following, 15, 10), "verified", None)
        if line.fault == DEAR:
            said = "当日缺货，临时从市场加价采购"
            _step(
                sheaf, manager, campus, _finding(campus, "M2", delivery, line), instant(day, 17, 5), "explained", said
            )


def _finding(campus: Campus, rule: str, delivery: Delivery, line: Line) -> UUID:
    """The finding that a rule makes of a delivery's line."""
    subject = Subject("delivery", str(delivery_id(delivery)), delivery.at.date().isoformat(), f"line:{line.line}")
    return finding_id(ids.campus(campus.code), rule, subject)


def _step(sheaf: Sheaf, scope: Scope, campus: Campus, finding: UUID, at: datetime, step: str, note: str | None) -> None:
    body = {
        "site": str(ids.campus(campus.code)),
        "finding": str(finding),
        "occurred_at": moment(at),
        "step": step,
        "note": note,
    }
    sheaf.add(scope, "finding_step", ids.happened(at, "finding step", finding, step), body)
