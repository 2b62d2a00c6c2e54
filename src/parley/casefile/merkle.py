"""The tree of hashes of RFC 6962: one hash stands for a whole list, and a few more show that something is on it.

A leaf is hashed behind a zero byte and a node behind a one, so that nobody can pass a node off as a leaf. The left half of a
list is the largest power of two that leaves something for the right. Hashes are 32 bytes, of SHA-256.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

OF_NOTHING = hashlib.sha256().digest()
"""The root of an empty list."""
_LEAF, _NODE = b"\x00", b"\x01"


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(_LEAF + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()


@dataclass(slots=True)
class Growing:
    """A tree that grows leaf by leaf and keeps a hash for each of its full halves only, however long the list becomes."""

    size: int = 0
    _halves: list[bytes] = field(default_factory=list)

    def add(self, leaf: bytes) -> None:
        """The next leaf, hashed already."""
        self.size += 1
        full, whole = self.size, leaf
        while not full & 1:  # it completes a half as large as the one before it
            whole = node_hash(self._halves.pop(), whole)
            full >>= 1
        self._halves.append(whole)

    @property
    def root(self) -> bytes:
        """Of the leaves so far."""
        if not self._halves:
            return OF_NOTHING
        *rest, whole = self._halves
        for half in reversed(rest):
            whole = node_hash(half, whole)
        return whole


def root(leaves: Iterable[bytes]) -> bytes:
    """The root over leaves that are hashed already."""
    tree = Growing()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root


def path_to(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The hashes that lead from leaf `index` (from 0) to the root, the nearest first. Raises IndexError where no leaf is."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"leaf {index} of {len(leaves)}")
    level, path = list(leaves), []
    while len(level) > 1:
        beside = index ^ 1
        if beside < len(level):
            path.append(level[beside])
        # A last one without a neighbour goes up as it is: that is how the largest power of two falls to the left.
        paired = [node_hash(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = paired + level[len(paired) * 2 :]
        index >>= 1
    return tuple(path)


def root_by(path: Sequence[bytes], leaf: bytes, index: int, size: int) -> bytes | None:
    """The root that a path gives for leaf `index` of `size`, or None when no tree of that size has such a path.

    As RFC 9162, section 2.1.3.2: the form of the tree is in `index` and `size`, so a path too long or too short shows.
    """
    if not 0 <= index < size:
        return None
    whole, at, last = leaf, index, size - 1
    for beside in path:
        if last == 0:
            return None
        if at & 1 or at == last:
            whole = node_hash(beside, whole)
            while not at & 1 and at:  # levels on which it had no neighbour
                at, last = at >> 1, last >> 1
        else:
            whole = node_hash(whole, beside)
        at, last = at >> 1, last >> 1
    return whole if last == 0 else None
