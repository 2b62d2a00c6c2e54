"""Values that somebody might send: made from the types of a command's fields, so that a new command brings its own variants."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from random import Random
from types import NoneType, UnionType
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from parley.core.money import LARGEST_MINOR, Money
from parley.core.order.base import Command
from parley.core.order.state import Order
from parley.core.order.terms import Terms
from parley.core.texts import LONGEST_LINE, LONGEST_MESSAGE, Text

C = TypeVar("C", bound=Command)

NOT_TOUCHED = frozenset({"order_id", "id", "opposite"})
"""Another order or another question: both are tried, but on purpose and elsewhere. What only the desk fills in is nobody's to
vary."""

WORDS = (
    "Yes",
    "No",
    "Here is what I mean.",
    "Café №5 — 価格",
    "مرحبا",
    "👩🏽‍🎨 done",
    "line\nline",
    "a" * LONGEST_LINE,
)
BAD_WORDS = ("", " \n\t", "a" * (LONGEST_MESSAGE + 1))
STRANGERS = ("a-stranger", "another-stranger", "")
NUMBERS = (0, 1, 1, 2, 2, 3, 5, -1, 21, 50, 100, 101, 10_000, 10**18)


@dataclass(frozen=True, slots=True)
class Setting:
    """What values are made for: the order as it stands, if there is one, and the moment."""

    chance: Random
    at: datetime
    order: Order | None = None

    def salt(self) -> str:
        return f"{self.chance.getrandbits(128):032x}"

    def text(self, words: str | None = None) -> Text:
        """Somebody's words, mostly ones that can be kept; each time with a salt of its own."""
        if words is None:
            words = self.chance.choice(BAD_WORDS if self.chance.randrange(12) == 0 else WORDS)
        return Text(words, self.salt(), self.chance.choice(("", "en", "fr", "ru")))

    def uuid(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128))


def varied(command: C, setting: Setting) -> C:
    """The same command with one field that says something else. One whose values cannot be built is left as it is."""
    names = [each.name for each in fields(command) if each.name not in NOT_TOUCHED]
    changed: C = _with_another(command, names, setting)
    return changed


def made(kind: type[C], setting: Setting, **given: object) -> C | None:
    """A command of this kind with any values at all; `given` are kept. None where these values cannot even be built."""
    hints = _hints(kind)
    values: dict[str, Any] = {each.name: given.get(each.name) for each in fields(kind)}
    try:
        for name in values:
            if name not in given and name not in NOT_TOUCHED:
                values[name] = _any(hints[name], setting)
        return kind(**values)
    except (ValueError, TypeError, OverflowError):
        return None


def _with_another(value: Any, names: list[str], setting: Setting) -> Any:
    if not names:
        return value
    name = setting.chance.choice(names)
    try:
        return replace(value, **{name: _other(getattr(value, name), _hints(type(value))[name], setting)})
    except (ValueError, TypeError, OverflowError):
        return value  # an unknown zone, a negative window: such a value cannot come into being


def _other(value: Any, hint: Any, setting: Setting) -> Any:
    """Near the value that is there, or a new one."""
    chance = setting.chance
    if isinstance(value, Money):
        return _money(setting, near=value)
    if isinstance(value, datetime):
        return value + timedelta(days=chance.choice((-400, -1, 0, 1, 400)))
    if isinstance(value, date):
        return value + timedelta(days=chance.choice((-800, -30, -1, 1, 2, 9, 61, 9_999)))
    if is_dataclass(value) and not isinstance(value, type) and chance.randrange(4):
        return _with_another(value, [each.name for each in fields(value)], setting)
    if isinstance(value, tuple) and value:
        return _other_tuple(value, hint, setting)
    return _any(hint, setting)


