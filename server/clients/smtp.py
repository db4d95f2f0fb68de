"""Hand an e-mail to the authority's own mail server."""

from __future__ import annotations

from email.message import EmailMessage

import aiosmtplib

from server.clients.errors import NotSent
from server.settings import Smtp

SECONDS_MOST = 30


async def send_mail(smtp: Smtp, message: EmailMessage) -> None:
    """Send one message to its one recipient. NotSent says why the server did not take it."""
    if not smtp.host:
        raise NotSent("smtp_not_set_up", for_good=True)
    try:
        await aiosmtplib.send(
            message,
            hostname=smtp.host,
            port=smtp.port,
            username=smtp.user or None,
            password=smtp.password or None,
            use_tls=smtp.security == "tls",
            start_tls=smtp.security == "starttls",
            timeout=SECONDS_MOST,
        )
    except (aiosmtplib.SMTPRecipientsRefused, aiosmtplib.SMTPRecipientRefused, aiosmtplib.SMTPSenderRefused) as error:
        code, words = _told(error)
        raise NotSent("smtp_refused", words, for_good=500 <= code < 600) from error
    except aiosmtplib.SMTPAuthenticationError as error:
        raise NotSent("smtp_sign_in_refused", _told(error)[1]) from error
    except aiosmtplib.SMTPTimeoutError as error:
        raise NotSent("smtp_timeout") from error
    except aiosmtplib.SMTPResponseException as error:
        code, words = _told(error)
        refused = isinstance(error, aiosmtplib.SMTPDataError) and code >= 500
        raise NotSent("smtp_refused", words, for_good=refused) from error
    except (aiosmtplib.SMTPException, OSError) as error:
        raise NotSent("smtp_unreachable", type(error).__name__) from error


def _told(error: aiosmtplib.SMTPException) -> tuple[int, str]:
    """The server's own code and words about what it refused."""
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused) and error.recipients:
        error = error.recipients[0]
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return error.code, f"{error.code} {error.message}"
    return 0, str(error)
