"""Every page, letter and sentence is whole in every language."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import pkgutil
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from django.utils import translation

import parley.web.components
import parley.words
from parley.management.catalogs.catalog import SOURCE_LANGUAGE, TRANSLATED, counts_by_form
from parley.management.catalogs.gaps import gaps, gaps_of_sources
from parley.management.catalogs.sources import Wanted, wanted
from parley.words.durations import days
from tests.house.tree import SOURCE, files, parsed, place, python
from tests.house.wording import frozen_words, lost_to_translators, texts_of, words_in_python, words_in_template

SHOWN_AT_MOST = 40
TEMPLATES = {".html", ".txt"}
SPEAKING_ROOMS = ("words", "notices", "people", "web")

# The drawing board shows each component with made-up words. No person is led to it, so it speaks English only.
DRAWING_BOARD = (SOURCE / "web" / "templates" / "parts.html", SOURCE / "web" / "components" / "samples")

# Holds nothing but attributes, for others to include in their tags.
INSIDE_A_TAG = {SOURCE / "web" / "templates" / "components" / "field_attributes.html"}

# (file, words) that no person reads, or that are written the same in every language.
NO_LANGUAGE = {
    ("web/orders/files.py", "sandbox; default-src 'none'"),  # a header
    ("web/accounts/adapter.py", "second step\0"),  # seasons a key
    ("web/evidence/files.py", "public, max-age=3600"),  # headers
    ("web/evidence/files.py", "private, no-store"),
    ("web/evidence/files.py", "text/x-python; charset=utf-8"),
}


@cache
def strings() -> tuple[Wanted, ...]:
    return tuple(wanted())


@cache
def texts() -> dict[str, tuple[int, ...]]:
    return texts_of(
        part
        for package in (parley.web.components, parley.words)
        for module in modules(package)
        for part in vars(module).values()
        if isinstance(part, type) and dataclasses.is_dataclass(part) and part.__module__ == module.__name__
    )


def modules(package: ModuleType) -> list[ModuleType]:
    return [
        importlib.import_module(f"{package.__name__}.{found.name}") for found in pkgutil.iter_modules(package.__path__)
    ]


def none_of(found: list[str]) -> None:
    more = [f"and {len(found) - SHOWN_AT_MOST} more"] if len(found) > SHOWN_AT_MOST else []
    assert not found, "\n".join(["", *found[:SHOWN_AT_MOST], *more])


def on_the_drawing_board(path: Path) -> bool:
    return any(path.is_relative_to(board) for board in DRAWING_BOARD)


def page(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return f"<input {text}>" if path in INSIDE_A_TAG else text


def test_every_string_can_be_translated() -> None:
    none_of(gaps_of_sources(strings()))


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_is_whole(language: str) -> None:
    none_of(gaps(language, strings()))


def test_templates_speak_no_language_of_their_own() -> None:
    templates = [path for path in files("src/parley") if path.suffix in TEMPLATES and not on_the_drawing_board(path)]
    none_of([f"{place(path, line)} {wrong}" for path in templates for line, wrong in words_in_template(page(path))])


def test_python_says_nothing_untranslated() -> None:
    rooms = [path for room in SPEAKING_ROOMS for path in python(f"src/parley/{room}") if "migrations" not in path.parts]
    found = [
        (path, line, wrong)
        for path in rooms
        if not on_the_drawing_board(path)
        for line, wrong in words_in_python(parsed(path), texts())
    ]
    allowed = {(name, f"not translated: {words!r}") for name, words in NO_LANGUAGE}
    none_of(
        [
            f"{place(path, line)} {wrong}"
            for path, line, wrong in found
            if (path.relative_to(SOURCE).as_posix(), wrong) not in allowed
        ]
    )


def test_every_string_reaches_the_translators_and_every_reader() -> None:
    none_of(
        [
            f"{place(path, line)} {wrong}"
            for path in python("src/parley")
            for rule in (lost_to_translators, frozen_words)
            for line, wrong in rule(parsed(path))
        ]
    )


def test_one_two_five_and_twenty_one_are_counted_as_russians_do() -> None:
    with translation.override("ru"):
        one, two, five, twenty_one = (days(count).split()[-1] for count in (1, 2, 5, 21))
    assert one == twenty_one
    assert len({one, two, five}) == 3


@pytest.mark.parametrize(
    "page",
    [
        "<p>Two words</p>",
        "<p>{{ count }} files</p>",
        "<b>Deliver</b>",
        '<a aria-label="Close" href="/">×</a>',
        '<img alt="A leaf" src="/leaf.svg">',
        '<input type="submit" value="Send">',
        '<p data-lost="Not connected any more"></p>',
        '{% include "part.html" with label="Send it now" %}',
        '{{ name|default:"Nobody" }}',
        "Hello {{ name }},",
        "{% blocktranslate %}Yes{% endblocktranslate %} but",
    ],
)
def test_words_in_a_template_are_seen(page: str) -> None:
    assert list(words_in_template(page)) != []


@pytest.mark.parametrize(
    "page",
    [
        '<p class="two words">{% translate "Two words" %}</p>',
        '<a aria-label="{% translate "Close" %}: {{ name }}" href="/">×</a>',
        "{% blocktranslate trimmed count n=n %}{{ n }} file{% plural %}{{ n }} files{% endblocktranslate %}",
        "{# Two words #}{% comment %}Two words{% endcomment %}<!-- two words -->",
        '<input type="hidden" name="next" value="here now"> · {{ a }} → 12',
        '<title>{% block title %}{% endblock %} · Parley</title>{{ at|date:"Y-m-d H:i" }}',
        '{% include "part.html" with label=_("Send it now") turn="yours" %}',
        '<button {% if x %}class="a b"{% endif %} type="{{ type|default:"submit" }}">{{ label }}</button>',
    ],
)
def test_what_is_translated_in_a_template_passes(page: str) -> None:
    assert list(words_in_template(page)) == []


def test_words_in_a_template_are_found_on_their_line() -> None:
    page = "{# one #}\n\n{% blocktranslate %}\na\n{% endblocktranslate %}\n<p>\nSeven</p>"
    assert [line for line, _wrong in words_in_template(page)] == [7]


@pytest.mark.parametrize(
    "code",
    [
        'Action("Deliver")',
        'Action(label="Deliver")',
        'Action(_("Deliver"), note="Once")',
        'Action("Deliver" if again else _("Deliver again"))',
        'Fact(f"{name} pays", figure)',
        'strong("You")',
        'forms.CharField(label="Name")',
        'messages.success(request, "Saved.")',
        'raise ValidationError("Wrong")',
        "x = 'Nobody moves'",
        "return HttpResponse('Not found')",
    ],
)
def test_words_in_python_are_seen(code: str) -> None:
    assert list(words_in_python(ast.parse(f"def f():\n    {code}"), texts())) != []


@pytest.mark.parametrize(
    "code",
    [
        'Action(_("Deliver"), icon="package", href="/orders", weight="primary")',
        'Action(_("{name} delivers").format(name=name), note=words.note)',
        'DeskRow(title, href, order, party, default="", amount="€1.00")',
        'raise ValueError("this cannot be read")',
        'response["Cache-Control"] = "private, no cache"',
        'logger.warning("two words")',
        'strong("Parley")',
        'tell("{a}: {b}", a=a, b=b)',
        '"""Two words."""',
        "x = '<span class=\"two words\">'",
    ],
)
def test_what_no_person_reads_passes(code: str) -> None:
    assert list(words_in_python(ast.parse(f"def f():\n    {code}"), texts())) == []


@pytest.mark.parametrize(
    "code",
    ["_(name)", '_(f"{name} pays")', 'ngettext("one", many, 2)', "from django.utils.translation import pgettext as _p"],
)
def test_a_string_that_no_catalog_can_hold_is_seen(code: str) -> None:
    assert list(lost_to_translators(ast.parse(code))) != []


@pytest.mark.parametrize(
    ("code", "is_frozen"),
    [
        ('A = {"a": _("Send")}', True),
        ('class A:\n    a = _("Send")', True),
        ('def f(a=_("Send")): ...', True),
        ('def f():\n    return _("Send")', False),
        ('a = lambda: _("Send")', False),
        ('a = gettext_lazy("Send")', False),
    ],
)
def test_words_translated_too_early_are_seen(code: str, is_frozen: bool) -> None:
    imports = "from django.utils.translation import gettext as _, gettext_lazy\n"
    assert bool(list(frozen_words(ast.parse(imports + code)))) is is_frozen


def test_each_language_has_a_form_for_every_count() -> None:
    for language in TRANSLATED:
        assert sorted(count for counts in counts_by_form(language) for count in counts) == list(range(1000))
    assert SOURCE_LANGUAGE not in TRANSLATED