def _other_tuple(value: tuple[Any, ...], hint: Any, setting: Setting) -> tuple[Any, ...]:
    """One part less, one twice, one changed, or the other way round."""
    place = setting.chance.randrange(len(value))
    match setting.chance.randrange(5):
        case 0:
            return value[:place] + value[place + 1 :]
        case 1:
            return (*value, value[place])
        case 2:
            return value[::-1]
        case 3:
            return ()
        case _:
            each = get_args(hint)[0] if get_args(hint) else type(value[place])
            return (*value[:place], _other(value[place], each, setting), *value[place + 1 :])


def _any(hint: Any, setting: Setting) -> Any:
    """Some value of this type."""
    if isinstance(hint, NewType):
        return setting.salt() * 2 if hint.__supertype__ is str else _any(hint.__supertype__, setting)
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _any(setting.chance.choice(get_args(hint)), setting)
    if origin is tuple:
        return _any_tuple(get_args(hint), setting)
    if origin in (frozenset, set):
        return frozenset(_any_tuple((get_args(hint)[0], ...), setting))
    if origin is not None and issubclass(origin, Mapping):
        key, held = get_args(hint)
        return {_any(key, setting): _any(held, setting) for _ in range(setting.chance.randrange(3))}
    maker = _MAKERS.get(hint)
    if maker is not None:
        return maker(setting)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return setting.chance.choice(list(hint))
    if isinstance(hint, type) and is_dataclass(hint):
        hints = _hints(hint)
        return hint(**{each.name: _any(hints[each.name], setting) for each in fields(hint)})
    raise NotImplementedError(f"nobody can think of a value for {hint}")


def _any_tuple(parts: tuple[Any, ...], setting: Setting) -> tuple[Any, ...]:
    if len(parts) == 2 and parts[1] is Ellipsis:
        return tuple(_any(parts[0], setting) for _ in range(setting.chance.choice((0, 1, 1, 2, 3))))
    return tuple(_any(part, setting) for part in parts)


def _money(setting: Setting, near: Money | None = None) -> Money:
    """Sums at the edges of what is there: nothing, the least, the hold, the price, and one more than each."""
    edges = {0, 1, -1, LARGEST_MINOR, LARGEST_MINOR + 1}
    currency = near.currency if near else "EUR"
    if near is not None:
        edges |= {near.amount_minor // 3, near.amount_minor, near.amount_minor + 1, near.amount_minor - 1}
    if setting.order is not None:
        currency = setting.order.terms.currency
        for milestone in setting.order.milestones:
            held, price = milestone.held.amount_minor, milestone.terms.price.amount_minor
            edges |= {held, held + 1, held // 2, price, price - 1}
    if setting.chance.randrange(15) == 0:
        currency = setting.chance.choice(("EUR", "JPY", "KWD", "USD"))
    return Money(setting.chance.choice(sorted(edges)), currency)


def _person(setting: Setting) -> str:
    known = [one for one in (setting.order.client, setting.order.freelancer) if one] if setting.order else []
    return setting.chance.choice([*known, *STRANGERS])


def _terms(setting: Setting) -> Terms:
    if setting.order is None:
        raise ValueError("no terms to vary")
    terms: Terms = _with_another(setting.order.terms, [each.name for each in fields(Terms)], setting)
    return terms


_MAKERS: Mapping[Any, Callable[[Setting], Any]] = {
    NoneType: lambda _: None,
    bool: lambda s: bool(s.chance.randrange(2)),
    int: lambda s: s.chance.choice(NUMBERS),
    str: _person,
    UUID: lambda s: s.uuid(),
    Text: lambda s: s.text(),
    Money: _money,
    Terms: _terms,
    datetime: lambda s: s.at + timedelta(hours=s.chance.choice((-48, 0, 1, 100, 9_000))),
    date: lambda s: s.at.date() + timedelta(days=s.chance.choice((-30, 0, 1, 14, 9_999))),
}


_KNOWN_HINTS: dict[type, dict[str, Any]] = {}


def _hints(kind: type) -> dict[str, Any]:
    """What its fields may hold; kept, because it is asked for every value."""
    if kind not in _KNOWN_HINTS:
        _KNOWN_HINTS[kind] = get_type_hints(kind)
    return _KNOWN_HINTS[kind]
