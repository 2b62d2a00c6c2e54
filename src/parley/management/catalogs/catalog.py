"""One language's .po: read, merged with what the sources want, written so that a change in it is a change of words.

No dates, no line numbers, no program's name and no wrapped lines; the order is that of the sources.
"""

from __future__ import annotations

import fcntl
import gettext
import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from django.utils.translation import to_locale

from parley.config.catalogs import LOCALE
from parley.config.languages import LANGUAGE_CODES
from parley.management.catalogs.faults import flags_of
from parley.management.catalogs.sources import Key, Wanted

SOURCE_LANGUAGE = "en"
TRANSLATED = tuple(code for code in LANGUAGE_CODES if code != SOURCE_LANGUAGE)
COUNTS_THAT_OCCUR = range(1000)

HEADER = r"""msgid ""
msgstr ""
"Project-Id-Version: Parley\n"
"Language: {locale}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {plural_forms}\n"

"""


def path_of(language: str, locale: Path = LOCALE) -> Path:
    """Where the catalog of a language lies, whether it exists or not."""
    return locale / to_locale(language) / "LC_MESSAGES" / "django.po"


def plural_forms(language: str) -> str:
    """The rule by which Django's own catalog counts, as its header has it.

    Ours must say the same to the letter, or Django keeps the two apart. Raises LookupError for a language without one.
    """
    compiled = Path(django.__file__).parent / "conf" / "locale" / to_locale(language) / "LC_MESSAGES" / "django.mo"
    if not compiled.exists():
        raise LookupError(f"Django has no catalog for {language!r}, so its way of counting is not known")
    with compiled.open("rb") as file:
        return gettext.GNUTranslations(file).info()["plural-forms"]


def counts_by_form(language: str) -> list[list[int]]:
    """For each plural form the counts below a thousand that use it. A form with none is for millions or fractions."""
    number, _semicolon, rule = plural_forms(language).partition(";")
    form_for = gettext.c2py(rule.partition("=")[2].rstrip("; "))
    forms: list[list[int]] = [[] for _form in range(int(number.partition("=")[2]))]
    for count in COUNTS_THAT_OCCUR:
        forms[form_for(count)].append(count)
    return forms


def read(language: str, locale: Path = LOCALE) -> Catalog:
    """The catalog as it lies there; an empty one if there is none. Raises PoFileError for one that cannot be read."""
    path = path_of(language, locale)
    if not path.exists():
        return empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=to_locale(language), abort_invalid=True)


def empty(language: str) -> Catalog:
    catalog = Catalog(locale=to_locale(language), fuzzy=False)
    catalog.mime_headers = [("Plural-Forms", plural_forms(language))]
    return catalog


def merged(language: str, strings: Iterable[Wanted], old: Catalog) -> Catalog:
    """A catalog of exactly these strings, with the translations that `old` has for the very same ones.

    Nothing is guessed: a string that changed by a letter is untranslated, one that left the sources is gone.
    """
    new = empty(language)
    for string in strings:
        text = (string.key.singular, string.plural) if string.plural else string.key.singular
        message = Message(
            text,
            locations=[(place, 0) for place in string.files],
            auto_comments=string.comments,
            context=string.key.context or None,
        )
        before = old.get(string.key.singular, string.key.context or None)
        if before is not None and before.id == text:
            message.string = before.string
            message.user_comments = before.user_comments
        message.flags = flags_of(string.key.singular, string.plural)
        if before is not None and before.id == text and before.fuzzy:
            message.flags.add("fuzzy")
        new[text] = message
    return new


def translations(message: Message, forms: int) -> list[str]:
    """The translation as a list, one for each plural form; empty text where there is none."""
    given = [message.string] if isinstance(message.string, str) else list(message.string or ())
    number = forms if message.pluralizable else 1
    return [*given, *[""] * number][:number]


def by_key(catalog: Catalog) -> dict[Key, Message]:
    """The catalog's strings without its header."""
    found = {}
    for message in catalog:
        if message.id:
            found[Key(message.id if isinstance(message.id, str) else message.id[0], message.context or "")] = message
    return found


def written(language: str, catalog: Catalog) -> bytes:
    """The .po file of a catalog, the same bytes for the same strings."""
    file = io.BytesIO()
    file.write(HEADER.format(locale=to_locale(language), plural_forms=plural_forms(language)).encode())
    write_po(file, catalog, width=0, omit_header=True, ignore_obsolete=True, include_lineno=False)
    return file.getvalue().rstrip(b"\n") + b"\n"


def write(language: str, catalog: Catalog, locale: Path = LOCALE) -> bool:
    """Write the catalog where it belongs, whole or not at all. False if the file says so already."""
    path, content = path_of(language, locale), written(language, catalog)
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)
    return True


@contextmanager
def alone_with(locale: Path = LOCALE) -> Iterator[None]:
    """Nobody else changes a catalog meanwhile: two who read, change and write would undo each other's work."""
    locale.mkdir(parents=True, exist_ok=True)
    folder = os.open(locale, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
