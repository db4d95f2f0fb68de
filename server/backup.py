"""Back up and restore: one tar archive with the database, documents, reports, the server's own keys and their manifest.

The database is copied first, from one state, while the server goes on. Documents and reports are written once under
their SHA-256 and before the rows that name them, so that what is copied after the database holds all it needs; so are
keys. Every key of the data folder is in the archive, since none can be made again and rows depend on each: without its
checkpoint key a restored server signs as somebody else, without its seal nobody can verify what it sealed, without its
webhook key no endpoint believes it any more. A key that the settings name elsewhere is the operator's to keep.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

from server.dumps import BackupFailed, dump, engine_of, is_empty, restore_dump
from server.mailings.secret import KEY_FILE as WEBHOOK_KEY
from server.settings import Settings

FORMAT = 1
DATABASE = {"sqlite": "database.sqlite", "postgresql": "database.dump"}
MANIFEST = "manifest.json"
LAST = "last-backup"
"""The file of the data folder that says until when all is backed up. No backup holds it: a restored server has none."""
KEY = "checkpoint-key.pem"
"""The key that signs checkpoints, if it lies in the data folder."""
SIGNING = frozenset({"signing/authority.pem", "signing/seal.pem"})
"""The server's own authority and the seal of its reports, which without it nobody could verify any more."""
KEPT = re.compile(r"(documents|reports)/[0-9a-f]{2}/[0-9a-f]{62,64}(\.pdf)?")
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the archive: its name in it, its size and its SHA-256 in hexadecimal."""

    name: str
    bytes: int
    sha256: str


def backup(settings: Settings, archive: Path, say: Say) -> int:
    """Write the archive; 0 if it is whole, 1 with a sentence why not. An archive that is there is never replaced."""
    try:
        damaged = _write(settings, archive, say)
    except (BackupFailed, OSError) as error:
        say(f"No backup was made: {error}")
        return 1
    for name in damaged:
        say(f"Damaged on disk, and so in the backup: {name}")
    return 1 if damaged else 0


def backed_up_until(data_dir: Path) -> datetime | None:
    """All that came before this time is in an archive; None where there never was a backup."""
    try:
        return datetime.fromisoformat((data_dir / LAST).read_text("ascii"))
    except FileNotFoundError:
        return None


def restore(settings: Settings, archive: Path, say: Say) -> int:
    """Put an archive into an empty database and data folder, then check every leaf of the ledger."""
    try:
        manifest = _put_back(settings, archive, say)
    except (BackupFailed, OSError, tarfile.TarError, ValueError, KeyError) as error:
        say(f"Nothing was restored: {error}")
        return 1
    checked, faults = _verify(settings, manifest["logs"])
    for fault in faults:
        say(f"  {fault}")
    say(f"{checked} leaves checked, {len(faults)} faults")
    return 1 if faults else 0


def _write(settings: Settings, archive: Path, say: Say) -> list[str]:
    """The names of files whose content is not what their name says."""
    if archive.exists():
        raise BackupFailed(f"{archive} exists already")
    archive.parent.mkdir(parents=True, exist_ok=True)
    begun = datetime.now(UTC) - timedelta(minutes=1)  # a record is dated a moment before it is committed
    engine = engine_of(settings.database_url)
    with tempfile.TemporaryDirectory(dir=archive.parent, prefix=".mealtrace-") as folder:
        copy, unfinished = Path(folder) / DATABASE[engine], Path(folder) / "archive"
        logs = dump(settings.database_url, copy)
        with tarfile.open(unfinished, "w", format=tarfile.PAX_FORMAT) as tar:
            members = [_add(tar, name, path) for name, path in _files(settings, copy)]
            manifest = {
                "format": FORMAT,
                "mealtrace": version("mealtrace"),
                "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
                "engine": engine,
                "files": [asdict(member) for member in members],
                "logs": logs,
            }
            listed = Path(folder) / MANIFEST
            listed.write_text(json.dumps(manifest, indent=1), "utf-8")
            _add(tar, MANIFEST, listed)
        unfinished.chmod(0o600)
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        os.link(unfinished, archive)  # unlike a rename, never over another archive
    noted = settings.data_dir / f".{LAST}.{os.getpid()}"
    noted.write_text(begun.isoformat(timespec="milliseconds"), "ascii")
    noted.replace(settings.data_dir / LAST)
    size, entries = sum(m.bytes for m in members), sum(logs.values())
    say(f"{archive}: {len(members)} files, {size} bytes, {entries} ledger entries in {len(logs)} logs")
    return [m.name for m in members if m.name.startswith(("documents/", "reports/")) and m.sha256 != _named(m.name)]


def _files(settings: Settings, copy: Path) -> Iterator[tuple[str, Path]]:
    yield copy.name, copy
    for name, path in _keys(settings).items():
        if path.is_file() and path.is_relative_to(settings.data_dir):
            yield name, path
    for name in sorted(SIGNING):
        path = settings.own_authority / name.rpartition("/")[2]
        if path.is_file():
            yield name, path
    for name, root in (("documents", settings.documents), ("reports", settings.archive)):
        for path in sorted(root.rglob("*")):
            inside = f"{name}/{path.relative_to(root).as_posix()}"
            if KEPT.fullmatch(inside) and path.is_file():
                yield inside, path


def _keys(settings: Settings) -> dict[str, Path]:
    """Where keys that are one file lie, by their names in the archive."""
    return {KEY: settings.checkpoint_key, WEBHOOK_KEY: settings.data_dir / WEBHOOK_KEY}


def _named(name: str) -> str:
    """The SHA-256 that a document's or report's name says."""
    return "".join(name.removesuffix(".pdf").split("/")[1:])[-64:]


def _add(tar: tarfile.TarFile, name: str, path: Path) -> Member:
    with path.open("rb") as file:
        told = hashlib.file_digest(file, "sha256").hexdigest()
        entry = tarfile.TarInfo(name)
        entry.size, entry.mtime, entry.mode = file.tell(), int(path.stat().st_mtime), 0o600
        file.seek(0)
        tar.addfile(entry, file)
    return Member(name, entry.size, told)


def _put_back(settings: Settings, archive: Path, say: Say) -> dict[str, Any]:
    url = settings.database_url
    for folder in (settings.documents, settings.archive):
        if folder.exists() and any(folder.iterdir()):
            raise BackupFailed(f"{folder} is not empty")
    if not is_empty(url):
        raise BackupFailed("the database is not empty")
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=settings.data_dir, prefix=".restore-") as name,
        tarfile.open(archive, "r:") as tar,
    ):
        staged = Path(name)
        manifest = _unpack(tar, staged)
        engine = engine_of(url)
        if manifest["engine"] != engine:
            raise BackupFailed(f"this is a backup of {manifest['engine']}, and the database URL is of {engine}")
        say(f"every file of {archive.name} is as its manifest of {manifest['made_at']} says")
        for part, target in (("documents", settings.documents), ("reports", settings.archive)):
            if (staged / part).is_dir():
                shutil.rmtree(target, ignore_errors=True)  # empty, or it was refused above
                (staged / part).replace(target)
        for key, path in _keys(settings).items():
            _put_back_key(path, staged / key, say)
        _put_back_seal(settings, staged / "signing", say)
        restore_dump(url, staged / DATABASE[engine])
    return manifest


def _put_back_key(path: Path, staged: Path, say: Say) -> None:
    """A key that is here already stays: checkpoints bear their key, so those of the other one verify as before, and
    endpoints of webhooks whose secret followed from the other one are told to need a new secret."""
    if not staged.exists():
        return
    if path.exists():
        if path.read_bytes() != staged.read_bytes():
            say(f"{path} is another key than the backup's, and stays")
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(staged, path)


def _put_back_seal(settings: Settings, staged: Path, say: Say) -> None:
    """An authority that is here already stays; the backup's is then to be named among those that are trusted."""
    if not staged.is_dir():
        return
    if settings.own_authority.exists():
        if any((settings.own_authority / each.name).read_bytes() != each.read_bytes() for each in staged.iterdir()):
            say(f"{settings.own_authority} is another authority than the backup's, and stays")
        return
    staged.chmod(0o700)
    staged.replace(settings.own_authority)


