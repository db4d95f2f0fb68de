"""A finished report stands in inboxes, goes out by e-mail and webhook once, and is tried again until a person looks."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

import pytest

from reports.archive import claim as claim_report
from reports.archive import finish
from reports.schedules.plan import plan_due
from server.mailings.announce import announce_ready
from server.mailings.queue import ATTEMPTS_MOST, LEASE, LONGEST_PAUSE, claim, pause_after
from server.mailings.send import send_one
from server.settings import Settings, Smtp
from tests.integration.test_http_schedules import MONTHLY, create
from tests.support.receivers import Endpoint, Mailbox, endpoint, mail_server
from tests.support.served import Served, table_sizes
from traceability import db

PDF = b"%PDF-1.7 a report of many pages"
SHA = hashlib.sha256(PDF).hexdigest()


@pytest.fixture
async def mailbox() -> AsyncIterator[Mailbox]:
    async with mail_server() as server:
        yield server


@pytest.fixture
async def receiver() -> AsyncIterator[Endpoint]:
    async with endpoint() as server:
        yield server


def settings(served: Served, mailbox: Mailbox | None = None, attach_most: int = 1000) -> Settings:
    """The server's settings with a mail server, and with this machine as a network that webhooks may reach."""
    port = mailbox.port if mailbox else 1
    smtp = Smtp("127.0.0.1", port, "none", sender="reports@meals.example", attach_most=attach_most)
    changed = replace(served.settings, smtp=smtp, webhook_networks=("127.0.0.0/8",))
    served.app.state.settings = changed
    return changed


async def finished(served: Served, **changes: Any) -> UUID:
    """A report of a schedule, made and announced; its id."""
    made = await create(served, **changes)
    before = db.utc_now() - timedelta(days=31)
    await db.fetch("UPDATE schedule SET changed_at = $2 WHERE id = $1", UUID(made["id"]), before)
    await plan_due(db.utc_now())
    worker = uuid4()
    report = await claim_report(worker, db.utc_now())
    assert report is not None
    await finish(worker, report["id"], PDF, 7, SHA, served.settings.archive, db.utc_now())
    assert await announce_ready(db.utc_now()) == 1
    return UUID(str(report["id"]))


async def webhook(served: Served, url: str) -> tuple[str, bytes]:
    """An endpoint's id and the key of its signatures."""
    async with served.as_("inspector") as client:
        answer = await client.post("/api/webhooks", json={"region": "110108", "url": url})
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert told["secret"].startswith("whsec_")
    return told["id"], base64.b64decode(told["secret"].removeprefix("whsec_"))


async def mailings(served: Served, language: str = "en", **query: str) -> list[dict[str, Any]]:
    async with served.as_("inspector", language) as client:
        items: list[dict[str, Any]] = (await client.get("/api/mailings", params=query)).json()["items"]
    return items


async def test_sends_a_report_once_with_its_pdf(served: Served, mailbox: Mailbox) -> None:
    configured = settings(served, mailbox)
    report = await finished(served, emails=["reports@example.org"])

    await announce_ready(db.utc_now())
    sent = await asyncio.gather(*(send_one(configured, uuid4()) for _ in range(4)))

    assert sorted(sent) == [False, False, False, True]
    (message,) = mailbox.messages
    assert message["To"] == "reports@example.org"
    assert message["From"] == "reports@meals.example"
    assert "学校月报：本部食堂" in message["Subject"]
    attached = next(message.iter_attachments())
    assert (attached.get_content_type(), attached.get_payload(decode=True)) == ("application/pdf", PDF)
    assert "本部食堂" in (attached.get_filename() or "")
    body = message.get_body(("plain",))
    assert body is not None
    assert SHA in body.get_content()
    assert [(m["state"], m["attempts"], m["report"]) for m in await mailings(served)] == [("sent", 1, str(report))]


