"""Merkle trees of RFC 6962: roots, proofs that a leaf stands in a tree, proofs that one tree goes on from another.

Pure functions over 32-byte hashes. A tree of n leaves has its leaves at 0..n-1; a leaf is SHA-256(0x00 || entry)
(`canonical.leaf_hash`), a node SHA-256(0x01 || left || right), the root of no leaves SHA-256 of nothing. Where a level
has an odd node, it goes up as it is, which gives the tree of RFC 6962 2.1.

`Peaks` are the roots of the full subtrees a tree falls into, largest first (its compact range). They are all that is
needed to go on from a tree without reading its leaves again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

HASH_BYTES = 32
EMPTY = sha256(b"").digest()
"""The root of a tree without leaves."""


def node(left: bytes, right: bytes) -> bytes:
    """The hash over two subtrees."""
    return sha256(b"\x01" + left + right).digest()


def levels(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """All nodes of a tree, level by level: the leaves, the nodes over each pair of them, and so on up to the root."""
    built = [list(leaves)]
    while len(built[-1]) > 1:
        below = built[-1]
        above = [node(below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)]
        built.append(above + below[len(below) & ~1 :])
    return built


def root(leaves: Sequence[bytes]) -> bytes:
    """The root of a tree (RFC 6962 2.1)."""
    return levels(leaves)[-1][0] if leaves else EMPTY


def inclusion(tree: Sequence[Sequence[bytes]], index: int) -> list[bytes]:
    """The path of a leaf to the root, lowest first (RFC 6962 2.1.1). `tree`: what `levels` built.

    IndexError: the tree has no such leaf.
    """
    if not 0 <= index < len(tree[0]):
        raise IndexError(index)
    path = []
    for level in tree[:-1]:
        if index ^ 1 < len(level):
            path.append(level[index ^ 1])
        index >>= 1
    return path


def root_by_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a path leads to from a leaf; None: no path in a tree of `size` leaves (RFC 9162 2.1.3.2)."""
    if not 0 <= index < size:
        return None
    at, last, reached = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if at & 1 or at == last:
            reached = node(sibling, reached)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            reached = node(reached, sibling)
        at, last = at >> 1, last >> 1
    return reached if last == 0 else None


def includes(expected: bytes, leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bool:
    """Whether the tree of `size` leaves with the root `expected` has this leaf at `index`."""
    return root_by_inclusion(leaf, index, size, path) == expected


@dataclass(frozen=True, slots=True)
class Peaks:
    """A tree of `size` leaves by the roots of its full subtrees, largest and leftmost first."""

    size: int
    hashes: tuple[bytes, ...]

    @classmethod
    def of_bytes(cls, size: int, stored: bytes) -> Peaks:
        """From 32 bytes a peak. ValueError: a tree of this size has another number of peaks."""
        if size < 0 or len(stored) != size.bit_count() * HASH_BYTES:
            raise ValueError(f"{len(stored)} bytes are not the peaks of a tree of {size} leaves")
        return cls(size, tuple(stored[i : i + HASH_BYTES] for i in range(0, len(stored), HASH_BYTES)))

    def to_bytes(self) -> bytes:
        return b"".join(self.hashes)

    def spans(self) -> list[tuple[int, int]]:
        """Which leaves each peak stands over: first, and one past the last."""
        found, start = [], 0
        for bit in reversed(range(self.size.bit_length())):
            if self.size >> bit & 1:
                found.append((start, start + (1 << bit)))
                start += 1 << bit
        return found

    def followed_by(self, leaves: Iterable[bytes]) -> Peaks:
        """The same tree with more leaves at its end."""
        size, hashes = self.size, list(self.hashes)
        for leaf in leaves:
            reached, rest = leaf, size
            while rest & 1:
                reached, rest = node(hashes.pop(), reached), rest >> 1
            hashes.append(reached)
            size += 1
        return Peaks(size, tuple(hashes))

    def root(self) -> bytes:
        if not self.hashes:
            return EMPTY
        reached = self.hashes[-1]
        for peak in reversed(self.hashes[:-1]):
            reached = node(peak, reached)
        return reached


NOTHING = Peaks(0, ())
"""The tree without leaves."""


def consistency(before: Peaks, later: Sequence[bytes]) -> list[bytes]:
    """The proof that the tree of `before` with the leaves `later` at its end goes on from it (RFC 6962 2.1.2).

    What the proof takes of the earlier tree are peaks, so that its leaves are not read. Empty where either is empty.
    """
    old = dict(zip(before.spans(), before.hashes, strict=True))

    def proof(start: int, end: int, whole: bool) -> list[bytes]:
        if end == before.size:
            return [] if whole else [old[start, end]]
        middle = start + (1 << (end - start - 1).bit_length() - 1)
        if before.size <= middle:
            new = root(later[middle - before.size : end - before.size])
            return [*proof(start, middle, whole), new]
        return [*proof(middle, end, False), old[start, middle]]

    return proof(0, before.size + len(later), True) if before.size and later else []


def grows(old_size: int, old_root: bytes, size: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether a proof shows that the tree with `new_root` begins with the one with `old_root` (RFC 9162 2.1.4.2)."""
    if old_size == size:
        return not path and old_root == new_root
    if not 0 <= old_size < size:
        return False
    if old_size == 0:
        return not path and old_root == EMPTY
    proof = list(path) if old_size & (old_size - 1) else [old_root, *path]
    if not proof:
        return False
    at, last = old_size - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = proof[0]
    for sibling in proof[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node(sibling, old), node(sibling, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node(new, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and old == old_root and new == new_root
