"""How binding a sentence is and who acts in it, read with the words of its language (modality/<language>.toml).

A rule says the same in five languages only if it is as binding in each, and if the same side acts. Words differ, so each
language has its own lists: patterns of parley.prose.patterns, filed under what they mean.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from parley.help.rules import Actor, Modality
from parley.prose.index import Index, Match
from parley.prose.patterns import Lists
from parley.prose.tokens import Reading, Sentence, read

FOLDER = Path(__file__).parent / "modality"
_PATTERNS = ("modality", "actors", "agents", "acts")


@dataclass(frozen=True, slots=True)
class Term:
    """Something that has one name on this desk. `topic` finds a passage about it, `say` the right words, `act` whether it is
    handed over (give) or requested (ask)."""

    name: str
    topic: Index
    say: Index


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language. `oblique` stand before a mention that is not who acts: to the client. `conditions` begin
    a clause that binds nobody, and `idioms` hold binding words that do not bind: as soon as possible."""

    language: str
    modality: Index
    actors: Index
    agents: Index
    acts: Index
    negation: Index
    oblique: frozenset[str]
    determiners: frozenset[str]
    conditions: frozenset[str]
    idioms: Index
    terms: tuple[Term, ...]
    concepts: Index

    def read(self, text: str) -> Reading:
        """The text in sentences. What is quoted in it is read too: articles quote names of buttons."""
        return read(_unquoted(text), elision=self.language == "fr")


@dataclass(frozen=True, slots=True)
class Stance:
    """What a sentence says: who acts, None where nobody is named; and how binding it is."""

    actor: Actor | None
    modality: Modality

    def is_as_binding_as(self, modality: Modality) -> bool:
        """What may be and what can be are as binding as each other."""
        return strength(self.modality) is strength(modality)


def strength(modality: Modality) -> Modality:
    return Modality.MAY if modality is Modality.CAN_BE else modality


@lru_cache(maxsize=8)
def lexicon(language: str) -> Lexicon:
    """Raises BadPattern for a list that cannot be read."""
    table = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
    lists = Lists(table.get("lists", {}))
    found = {name: _index(table.get(name, {}), lists) for name in _PATTERNS}
    terms = tuple(
        Term(name, _index({"topic": row["topic"]}, lists), _index({"say": row["say"]}, lists))
        for name, row in table.get("terms", {}).items()
    )
    return Lexicon(
        language=language,
        **found,
        negation=_index({"not": table["negation"]}, lists),
        oblique=frozenset(table["oblique"]),
        determiners=frozenset(table["determiners"]),
        conditions=frozenset(table["conditions"]),
        idioms=_index({"": table["idioms"]}, lists),
        terms=terms,
        concepts=_index(table["concepts"], lists),
    )


def stance(sentence: Sentence, words: Lexicon) -> Stance:
    """The first one named who is not spoken to or about acts, and the first binding word after that says how binding it is;
    without one it is said as it will happen. By whom something is done counts where nobody else is named."""
    actors = subjects(sentence, words)
    start = actors[0].end if actors else 0
    modal = next((match for match in outermost(words.modality.matches(sentence)) if match.end > start), None)
    agents = actors or outermost(words.agents.matches(sentence))
    return Stance(Actor(agents[0].key) if agents else None, Modality(modal.key) if modal else Modality.WILL)


def subjects(sentence: Sentence, words: Lexicon) -> tuple[Match, ...]:
    """Everybody who is named and not spoken to or about, by their place."""
    found = outermost(words.actors.matches(sentence))
    return tuple(match for match in found if not _is_oblique(match, sentence, words))


def modalities(sentence: Sentence, words: Lexicon) -> frozenset[Modality]:
    """Every strength in the sentence but what is said plainly, and but its conditions: if you can do it, do it."""
    idioms = list(words.idioms.matches(sentence))
    found = [
        match
        for match in outermost(words.modality.matches(sentence))
        if not any(idiom.start <= match.start < idiom.end for idiom in idioms)
        and not _is_conditional(match.start, sentence, words)
    ]
    return frozenset(strength(Modality(one.key)) for one in found) - {Modality.WILL}


def is_unclear(sentence: Sentence, words: Lexicon) -> bool:
    """Whether a condition opens the sentence and no comma says where it ends: what is bound then is anybody's guess."""
    return len(sentence.clauses) == 1 and sentence.tokens[0].text in words.conditions


def _is_conditional(place: int, sentence: Sentence, words: Lexicon) -> bool:
    """Whether it stands in a clause that begins with a condition, or before the main clause of a sentence that does."""
    start, _end = sentence.clause_of(place)
    if sentence.tokens[start].text in words.conditions:
        return True
    return sentence.tokens[0].text in words.conditions and start < sentence.clauses[-1]


def _is_oblique(match: Match, sentence: Sentence, words: Lexicon) -> bool:
    """Whether a preposition stands before it, with an article between at most."""
    before = [token.text for token in sentence.tokens[max(0, match.start - 2) : match.start]]
    if before and before[-1] in words.determiners:
        before.pop()
    return bool(before) and before[-1] in words.oblique


def outermost(matches: Iterator[Match]) -> tuple[Match, ...]:
    """By place, without those that stand within a longer one: "may not" is no "may"."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda one: (one.start, -one.end)):
        if not any(other.start <= match.start and match.end <= other.end and other.key != match.key for other in kept):
            kept.append(match)
    return tuple(kept)


def _index(table: Mapping[str, Any], lists: Lists) -> Index:
    index = Index(lists)
    for key, patterns in table.items():
        for pattern in patterns:
            index.file(key, pattern)
    return index


def _unquoted(text: str) -> str:
    """Quotation marks blanked, so that what they hold is read."""
    return text.translate({ord(sign): " " for sign in '«»“”„‹›"'})
