"""Read a brief, and say whether it may be published, and why not. The arithmetic: docs/explanation/screen.md."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from parley.prose import LANGUAGES
from parley.prose.language import language_of
from parley.prose.masking import mask
from parley.prose.tokens import Reading, read
from parley.screen.packs import ABOUT, BRIEF, GRAVE, SENTENCE, STRONG, WEAK, Pack, Sign, pack_of, source_of
from parley.screen.scorers import heard, weights_of
from parley.screen.screening import TEXT, TITLE, Code, Reason, Screening, Verdict

BLOCK_AT, REVIEW_AT = 6, 2
AGAIN = 1  # what a second sign of the same code adds
MOST_WORK = 3  # what all signs of work together may take away
NOTHING_NAMED = 2  # beside a sign that work could outweigh, where there is none
CLEARLY_HEARD = 3  # from the scorer: enough to block beside a strong sign, not beside a weak one
MOST_REASONS = 8
ARITHMETIC = "2"

_LEAST_WORDS_TO_TELL = 5  # a sentence in another language than the rest
_WORD = re.compile(r"\w+")
# A word with a Cyrillic letter in it, in a Cyrillic brief, is a Cyrillic word, however few of its letters are.
_MIXED = re.compile(r"[A-Za-z]*[Ѐ-ӿ][A-Za-zЀ-ӿ]*")
_LOOK_ALIKE = str.maketrans("aBeEKkMHoOpPcCTtyYxXAuH", "аВеЕКкМНоОрРсСТтуУхХАиН")
_HIDING = str.maketrans(dict.fromkeys('«»“”„‹›"「」`<>', " "))


class _Found(NamedTuple):
    """A sign, and its place in title + line end + text."""

    code: Code
    sign: str
    weight: int
    stands: bool
    start: int
    end: int


@dataclass(slots=True)
class _Tally:
    found: list[_Found]
    kinds: set[str]


def screen(title: str, text: str, lang: str | None = None) -> Screening:
    """What to do with a brief. Linear in its length, and never an error, whatever it holds.

    lang: one of prose.LANGUAGES when the writer told it; what is written in another of them is found out all the same.
    """
    spoken, found, kinds = _found(title, text, lang)
    return _screening(title, spoken, found, kinds)


def brief_of(title: str, text: str) -> str:
    """A brief as it is read: one text, in one alphabet where letters of two were mixed."""
    brief = _in_one_alphabet(f"{title}\n{text}")
    return _bare(brief) if _mostly_hidden(brief) else brief


def _found(title: str, text: str, lang: str | None) -> tuple[str | None, list[_Found], set[str]]:
    """The brief's language, what was found in it, and the kinds of work that it shows."""
    brief = _in_one_alphabet(f"{title}\n{text}")
    reading = read(brief_of(title, text))
    spoken = lang if lang in LANGUAGES else language_of(reading.sentences)
    if not reading.words:
        return spoken, [_whole(Code.NO_DELIVERABLE, title, text)], set()
    languages = _languages(reading, spoken)
    if not languages:
        return None, [_whole(Code.UNREAD, title, text)], set()
    tally = _tally(reading, languages)
    _look_into_quotes(brief, reading, languages, tally)
    found = [*tally.found, *_resembling(reading, languages[0], tally.kinds)]
    if not tally.kinds and any(not one.stands and one.code is not Code.NO_DELIVERABLE for one in found):
        found.append(_whole(Code.NO_DELIVERABLE, title, text))
    return spoken or languages[0], found, tally.kinds


def why(code: Code, reader: str) -> str:
    """What a code means, for a reader of one of prose.LANGUAGES; English for others."""
    return pack_of(reader if reader in LANGUAGES else "en").why[code]


@cache
def version() -> str:
    """A short name of these packs, weights and arithmetic."""
    digest = hashlib.sha256(ARITHMETIC.encode())
    for language in LANGUAGES:
        digest.update(source_of(language).encode())
        digest.update(weights_of(language).matrix)
    return digest.hexdigest()[:12]


def score(found: list[_Found], kinds: set[str]) -> int:
    """Each code weighs what its weightiest sign does, and one more for every other sign of it. Work takes away from what
    does not stand. What the scorer hears is added at last, and blocks only beside a strong sign."""
    standing = yielding = heard_of = 0
    seen: set[Code] = set()
    for one in sorted(found, key=lambda one: (-one.weight, not one.stands)):
        points = AGAIN if one.code in seen else one.weight
        seen.add(one.code)
        if one.code is Code.RESEMBLES:
            heard_of += points
        elif one.stands:
            standing += points
        else:
            yielding += points
    by_signs = standing + max(0, yielding - min(MOST_WORK, worth(kinds)))
    strong = any(one.weight >= STRONG for one in found if one.code is not Code.RESEMBLES)
    return by_signs + heard_of if strong else max(by_signs, min(by_signs + heard_of, BLOCK_AT - 1))


def worth(kinds: set[str]) -> int:
    """One for each kind of sign of work, two for fraud as the subject of the work."""
    return len(kinds) + (ABOUT in kinds)


def ids_that_find(text: str, language: str) -> set[str]:
    """The ids of the signs of fraud and of work that are in a text of this language: what the packs' examples are held
    against."""
    pack = pack_of(language)
    reading = read(text, elision=pack.elision)
    works = {match.key for sentence in reading.sentences for match in pack.works.matches(sentence)}
    return {one.sign for one in _signs(reading, pack)} | works


