"""What rules found at the site before these days and is open or was due since, and what people did about findings."""

from __future__ import annotations

from uuid import UUID

from traceability import db
from traceability.rules.life import Life, Step, StepKind, life_of
from traceability.snapshot.duty_shapes import FindingKnown, FindingStep
from traceability.snapshot.window import Window, recorded

EARLIER = (
    "SELECT f.id, f.rule, f.severity, f.verdict, f.day, f.due FROM finding f"
    " WHERE f.site = $1 AND f.day < $2 AND f.holds ORDER BY f.day, f.id"
)
STEPS = (
    "SELECT x.*, v.leaf FROM finding_step x JOIN revision v ON v.record = x.record AND v.rev = x.rev"
    " WHERE x.log = $1 AND x.day <= $2 AND @known(x) ORDER BY x.occurred_at, x.seq"
)


async def finding_steps(window: Window) -> list[FindingStep]:
    """Every standing step on a finding of the site by the last day."""
    return [
        {
            **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
            "finding": str(row["finding"]),
            "kind": row["step"],
            "author": str(row["author"]),
            "occurred_at": window.moment(row["occurred_at"]),
        }
        for row in await window.fetch(STEPS, window.site, window.last)
    ]


async def earlier_findings(window: Window) -> list[FindingKnown]:
    """Findings of days before the first that still hold: those not closed by the last day, or due since the first.

    None as known at a checkpoint: findings are derived, and follow from records that came later.
    """
    if window.checkpoint is not None:
        return []
    steps: dict[UUID, list[Step]] = {}
    for row in await window.fetch(STEPS, window.site, window.last):
        step = Step(StepKind(row["step"]), row["author"], row["occurred_at"], row["seq"])
        steps.setdefault(row["finding"], []).append(step)
    found: list[FindingKnown] = []
    for row in await db.fetch(EARLIER, window.site, window.first):
        life = life_of(steps.get(row["id"], []))
        if life is Life.CLOSED and row["due"] < window.first:
            continue
        found.append(
            {
                "id": str(row["id"]),
                "rule": row["rule"],
                "severity": row["severity"],
                "verdict": row["verdict"],
                "day": row["day"].isoformat(),
                "due": row["due"].isoformat(),
                "state": life.value,
            }
        )
    return found
