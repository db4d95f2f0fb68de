"""Back up a server that is being written to, and restore it elsewhere: nothing lost, nothing changed."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from server.backup import backup, restore
from server.dumps import BackupFailed, find_program
from server.mailings.secret import checked_secret, fingerprint_of, key_of, secret_of
from tests.support.postgres import Cluster
from tests.support.records import CAMPUS
from tests.support.served import Served, delivery, settings_of
from traceability import db
from traceability.documents.store import keep, path_of
from traceability.documents.strip import strip
from traceability.identifiers import uuid7

PDF = b"%PDF-1.7 a certificate"


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, served: Served, tmp_path: Path) -> Iterator[str]:
    """An empty database of the same engine as `served`'s."""
    if served.settings.database_url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path / 'elsewhere' / 'mealtrace.db'}"
        return
    cluster: Cluster = request.getfixturevalue("postgres_cluster")
    url = cluster.fresh()
    yield url
    cluster.drop(url)


def keep_report(folder: Path, content: bytes) -> Path:
    told = hashlib.sha256(content).hexdigest()
    path = folder / told[:2] / f"{told}.pdf"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    return path


def picture_of_a_label() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(target, "JPEG", comment="whose tablet it was")
    return target.getvalue()


async def state() -> dict[str, list[str]]:
    """Every row of every table, as text."""
    names = [table._meta.tablename for table in db.tables()]
    found = {name: await db.fetch(f"SELECT * FROM {name}") for name in names}  # noqa: S608 - a table's own name
    return {name: sorted(repr(sorted(dict(row).items(), key=str)) for row in rows) for name, rows in found.items()}


async def test_restore_what_was_backed_up(served: Served, empty_url: str, tmp_path: Path) -> None:
    settings, archive, said = served.settings, tmp_path / "backup.tar", list[str]()
    for number in range(3):
        await served.put("deliveries", delivery(note=f"第{number}车"))
    document = keep(settings.data_dir, PDF)
    photo, taken = uuid7(), picture_of_a_label()
    async with served.as_("kitchen") as client:
        answer = await client.put(f"/api/photos/{photo}", params={"site": str(CAMPUS)}, content=taken)
        assert answer.status_code == 201
    (settings.data_dir / "uploads").mkdir()
    (settings.data_dir / "uploads" / f"{CAMPUS}.{uuid7()}").write_bytes(taken[:10])
    report = keep_report(settings.archive, b"%PDF-1.7 a month")
    (settings.documents / "incoming" / "half-written").write_bytes(b"x")
    before = await state()
    assert await asyncio.to_thread(backup, settings, archive, said.append) == 0
    assert archive.stat().st_mode & 0o077 == 0
    await db.engine().close()

    restored = settings_of(empty_url, tmp_path / "elsewhere")
    assert await asyncio.to_thread(restore, restored, archive, said.append) == 0, said
    assert said[-1].endswith(" leaves checked, 0 faults")
    assert not said[-1].startswith("0 ")
    db.connect(empty_url)
    assert await state() == before
    assert (restored.documents / document.sha256[:2] / document.sha256[2:]).read_bytes() == PDF
    assert (restored.archive / report.relative_to(settings.archive)).read_bytes() == report.read_bytes()
    files = [path for path in restored.data_dir.rglob("*") if path.is_file() and "mealtrace.db" not in path.name]
    assert len(files) == 3
    (kept,) = await db.fetch("SELECT sha256_stored FROM photo WHERE id = $1", photo)
    assert path_of(restored.data_dir, kept["sha256_stored"]).read_bytes() == strip(taken).content


