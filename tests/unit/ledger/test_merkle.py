"""Merkle trees against the words of RFC 6962, written down as they stand there, and against its known vectors."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from traceability.canonical import leaf_hash
from traceability.ledger.merkle import (
    EMPTY,
    NOTHING,
    Peaks,
    consistency,
    grows,
    includes,
    inclusion,
    levels,
    root,
)

ENTRIES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""Leaves and roots of the first eight trees in the tests of certificate-transparency, RFC 6962's reference."""
LEAVES = [leaf_hash(bytes.fromhex(entry)) for entry in ENTRIES]


def naive_root(leaves: Sequence[bytes]) -> bytes:
    """MTH of RFC 6962 2.1."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else sha256().digest()
    k = split(len(leaves))
    return sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def naive_path(m: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PATH of RFC 6962 2.1.1."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*naive_path(m, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_path(m - k, leaves[k:]), naive_root(leaves[:k])]


def naive_proof(m: int, leaves: Sequence[bytes], whole: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 6962 2.1.2."""
    if m == len(leaves):
        return [] if whole else [naive_root(leaves)]
    k = split(len(leaves))
    if m <= k:
        return [*naive_proof(m, leaves[:k], whole), naive_root(leaves[k:])]
    return [*naive_proof(m - k, leaves[k:], False), naive_root(leaves[:k])]


def split(n: int) -> int:
    """The largest power of two smaller than n."""
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def numbered(count: int) -> list[bytes]:
    return [leaf_hash(str(n).encode()) for n in range(count)]


def test_make_the_known_roots() -> None:
    assert EMPTY.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert root([]) == NOTHING.root() == EMPTY
    for count, expected in enumerate(ROOTS, start=1):
        assert root(LEAVES[:count]).hex() == expected
        assert NOTHING.followed_by(LEAVES[:count]).root().hex() == expected


def test_make_the_known_proofs() -> None:
    tree = levels(LEAVES)
    assert [h.hex() for h in inclusion(tree, 0)] == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]
    assert [h.hex() for h in consistency(NOTHING.followed_by(LEAVES[:1]), LEAVES[1:])] == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]
    assert [h.hex() for h in consistency(NOTHING.followed_by(LEAVES[:6]), LEAVES[6:])] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


def test_prove_every_leaf_and_every_growth_of_small_trees() -> None:
    for size in range(1, 40):
        leaves = numbered(size)
        tree, whole = levels(leaves), naive_root(leaves)
        assert root(leaves) == whole
        for index, leaf in enumerate(leaves):
            path = inclusion(tree, index)
            assert path == naive_path(index, leaves)
            assert includes(whole, leaf, index, size, path)
        for old in range(1, size + 1):
            before = NOTHING.followed_by(leaves[:old])
            proof = consistency(before, leaves[old:])
            assert proof == naive_proof(old, leaves)
            assert grows(old, before.root(), size, whole, proof)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 300), st.data())
def test_refuse_what_is_not_that_leaf_at_that_place(size: int, data: st.DataObject) -> None:
    leaves = numbered(size)
    index = data.draw(st.integers(0, size - 1))
    whole, path = root(leaves), inclusion(levels(leaves), index)
    leaf = leaves[index]
    other = data.draw(st.integers(0, size - 1).filter(lambda n: n != index)) if size > 1 else size
    assert not includes(whole, leaf, other, size, path)
    assert not includes(whole, leaf_hash(b"another"), index, size, path)
    assert not includes(EMPTY, leaf, index, size, path)
    assert not includes(whole, leaf, index, size, [*path, EMPTY])
    assert not includes(whole, leaf, -1, size, path)
    for place in range(len(path)):
        assert not includes(whole, leaf, index, size, path[:place] + path[place + 1 :])
        assert not includes(whole, leaf, index, size, [*path[:place], EMPTY, *path[place + 1 :]])


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 300), st.integers(0, 300), st.data())
def test_refuse_a_growth_that_changed_what_was_there(old: int, more: int, data: st.DataObject) -> None:
    leaves = numbered(old + more)
    before = NOTHING.followed_by(leaves[:old])
    proof = consistency(before, leaves[old:])
    assert grows(old, before.root(), old + more, root(leaves), proof)
    assert grows(0, EMPTY, old, before.root(), [])
    assert not grows(0, before.root(), old, before.root(), [])
    assert not grows(old + more + 1, before.root(), old + more, root(leaves), proof)
    edited = data.draw(st.integers(0, old - 1))
    forged = [*leaves[:edited], leaf_hash(b"edited"), *leaves[edited + 1 :]]
    assert not grows(old, before.root(), old + more, root(forged), proof)
    assert not grows(old, before.root(), old + more, root(forged), naive_proof(old, forged))
    assert not grows(old, before.root(), old + more, root(leaves), [*proof, EMPTY])
    for place in range(len(proof)):
        assert not grows(old, before.root(), old + more, root(leaves), proof[:place] + proof[place + 1 :])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 70), max_size=8))
def test_go_on_from_peaks_as_from_the_leaves(steps: list[int]) -> None:
    leaves, peaks = numbered(sum(steps)), NOTHING
    for step in steps:
        peaks = peaks.followed_by(leaves[peaks.size : peaks.size + step])
        assert peaks.root() == root(leaves[: peaks.size])
        assert Peaks.of_bytes(peaks.size, peaks.to_bytes()) == peaks
        assert [root(leaves[first:last]) for first, last in peaks.spans()] == list(peaks.hashes)


def test_refuse_peaks_of_another_size() -> None:
    for size, stored in ((3, EMPTY), (4, EMPTY * 2), (1, b""), (0, EMPTY), (2, EMPTY[:-1])):
        with pytest.raises(ValueError, match="not the peaks"):
            Peaks.of_bytes(size, stored)
    with pytest.raises(IndexError):
        inclusion(levels(LEAVES), 8)
