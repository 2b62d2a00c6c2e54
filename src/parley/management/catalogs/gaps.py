"""What keeps the catalogs from being whole: for `bin/catalogs --check` and for the house's test."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog

from parley.config.catalogs import LOCALE
from parley.management.catalogs.batches import faults_of_message
from parley.management.catalogs.catalog import by_key, counts_by_form, merged, path_of, read, translations, written
from parley.management.catalogs.faults import faults_of_original
from parley.management.catalogs.sources import Wanted


def in_step(language: str, strings: Iterable[Wanted], locale: Path = LOCALE) -> Catalog:
    """The language's catalog as it would be after an update."""
    return merged(language, strings, read(language, locale))


def gaps_of_sources(strings: Iterable[Wanted]) -> list[str]:
    """Strings that nobody could translate well, as "file: string, fault"."""
    return [
        f"{string.files[0]}: {string.key.singular!r} {fault}"
        for string in strings
        for fault in faults_of_original(string.key.singular, string.plural)
    ]


def gaps(language: str, strings: Sequence[Wanted], locale: Path = LOCALE) -> list[str]:
    """What a catalog lacks: strings without words, words that cannot stand, and strings it has never heard of."""
    catalog, counts = in_step(language, strings, locale), counts_by_form(language)
    found = []
    for key, message in by_key(catalog).items():
        wrong = faults_of_message(message, tuple(translations(message, len(counts))), counts)
        if message.fuzzy:
            wrong.append("is marked fuzzy")
        found += [f"{language}: {key.singular!r} {fault}" for fault in wrong]
    path = path_of(language, locale)
    if not path.exists() or path.read_bytes() != written(language, catalog):
        found.append(f"{language}: is not in step with the sources; run bin/catalogs")
    return found