async def test_back_up_one_state_while_writes_go_on(served: Served, empty_url: str, tmp_path: Path) -> None:
    archive, stop, said = tmp_path / "backup.tar", asyncio.Event(), list[str]()

    async def write() -> int:
        written = 0
        while not stop.is_set():
            await served.put("deliveries", delivery(note=str(written)))
            written += 1
        return written

    writers = [asyncio.create_task(write()) for _ in range(2)]
    await served.put("deliveries", delivery())
    assert await asyncio.to_thread(backup, served.settings, archive, said.append) == 0, said
    stop.set()
    assert sum(await asyncio.gather(*writers)) > 2
    await db.engine().close()
    with tarfile.open(archive) as tar:
        manifest = json.load(tar.extractfile("manifest.json") or io.BytesIO())
    restored = settings_of(empty_url, tmp_path / "elsewhere")
    assert await asyncio.to_thread(restore, restored, archive, said.append) == 0, said
    db.connect(empty_url)
    rows = await db.fetch("SELECT count(*) AS n FROM delivery")
    (log,) = await db.fetch("SELECT size FROM log WHERE id = $1", CAMPUS)
    assert manifest["logs"][str(CAMPUS)] == log["size"] == rows[0]["n"] + 2  # the site itself and its group


async def test_refuse_to_restore_over_anything(served: Served, empty_url: str, tmp_path: Path) -> None:
    archive, said = tmp_path / "backup.tar", list[str]()
    assert await asyncio.to_thread(backup, served.settings, archive, said.append) == 0
    before = await state()
    await db.engine().close()
    assert await asyncio.to_thread(restore, served.settings, archive, said.append) == 1
    assert "the database is not empty" in said[-1]
    full = settings_of(empty_url, tmp_path / "full")
    keep(full.data_dir, PDF)
    assert await asyncio.to_thread(restore, full, archive, said.append) == 1
    assert said[-1].endswith("documents is not empty")
    db.connect(served.settings.database_url)
    assert await state() == before


async def test_refuse_to_replace_an_archive(on_sqlite: Served, tmp_path: Path) -> None:
    archive, said = tmp_path / "backup.tar", list[str]()
    archive.write_text("another")
    assert await asyncio.to_thread(backup, on_sqlite.settings, archive, said.append) == 1
    assert said[-1].endswith("exists already")
    assert archive.read_text() == "another"


async def test_say_which_document_is_damaged(on_sqlite: Served, tmp_path: Path) -> None:
    stored, said = keep(on_sqlite.settings.data_dir, PDF), list[str]()
    path = on_sqlite.settings.documents / stored.sha256[:2] / stored.sha256[2:]
    path.chmod(0o600)
    path.write_bytes(PDF + b"!")
    assert await asyncio.to_thread(backup, on_sqlite.settings, tmp_path / "backup.tar", said.append) == 1
    assert f"documents/{stored.sha256[:2]}/{stored.sha256[2:]}" in said[-1]


def rewritten(archive: Path, target: Path, change: str, content: bytes | None) -> Path:
    """The archive with one member changed (None: left out), as a thief or a bad disk would."""
    with tarfile.open(archive) as old, tarfile.open(target, "w") as new:
        for entry in old.getmembers():
            read = (old.extractfile(entry) or io.BytesIO()).read()
            if entry.name != change:
                new.addfile(entry, io.BytesIO(read))
            elif content is not None:
                entry.size = len(content)
                new.addfile(entry, io.BytesIO(content))
    return target


async def test_refuse_an_archive_that_is_not_what_it_says(on_sqlite: Served, tmp_path: Path) -> None:
    settings, archive, said = on_sqlite.settings, tmp_path / "backup.tar", list[str]()
    stored = keep(settings.data_dir, PDF)
    name = f"documents/{stored.sha256[:2]}/{stored.sha256[2:]}"
    assert await asyncio.to_thread(backup, settings, archive, said.append) == 0
    elsewhere = settings_of(f"sqlite:///{tmp_path / 'elsewhere' / 'mealtrace.db'}", tmp_path / "elsewhere")
    with tarfile.open(archive) as tar:
        manifest = json.load(tar.extractfile("manifest.json") or io.BytesIO())
    astray = {**manifest, "files": [*manifest["files"], {"name": "../astray", "bytes": 1, "sha256": "0"}]}
    changes: list[tuple[str, bytes | None]] = [
        (name, b"%PDF-1.7 another"),
        (name, None),
        ("database.sqlite", b"nothing"),
        ("manifest.json", None),
        ("manifest.json", b"{}"),
        ("manifest.json", json.dumps(astray).encode()),
        ("manifest.json", json.dumps({**manifest, "format": 9}).encode()),
        ("manifest.json", json.dumps({**manifest, "engine": "postgresql"}).encode()),
    ]
    for number, (member, content) in enumerate(changes):
        wrong = rewritten(archive, tmp_path / f"wrong-{number}.tar", member, content)
        assert await asyncio.to_thread(restore, elsewhere, wrong, said.append) == 1
        assert said[-1].startswith("Nothing was restored: ")
        assert [path for path in elsewhere.data_dir.rglob("*") if path.is_file()] == []
    (tmp_path / "no.tar").write_bytes(b"no tar at all")
    assert await asyncio.to_thread(restore, elsewhere, tmp_path / "no.tar", said.append) == 1
    assert await asyncio.to_thread(restore, elsewhere, tmp_path / "none.tar", said.append) == 1


