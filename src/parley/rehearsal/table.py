"""A TOML table that is read strictly: every error names its place, and a key that nobody asked for is an error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import TypeVar, cast

T = TypeVar("T")
E = TypeVar("E", bound=Enum)


class BadStory(ValueError):
    """A story that cannot be read or played as it is written. `place` says where, as a person would."""

    def __init__(self, place: str, says: str) -> None:
        super().__init__(f"{place}: {says}")
        self.place = place
        self.says = says


class Table:
    """One table and its place in the story. Ask for what may be there, then call `end`."""

    def __init__(self, found: object, place: str) -> None:
        if not isinstance(found, Mapping):
            raise BadStory(place, "a table belongs here")
        self._found = cast("Mapping[str, object]", found)
        self._asked: set[str] = set()
        self.place = place

    def has(self, key: str) -> bool:
        return key in self._found

    def names(self) -> tuple[str, ...]:
        return tuple(self._found)

    def end(self) -> None:
        """Raises BadStory for a key that was not asked for."""
        unknown = sorted(self._found.keys() - self._asked)
        if unknown:
            raise BadStory(self.place, f"nothing here is called {', '.join(unknown)}")

    def value(self, key: str) -> object:
        """Whatever is there. Raises BadStory when nothing is."""
        self._asked.add(key)
        if key not in self._found:
            raise BadStory(self.place, f"{key} is missing")
        return self._found[key]

    def read(self, key: str, how: Callable[[object], T]) -> T:
        """The value as `how` reads it; its ValueError becomes a BadStory of this place."""
        found = self.value(key)
        try:
            return how(found)
        except BadStory:
            raise
        except ValueError as error:
            raise BadStory(f"{self.place}, {key}", str(error)) from None

    def maybe(self, key: str, how: Callable[[object], T], otherwise: T) -> T:
        """The value as `how` reads it, or `otherwise` when nothing is there."""
        self._asked.add(key)
        return self.read(key, how) if key in self._found else otherwise

    def text(self, key: str, otherwise: str | None = None) -> str:
        return self.read(key, as_text) if otherwise is None else self.maybe(key, as_text, otherwise)

    def whole(self, key: str, otherwise: int | None = None) -> int:
        return self.read(key, as_whole) if otherwise is None else self.maybe(key, as_whole, otherwise)

    def table(self, key: str) -> Table:
        return Table(self.value(key), f"{self.place}, {key}" if self.place else key)

    def tables(self, key: str, name: str) -> list[Table]:
        """An array of tables; each is called `name` and its number."""
        self._asked.add(key)
        found = self._found.get(key, [])
        if not isinstance(found, list):
            raise BadStory(f"{self.place}, {key}", "a list of tables belongs here")
        before = f"{self.place}, " if self.place else ""
        return [Table(one, f"{before}{name} {number}") for number, one in enumerate(found, start=1)]


class Unfit(ValueError):
    """A value that does not belong where it stands; says what does."""


def as_text(found: object) -> str:
    if not isinstance(found, str):
        raise Unfit("a text belongs here")
    return found


def as_whole(found: object) -> int:
    if type(found) is not int:
        raise Unfit("a whole number belongs here")
    return found


def as_flag(found: object) -> bool:
    if not isinstance(found, bool):
        raise Unfit("true or false belongs here")
    return found


def tuple_of(how: Callable[[object], T]) -> Callable[[object], tuple[T, ...]]:
    def read(found: object) -> tuple[T, ...]:
        if not isinstance(found, list):
            raise Unfit("a list belongs here")
        return tuple(how(one) for one in found)

    return read


def one_of(kind: type[E]) -> Callable[[object], E]:
    """A member of the enumeration, by value."""

    def read(found: object) -> E:
        try:
            return kind(found)
        except ValueError:
            known = ", ".join(str(member.value) for member in kind)
            raise Unfit(f"{found!r} is none of: {known}") from None

    return read


def chosen_from(known: Mapping[str, T]) -> Callable[[object], T]:
    """What stands under this name."""

    def read(found: object) -> T:
        if not isinstance(found, str) or found not in known:
            raise Unfit(f"{found!r} is none of: {', '.join(known)}")
        return known[found]

    return read
