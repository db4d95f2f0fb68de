"""The key that signs checkpoints: made once, kept closed, named by what it is."""

from __future__ import annotations

import threading
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from traceability.ledger import signing
from traceability.ledger.signing import Key, from_base64, is_signed, key_id, load_key, trusted_keys


def test_make_a_key_once_that_its_owner_alone_reads(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "checkpoint.pem"
    key = load_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert load_key(path).public == key.public
    assert key.id == sha256(key.public).hexdigest()[:16]
    assert [file.name for file in path.parent.iterdir()] == ["checkpoint.pem"]


def test_make_one_key_where_many_start_at_once(tmp_path: Path) -> None:
    made: list[Key] = []
    at_once = threading.Barrier(8)

    def start() -> None:
        at_once.wait()
        made.append(load_key(tmp_path / "checkpoint.pem"))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 8
    assert len({key.public for key in made}) == 1
    assert len(list(tmp_path.iterdir())) == 1


def test_sign_what_only_that_key_signs(tmp_path: Path) -> None:
    key, other = load_key(tmp_path / "a.pem"), load_key(tmp_path / "b.pem")
    signature = key.sign(b"a checkpoint")
    assert is_signed(key.public, b"a checkpoint", signature)
    assert not is_signed(key.public, b"a checkpoint.", signature)
    assert not is_signed(other.public, b"a checkpoint", signature)
    assert not is_signed(key.public, b"a checkpoint", signature[:-1])
    assert not is_signed(key.public[:-1], b"a checkpoint", signature)


def test_refuse_a_file_with_another_key(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(b"no key at all")
    with pytest.raises(ValueError, match=r"key\.pem holds no private key"):
        load_key(path)
    other = generate_private_key(SECP256R1())
    encoding, form, closed = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path.write_bytes(other.private_bytes(encoding, form, closed))
    with pytest.raises(ValueError, match="another algorithm than Ed25519"):
        load_key(path)
    locked = serialization.BestAvailableEncryption(b"secret")
    path.write_bytes(load_key(tmp_path / "good.pem").private.private_bytes(encoding, form, locked))
    with pytest.raises(ValueError, match="without a password"):
        load_key(path)


def test_read_a_list_of_trusted_keys(tmp_path: Path) -> None:
    a, b = load_key(tmp_path / "a.pem"), load_key(tmp_path / "b.pem")
    text = f"# the district's\n{a.line('海淀区 2026')}\n\n{b.line()}  # the former one\n"
    assert trusted_keys(text) == {a.id: a.public, b.id: b.public}
    (example,) = trusted_keys(next(line for line in (signing.__doc__ or "").splitlines() if line.startswith("    ")))
    assert len(example) == 16
    for wrong in ("Ed25519", f"SM2 {a.line().split()[1]}", a.line()[:-4], a.line().replace("=", "!")):
        with pytest.raises(ValueError, match="line 2 is no Ed25519 public key"):
            trusted_keys(f"\n{wrong}")


def test_read_base64_in_its_only_form() -> None:
    assert from_base64("AAE=") == b"\x00\x01"
    assert [from_base64(text) for text in ("AAF=", "AAE", "AA E=", "AAE=\n", "é")] == [None] * 5
    assert key_id(b"\x00" * 32) == "66687aadf862bd77"
