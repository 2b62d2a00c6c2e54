"""The types that hold no other: how each becomes JSON text, and how what a JSON parser made of it becomes itself again.

These run for every field of every event and every state, so where a function of the interpreter does what is needed, it is
used as it is: what it raises (TypeError, ValueError) the class around it turns into an error that names the field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import Enum
from json.encoder import encode_basestring
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

from parley.store.plain import Unsupported, WrongType, instant_of, instant_text

Encode: TypeAlias = Callable[[Any], str]
Decode: TypeAlias = Callable[[Any], Any]

quote: Callable[[str], str] = encode_basestring
"""A text as JSON, letters of all alphabets as they are."""


class Shape(NamedTuple):
    """How values of one type become JSON text and come back from parsed JSON.

    `plain` is what the parser makes of them (str or int where that is always so). `as_is` says that the parsed value already
    is the value, so that a check of its class is all there is to do.
    """

    encode: Encode
    decode: Decode
    plain: type = object
    as_is: bool = False


def enum_shape(cls: type[Enum]) -> Shape:
    """By value, because names may be changed for readers of the code, and stored texts may not."""
    kinds = {type(member.value) for member in cls}
    if len(kinds) != 1 or not kinds <= {str, int}:
        raise Unsupported(f"the values of {cls.__name__} must be all texts or all whole numbers")
    (plain,) = kinds
    outward = {member.value: quote(member.value) if plain is str else str(member.value) for member in cls}
    inward = {member.value: member for member in cls}

    def encode(value: Any) -> str:
        if value.__class__ is not cls:
            raise WrongType(f"{value!r:.60} is no {cls.__name__}")
        return outward[value._value_]

    def decode(stored: Any) -> Enum:
        if stored.__class__ is not plain or stored not in inward:
            raise WrongType(f"{stored!r:.60} is no {cls.__name__}")
        return inward[stored]

    return Shape(encode, decode, plain)


def literal_shape(allowed: tuple[Any, ...]) -> Shape:
    kinds = {type(one) for one in allowed}
    if not kinds <= {str, int, bool}:
        raise Unsupported(f"{allowed} cannot be kept faithfully")
    # By type as well: True == 1 for Python, and not for whoever reads the journal.
    outward = {(one.__class__, one): LEAVES[one.__class__].encode(one) for one in allowed}

    def encode(value: Any) -> str:
        text = outward.get((value.__class__, value))
        if text is None:
            raise WrongType(f"{value!r:.60} is none of {allowed}")
        return text

    def decode(stored: Any) -> Any:
        encode(stored)
        return stored

    return Shape(encode, decode, kinds.pop() if len(kinds) == 1 else object)


def _exactly(cls: type) -> Decode:
    def decode(stored: Any) -> Any:
        if stored.__class__ is not cls:  # strict: true is no whole number here
            raise WrongType(f"{stored.__class__.__name__} where {cls.__name__} belongs")
        return stored

    return decode


def _int_text(value: int) -> str:
    if value.__class__ is not int:
        raise WrongType(f"{value.__class__.__name__} where int belongs")
    return int.__repr__(value)


def _bool_text(value: bool) -> str:
    if value is True:
        return "true"
    if value is False:
        return "false"
    raise WrongType("neither true nor false")


def _instant(value: datetime) -> str:
    if value.__class__ is not datetime:
        raise WrongType(f"{value.__class__.__name__} where datetime belongs")
    return f'"{instant_text(value)}"'


def _date(value: date) -> str:
    if value.__class__ is not date:  # a datetime is a date for Python
        raise WrongType(f"{value.__class__.__name__} where date belongs")
    return f'"{value.isoformat()}"'


def _time(value: time) -> str:
    if value.__class__ is not time or value.tzinfo is not None:
        raise WrongType("not a time of day without an offset")
    return f'"{value.isoformat()}"'


def _time_of(stored: Any) -> time:
    at = time.fromisoformat(stored)
    if at.tzinfo is not None:
        raise WrongType("a time of day with an offset")
    return at


def _uuid(value: UUID) -> str:
    if not isinstance(value, UUID):
        raise WrongType(f"{value.__class__.__name__} where UUID belongs")
    return f'"{value}"'


def _uuid_of(stored: Any) -> UUID:
    if stored.__class__ is not str:
        raise WrongType("not a UUID")
    return UUID(stored)


def _decimal(value: Decimal) -> str:
    if value.__class__ is not Decimal or not value.is_finite():
        raise WrongType("not a finite decimal")
    return f'"{value}"'


def _decimal_of(stored: Any) -> Decimal:
    if stored.__class__ is not str:
        raise WrongType("not a decimal text")
    try:
        number = Decimal(stored)
    except InvalidOperation:
        raise WrongType("not a decimal") from None
    if not number.is_finite():
        raise WrongType("not a finite decimal")
    return number


LEAVES: Mapping[object, Shape] = {
    str: Shape(quote, _exactly(str), str, as_is=True),
    int: Shape(_int_text, _exactly(int), int, as_is=True),
    bool: Shape(_bool_text, _exactly(bool), bool, as_is=True),
    datetime: Shape(_instant, instant_of, str),
    date: Shape(_date, date.fromisoformat, str),
    time: Shape(_time, _time_of, str),
    UUID: Shape(_uuid, _uuid_of, str),
    Decimal: Shape(_decimal, _decimal_of, str),
}
"""The types that hold no other. Floats are not among them: money, shares and times have exact forms."""
