"""Whoever changes the past leaves a mark, and audit says where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.store.chain import GENESIS, Break, Broken, data_of, link, verify
from parley.store.codec import parse, text_of
from parley.store.plain import CodecError
from parley.store.rows import EventRow
from tests.store.given_rows import NOON, events_of, uuid

EVENTS = events_of(uuid(1), uuid(9), None, how_many=4)


def flipped(value: Any) -> Iterator[Any]:
    """The value with one bit changed, for every byte of it."""
    match value:
        case str():
            for place, letter in enumerate(value):
                yield value[:place] + chr(ord(letter) ^ 1) + value[place + 1 :]
        case UUID():
            for byte in range(16):
                yield UUID(int=value.int ^ (1 << (8 * byte)))
        case datetime():
            yield value + timedelta(microseconds=1)
        case int():
            for bit in range(8):
                yield value ^ (1 << bit)


def test_a_chain_as_it_was_written_is_whole() -> None:
    assert verify(EVENTS, head=EVENTS[-1].hash, seq=4) is None
    assert verify([]) is None


@pytest.mark.parametrize("column", [column.name for column in fields(EventRow)])
@pytest.mark.parametrize("place", range(4))
def test_a_flipped_byte_of_any_column_is_named(column: str, place: int) -> None:
    event = EVENTS[place]
    for value in flipped(getattr(event, column)):
        changed = [*EVENTS[:place], replace(event, **{column: value}), *EVENTS[place + 1 :]]
        broken = verify(changed, order_id=uuid(1))
        assert broken is not None
        assert broken.seq == place + 1


def test_an_event_taken_out_leaves_a_gap() -> None:
    assert verify([EVENTS[0], *EVENTS[2:]]) == Broken(2, Break.GAP, "seq")
    assert verify([EVENTS[0], EVENTS[0]]) == Broken(2, Break.GAP, "seq")


def test_an_end_that_was_cut_off_shows_against_the_head() -> None:
    cut = verify(EVENTS[:3], head=EVENTS[-1].hash, seq=4)
    assert cut is not None
    assert (cut.seq, cut.why) == (4, Break.GAP)
    assert verify(EVENTS, head="another", seq=4) == Broken(4, Break.HEAD, "head")


def test_a_rewritten_event_does_not_fit_the_next_one() -> None:
    """Whoever rewrites one event can compute its hash, and then has to rewrite all that follow, up to the head others hold."""
    second = EVENTS[1]
    body = second.body.replace('"number":2', '"number":7')
    forged = link(
        EVENTS[0].hash,
        order_id=second.order_id, seq=2, kind=second.kind, at=second.at, by=second.by, command_id=second.command_id,
        data='{"kind":"Happened","number":7}',
    )  # fmt: skip
    assert forged.body == body
    assert verify([EVENTS[0], forged, *EVENTS[2:]]) == Broken(3, Break.PREVIOUS, "prev_hash")


def test_a_body_that_cannot_be_parsed_is_named_even_when_its_hash_is_right() -> None:
    for body in ("", "{", "[]", "3", '{"at":1.5}', "{}", "[" * 100_000):
        event = EVENTS[0]
        own = link(GENESIS, order_id=event.order_id, seq=1, kind="x", at=NOON, by="x", command_id=uuid(1), data="{}")
        broken = verify([replace(own, body=body, hash=_hash_of(body))])
        assert broken is not None
        assert broken.why in (Break.UNPARSABLE, Break.DISAGREES)


@given(st.text(), st.text())
def test_nothing_that_is_stored_makes_audit_fall_over(prev_hash: str, body: str) -> None:
    assert verify([replace(EVENTS[0], prev_hash=prev_hash, body=body)]) is not None


def test_a_hash_version_that_nobody_knows_is_named() -> None:
    assert verify([replace(EVENTS[0], hash_version=99)]) == Broken(1, Break.UNKNOWN_HASH_VERSION, "hash_version")


def test_the_body_is_canonical_and_says_what_the_columns_say() -> None:
    body = parse(EVENTS[0].body)
    assert text_of(body) == EVENTS[0].body
    assert isinstance(body, dict)
    assert body["seq"] == 1
    assert data_of(EVENTS[0]) == {"kind": "Happened", "number": 1}
    with pytest.raises(CodecError):
        data_of(replace(EVENTS[0], body="{}"))


def _hash_of(body: str) -> str:
    return sha256(f"{GENESIS}\n{body}".encode()).hexdigest()
