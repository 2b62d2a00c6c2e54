"""Untranslated strings out and answers in, as JSON lines, so that nobody edits a .po by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from babel.messages.catalog import Catalog, Message

from parley.management.catalogs.catalog import by_key, counts_by_form, translations
from parley.management.catalogs.faults import faults, faults_of_forms
from parley.management.catalogs.sources import Key

EXAMPLES = 6


@dataclass(frozen=True, slots=True)
class Answer:
    """A translation as a line of a batch brings it: one text, or one for each plural form."""

    key: Key
    texts: tuple[str, ...]


class BadLine(ValueError):
    """A line of a batch that cannot be read; the text says why."""


def singular_and_plural(message: Message) -> tuple[str, str]:
    return (message.id, "") if isinstance(message.id, str) else (message.id[0], message.id[1])


def faults_of_message(message: Message, texts: tuple[str, ...], counts: list[list[int]]) -> list[str]:
    """What is wrong with these texts as the translation of this string."""
    singular, plural = singular_and_plural(message)
    if plural:
        return list(faults_of_forms(singular, plural, texts, counts))
    return list(faults(singular, texts[0])) if len(texts) == 1 else ["has plural forms, the original has none"]


def untranslated(language: str, catalog: Catalog) -> Iterator[str]:
    """The strings that lack words or are marked fuzzy, each as a JSON line; `counts` says what each plural form is for."""
    counts = counts_by_form(language)
    for key, message in by_key(catalog).items():
        if all(translations(message, len(counts))) and not message.fuzzy:
            continue
        singular, plural = singular_and_plural(message)
        line: dict[str, object] = {"msgid": singular}
        if plural:
            line["msgid_plural"] = plural
            line["counts"] = [numbers[:EXAMPLES] for numbers in counts if numbers]
        if key.context:
            line["msgctxt"] = key.context
        if message.auto_comments:
            line["comments"] = list(message.auto_comments)
        line["where"] = sorted({place for place, _line in message.locations})
        yield json.dumps(line, ensure_ascii=False)


def read_answer(line: str) -> Answer:
    """{"msgid", "msgctxt"?, "msgstr" or "msgstrs": [...]}; other members are passed over. Raises BadLine."""
    try:
        given = json.loads(line)
    except ValueError as error:
        raise BadLine(f"is not JSON: {error}") from None
    if not isinstance(given, dict) or not isinstance(given.get("msgid"), str):
        raise BadLine("has no msgid")
    texts = given.get("msgstrs", given.get("msgstr"))
    texts = [texts] if isinstance(texts, str) else texts
    if not isinstance(texts, list) or not texts or not all(isinstance(text, str) for text in texts):
        raise BadLine("has neither a msgstr nor a list msgstrs")
    return Answer(Key(given["msgid"], given.get("msgctxt") or ""), tuple(texts))


def fill(language: str, catalog: Catalog, lines: Iterable[str]) -> tuple[int, list[str]]:
    """Put the fit answers of a batch into the catalog; how many went in, and what was refused and why."""
    counts, known = counts_by_form(language), by_key(catalog)
    filled, refused = 0, []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            answer = read_answer(line)
        except BadLine as bad:
            refused.append(f"line {number} {bad}")
            continue
        message = known.get(answer.key)
        if message is None:
            refused.append(f"line {number} {answer.key.singular!r} is not in the sources")
            continue
        texts = _all_forms(answer.texts, counts) if message.pluralizable else answer.texts
        if wrong := faults_of_message(message, texts, counts):
            refused.append(f"line {number} {answer.key.singular!r}: {'; '.join(wrong)}")
            continue
        message.string = texts if message.pluralizable else texts[0]
        message.flags.discard("fuzzy")
        filled += 1
    return filled, refused


def _all_forms(texts: tuple[str, ...], counts: list[list[int]]) -> tuple[str, ...]:
    """One text for each form, where only those in daily use were given: a form for millions takes the last one's words."""
    daily = [form for form, numbers in enumerate(counts) if numbers]
    if len(texts) != len(daily):
        return texts
    given = dict(zip(daily, texts, strict=True))
    return tuple(given.get(form, texts[-1]) for form in range(len(counts)))
