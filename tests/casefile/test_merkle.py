"""One hash for a whole list: as the RFC draws it, and as a second and slower writing of it says."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.casefile.merkle import OF_NOTHING, Growing, leaf_hash, node_hash, path_to, root, root_by

# The eight entries of the test tree that the logs of certificates have used since RFC 6962, and its roots by size.
KNOWN = [
    bytes.fromhex(entry)
    for entry in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
KNOWN_ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)

lists = st.lists(st.binary(max_size=40), max_size=70)
filled = st.lists(st.binary(max_size=40), min_size=1, max_size=70)


def naive_root(entries: list[bytes]) -> bytes:
    """Section 2.1 of RFC 6962, word for word."""
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    half = naive_half(len(entries))
    return hashlib.sha256(b"\x01" + naive_root(entries[:half]) + naive_root(entries[half:])).digest()


def naive_path(entries: list[bytes], index: int) -> list[bytes]:
    """Section 2.1.1 of RFC 6962, word for word."""
    if len(entries) == 1:
        return []
    half = naive_half(len(entries))
    if index < half:
        return [*naive_path(entries[:half], index), naive_root(entries[half:])]
    return [*naive_path(entries[half:], index - half), naive_root(entries[:half])]


def naive_half(size: int) -> int:
    """The largest power of two below `size`."""
    half = 1
    while half * 2 < size:
        half *= 2
    return half


def hashed(entries: list[bytes]) -> list[bytes]:
    return [leaf_hash(entry) for entry in entries]


@pytest.mark.parametrize("size", range(1, 9))
def test_the_known_tree_has_its_known_roots(size: int) -> None:
    assert root(hashed(KNOWN[:size])).hex() == KNOWN_ROOTS[size - 1]


def test_nothing_has_the_hash_of_nothing() -> None:
    assert root([]) == OF_NOTHING == bytes.fromhex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")


@given(lists)
def test_the_root_is_the_one_of_the_rfc(entries: list[bytes]) -> None:
    assert root(hashed(entries)) == naive_root(entries)


@given(filled, st.data())
def test_a_path_is_the_one_of_the_rfc_and_leads_to_the_root(entries: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(entries) - 1))
    path = path_to(hashed(entries), index)
    assert list(path) == naive_path(entries, index)
    assert root_by(path, leaf_hash(entries[index]), index, len(entries)) == naive_root(entries)


def test_every_leaf_of_every_small_tree_is_shown() -> None:
    for size in range(1, 66):
        leaves = hashed([bytes([number]) for number in range(size)])
        for index in range(size):
            assert root_by(path_to(leaves, index), leaves[index], index, size) == root(leaves)


@given(filled, st.data())
def test_a_path_shows_no_other_leaf_place_or_size(entries: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(entries) - 1))
    leaves, size = hashed(entries), len(entries)
    path, whole = path_to(leaves, index), root(leaves)
    assert root_by(path, leaf_hash(entries[index] + b"!"), index, size) != whole
    assert root_by((*path, OF_NOTHING), leaves[index], index, size) is None
    if path:
        changed = data.draw(st.integers(0, len(path) - 1))
        assert root_by(path[:-1], leaves[index], index, size) is None
        bent = (*path[:changed], OF_NOTHING, *path[changed + 1 :])
        assert root_by(bent, leaves[index], index, size) != whole
    for other in range(size):
        if leaves[other] != leaves[index]:
            assert root_by(path, leaves[other], other, size) != whole


@given(filled)
def test_a_tree_can_be_asked_while_it_grows(entries: list[bytes]) -> None:
    tree = Growing()
    for count, entry in enumerate(entries, start=1):
        tree.add(leaf_hash(entry))
        assert (tree.size, tree.root) == (count, naive_root(entries[:count]))


def test_a_node_is_no_leaf() -> None:
    left, right = leaf_hash(b"left"), leaf_hash(b"right")
    assert leaf_hash(left + right) != node_hash(left, right)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_there_is_no_path_to_where_no_leaf_is(index: int, size: int) -> None:
    leaves = hashed([b"x"] * size)
    with pytest.raises(IndexError):
        path_to(leaves, index)
    assert root_by((), leaf_hash(b"x"), index, size) is None
