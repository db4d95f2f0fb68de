"""Every error as an RFC 9457 problem: a stable code, one fault for each field, in the reader's language."""

from __future__ import annotations

import logging
import re
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.status_codes import HTTP_500_INTERNAL_SERVER_ERROR

from reports.errors import ArchiveDamaged, UnknownSnapshot, UnlikeReports
from server.auth.accounts import TooManyAttempts, WrongCredentials
from server.jobs.printing import PrinterBusy
from server.messages import text
from server.tablets.pins import TooManyPins
from traceability.errors import Conflict, Fault, Invalid, MealtraceError, NotOnRecord, NotPermitted

logger = logging.getLogger("mealtrace")
MEDIA_TYPE = "application/problem+json"
UNREADABLE = frozenset({"bad_json", "not_json", "not_utf8", "empty_body", "too_many_faults"})

BY_STATUS = {
    400: "bad_request",
    401: "sign_in_required",
    403: "not_permitted",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
    429: "too_many_attempts",
}


class SignInRequired(Exception):
    """No session or token, or it has expired."""


class TooManyVerifications(Exception):
    """More files to verify from one address than are taken in a while."""


class CsrfMissing(Exception):
    """A write with a session cookie but without that session's CSRF token."""


class FaultyQuery(Exception):
    """A query parameter (`?limit`) or a header (`header:Mealtrace-Chain`) that cannot be understood."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults


def problem(request: Request[Any, Any, Any], status: int, code: str, faults: tuple[Fault, ...] = ()) -> Response[bytes]:
    """A problem document. 5xx says nothing of what went wrong inside."""
    language = language_of(request)
    body: dict[str, Any] = {
        "type": f"/problems/{code.replace('_', '-')}",
        "title": text(language, "title_" + str(status), {}) or text(language, code, {}),
        "status": status,
        "code": code,
        "detail": text(language, code, {}) or code,
    }
    if faults:
        body["errors"] = [
            {"pointer": f.pointer, "code": f.code, "detail": text(language, f.code, dict(f.context)) or f.code}
            for f in faults
        ]
    headers = {"Content-Language": language, "Cache-Control": "no-store"}
    if status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="mealtrace"'
    return Response(msgspec.json.encode(body), status_code=status, media_type=MEDIA_TYPE, headers=headers)


def language_of(request: Request[Any, Any, Any]) -> str:
    """The first of the reader's languages that there is a catalogue for; Chinese otherwise."""
    for part in request.headers.get("accept-language", "").split(","):
        tag = part.split(";")[0].strip().lower()
        if tag.startswith("zh"):
            return "zh-CN"
        if tag.startswith("en"):
            return "en"
    return "zh-CN"


def on_mealtrace_error(request: Request[Any, Any, Any], error: MealtraceError) -> Response[bytes]:
    match error:
        case Invalid():
            codes = {f.code for f in error.faults}
            if "body_too_large" in codes:
                return problem(request, 413, "too_large", error.faults)
            if "not_a_picture" in codes:
                return problem(request, 415, "not_a_picture", error.faults)
            status = 400 if codes & UNREADABLE else 422
            return problem(request, status, "unreadable" if status == 400 else "faulty_record", error.faults)
        case NotOnRecord():
            return problem(request, 404, "not_on_record")
        case Conflict():
            return problem(request, 409, error.code)
        case NotPermitted():
            return problem(request, 403, error.code)
    return on_anything(request, error)


def on_http_exception(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    status = error.status_code
    if status >= HTTP_500_INTERNAL_SERVER_ERROR:
        return on_anything(request, error)
    faults: tuple[Fault, ...] = ()
    missing = re.match(r"Missing required query parameter '(\w+)'", error.detail)
    if missing is not None:
        faults = (Fault(f"?{missing[1]}", "required", {}),)
    elif status == 400 and isinstance(error.extra, list):
        faults = tuple(Fault("?" + str(item.get("key", "")), "wrong_parameter", {}) for item in error.extra)
    return problem(request, status, BY_STATUS.get(status, "bad_request"), faults)


def on_anything(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """A bug: logged with its trace, shown as nothing but itself."""
    logger.error("unexpected error on %s %s", request.method, request.url.path, exc_info=error)
    return problem(request, 500, "internal_error")


HANDLERS: dict[Any, Any] = {
    MealtraceError: on_mealtrace_error,
    HTTPException: on_http_exception,
    SignInRequired: lambda request, _: problem(request, 401, "sign_in_required"),
    WrongCredentials: lambda request, _: problem(request, 401, "wrong_credentials"),
    TooManyAttempts: lambda request, _: problem(request, 429, "too_many_attempts"),
    TooManyPins: lambda request, _: problem(request, 429, "too_many_pins"),
    TooManyVerifications: lambda request, _: problem(request, 429, "too_many_verifications"),
    PrinterBusy: lambda request, _: problem(request, 429, "printer_busy"),
    ArchiveDamaged: lambda request, _: problem(request, 410, "archive_damaged"),
    UnknownSnapshot: lambda request, _: problem(request, 410, "unknown_snapshot"),
    UnlikeReports: lambda request, _: problem(request, 422, "reports_unlike"),
    CsrfMissing: lambda request, _: problem(request, 403, "csrf_missing"),
    FaultyQuery: lambda request, error: problem(request, 400, "bad_request", error.faults),
    Exception: on_anything,
}
