"""Compiles type hints into pairs of functions: one writes canonical JSON, one reads what a JSON parser made of it.

codec.py says what the form is. Keys are sorted while compiling, so writing a class is filling in a template.
"""

from __future__ import annotations

from collections import abc
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from operator import attrgetter
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NoReturn, TypeAlias, Union, get_args, get_origin, get_type_hints

from parley.store.leaves import LEAVES, Decode, Encode, Shape, enum_shape, literal_shape, quote
from parley.store.plain import CodecError, JsonObject, MissingField, UnknownField, UnknownKind, Unsupported, WrongType

Upcast: TypeAlias = Callable[[JsonObject], JsonObject]
UpcastTable: TypeAlias = Mapping[tuple[str, int], Upcast]

KIND = "kind"
KIND_VERSION = "kind_version"


class Compiler:
    """Compiles each type once. `upcasts` is read while compiling, so a table is complete before its codec is built."""

    def __init__(self, upcasts: UpcastTable) -> None:
        self._upcasts = upcasts
        self._shapes: dict[object, Shape] = {}

    def shape(self, hint: Any) -> Shape:
        """The shape of any type hint. Raises Unsupported."""
        known = LEAVES.get(hint) or self._shapes.get(hint)
        if known is None:
            known = self._shapes[hint] = self._compile(hint)
        return known

    def _compile(self, hint: Any) -> Shape:
        if hasattr(hint, "__supertype__"):  # NewType
            return self.shape(hint.__supertype__)
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self.shape(arguments[0])
        if origin in (Union, UnionType):
            return self.union(arguments)
        if origin is Literal:
            return literal_shape(arguments)
        if origin is tuple:
            return self._tuple(arguments)
        if origin is frozenset:
            return _set(self.shape(arguments[0]))
        if origin in (dict, abc.Mapping):
            return _mapping(*(self.shape(argument) for argument in arguments))
        if isinstance(hint, type) and issubclass(hint, Enum):
            return enum_shape(hint)
        if isinstance(hint, type) and is_dataclass(hint):
            return self._dataclass(hint, tagged=False)
        raise Unsupported(f"{hint} cannot be kept faithfully")

    def _tagged(self, cls: type) -> Shape:
        """A class as a member of a union: with its kind."""
        name = (KIND, cls)
        if name not in self._shapes:
            self._shapes[name] = self._dataclass(cls, tagged=True)
        return self._shapes[name]

    def _dataclass(self, cls: type, *, tagged: bool) -> Shape:
        # A class may mention itself, so its shape is known by name before it is finished, and looked up when it is called.
        name: object = (KIND, cls) if tagged else cls
        self._shapes[name] = Shape(
            lambda value: self._shapes[name].encode(value),  # noqa: PLW0108
            lambda stored: self._shapes[name].decode(stored),  # noqa: PLW0108
        )
        parts = tuple(part for part in fields(cls) if part.init)
        try:
            hints = get_type_hints(cls)
        except NameError as error:
            raise Unsupported(f"{cls.__name__}: {error}") from None
        shapes: dict[str, Shape] = {}
        for part in parts:
            try:
                shapes[part.name] = self.shape(hints[part.name])
            except CodecError as error:
                raise error.inside(f"{cls.__name__}.{part.name}") from None
        version = 1 + max((number for kind, number in self._upcasts if kind == cls.__name__), default=0)
        said = ({KIND: quote(cls.__name__)} if tagged else {}) | ({KIND_VERSION: str(version)} if version > 1 else {})
        return Shape(_class_encode(cls, shapes, said), _class_decode(cls, parts, shapes, self._upcasts, version))

    def union(self, members: tuple[Any, ...]) -> Shape:
        """One of several types. Next to None alone a type stays as it is; otherwise each says its kind."""
        rest = [member for member in members if member is not NoneType]
        with_none = len(rest) < len(members)
        if with_none and len(rest) == 1:
            return _optional(self.shape(rest[0]))
        by_class: dict[type, Shape] = {}
        for member in rest:
            if not isinstance(member, type):
                raise Unsupported(f"{member} in a union cannot be told apart")
            if member.__name__ in {known.__name__ for known in by_class}:
                raise Unsupported(f"two kinds are called {member.__name__}")
            by_class[member] = (
                self._tagged(member) if is_dataclass(member) else _wrapped(member.__name__, self.shape(member))
            )
        either = Shape(_union_encode(by_class), _union_decode(by_class, self._upcasts))
        return _optional(either) if with_none else either

    def _tuple(self, arguments: tuple[Any, ...]) -> Shape:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            encode, decode, *_ = self.shape(arguments[0])
            return Shape(
                lambda value: f"[{','.join(map(encode, _as(tuple, value)))}]",
                lambda stored: tuple(map(decode, _as(list, stored))),
            )
        shapes = tuple(self.shape(argument) for argument in arguments)

        def encode_each(value: Any) -> str:
            return f"[{','.join([shape.encode(one) for shape, one in zip(shapes, _as(tuple, value), strict=True)])}]"

        def decode_each(stored: Any) -> tuple[Any, ...]:
            return tuple(shape.decode(one) for shape, one in zip(shapes, _as(list, stored), strict=True))

        return Shape(encode_each, decode_each)


