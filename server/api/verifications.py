"""Verify a report: anyone may send a PDF and is told, step by step, whether it is what was sealed."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from litestar import Request, Response, post
from litestar.exceptions import ClientException

from reports.archive import amended_since, is_archived
from reports.verify.reading import BYTES_MOST
from reports.verify.steps import Seen, Step, Verification
from reports.verify.texts import sentence, title, verdict
from server.api.answers import answer
from server.auth.gate import PUBLIC
from server.jobs.verifying import verified
from server.problems import TooManyVerifications, language_of
from server.sealing import trust_of
from server.tablets.attempts import may_try

MOST, MINUTES = 20, 5
"""Files from one address within so many minutes."""
KINDS = frozenset({"application/pdf", "application/octet-stream"})


class NoteAnswer(TypedDict):
    """Something that was found: a stable code, a sentence, and the page, record or field that it is about."""

    code: str
    text: str
    page: int | None
    record: str | None
    field: str | None


class StepAnswer(TypedDict):
    name: str
    title: str
    state: Literal["passed", "failed", "not_checked"]
    notes: list[NoteAnswer]


class AmendedAnswer(TypedDict):
    """How many of the report's records of a kind have a later revision by now."""

    kind: str
    count: int


class ArchiveAnswer(TypedDict):
    """known: exactly this file stands in this server's archive. amended: counted where it does and is proved."""

    known: bool
    amended: list[AmendedAnswer]


class AboutAnswer(TypedDict):
    """What the file says it is; worth something only if it passed."""

    bytes: int
    sha256: str
    report: str | None
    kind: str | None
    period: str | None
    site_name: str | None
    made_at: str | None
    checkpoint: int | None


class VerificationAnswer(TypedDict):
    """passed: every step did."""

    passed: bool
    readable: bool
    verdict: str
    about: AboutAnswer
    steps: list[StepAnswer]
    archive: ArchiveAnswer


@post(
    "/api/verifications",
    operation_id="verify_report",
    tags=["reports"],
    opt={"roles": PUBLIC, "binary": True},
    request_max_body_size=BYTES_MOST,
    status_code=200,
)
async def verify(request: Request[Any, Any, Any]) -> Response[VerificationAnswer]:
    """Verify a sealed report: the body is the PDF, at most 20 MB. Nothing of it is kept."""
    if request.headers.get("content-type", "application/pdf").split(";")[0].strip().lower() not in KINDS:
        raise ClientException(status_code=415)
    address = request.client.host if request.client else ""
    if not await may_try(f"verification:{address}", MOST, MINUTES):
        raise TooManyVerifications
    pdf = await request.body()
    told = await verified(pdf, trust_of(request.app.state.settings))
    language = "en" if language_of(request) == "en" else "zh"
    return answer(
        {
            "passed": told.passed,
            "readable": told.readable,
            "verdict": verdict(told, language),
            "about": _about(told),
            "steps": [_step(step, language) for step in told.steps],
            "archive": await _archive(told),
        }
    )


async def _archive(told: Verification) -> ArchiveAnswer:
    known = await is_archived(str(told.about["sha256"]))
    counts = await amended_since(_latest(told.seen)) if known else {}
    return {"known": known, "amended": [{"kind": kind, "count": counts[kind]} for kind in sorted(counts)]}


def _latest(seen: tuple[Seen, ...]) -> dict[str, tuple[str, int]]:
    """Each record's kind and the last revision of it that the report knows."""
    found: dict[str, tuple[str, int]] = {}
    for each in seen:
        found[each.id] = each.kind, max(each.rev, found.get(each.id, ("", 0))[1])
    return found


def _step(step: Step, language: str) -> StepAnswer:
    return {
        "name": step.name,
        "title": title(step, language),
        "state": step.state.value,
        "notes": [
            {
                "code": note.code,
                "text": sentence(note, language),
                "page": _of(note.values.get("page"), int),
                "record": _of(note.values.get("record"), str),
                "field": _of(note.values.get("field"), str),
            }
            for note in step.notes
        ],
    }


def _about(told: Verification) -> AboutAnswer:
    about = told.about
    return {
        "bytes": int(about["bytes"] or 0),
        "sha256": str(about["sha256"]),
        "report": _of(about.get("report"), str),
        "kind": _of(about.get("kind"), str),
        "period": _of(about.get("period"), str),
        "site_name": _of(about.get("site_name"), str),
        "made_at": _of(about.get("made_at"), str),
        "checkpoint": _of(about.get("checkpoint"), int),
    }


def _of(value: object, kind: type[Any]) -> Any:
    return value if isinstance(value, kind) and value != "" else None


HANDLERS = [verify]
