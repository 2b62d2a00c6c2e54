"""What is written can be read again: today, and by the Parley of ten years from now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Literal, NewType, Optional
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.core.order.state import Milestone
from parley.store.codec import Codec, parse, text_of
from parley.store.plain import CodecError, MissingField, UnknownField, UnknownKind, Unparsable, Unsupported, WrongType

Commitment = NewType("Commitment", str)


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class Rank(Enum):
    FIRST = 1
    SECOND = 2


@dataclass(frozen=True, slots=True)
class Money:
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Everything:
    at: datetime
    on: date
    clock: time
    id: UUID
    colour: Colour
    rank: Rank
    yes: bool
    number: int
    words: Commitment
    share: Decimal
    pair: tuple[int, str]
    sums: tuple[Money, ...]
    colours: frozenset[Colour]
    numbers: frozenset[int]
    sums_as_set: frozenset[Money]
    by_name: Mapping[str, Money]
    by_number: dict[int, tuple[Commitment, ...]]
    by_colour: Mapping[Colour, int]
    perhaps: Money | None
    old_style: Optional[int]  # noqa: UP045  hints of this form are still about
    side: Literal["client", "freelancer"]


@dataclass(frozen=True, slots=True)
class Opened:
    at: datetime
    kind: str = "a field may be called like this"


@dataclass(frozen=True, slots=True)
class Closed:
    reason: str
    then: Opened | Money | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    name: str
    branches: tuple[Tree, ...] = ()


Event = Opened | Closed | Everything

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
money = st.builds(Money, st.integers(), texts)
instants = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=-3, minutes=-30))]))
everything = st.builds(
    Everything,
    at=instants,
    clock=st.times(),
    words=texts,
    share=st.decimals(allow_nan=False, allow_infinity=False),
    pair=st.tuples(st.integers(), texts),
    sums=st.lists(money, max_size=3).map(tuple),
    sums_as_set=st.frozensets(money, max_size=3),
    by_name=st.dictionaries(texts, money, max_size=3),
    by_number=st.dictionaries(st.integers(), st.lists(texts, max_size=2).map(tuple), max_size=3),
    by_colour=st.dictionaries(st.sampled_from(Colour), st.integers(), max_size=2),
    perhaps=st.none() | money,
    old_style=st.none() | st.integers(),
)
events = st.one_of(
    everything,
    st.builds(Opened, at=instants, kind=texts),
    st.builds(Closed, texts, st.none() | money | st.builds(Opened, at=instants)),
)

codec = Codec[Event](Event)


@given(events)
def test_everything_comes_back_as_it_was(event: Event) -> None:
    assert codec.from_text(codec.to_text(event)) == event
    assert codec.from_json(codec.to_json(event)) == event


@given(events)
def test_the_text_is_canonical(event: Event) -> None:
    text = codec.to_text(event)
    assert text == text_of(json.loads(text)) == codec.to_text(codec.from_text(text))
    assert text.encode().decode() == text


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.floats(),
        lambda inner: st.lists(inner) | st.dictionaries(texts | st.just("kind"), inner),
    )
)
def test_whatever_is_stored_gives_an_event_or_a_named_error(stored: object) -> None:
    with pytest.raises(CodecError):
        codec.from_json(stored)


@given(st.text())
def test_whatever_text_is_stored_gives_an_event_or_a_named_error(stored: str) -> None:
    with pytest.raises(CodecError):
        codec.from_text(stored)


def test_the_form_is_what_is_written_here() -> None:
    """The journal is for ever: this text must never change."""
    event = Closed("ça suffit", Opened(datetime(2026, 3, 2, 13, 0, 0, 7, tzinfo=timezone(timedelta(hours=1)))))
    assert codec.to_text(event) == (
        '{"kind":"Closed","reason":"ça suffit","then":'
        '{"at":"2026-03-02T12:00:00.000007Z","kind":"Opened","kind_":"a field may be called like this"}}'
    )


def test_an_instant_is_written_with_its_microseconds_always() -> None:
    assert '"2026-03-02T12:00:00.000000Z"' in codec.to_text(Opened(datetime(2026, 3, 2, 12, tzinfo=UTC)))


def test_keys_sort_as_in_any_canonical_json() -> None:
    names = Codec[Mapping[str, int]](Mapping[str, int])
    value = {"a": 1, "a!": 2, 'a"': 3, "b\\": 4, "é": 5, "": 6}
    assert names.to_text(value) == text_of(value)
    assert names.to_text(MappingProxyType(value)) == text_of(value)


def test_an_old_event_without_a_new_field_loads() -> None:
    assert codec.from_text('{"kind":"Closed","reason":"done"}') == Closed("done")


def test_a_field_without_a_default_must_be_there() -> None:
    with pytest.raises(MissingField, match="Closed lacks reason"):
        codec.from_text('{"kind":"Closed"}')


def test_a_field_that_nobody_knows_is_named() -> None:
    with pytest.raises(UnknownField, match=r"Closed: Closed has no reasons"):
        codec.from_text('{"kind":"Closed","reason":"done","reasons":"many"}')


def test_a_kind_that_nobody_knows_is_named() -> None:
    with pytest.raises(UnknownKind, match="Reopened"):
        codec.from_text('{"kind":"Reopened"}')
    with pytest.raises(UnknownKind, match="no kind"):
        codec.from_text('{"reason":"done"}')


@pytest.mark.parametrize("text", ['{"kind":"Closed","reason":1.5}', "NaN", "Infinity", "-1e3"])
def test_a_float_is_refused_when_read(text: str) -> None:
    with pytest.raises(WrongType):
        codec.from_text(text)


def test_a_float_is_refused_when_written() -> None:
    with pytest.raises(WrongType, match="amount_minor: float"):
        Codec[Money](Money).to_text(Money(1.5, "EUR"))  # type: ignore[arg-type]


def test_a_float_is_refused_when_the_codec_is_built() -> None:
    @dataclass(frozen=True)
    class Weighed:
        grams: float

    with pytest.raises(Unsupported, match=r"Weighed.grams"):
        Codec[Weighed](Weighed)


@pytest.mark.parametrize(
    ("value", "where"),
    [
        (Money(True, "EUR"), "amount_minor"),  # noqa: FBT003
        (Money(1, None), "currency"),  # type: ignore[arg-type]
        (Money("1", "EUR"), "amount_minor"),  # type: ignore[arg-type]
        (Money(1, "\ud800"), "Unicode"),
    ],
)
def test_a_value_of_the_wrong_type_is_named_before_it_is_written(value: Money, where: str) -> None:
    with pytest.raises(WrongType, match=where):
        Codec[Money](Money).to_text(value)


def test_an_error_names_the_way_to_the_field() -> None:
    with pytest.raises(WrongType, match=r"Closed.then.Money.amount_minor: bool"):
        codec.from_text('{"kind":"Closed","reason":"","then":{"kind":"Money","amount_minor":true,"currency":"EUR"}}')


def test_an_instant_without_a_zone_is_refused_both_ways() -> None:
    with pytest.raises(WrongType, match="without a zone"):
        codec.to_text(Opened(datetime(2026, 3, 2)))  # noqa: DTZ001
    with pytest.raises(WrongType, match="without a zone"):
        codec.from_text('{"kind":"Opened","at":"2026-03-02T12:00:00"}')


def test_a_set_that_says_something_twice_was_not_written_by_us() -> None:
    with pytest.raises(WrongType, match="twice"):
        Codec[frozenset[int]](frozenset[int]).from_text("[1,1]")


def test_a_class_may_hold_itself() -> None:
    trees = Codec[Tree](Tree)
    tree = Tree("a", (Tree("b"), Tree("c", (Tree("d"),))))
    assert trees.from_text(trees.to_text(tree)) == tree


def test_nesting_without_end_is_an_error_and_not_a_crash() -> None:
    for text in ("[" * 100_000, '{"name":"","branches":[' * 5_000):
        with pytest.raises(CodecError):
            Codec[Tree](Tree).from_text(text)
    deep: object = {"name": ""}
    for _ in range(20_000):
        deep = {"name": "", "branches": [deep]}
    with pytest.raises(Unparsable, match="deep"):
        Codec[Tree](Tree).from_json(deep)


def test_a_changed_class_reads_its_old_form_and_says_which_it_writes() -> None:
    @dataclass(frozen=True)
    class Paid:
        sum: Money
        note: str

    upcasts = {
        ("Paid", 1): lambda old: {"sum": {"amount_minor": old["cents"], "currency": "EUR"}},
        ("Paid", 2): lambda old: {**old, "note": ""},
    }
    paid = Codec[Paid]([Paid], upcasts)
    now = Paid(Money(700, "EUR"), "")
    assert paid.from_text('{"kind":"Paid","cents":700}') == now
    assert paid.from_text('{"kind":"Paid","kind_version":2,"sum":{"amount_minor":700,"currency":"EUR"}}') == now
    assert '"kind_version":3' in paid.to_text(now)
    assert paid.from_text(paid.to_text(now)) == now
    with pytest.raises(UnknownKind, match="version 4"):
        paid.from_text('{"kind":"Paid","kind_version":4}')


def test_a_class_inside_another_may_change_its_form_too() -> None:
    inside = Codec[Closed](Closed, {("Opened", 1): lambda old: {"at": old["when"]}})
    old = '{"reason":"","then":{"kind":"Opened","when":"2026-03-02T12:00:00Z"}}'
    assert inside.from_text(old).then == Opened(datetime(2026, 3, 2, 12, tzinfo=UTC))


def test_a_renamed_class_is_found_under_its_old_name() -> None:
    renamed = Codec[Event](Event, {("Finished", 1): lambda old: {"kind": "Closed", "reason": old["why"]}})
    assert renamed.from_text('{"kind":"Finished","why":"done"}') == Closed("done")


def test_what_a_class_itself_refuses_is_named() -> None:
    @dataclass(frozen=True)
    class Positive:
        number: int = field(default=1)

        def __post_init__(self) -> None:
            if self.number < 1:
                raise ValueError("must be positive")

    with pytest.raises(WrongType, match="Positive: must be positive"):
        Codec[Positive](Positive).from_text('{"number":0}')


def test_members_of_a_union_that_are_no_classes_of_ours_are_told_apart_too() -> None:
    either = Codec[Colour | Rank | str](Colour | Rank | str)
    for value in (Colour.RED, Rank.FIRST, "red"):
        assert either.from_text(either.to_text(value)) == value


@pytest.mark.parametrize(
    "shape", [list[int], dict[Money, int], object, complex, tuple[float, ...], Colour | tuple[int, ...]]
)
def test_what_cannot_be_kept_is_refused_when_the_codec_is_built(shape: object) -> None:
    with pytest.raises(Unsupported):
        Codec[object](shape)


def test_the_state_of_an_order_can_be_kept() -> None:
    Codec[Milestone](Milestone)


def test_parsing_says_what_is_no_json() -> None:
    with pytest.raises(Unparsable):
        parse("{")
