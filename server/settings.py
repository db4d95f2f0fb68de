"""Settings, all from the environment; deploy/env.example explains each."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from traceability.rules.law import CHOSEN

PORTS = {"starttls": 587, "tls": 465, "none": 25}
"""How the connection to the mail server is secured, and the port that is usual for it."""


@dataclass(frozen=True, slots=True)
class Smtp:
    """The mail server that e-mails are handed to; an empty host: there is none. attach_most: bytes of a PDF that is
    attached, a larger one is linked."""

    host: str = ""
    port: int = 587
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""
    attach_most: int = 8_000_000


@dataclass(frozen=True, slots=True)
class Signing:
    """Whose key seals reports (none named: an authority of the server's own), and who says when.

    pkcs11_token, pkcs11_label: the token's label, and that of key and certificate on it; trusted: a file of PEM
    certificates that may vouch for signers and time stamps, beside the server's own authority.
    """

    p12: Path | None = None
    p12_password: Path | None = None
    pkcs11_module: Path | None = None
    pkcs11_token: str | None = None
    pkcs11_label: str | None = None
    pkcs11_pin: Path | None = None
    time_stamp_url: str | None = None
    trusted: Path | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """data_dir: database file, documents, uploads, report archive; public_url: what QR codes and cookies are for;
    checkpoint_key: the PEM file of the key that signs checkpoints, made when first needed; rule_packs: packs of rules
    besides those that hold where a site lies; webhook_networks: networks that are not public and that webhooks may
    reach all the same."""

    data_dir: Path
    database_url: str
    public_url: str
    host: str
    port: int
    pool_size: int
    workers: int
    secure_cookies: bool
    report_workers: int
    checkpoint_key: Path
    signing: Signing = Signing()
    rule_packs: tuple[str, ...] = ()
    smtp: Smtp = field(default_factory=Smtp)
    webhook_networks: tuple[str, ...] = ()

    @property
    def documents(self) -> Path:
        return self.data_dir / "documents"

    @property
    def archive(self) -> Path:
        return self.data_dir / "reports"

    @property
    def own_authority(self) -> Path:
        return self.data_dir / "signing"


def load() -> Settings:
    """Read the environment. Every name here stands in deploy/env.example."""
    env = os.environ
    data_dir = Path(env.get("MEALTRACE_DATA_DIR") or "data").resolve()
    database_url = env.get("MEALTRACE_DATABASE_URL") or f"sqlite:///{data_dir / 'mealtrace.db'}"
    public_url = (env.get("MEALTRACE_PUBLIC_URL") or "http://localhost:8000").rstrip("/")
    return Settings(
        data_dir=data_dir,
        database_url=database_url,
        public_url=public_url,
        host=env.get("MEALTRACE_HOST") or "127.0.0.1",
        port=int(env.get("MEALTRACE_PORT") or 8000),
        pool_size=int(env.get("MEALTRACE_POOL_SIZE") or 16),
        workers=int(env.get("MEALTRACE_WORKERS") or 1),
        secure_cookies=public_url.startswith("https://"),
        report_workers=int(env.get("MEALTRACE_REPORT_WORKERS") or 1),
        checkpoint_key=Path(env.get("MEALTRACE_CHECKPOINT_KEY") or data_dir / "checkpoint-key.pem").resolve(),
        signing=Signing(
            p12=_file(env.get("MEALTRACE_SIGNING_P12")),
            p12_password=_file(env.get("MEALTRACE_SIGNING_P12_PASSWORD_FILE")),
            pkcs11_module=_file(env.get("MEALTRACE_SIGNING_PKCS11_MODULE")),
            pkcs11_token=env.get("MEALTRACE_SIGNING_PKCS11_TOKEN") or None,
            pkcs11_label=env.get("MEALTRACE_SIGNING_PKCS11_LABEL") or None,
            pkcs11_pin=_file(env.get("MEALTRACE_SIGNING_PKCS11_PIN_FILE")),
            time_stamp_url=env.get("MEALTRACE_TIME_STAMP_URL") or None,
            trusted=_file(env.get("MEALTRACE_TRUSTED_CERTIFICATES")),
        ),
        rule_packs=_packs(env.get("MEALTRACE_RULE_PACKS") or ""),
        smtp=_smtp(public_url),
        webhook_networks=tuple(
            str(ip_network(text)) for text in (env.get("MEALTRACE_WEBHOOK_NETWORKS") or "").replace(",", " ").split()
        ),
    )


def _file(path: str | None) -> Path | None:
    return Path(path).resolve() if path else None


def _packs(written: str) -> tuple[str, ...]:
    """ValueError: a pack that there is none of, so that a slip of the pen does not leave rules out silently."""
    packs = tuple(one.strip().upper() for one in written.split(",") if one.strip())
    if unknown := [one for one in packs if one not in CHOSEN]:
        raise ValueError(f"MEALTRACE_RULE_PACKS names {', '.join(unknown)}; there are {', '.join(CHOSEN)}")
    return packs


def _smtp(public_url: str) -> Smtp:
    env = os.environ
    security = env.get("MEALTRACE_SMTP_SECURITY") or "starttls"
    if security not in PORTS:
        raise ValueError(f"MEALTRACE_SMTP_SECURITY is one of {', '.join(PORTS)}")
    return Smtp(
        host=env.get("MEALTRACE_SMTP_HOST") or "",
        port=int(env.get("MEALTRACE_SMTP_PORT") or PORTS[security]),
        security=security,
        user=env.get("MEALTRACE_SMTP_USER") or "",
        password=env.get("MEALTRACE_SMTP_PASSWORD") or "",
        sender=env.get("MEALTRACE_SMTP_FROM") or f"mealtrace@{urlsplit(public_url).hostname or 'localhost'}",
        attach_most=int(env.get("MEALTRACE_SMTP_ATTACH_MOST") or 8_000_000),
    )
