"""Signs of a language, as data: one TOML file each. How to write one: docs/how-to/teach-the-screen.md."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from parley.prose.index import Index
from parley.prose.patterns import BadPattern, Lists
from parley.screen.screening import Code

HINT, WEAK, STRONG, GRAVE = 1, 2, 4, 6
WEIGHTS = (HINT, WEAK, 3, STRONG, GRAVE)

ABOUT = "about"
# What real work is known by. `about`: fraud is the subject of the work and not the offer.
KINDS = (ABOUT, "deliverable", "measure", "tools", "setting", "pay")

SENTENCE, BRIEF = "sentence", "brief"

_ELIDED = re.compile(r"\b((?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu)')(?=\w)")


class BadPack(ValueError):
    """A pack that cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One way in which fraud shows. A sign that `stands` is not weighed against work: grave ones always do."""

    id: str
    code: Code
    weight: int
    stands: bool
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """One way in which real work shows, of one of KINDS."""

    id: str
    kind: str
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """A language. Keys of `index` are ids of signs, of `works` ids of work; of `lifts` "<scope>:<id of a sign>"."""

    language: str
    elision: bool
    why: Mapping[Code, str]
    signs: Mapping[str, Sign]
    work: Mapping[str, Work]
    index: Index
    works: Index
    lifts: Index


@cache
def pack_of(language: str) -> Pack:
    """The pack of one of prose.LANGUAGES, read once."""
    return read_pack(source_of(language), language)


def source_of(language: str) -> str:
    """A pack as it was written."""
    return files(__name__).joinpath(f"{language}.toml").read_text("utf-8")


def read_pack(source: str, language: str) -> Pack:
    """Raises BadPack."""
    try:
        return _read(tomllib.loads(source), language)
    except (BadPattern, KeyError, ValueError, TypeError, AttributeError) as bad:
        raise BadPack(f"pack {language}: {bad!s}") from bad


def _read(data: Mapping[str, Any], language: str) -> Pack:
    elision: bool = data.get("elision", False)
    lists = Lists({name: [_apart(one, elision) for one in own] for name, own in data.get("lists", {}).items()})
    index, works, lifts = Index(lists), Index(lists), Index(lists)

    def file(into: Index, key: str, sources: Sequence[str]) -> None:
        for source in sources:
            into.file(key, _apart(source, elision))

    signs: dict[str, Sign] = {}
    for entry in data["sign"]:
        sign = _sign(entry)
        if sign.id in signs:
            raise BadPack(f"two signs are called {sign.id}")
        signs[sign.id] = sign
        file(index, sign.id, entry["any"])
        file(lifts, f"{SENTENCE}:{sign.id}", entry.get("unless", ()))
        file(lifts, f"{BRIEF}:{sign.id}", entry.get("unless_brief", ()))
    work: dict[str, Work] = {}
    for entry in data["work"]:
        one = Work(entry["id"], entry["kind"], tuple(entry["hits"]), tuple(entry["misses"]))
        if one.id in work or one.kind not in KINDS:
            raise BadPack(f"work {one.id}: its id is taken, or its kind is none of {', '.join(KINDS)}")
        work[one.id] = one
        file(works, one.id, entry["any"])
    why = {Code(code): said for code, said in data["why"].items()}
    if missing := [code for code in Code if code not in why]:
        raise BadPack(f"nothing is said of {', '.join(missing)}")
    return Pack(language, elision, why, signs, work, index, works, lifts)


def _sign(entry: Mapping[str, Any]) -> Sign:
    weight = entry["weight"]
    if weight not in WEIGHTS:
        raise BadPack(f"sign {entry['id']}: a weight is one of {WEIGHTS}")
    return Sign(
        id=entry["id"],
        code=Code(entry["code"]),
        weight=weight,
        stands=weight == GRAVE or entry.get("stands", False),
        hits=tuple(entry["hits"]),
        misses=tuple(entry["misses"]),
    )


def _apart(source: str, elision: bool) -> str:
    """In French, c'est is two words of a brief; it may be written as one in a pack, but not among alternatives."""
    if not elision or "'" not in source:
        return source
    return " ".join(word if "|" in word else _ELIDED.sub(r"\1 ", word) for word in source.split())
