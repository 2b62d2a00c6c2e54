"""Rules of a language, as data: one TOML file each. How to write one: docs/how-to/teach-the-coach.md.

`packed/` holds the same, indexed; bin/pack-coach brings it in step.
"""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from parley.coach.advice import Label, Severity
from parley.prose.index import Index
from parley.prose.patterns import BadPattern, Lists
from parley.prose.tokens import read

# The points of the checklist, as every pack has to know them.
POINTS = (
    "benefit_of_doubt", "feelings", "paraphrase", "open_question", "not_right", "together", "effort", "possible", "next_date",
)  # fmt: skip

MESSAGE, SENTENCE = "message", "sentence"

_ELIDED = re.compile(r"\b((?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu)')(?=\w)")


class BadPack(ValueError):
    """A pack that cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence in the formal form of address and, where the language has one, the familiar form."""

    formal: str
    familiar: str

    def to(self, *, familiar: bool) -> str:
        return self.familiar if familiar else self.formal


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to hurt. `reason` names an entry of the pack's reasons. A rule
    that holds `unless_settled` is silent once the order is over."""

    id: str
    label: Label
    severity: Severity
    reason: str
    rewrite: Wording
    unless_settled: bool
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """A language: its rules in one index, what lifts them in another.

    Keys of `exceptions` are "<scope>:<rule id or label>"; keys of `done` are POINTS; `familiar` finds the
    familiar form of address; `promises` finds what the writer undertakes, which no rewrite may lose; `dates` are words
    that belong to a date.
    """

    language: str
    elision: bool
    rules: Mapping[str, Rule]
    index: Index
    exceptions: Index
    points: Mapping[str, str]
    done: Index
    familiar: Index
    promises: Index
    dates: Index
    reasons: Mapping[str, str]
    rewrites: Mapping[Label, Wording]

    lists: Lists


INDEXES = ("index", "exceptions", "done", "familiar", "promises", "dates")


@cache
def pack_of(language: str) -> Pack:
    """The pack of one of LANGUAGES, read once from its packed form: ten times as fast as from what was written."""
    return unpack(gzip.decompress(files(__name__).joinpath("packed", f"{language}.json.gz").read_bytes()))


def written_pack(language: str) -> Pack:
    """The pack as it was written, with the examples of its rules."""
    return read_pack(files(__name__).joinpath(f"{language}.toml").read_text("utf-8"), language)


def packed(pack: Pack) -> bytes:
    """A pack without its examples, indexed already, as JSON. bin/pack-coach puts it beside what was written."""
    rules = [
        [one.id, one.label, one.severity, one.reason, one.rewrite.formal, one.rewrite.familiar, one.unless_settled]
        for one in pack.rules.values()
    ]
    data = {
        "language": pack.language,
        "elision": pack.elision,
        "rules": rules,
        "points": dict(pack.points),
        "reasons": dict(pack.reasons),
        "rewrites": {label: [said.formal, said.familiar] for label, said in pack.rewrites.items()},
        "lists": pack.lists.as_data(),
        **{name: getattr(pack, name).as_data() for name in INDEXES},
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def unpack(source: bytes) -> Pack:
    """What packed() made."""
    data = json.loads(source)
    lists = Lists.from_data(data["lists"])
    rules = {
        name: Rule(name, Label(label), Severity(severity), reason, Wording(formal, familiar), settled, (), ())
        for name, label, severity, reason, formal, familiar, settled in data["rules"]
    }
    index, exceptions, done, familiar, promises, dates = (Index.from_data(data[name], lists) for name in INDEXES)
    return Pack(
        language=data["language"],
        elision=data["elision"],
        rules=rules,
        index=index,
        exceptions=exceptions,
        points=data["points"],
        done=done,
        familiar=familiar,
        promises=promises,
        dates=dates,
        reasons=data["reasons"],
        rewrites={Label(label): Wording(*said) for label, said in data["rewrites"].items()},
        lists=lists,
    )


def read_pack(source: str, language: str) -> Pack:
    """Read a pack, every pattern of it. Raises BadPack."""
    try:
        return _Reader(tomllib.loads(source), language).pack()
    except (BadPattern, KeyError, ValueError, TypeError) as bad:
        raise BadPack(f"pack {language}: {bad!s}") from bad


class _Reader:
    def __init__(self, data: Mapping[str, Any], language: str) -> None:
        self.data = data
        self.language = language
        self.elision: bool = data.get("elision", False)
        lists: Mapping[str, Sequence[str]] = data["lists"]
        self.lists = Lists({name: [self._apart(entry) for entry in own] for name, own in lists.items()})
        self.common = self._common_words()

    def pack(self) -> Pack:
        data = self.data
        rewrites = {Label(name): read_wording(entry) for name, entry in data["rewrites"].items()}
        rules: dict[str, Rule] = {}
        index, exceptions = self._index(), self._index()
        for entry in data["rule"]:
            rule = self._rule(entry, rewrites)
            if rule.id in rules:
                raise BadPack(f"two rules are called {rule.id}")
            rules[rule.id] = rule
            self._file(index, rule.id, entry["any"])
            self._file(exceptions, f"{SENTENCE}:{rule.id}", entry.get("unless", ()))
            self._file(exceptions, f"{MESSAGE}:{rule.id}", entry.get("unless_message", ()))
        for entry in data.get("exception", ()):
            for label in entry["labels"]:
                self._file(exceptions, f"{entry.get('scope', SENTENCE)}:{Label(label)}", entry["any"])
        done = self._index()
        points = data["points"]
        if set(points) != set(POINTS):
            raise BadPack(f"the points are {', '.join(POINTS)}; this pack differs in {set(points) ^ set(POINTS)}")
        for name, entry in points.items():
            self._file(done, name, entry.get("any", ()))
        missing = [label for label in Label if label not in rewrites]
        if missing:
            raise BadPack(f"no rewrite for {', '.join(missing)}")
        return Pack(
            language=self.language,
            elision=self.elision,
            rules=rules,
            index=index,
            exceptions=exceptions,
            points={name: entry["say"] for name, entry in points.items()},
            done=done,
            familiar=self._filed(data.get("familiar", ())),
            promises=self._filed(data["promises"]),
            dates=self._filed(data["dates"]),
            reasons=data["reasons"],
            rewrites=rewrites,
            lists=self.lists,
        )

    def _common_words(self) -> Counter[str]:
        """How often each word stands in the examples of this pack: enough to know the words of every day."""
        examples = [text for entry in self.data["rule"] for text in (*entry["hits"], *entry["misses"])]
        readings = (read(text, elision=self.elision) for text in examples)
        return Counter(token.text for reading in readings for one in reading.sentences for token in one.tokens)

    def _index(self) -> Index:
        return Index(self.lists, self.common)

    def _rule(self, entry: Mapping[str, Any], rewrites: Mapping[Label, Wording]) -> Rule:
        label = Label(entry["label"])
        reason = entry.get("reason", label.value)
        if reason not in self.data["reasons"]:
            raise BadPack(f"rule {entry['id']}: there is no reason {reason}")
        return Rule(
            id=entry["id"],
            label=label,
            severity=Severity(entry.get("severity", Severity.CAUTION)),
            reason=reason,
            rewrite=read_wording(entry["rewrite"]) if "rewrite" in entry else rewrites[label],
            unless_settled=entry.get("unless_settled", False),
            hits=tuple(entry["hits"]),
            misses=tuple(entry["misses"]),
        )

    def _filed(self, sources: Sequence[str]) -> Index:
        index = self._index()
        self._file(index, "", sources)
        return index

    def _file(self, index: Index, key: str, sources: Sequence[str]) -> None:
        for source in sources:
            index.file(key, self._apart(source))

    def _apart(self, source: str) -> str:
        """In French, c'est is two words of a draft; it may be written as one in a pack, but not among alternatives."""
        if not self.elision or "'" not in source:
            return source
        return " ".join(word if "|" in word else _ELIDED.sub(r"\1 ", word) for word in source.split())


def read_wording(entry: str | Sequence[str]) -> Wording:
    """One sentence for both forms of address, or [formal, familiar]."""
    if isinstance(entry, str):
        return Wording(entry, entry)
    formal, familiar = entry
    return Wording(formal, familiar)
