"""Settings, all from the environment; deploy/env.example explains each."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from traceability.rules.law import CHOSEN


@dataclass(frozen=True, slots=True)
class Settings:
    """data_dir: database file, documents, uploads, report archive; public_url: what QR codes and cookies are for;
    checkpoint_key: the PEM file of the key that signs checkpoints, made when first needed; rule_packs: packs of rules
    that hold besides those of a site's region."""

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
    rule_packs: tuple[str, ...] = ()

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
        rule_packs=_packs(env.get("MEALTRACE_RULE_PACKS") or ""),
    )


def _packs(written: str) -> tuple[str, ...]:
    """ValueError: a pack that there is none of, so that a slip of the pen does not leave rules out silently."""
    packs = tuple(one.strip().upper() for one in written.split(",") if one.strip())
    if unknown := [one for one in packs if one not in CHOSEN]:
        raise ValueError(f"MEALTRACE_RULE_PACKS names {', '.join(unknown)}; there are {', '.join(CHOSEN)}")
    return packs