def _languages(reading: Reading, spoken: str | None) -> list[str]:
    """The brief's language, and those of single sentences: whoever says English may still write Russian."""
    others = [
        language_of((sentence,)) for sentence in reading.sentences if len(sentence.tokens) >= _LEAST_WORDS_TO_TELL
    ]
    whole = language_of(reading.sentences)
    return [one for one in dict.fromkeys((spoken, whole, *others)) if one in LANGUAGES]


def _tally(reading: Reading, languages: list[str]) -> _Tally:
    tally = _Tally([], set())
    for language in languages:
        pack = pack_of(language)
        own = read(reading.text, elision=True) if pack.elision else reading
        tally.found += _signs(own, pack)
        works = (match.key for sentence in own.sentences for match in pack.works.matches(sentence))
        tally.kinds |= {pack.work[key].kind for key in works}
    return tally


def _signs(reading: Reading, pack: Pack) -> Iterator[_Found]:
    """Each sign once, where it first stands, less what is lifted. A sentence that tells of fraud as its subject is
    silent."""
    lifts = [{match.key for match in pack.lifts.matches(sentence)} for sentence in reading.sentences]
    anywhere = set().union(*lifts)
    seen: set[str] = set()
    for sentence, lifted in zip(reading.sentences, lifts, strict=True):
        matches = [one for one in pack.index.matches(sentence) if one.key not in seen]
        if not matches or any(pack.work[one.key].kind == ABOUT for one in pack.works.matches(sentence)):
            continue
        for match in matches:
            if match.key in seen or f"{SENTENCE}:{match.key}" in lifted or f"{BRIEF}:{match.key}" in anywhere:
                continue
            seen.add(match.key)
            first, last = sentence.tokens[match.start], sentence.tokens[max(match.start, match.end - 1)]
            yield _at(pack.signs[match.key], first.start, last.end)


def _resembling(reading: Reading, language: str, kinds: set[str]) -> Iterator[_Found]:
    """What the scorer of the brief's language hears. It stands: real work was among what it listened to. A second language
    is heard by its signs alone, for a scorer that hears a sentence of its own hears the rest wrongly.
    Whoever wants a text about fraud sounds like it."""
    if ABOUT in kinds:
        return
    own = read(reading.text, elision=True) if pack_of(language).elision else reading
    suspicion, number = heard(own, language)
    weights = weights_of(language)
    if suspicion >= weights.hint[0]:
        weight = CLEARLY_HEARD if suspicion >= weights.caution[0] else WEAK
        sentence = own.sentences[number]
        yield _Found(Code.RESEMBLES, "scorer", weight, stands=True, start=sentence.start, end=sentence.end)


def _at(sign: Sign, start: int, end: int) -> _Found:
    return _Found(sign.code, sign.id, sign.weight, sign.stands, start, end)


def _whole(code: Code, title: str, text: str) -> _Found:
    start = len(title) + 1
    return _Found(code, "", NOTHING_NAMED, stands=False, start=start, end=start + len(text))


def _in_one_alphabet(brief: str) -> str:
    """The same letters at the same places, Latin look-alikes within Cyrillic words made Cyrillic, if most of them are."""
    cyrillic = sum("Ѐ" <= letter <= "ӿ" for letter in brief)
    if 2 * cyrillic < sum(map(str.isalpha, brief)):
        return brief
    return _MIXED.sub(lambda found: found[0].translate(_LOOK_ALIKE), brief)


def _bare(brief: str) -> str:
    """The same letters at the same places, without the marks that would hide them."""
    return brief.translate(_HIDING)


def _mostly_hidden(brief: str) -> bool:
    """Whether more than half of the words stand in quotes or code: then it is no quote, it is the brief."""
    return 2 * len(_WORD.findall(mask(brief))) < len(_WORD.findall(brief))


def _look_into_quotes(brief: str, reading: Reading, languages: list[str], tally: _Tally) -> None:
    """A grave sign that stands only in a quote is a reason to look, unless the work is about fraud."""
    if ABOUT in tally.kinds or mask(brief) == brief or reading.text != brief:
        return
    known = {one.sign for one in tally.found}
    for one in _tally(read(_bare(brief)), languages).found:
        if one.weight == GRAVE and one.sign not in known:
            tally.found.append(one._replace(weight=WEAK))


def _screening(title: str, lang: str | None, found: list[_Found], kinds: set[str] | None = None) -> Screening:
    points = score(found, kinds or set())
    verdict = Verdict.BLOCK if points >= BLOCK_AT else Verdict.REVIEW if points >= REVIEW_AT else Verdict.PASS
    if verdict is Verdict.PASS:
        return Screening(verdict, (), lang, version())
    weightiest = sorted(found, key=lambda one: (-one.weight, one.start))[:MOST_REASONS]
    return Screening(verdict, tuple(_reason(one, len(title), lang or "en") for one in weightiest), lang, version())


def _reason(one: _Found, title: int, reader: str) -> Reason:
    said = why(one.code, reader)
    if one.start < title:
        return Reason(one.code, TITLE, one.start, min(one.end, title), said, one.sign, one.weight)
    return Reason(one.code, TEXT, one.start - title - 1, one.end - title - 1, said, one.sign, one.weight)