# --- one dataclass


def _class_encode(cls: type, shapes: Mapping[str, Shape], said: Mapping[str, str]) -> Encode:
    """`said` are keys that are the same for every value of the class."""
    names = tuple(sorted(shapes, key=_key))
    encoders = tuple(shapes[name].encode for name in names)
    places = {_key(name): "%s" for name in names} | {key: text.replace("%", "%%") for key, text in said.items()}
    template = "{" + ",".join(f"{quote(key)}:{places[key]}" for key in sorted(places)) + "}"
    # attrgetter fetches all values in one call, as a tuple when there are two names or more; zip drops the doubled one.
    values_of = attrgetter(*names, names[-1]) if names else lambda _: ()

    def encode(value: Any) -> str:
        if value.__class__ is not cls:
            raise WrongType(f"{value.__class__.__name__} where {cls.__name__} belongs")
        try:
            return template % tuple([turn(one) for turn, one in zip(encoders, values_of(value))])  # noqa: B905
        except (CodecError, TypeError, ValueError):
            _blame(value, shapes)

    return encode


def _blame(value: Any, shapes: Mapping[str, Shape]) -> NoReturn:
    """Name the field that cannot be written. Looked for only once something failed, so that the good way stays quick."""
    for name, shape in shapes.items():
        try:
            shape.encode(getattr(value, name))
        except CodecError as error:
            raise error.inside(name) from None
        except (TypeError, ValueError) as error:
            raise WrongType(str(error), (name,)) from None
    raise AssertionError("it failed a moment ago")


def _class_decode(
    cls: type, parts: tuple[Field[Any], ...], shapes: Mapping[str, Shape], upcasts: UpcastTable, version: int
) -> Decode:
    turns = {_key(name): (name, shape.plain if shape.as_is else None, shape.decode) for name, shape in shapes.items()}
    required = {_key(part.name) for part in parts if part.default is MISSING and part.default_factory is MISSING}

    def decode(stored: Any) -> Any:
        found = _as(dict, stored)
        if version > 1 or KIND_VERSION in found:
            found = _brought_up(cls.__name__, found, upcasts, version)
        given: dict[str, Any] = {}
        for key, one in found.items():
            turn = turns.get(key)
            if turn is None:
                raise UnknownField(f"{cls.__name__} has no {key}")
            name, as_is, inward = turn
            try:
                given[name] = one if one.__class__ is as_is else inward(one)
            except CodecError as error:
                raise error.inside(key) from None
            except (TypeError, ValueError) as error:
                raise WrongType(str(error), (key,)) from None
        if not required <= found.keys():
            raise MissingField(f"{cls.__name__} lacks {', '.join(sorted(required - found.keys()))}")
        try:
            return cls(**given)
        except (TypeError, ValueError) as error:  # what the class itself refuses
            raise WrongType(f"{cls.__name__}: {error}") from None

    return decode


def _brought_up(kind: str, stored: JsonObject, upcasts: UpcastTable, version: int) -> JsonObject:
    """The fields in their present form, without `kind_version`."""
    found = dict(stored)
    written = found.pop(KIND_VERSION, 1)
    if not isinstance(written, int) or not 1 <= written <= version:
        raise UnknownKind(f"{kind} in version {written}, and this Parley knows {version}")
    for number in range(written, version):
        if (kind, number) not in upcasts:
            raise UnknownKind(f"no way from version {number} of {kind} to the next")
        found = upcasts[kind, number](found)
    return found


