"""Where texts of one origin differ in how binding a passage is, in who acts, and in what a thing is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

from parley.help.lexicon import Lexicon, Term, is_unclear, lexicon, modalities, outermost, subjects
from parley.help.passages import Pair, Passage, align, passages
from parley.help.rules import Actor, Modality

PLAIN = "plain"
"""A passage without any binding word."""
OTHER_WORDS = "other words"
PERSONS = frozenset({Actor.CLIENT, Actor.FREELANCER, Actor.MEDIATOR, Actor.OPERATOR})


@dataclass(frozen=True, slots=True)
class Said:
    """What one text says, with the line it stands in."""

    language: str
    line: int
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """`kind` is "modality", "actor" or "term"; `about` names the term. `times`: in so many passages."""

    kind: str
    about: str
    said: tuple[Said, ...]
    times: int = 1

    def as_plain(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Compared:
    """`passages` counts the places at which two texts or more say the same thing."""

    differences: tuple[Difference, ...]
    passages: int


def compare(texts: Mapping[str, str]) -> Compared:
    """The texts by their languages. Each two are held against each other; what one of them says otherwise than several
    others is one difference."""
    read = {language: passages(text, lexicon(language)) for language, text in texts.items()}
    groups: dict[tuple[str, str], list[dict[tuple[str, int], Said]]] = {}
    places: set[tuple[str, int]] = set()
    for one, other in combinations(texts, 2):
        for pair in align(read[one], read[other]):
            places.add((one, pair.left[0].line))
            for kind, about, left, right in _differences(pair):
                _join(groups.setdefault((kind, about), []), left, right)
    found = [
        Difference(kind, about, tuple(sorted(group.values(), key=lambda said: list(texts).index(said.language))))
        for (kind, about), joined in groups.items()
        for group in joined
    ]
    return Compared(tuple(_by_term(found)), len(places))


def _differences(pair: Pair) -> Iterator[tuple[str, str, Said, Said]]:
    ours, theirs = lexicon(pair.left[0].language), lexicon(pair.right[0].language)
    binding = _modality(pair.left, ours), _modality(pair.right, theirs)
    if _are_apart(*binding) and not _is_unclear(pair.left, ours) and not _is_unclear(pair.right, theirs):
        left, right = map(_binding_words, binding)
        yield "modality", "", _said(pair.left, left), _said(pair.right, right)
    acting = _actor(pair.left, ours), _actor(pair.right, theirs)
    if all(acting) and acting[0] != acting[1]:
        yield "actor", "", _said(pair.left, acting[0]), _said(pair.right, acting[1])
    for term, their_term in zip(ours.terms, theirs.terms, strict=True):
        yield from _of_the_term(pair, (ours, term), (theirs, their_term))


def _of_the_term(
    pair: Pair, ours: tuple[Lexicon, Term], theirs: tuple[Lexicon, Term]
) -> Iterator[tuple[str, str, Said, Said]]:
    left, right = _topic(pair.left, ours[1]), _topic(pair.right, theirs[1])
    if left is None or right is None:
        return
    name = ours[1].name
    acts = _act(left, *ours), _act(right, *theirs)
    if all(acts) and acts[0] != acts[1]:
        yield "actor", name, _said((left,), acts[0]), _said((right,), acts[1])
    called = _is_called(left, ours[1]), _is_called(right, theirs[1])
    if called[0] != called[1]:
        words = tuple(name if right_words else OTHER_WORDS for right_words in called)
        yield "term", name, _said((left,), words[0]), _said((right,), words[1])


def _modality(side: tuple[Passage, ...], words: Lexicon) -> frozenset[Modality]:
    return frozenset().union(*(modalities(passage.sentence, words) for passage in side))


def _is_unclear(side: tuple[Passage, ...], words: Lexicon) -> bool:
    return any(is_unclear(passage.sentence, words) for passage in side)


def _are_apart(ours: frozenset[Modality], theirs: frozenset[Modality]) -> bool:
    """Whether one is plain beside one that binds, or both bind otherwise; that one of them binds further is no matter."""
    return ours != theirs and (not ours or not theirs or not (ours <= theirs or theirs <= ours))


def _binding_words(found: frozenset[Modality]) -> str:
    return " and ".join(sorted(one.value for one in found)) or PLAIN


def _actor(side: tuple[Passage, ...], words: Lexicon) -> str:
    """The first person who is named."""
    found = [
        match.key for passage in side for match in subjects(passage.sentence, words) if Actor(match.key) in PERSONS
    ]
    return found[0] if found else ""


def _topic(side: tuple[Passage, ...], term: Term) -> Passage | None:
    """The passage that speaks of the term."""
    return next((passage for passage in side if next(term.topic.matches(passage.sentence), None)), None)


def _act(passage: Passage, words: Lexicon, term: Term) -> str:
    """Whether it is given or asked for: by the nearest such word before it."""
    start = next(match.start for match in term.topic.matches(passage.sentence))
    before = [match for match in outermost(words.acts.matches(passage.sentence)) if match.end <= start]
    return before[-1].key if before else ""


def _is_called(passage: Passage, term: Term) -> bool:
    return next(term.say.matches(passage.sentence), None) is not None


def _said(side: tuple[Passage, ...], value: str) -> Said:
    return Said(side[0].language, side[0].line, value, " ".join(passage.text for passage in side))


def _join(groups: list[dict[tuple[str, int], Said]], left: Said, right: Said) -> None:
    """Two that differ belong to what either of them differs from already."""
    keys = (left.language, left.line), (right.language, right.line)
    touched = [group for group in groups if any(key in group for key in keys)]
    whole: dict[tuple[str, int], Said] = {}
    for group in touched:
        whole |= group
        groups.remove(group)
    groups.append(whole | {keys[0]: left, keys[1]: right})


def _by_term(found: list[Difference]) -> Iterator[Difference]:
    """A term that is called otherwise throughout a text is one difference, not one a passage: the widest is shown."""
    seen: dict[str, list[Difference]] = {}
    for one in found:
        if one.kind != "term":
            yield one
        else:
            seen.setdefault(one.about, []).append(one)
    for about, several in seen.items():
        widest = max(several, key=lambda one: len({said.language for said in one.said}))
        yield Difference("term", about, widest.said, len(several))