async def test_links_a_report_that_is_too_large_in_the_language_of_the_schedule(
    served: Served, mailbox: Mailbox
) -> None:
    configured = settings(served, mailbox, attach_most=10)
    await finished(served, emails=["reports@example.org"], language="en")

    assert await send_one(configured, uuid4())

    (message,) = mailbox.messages
    assert "Campus monthly report" in message["Subject"]
    assert not list(message.iter_attachments())
    body = message.get_body(("plain",))
    assert body is not None
    assert "http://localhost:8000/app/#/reports" in body.get_content()


async def test_tries_an_email_again_later_and_leaves_it_to_a_person_at_last(served: Served, mailbox: Mailbox) -> None:
    configured = settings(served, mailbox)
    mailbox.answers = ["451 4.3.0 greylisted, come back"] * ATTEMPTS_MOST
    await finished(served, emails=["reports@example.org"])

    for attempt in range(1, ATTEMPTS_MOST + 1):
        assert await send_one(configured, uuid4())
        assert not await send_one(configured, uuid4())  # not before its pause is over
        (found,) = await mailings(served)
        assert (found["attempts"], found["error_detail"]) == (attempt, "451 4.3.0 greylisted, come back")
        assert found["error"] == "The mail server did not take the message."
        await db.fetch("UPDATE mailing SET next_at = $1", db.utc_now())
    assert [m["state"] for m in await mailings(served, state="dead")] == ["dead"]
    assert not await send_one(configured, uuid4())

    async with served.as_("other_manager") as client:
        assert (await client.post(f"/api/mailings/{found['id']}/again")).status_code == 403
    async with served.as_("inspector") as client:
        again = await client.post(f"/api/mailings/{found['id']}/again")
        assert (again.status_code, again.json()["state"]) == (202, "waiting")
    assert await send_one(configured, uuid4())
    assert [m["state"] for m in await mailings(served)] == ["sent"]
    assert len(mailbox.messages) == 1


async def test_a_mailbox_that_is_not_there_is_left_to_a_person_at_once(served: Served, mailbox: Mailbox) -> None:
    configured = settings(served, mailbox)
    await finished(served, emails=["nobody@example.org", "reports@example.org"])

    while await send_one(configured, uuid4()):
        pass

    states = {m["recipient"]: (m["state"], m["error_detail"]) for m in await mailings(served)}
    assert states == {
        "nobody@example.org": ("dead", "550 5.1.1 no such mailbox"),
        "reports@example.org": ("sent", None),
    }


@pytest.mark.parametrize(
    ("host", "state", "error"),
    [("", "dead", "No mail server is set up"), ("127.0.0.1", "failed", "could not be reached")],
)
async def test_says_why_no_email_goes_out(on_sqlite: Served, host: str, state: str, error: str) -> None:
    configured = settings(on_sqlite)
    await finished(on_sqlite, emails=["reports@example.org"])

    await send_one(replace(configured, smtp=replace(configured.smtp, host=host)), uuid4())

    (found,) = await mailings(on_sqlite)
    assert (found["state"], error in found["error"]) == (state, True)


async def test_takes_over_a_mailing_whose_sender_died(served: Served) -> None:
    settings(served)
    await finished(served, emails=["reports@example.org"])
    now = db.utc_now()

    assert await claim(uuid4(), now)
    assert await claim(uuid4(), now + LEASE / 2) is None
    assert await claim(uuid4(), now + LEASE * 2)


async def test_tells_an_endpoint_with_a_signature_that_its_secret_checks(served: Served, receiver: Endpoint) -> None:
    configured = settings(served)
    identity, secret = await webhook(served, receiver.url)
    report = await finished(served, emails=[], webhooks=[identity])

    assert await send_one(configured, uuid4())

    ((headers, body),) = receiver.requests
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.digest(secret, signed, "sha256")).decode()
    assert headers["webhook-signature"] == expected
    assert abs(int(headers["webhook-timestamp"]) - db.utc_now().timestamp()) < 60
    told = json.loads(body)
    assert (told["type"], told["data"]["report"], told["data"]["sha256"]) == ("report.ready", str(report), SHA)
    assert "食堂" not in body.decode() + str(headers)
    (found,) = await mailings(served)
    assert (found["state"], found["recipient"], headers["webhook-id"]) == ("sent", receiver.url, found["id"])