async def test_find_a_forged_ledger_after_restoring(on_sqlite: Served, tmp_path: Path) -> None:
    receipt, said = await on_sqlite.put("deliveries", delivery()), list[str]()
    forged = "UPDATE revision SET entry = replace(entry, '38.2', '28.2') WHERE kind = 'delivery'"
    await db.fetch(forged)
    assert await asyncio.to_thread(backup, on_sqlite.settings, tmp_path / "backup.tar", said.append) == 0
    await db.engine().close()
    elsewhere = settings_of(f"sqlite:///{tmp_path / 'elsewhere' / 'mealtrace.db'}", tmp_path / "elsewhere")
    assert await asyncio.to_thread(restore, elsewhere, tmp_path / "backup.tar", said.append) == 1
    assert any(receipt["id"] in line for line in said)


async def test_carry_every_key_of_the_data_folder(on_sqlite: Served, tmp_path: Path) -> None:
    settings, archive, said = on_sqlite.settings, tmp_path / "backup.tar", list[str]()
    endpoint, salt = uuid7(), b"salt"
    secret = secret_of(key_of(settings.data_dir), endpoint, salt)
    keys = {"checkpoint-key.pem": b"one key", "signing/authority.pem": b"a root", "signing/seal.pem": b"a seal",
            "webhook.key": (settings.data_dir / "webhook.key").read_bytes()}  # fmt: skip
    settings.own_authority.mkdir()
    for name, content in keys.items():
        (settings.data_dir / name).write_bytes(content)
    assert await asyncio.to_thread(backup, settings, archive, said.append) == 0
    await db.engine().close()

    fresh = settings_of(f"sqlite:///{tmp_path / 'fresh' / 'mealtrace.db'}", tmp_path / "fresh")
    assert await asyncio.to_thread(restore, fresh, archive, said.append) == 0, said
    assert {name: (fresh.data_dir / name).read_bytes() for name in keys} == keys
    assert {(fresh.data_dir / name).stat().st_mode & 0o777 for name in keys} == {0o600}
    assert checked_secret(fresh.data_dir, endpoint, salt, fingerprint_of(secret)) == secret

    used = settings_of(f"sqlite:///{tmp_path / 'used' / 'mealtrace.db'}", tmp_path / "used")
    used.data_dir.mkdir()
    own = key_of(used.data_dir)
    assert await asyncio.to_thread(restore, used, archive, said.append) == 0, said
    assert key_of(used.data_dir) == own
    assert [line for line in said if "webhook.key is another key than the backup's, and stays" in line]


async def test_leave_out_keys_that_lie_elsewhere(on_sqlite: Served, tmp_path: Path) -> None:
    elsewhere, archive = tmp_path / "safe" / "key.pem", tmp_path / "backup.tar"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(b"a key")
    settings = replace(on_sqlite.settings, data_dir=tmp_path / "data", checkpoint_key=elsewhere)
    settings.data_dir.mkdir()
    said: list[str] = []
    assert await asyncio.to_thread(backup, settings, archive, said.append) == 0
    with tarfile.open(archive) as tar:
        assert set(tar.getnames()) == {"database.sqlite", "manifest.json"}


def test_name_the_program_that_is_missing() -> None:
    with pytest.raises(BackupFailed, match="postgresql-client"):
        find_program("pg_none_such")
