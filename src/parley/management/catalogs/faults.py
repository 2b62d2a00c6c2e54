"""What makes a translation unfit. Each rule speaks of one text beside its original; none judges the words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import Formatter

from parley.words.telling import BOLD

# A space is no flag here, though Python allows it: "5 % de frais" is no placeholder.
PERCENT = re.compile(r"%(?:\((?P<name>[^)]*)\))?(?P<kind>[#0+-]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa%])")
TAG = re.compile(r"</?[A-Za-z][^<>]*>|&#?\w+;")
UNSAFE = re.compile(r"[.\[!:]")


@dataclass(frozen=True, slots=True)
class Slots:
    """What a text leaves open: {named}, %(named)s and bare %s ones. `broken` says why it cannot be filled at all."""

    braces: frozenset[str]
    percents: frozenset[str]
    bare: tuple[str, ...]
    broken: str = ""

    @property
    def named(self) -> frozenset[str]:
        return self.braces | self.percents


def slots_of(text: str) -> Slots:
    """The placeholders of a text. A brace slot is told with its conversion and format, as "{n!r:>3}"."""
    percents, bare = set(), []
    for slot in PERCENT.finditer(text):
        if slot["name"] is not None:
            percents.add(slot.group())
        else:
            bare.append(slot.group())
    try:
        parsed = list(Formatter().parse(text))
    except ValueError as error:
        return Slots(frozenset(), frozenset(percents), tuple(bare), broken=str(error))
    braces = set()
    for _words, name, form, conversion in parsed:
        if name is not None:
            braces.add("{" + name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "") + "}")
    return Slots(frozenset(braces), frozenset(percents), tuple(bare))


def flags_of(singular: str, plural: str = "") -> set[str]:
    """The flags that tell translation tools how the placeholders are written."""
    flags = set()
    for slots in (slots_of(singular), slots_of(plural)):
        if slots.percents or slots.bare:
            flags.add("python-format")
        if slots.braces:
            flags.add("python-brace-format")
    return flags


def faults(original: str, translation: str, *, also_from: str = "") -> Iterator[str]:
    """Why this translation cannot stand for this original; nothing if it can.

    `also_from` is the singular, for the form that says "one": it may leave out what the singular leaves out.
    """
    if not translation:
        yield "is missing"
        return
    yield from _faults_of_slots(original, translation, also_from)
    stars, stars_before = translation.count(BOLD), original.count(BOLD)
    if bool(stars) != bool(stars_before) or stars % 2 != stars_before % 2:
        yield f"has {stars} stars, the original has {stars_before}: words between two stars are set in bold"
    if Counter(TAG.findall(translation)) != Counter(TAG.findall(original)):
        yield "has other tags or entities than the original"
    if _margins(translation) != _margins(original):
        yield "begins or ends with other blanks than the original"


def faults_of_forms(
    singular: str, plural: str, translations: Sequence[str], counts: Sequence[Sequence[int]]
) -> Iterator[str]:
    """Why these plural forms cannot stand. `counts` are the numbers that use each form (see counts_by_form).

    Only a form that says nothing but "one" may leave the number out: in Russian the first form also says 21.
    """
    if len(translations) != len(counts):
        yield f"has {len(translations)} plural forms instead of {len(counts)}"
    for number, (translation, used_for) in enumerate(zip(translations, counts, strict=False)):
        also_from = singular if list(used_for) == [1] else ""
        for fault in faults(plural, translation, also_from=also_from):
            yield f"form {number}: {fault}"


def faults_of_original(singular: str, plural: str = "") -> Iterator[str]:
    """Why translators could not do right by this string, whatever they write."""
    for text in (singular, plural) if plural else (singular,):
        slots = slots_of(text)
        if slots.broken:
            yield f"cannot be filled: {slots.broken}"
        if any(slot == "{}" or slot[1:2].isdigit() for slot in slots.braces):
            yield "has a placeholder without a name"
        if len([slot for slot in slots.bare if slot != "%%"]) > 1:
            yield "has several placeholders without names, which other languages cannot put in another order"
        if any(UNSAFE.search(slot) for slot in slots.braces):
            yield "reaches into a value or formats it: hand over finished words"
    if plural and not slots_of(singular).named <= slots_of(plural).named:
        yield "has a placeholder in the singular that the plural lacks"


def _faults_of_slots(original: str, translation: str, also_from: str) -> Iterator[str]:
    before, after = slots_of(original), slots_of(translation)
    if before.broken:
        return
    if after.broken:
        yield f"cannot be filled: {after.broken}"
        return
    needed = before.named & slots_of(also_from).named if also_from else before.named
    if lost := needed - after.named:
        yield f"has lost {_listed(lost)}"
    if invented := after.named - before.named:
        yield f"has {_listed(invented)}, which nothing fills"
    if before.bare != after.bare and not (also_from and after.bare == slots_of(also_from).bare):
        yield f"has {' '.join(after.bare) or 'no bare %'} instead of {' '.join(before.bare) or 'none'}"


def _margins(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _listed(slots: frozenset[str]) -> str:
    return ", ".join(sorted(slots))
