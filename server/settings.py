"""Settings, all from the environment; deploy/env.example explains each."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

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
class Settings:
    """data_dir: database file, documents, uploads, report archive; public_url: what QR codes and cookies are for;
    checkpoint_key: the PEM file of the key that signs checkpoints, made when first needed; webhook_networks: networks
    that are not public and that webhooks may reach all the same."""

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
    smtp: Smtp = field(default_factory=Smtp)
    webhook_networks: tuple[str, ...] = ()

    @property
    def documents(self) -> Path:
        return self.data_dir / "documents"

    @property
    def archive(self) -> Path:
        return self.data_dir / "reports"


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
        smtp=_smtp(public_url),
        webhook_networks=tuple(
            str(ip_network(text)) for text in (env.get("MEALTRACE_WEBHOOK_NETWORKS") or "").replace(",", " ").split()
        ),
    )


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
