"""Between frozen dataclasses and the canonical JSON that is hashed and kept for ever.

A codec is built once from the types themselves: `Codec[Event](Event)` for a union, `Codec[Order](Order)` for one class. Every
class is compiled once into a pair of functions, and values are checked on the way out as strictly as on the way in: what
the journal accepts, it must still be able to read in ten years.

The form: keys sorted, no spaces, UTF-8; instants in UTC with microseconds and Z; enums by value; sets as sorted lists; no
floats anywhere. A member of a union carries `kind`, the name of its class. A field that is itself called `kind` or
`kind_version` gets an underscore behind it.

When a class grows a field, the field gets a default and old texts load with it. When the form of a class changes
otherwise, UPCASTS gets one function from the old form to the next, and newer texts carry `kind_version`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from types import MappingProxyType
from typing import Any, Generic, NoReturn, TypeVar, cast

from parley.store.plain import CodecError, Json, Unparsable, WrongType
from parley.store.shapes import Compiler, UpcastTable

UPCASTS: UpcastTable = MappingProxyType(
    {
        # Before wishes for extra work could wait for a price, nothing followed from one.
        ("ExtraAsked", 1): lambda old: {"number": 0, "answer_by": old["at"], **old},
    }
)
"""(class name, version) -> a function from the fields of that version to the fields of the next.

The present version of a class is one more than its highest version here, and 1 if it is not mentioned. The function gets
and returns a plain object; it may return another `kind` when a class was renamed."""

T = TypeVar("T")


class Codec(Generic[T]):
    """Turns values of `shape` into JSON and back. `shape` is a dataclass, a union of dataclasses, or several dataclasses.

    Members of a union, and of a list of classes, are told apart by `kind`. A single class is written without it.
    Raises Unsupported, naming the field, when a type cannot be kept faithfully (floats, lists, naive types).
    """

    def __init__(self, shape: object, upcasts: UpcastTable = UPCASTS) -> None:
        compiler = Compiler(upcasts)
        if isinstance(shape, list | tuple):
            self._shape = compiler.union(tuple(shape))
        else:
            self._shape = compiler.shape(shape)

    def to_text(self, value: T) -> str:
        """Canonical JSON: equal values give equal texts. Raises WrongType, naming the field."""
        return checked(self._shape.encode(value))

    def to_json(self, value: T) -> Json:
        """The value as plain lists, objects, numbers and texts, for whoever does not want a text."""
        return parse(self.to_text(value))

    def from_json(self, stored: object) -> T:
        """The value again. Raises UnknownField, UnknownKind, MissingField or WrongType, naming the field."""
        try:
            return cast("T", self._shape.decode(stored))
        except RecursionError:
            raise Unparsable("nested too deeply") from None

    def from_text(self, text: str) -> T:
        return self.from_json(parse(text))


def text_of(plain: object) -> str:
    """Canonical JSON of something already plain. Raises WrongType for what JSON or UTF-8 cannot hold."""
    return checked(_write(plain))


def checked(text: str) -> str:
    """The text, if UTF-8 can hold it. Raises WrongType for half of a surrogate pair.

    A browser can send one, PostgreSQL cannot store it, and SHA-256 has no bytes to hash."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise WrongType("text that is not Unicode") from None
    return text


def parse(text: str) -> Json:
    """Plain lists, objects, numbers and texts of a JSON text. Raises Unparsable, also for floats."""
    try:
        return cast("Json", _read(text))
    except RecursionError:
        raise Unparsable("nested too deeply") from None
    except CodecError:
        raise
    except ValueError as error:
        raise Unparsable(str(error)) from None


def _no_float(text: str) -> NoReturn:
    raise WrongType(f"{text} is not a whole number")


def _not_plain(value: Any) -> NoReturn:
    raise WrongType(f"{type(value).__name__} is not plain JSON")


_write: Callable[[object], str] = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_not_plain
).encode
_read: Callable[[str], object] = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float).decode