async def test_sends_a_webhook_again_under_the_same_id_with_a_new_secret(served: Served, receiver: Endpoint) -> None:
    configured = settings(served)
    identity, old = await webhook(served, receiver.url)
    await finished(served, emails=[], webhooks=[identity])
    receiver.answers = [b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"]

    assert await send_one(configured, uuid4())
    (found,) = await mailings(served)
    assert (found["state"], found["error_detail"]) == ("failed", "503")
    async with served.as_("inspector") as client:
        renewed = (await client.post(f"/api/webhooks/{identity}/secret")).json()["secret"]
        await client.post(f"/api/mailings/{found['id']}/again")
    assert base64.b64decode(renewed.removeprefix("whsec_")) != old
    assert await send_one(configured, uuid4())

    (first, _), (second, body) = receiver.requests
    assert first["webhook-id"] == second["webhook-id"]
    signed = f"{second['webhook-id']}.{second['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(renewed.removeprefix("whsec_"))
    assert second["webhook-signature"].endswith(base64.b64encode(hmac.digest(key, signed, "sha256")).decode())


ANSWERS = {
    "a redirect": (
        b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
        "failed",
        "302",
    ),
    "gone": (b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n", "dead", None),
    "no HTTP": (b"hello\r\n\r\n", "failed", "RemoteProtocolError"),
    "an endless answer": (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 1_000_000, "sent", None),
}


@pytest.mark.parametrize("answer", ANSWERS)
async def test_reads_no_more_of_an_answer_than_it_needs(on_sqlite: Served, receiver: Endpoint, answer: str) -> None:
    configured = settings(on_sqlite)
    identity, _ = await webhook(on_sqlite, receiver.url)
    await finished(on_sqlite, emails=[], webhooks=[identity])
    receiver.answers, state, detail = [ANSWERS[answer][0]], ANSWERS[answer][1], ANSWERS[answer][2]

    await send_one(configured, uuid4())

    (found,) = await mailings(on_sqlite)
    assert (found["state"], found["error_detail"]) == (state, detail)
    assert len(receiver.requests) == 1


async def test_an_endpoint_with_another_key_or_taken_away_is_left_to_a_person(
    on_sqlite: Served, receiver: Endpoint
) -> None:
    configured = settings(on_sqlite)
    identity, _ = await webhook(on_sqlite, receiver.url)
    await finished(on_sqlite, emails=[], webhooks=[identity])
    (on_sqlite.settings.data_dir / "webhook.key").unlink()  # as on another machine after a restore

    await send_one(configured, uuid4())
    (found,) = await mailings(on_sqlite)
    assert (found["state"], found["error"].split("(")[0]) == ("dead", "The secret cannot be made again ")
    async with on_sqlite.as_("inspector") as client:
        assert (await client.delete(f"/api/webhooks/{identity}")).status_code == 204
        assert (await client.get("/api/webhooks")).json()["items"] == []
        await client.post(f"/api/mailings/{found['id']}/again")
    await send_one(configured, uuid4())

    (found,) = await mailings(on_sqlite)
    assert (found["state"], found["error"]) == ("dead", "This endpoint was taken away.")
    assert receiver.requests == []


async def test_tells_a_secret_once_and_keeps_it_nowhere(served: Served, receiver: Endpoint) -> None:
    settings(served)
    _, secret = await webhook(served, receiver.url)

    async with served.as_("inspector") as client:
        listed = (await client.get("/api/webhooks")).text
    assert receiver.url in listed
    kept = " ".join(str(dict(row)) for row in await db.fetch("SELECT * FROM webhook"))
    for written in (base64.b64encode(secret).decode(), secret.hex(), str(secret)):
        assert written not in listed + kept
    key = served.settings.data_dir / "webhook.key"
    assert (key.stat().st_mode & 0o777, secret in key.read_bytes()) == (0o600, False)


@pytest.mark.parametrize(
    "url",
    [
        "http://reports.example.org/",
        "http://10.0.0.7/",
        "ftp://127.0.0.1/",
        "https://user:secret@example.org/",
        "https://",
        "https://example.org:99999/",
    ],
)
async def test_takes_no_address_that_webhooks_may_not_reach(on_sqlite: Served, url: str) -> None:
    settings(on_sqlite)
    before = await table_sizes()
    async with on_sqlite.as_("inspector") as client:
        answer = await client.post("/api/webhooks", json={"region": "110108", "url": url})
        assert answer.status_code == 422, answer.text
        elsewhere = {"region": "110101", "url": "https://example.org/"}
        assert (await client.post("/api/webhooks", json=elsewhere)).status_code == 403
    assert await table_sizes() == before


async def test_the_inbox_of_who_oversees_the_campus_keeps_it_unread_until_it_is_opened(served: Served) -> None:
    report = await finished(served, emails=[])

    for username, count in (("auditor", 1), ("inspector", 1), ("operator", 0)):
        items = (await served.get("inbox", username))["items"]
        assert [(i["report"]["id"], i["read_at"]) for i in items] == [(str(report), None)] * count
        assert (await served.get("inbox/unread", username))["unread"] == count
    assert (await served.get("reports", "auditor"))["items"][0]["unread"] is True
    async with served.as_("auditor") as client:
        assert (await client.get(f"/api/reports/{report}/pdf")).content == PDF
        assert (await client.get("/api/inbox", params={"unread": "true"})).json()["items"] == []
        assert (await client.get("/api/inbox")).json()["items"][0]["read_at"] is not None
        told = await client.post("/api/inbox/read", json={"reports": [str(report), str(uuid4())], "read": False})
        assert told.json() == {"unread": 1}
        assert (await client.post("/api/inbox/read", json={})).json() == {"unread": 0}
    assert (await served.get("inbox/unread", "inspector"))["unread"] == 1


async def test_an_ordered_report_is_announced_to_nobody(on_sqlite: Served) -> None:
    async with on_sqlite.as_("auditor") as client:
        wish = {"site": (await finished_site(on_sqlite)), "period": "2026-09"}
        await client.post("/api/reports", json=wish)
    worker = uuid4()
    report = await claim_report(worker, db.utc_now())
    assert report is not None
    await finish(worker, report["id"], PDF, 1, SHA, on_sqlite.settings.archive, db.utc_now())

    assert await announce_ready(db.utc_now()) == 1
    assert await announce_ready(db.utc_now()) == 0

    assert (await on_sqlite.get("inbox", "auditor"))["items"] == []


async def finished_site(served: Served) -> str:
    return str((await served.get("sites", "auditor"))["items"][0]["id"])


def test_pauses_grow_and_are_never_the_same_for_all() -> None:
    pauses = [[pause_after(n).total_seconds() for _ in range(40)] for n in range(1, ATTEMPTS_MOST + 1)]

    assert all(15 <= min(each) and max(each) <= LONGEST_PAUSE.total_seconds() for each in pauses)
    assert [max(each) > 2 * max(before) for before, each in pairwise(pauses[:6])] == [True] * 5
    assert all(len(set(each)) > 5 for each in pauses)


def test_writes_of_a_report_of_every_kind_in_every_language() -> None:
    from reports.schedules.periods import SCHEDULED
    from reports.texts import Words
    from server.mailings.letter import CATALOGUES

    assert len({frozenset(texts) for texts in CATALOGUES.values()}) == 1
    named = {language: {Words(language)(f"kind.{kind}") for kind in SCHEDULED} for language in ("zh", "en")}
    assert {language: len(names) for language, names in named.items()} == dict.fromkeys(named, len(SCHEDULED))
    assert {Words("en").period(period) for period in ("2026-10", "2026-W47", "2026-autumn", "2026-spring")} == {
        "October 2026", "Week 47, 2026", "Autumn term 2026", "Spring term 2026"
    }  # fmt: skip
    assert MONTHLY["kind"] in SCHEDULED
