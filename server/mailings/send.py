"""Send one mailing: read what its report says now, and hand it to the mail server or the endpoint."""

from __future__ import annotations

import json
import logging
from datetime import datetime
from uuid import UUID

from anyio import to_thread

from reports.archive import archived
from reports.errors import ArchiveDamaged
from reports.schedules.edit import EMAIL
from server.clients.errors import NotSent
from server.clients.smtp import send_mail
from server.clients.webhook import tell
from server.mailings.letter import Letter, write_letter
from server.mailings.queue import claim, mark_failed, mark_sent
from server.mailings.secret import checked_secret
from server.settings import Settings
from traceability import db

logger = logging.getLogger("mealtrace")


async def send_one(settings: Settings, sender: UUID) -> bool:
    """Claim and send one mailing; False where none is due. What fails is noted, and tried again later."""
    mailing = await claim(sender, db.utc_now())
    if mailing is None:
        return False
    try:
        await _send(settings, mailing, db.utc_now())
    except NotSent as why:
        await mark_failed(sender, mailing["id"], mailing["attempts"], why, db.utc_now())
    except Exception as error:  # a bug in one channel does not stop the others
        logger.exception("mailing %s failed", mailing["id"])
        broken = NotSent("mailing_broken", type(error).__name__)
        await mark_failed(sender, mailing["id"], mailing["attempts"], broken, db.utc_now())
    else:
        await mark_sent(sender, mailing["id"], db.utc_now())
    return True


async def _send(settings: Settings, mailing: db.Row, now: datetime) -> None:
    report = await db.fetch_one(
        "SELECT r.id, r.run, r.kind, r.site, r.period, r.language, r.pages, r.bytes, r.sha256, r.made_at,"
        " p.name, p.name_en FROM report r JOIN party p ON p.record = r.site AND p.until_seq IS NULL"
        " WHERE r.id = $1 AND r.state = 'ready'",
        mailing["report"],
    )
    if report is None:
        raise NotSent("report_missing", for_good=True)
    if mailing["channel"] == EMAIL:
        await _by_email(settings, mailing, report, now)
    else:
        await _by_webhook(settings, mailing, report, now)


async def _by_email(settings: Settings, mailing: db.Row, report: db.Row, now: datetime) -> None:
    try:
        pdf = await to_thread.run_sync(archived, settings.archive, report["sha256"])
    except ArchiveDamaged as error:
        raise NotSent("report_missing") from error
    letter = Letter(
        mailing=mailing["id"],
        kind=report["kind"],
        period=report["period"],
        site=report["name"],
        site_en=report["name_en"],
        language=report["language"],
        pages=report["pages"],
        sha256=report["sha256"],
        pdf=pdf,
    )
    await send_mail(settings.smtp, write_letter(letter, mailing["recipient"], settings, now))


async def _by_webhook(settings: Settings, mailing: db.Row, report: db.Row, now: datetime) -> None:
    endpoint = await db.fetch_one(
        "SELECT id, url, salt, fingerprint FROM webhook WHERE id = $1 AND active", UUID(mailing["recipient"])
    )
    if endpoint is None:
        raise NotSent("webhook_taken_away", for_good=True)
    secret = checked_secret(settings.data_dir, endpoint["id"], bytes(endpoint["salt"]), bytes(endpoint["fingerprint"]))
    body = event_of(report, mailing["schedule"], settings.public_url)
    await tell(endpoint["url"], secret, str(mailing["id"]), int(now.timestamp()), body, settings.webhook_networks)


def event_of(report: db.Row, schedule: UUID, public_url: str) -> bytes:
    """The body of a webhook: ids, hashes and sizes; no names."""
    event = {
        "type": "report.ready",
        "timestamp": report["made_at"].isoformat(),
        "data": {
            "report": str(report["id"]),
            "schedule": str(schedule),
            "run": str(report["run"]),
            "kind": report["kind"],
            "site": str(report["site"]),
            "period": report["period"],
            "language": report["language"],
            "pages": report["pages"],
            "bytes": report["bytes"],
            "sha256": report["sha256"],
            "url": f"{public_url}/api/reports/{report['id']}/pdf",
        },
    }
    return json.dumps(event, separators=(",", ":")).encode()