# --- one of several


def _union_encode(by_class: Mapping[type, Shape]) -> Encode:
    encoders = {cls: shape.encode for cls, shape in by_class.items()}

    def encode(value: Any) -> str:
        turn = encoders.get(value.__class__)
        if turn is None:
            raise WrongType(f"{value.__class__.__name__} is none of {', '.join(cls.__name__ for cls in encoders)}")
        try:
            return turn(value)
        except CodecError as error:
            raise error.inside(value.__class__.__name__) from None

    return encode


def _union_decode(by_class: Mapping[type, Shape], upcasts: UpcastTable) -> Decode:
    decoders = {cls.__name__: shape.decode for cls, shape in by_class.items()}

    def decode(stored: Any) -> Any:
        found = dict(_as(dict, stored))
        kind = found.pop(KIND, None)
        if kind.__class__ is not str:
            raise UnknownKind("no kind is named")
        while kind not in decoders:  # a class that was renamed has only upcasts left
            number = found.pop(KIND_VERSION, 1)
            if number.__class__ is not int or (kind, number) not in upcasts:
                raise UnknownKind(f"{kind} is none of {', '.join(decoders)}")
            found = dict(upcasts[kind, number](found))
            kind = found.pop(KIND, kind)
        try:
            return decoders[kind](found)
        except CodecError as error:
            raise error.inside(kind) from None

    return decode


def _wrapped(kind: str, shape: Shape) -> Shape:
    """A member of a union that is no dataclass: its value in an object, so that the kind has a place."""

    def decode(stored: Any) -> Any:
        if stored.keys() != {"value"}:
            raise UnknownField("only value belongs here")
        return shape.decode(stored["value"])

    return Shape(lambda value: f'{{"{KIND}":{quote(kind)},"value":{shape.encode(value)}}}', decode)


def _optional(shape: Shape) -> Shape:
    encode, decode, *_ = shape
    return Shape(
        lambda value: "null" if value is None else encode(value),
        lambda stored: None if stored is None else decode(stored),
    )


# --- collections without an order of their own


def _set(member: Shape) -> Shape:
    encode, decode, plain, as_is = member

    def encode_set(value: Any) -> str:
        found = _as(frozenset, value)
        texts = map(encode, sorted(found)) if plain is int and as_is else sorted(map(encode, found))
        return f"[{','.join(texts)}]"

    def decode_set(stored: Any) -> frozenset[Any]:
        found = frozenset(map(decode, _as(list, stored)))
        if len(found) != len(stored):
            raise WrongType("a set that says something twice")
        return found

    return Shape(encode_set, decode_set)


def _mapping(key: Shape, member: Shape) -> Shape:
    if key.plain not in (str, int):
        raise Unsupported("the keys of a mapping must be texts or whole numbers in JSON")
    free_text, counts = key.plain is str and key.as_is, key.plain is int

    def encode_mapping(value: Any) -> str:
        if not isinstance(value, Mapping):
            raise WrongType("not a mapping")
        if free_text:
            texts = [f"{key.encode(name)}:{member.encode(one)}" for name, one in sorted(value.items(), key=_first)]
        else:
            # The other kinds of key have nothing to escape, so the bare text sorts as its value does in JSON.
            bare = sorted(((key.encode(name).strip('"'), one) for name, one in value.items()), key=_first)
            texts = [f'"{name}":{member.encode(one)}' for name, one in bare]
        return f"{{{','.join(texts)}}}"

    def decode_mapping(stored: Any) -> dict[Any, Any]:
        found = _as(dict, stored)
        return {key.decode(_number(name) if counts else name): member.decode(one) for name, one in found.items()}

    return Shape(encode_mapping, decode_mapping)


# --- small checks


def _as(cls: type, value: Any) -> Any:
    if value.__class__ is not cls:
        raise WrongType(f"{value.__class__.__name__} where {cls.__name__} belongs")
    return value


def _number(name: str) -> int:
    number = int(name)
    if str(number) != name:
        raise WrongType(f"{name!r:.60} is not how {number} is written")
    return number


def _key(name: str) -> str:
    """A field may not take the places of the kind and its version."""
    return f"{name}_" if name in (KIND, KIND_VERSION) else name


def _first(pair: tuple[Any, Any]) -> Any:
    return pair[0]