def _unpack(tar: tarfile.TarFile, staged: Path) -> dict[str, Any]:
    """Write the archive's files where they are checked; BackupFailed unless all are there, as listed, and no others."""
    listed = tar.extractfile(MANIFEST)
    if listed is None:
        raise BackupFailed("the archive has no manifest")
    manifest: dict[str, Any] = json.loads(listed.read())
    if manifest["format"] != FORMAT:
        raise BackupFailed(f"this Mealtrace reads archives of format {FORMAT}, not {manifest['format']}")
    expected = {each["name"]: Member(**each) for each in manifest["files"]}
    present = {entry.name: entry for entry in tar.getmembers() if entry.name != MANIFEST}
    if set(expected) != set(present) or DATABASE[manifest["engine"]] not in expected:
        raise BackupFailed("the archive's files are not those of its manifest")
    own = {KEY, WEBHOOK_KEY, *SIGNING, DATABASE[manifest["engine"]]}
    for name, entry in present.items():
        content = tar.extractfile(entry)
        if content is None or not (KEPT.fullmatch(name) or name in own):
            raise BackupFailed(f"{name[:200]} does not belong in a backup")
        target = staged / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            shutil.copyfileobj(content, file)
            file.flush()
            os.fsync(file.fileno())
        with target.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != expected[name].sha256:
                raise BackupFailed(f"{name} is not what the manifest says")
        target.chmod(0o440 if KEPT.fullmatch(name) else 0o600)
    return manifest


def _verify(settings: Settings, logs: dict[str, int]) -> tuple[int, list[str]]:
    """Check the restored ledger, and that each log is as long as the manifest says."""
    import asyncio

    from traceability import db
    from traceability.ledger.verify import verify_ledger

    async def check() -> tuple[int, list[str]]:
        db.connect(settings.database_url)
        try:
            checked, faults = await verify_ledger()
            found = {str(row["id"]): row["size"] for row in await db.fetch("SELECT id, size FROM log")}
        finally:
            await db.engine().close()
        wrong = sorted(log for log in {*found, *logs} if found.get(log) != logs.get(log))
        more = [f"log {log}: {found.get(log)} entries, the backup has {logs.get(log)}" for log in wrong]
        return checked, faults + more

    return asyncio.run(check())
