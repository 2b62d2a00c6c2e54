"""bin/catalogs: from the sources to the catalogs, and from translators back into them."""

from __future__ import annotations

import gettext
import json
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from parley.config.catalogs import compile_catalogs
from parley.management.catalogs.batches import fill, untranslated
from parley.management.catalogs.catalog import by_key, counts_by_form, empty, merged, path_of, read, write, written
from parley.management.catalogs.faults import faults, faults_of_forms, faults_of_original, flags_of
from parley.management.catalogs.gaps import gaps
from parley.management.catalogs.sources import Contradiction, Key, Wanted, extracted, wanted

FILES = Wanted(Key("{n} file"), plural="{n} files", files=["src/parley/a.py"])
SEND = Wanted(Key("Send"), files=["src/parley/a.py", "src/parley/b.html"], comments=["a button"])
STRINGS = [FILES, SEND]
RUSSIAN_FILES = {"msgid": "{n} file", "msgstrs": ["{n} файл", "{n} файла", "{n} файлов"]}


def russian(*answers: object) -> tuple[Catalog, int, list[str]]:
    catalog = merged("ru", STRINGS, empty("ru"))
    filled, refused = fill("ru", catalog, [json.dumps(answer) for answer in answers])
    return catalog, filled, refused


# --- What the sources want ---------------------------------------------------------------------------------------------------
def test_every_way_to_ask_for_a_translation_in_python_is_found() -> None:
    code = """
x = _("One"), gettext_lazy("Two"), ngettext("{n} day", "{n} days", n), pgettext_lazy("noun", "Order")
y = npgettext("time", "{n} hour", "{n} hours", n), _("Long "
    "line")
z = _(variable), other("Not this")
"""
    assert [(key.singular, key.context, plural) for key, plural, _ in extracted(code, is_template=False)] == [
        ("One", "", ""),
        ("Two", "", ""),
        ("{n} day", "", "{n} days"),
        ("Order", "noun", ""),
        ("{n} hour", "time", "{n} hours"),
        ("Long line", "", ""),
    ]


def test_every_way_to_ask_for_a_translation_in_a_template_is_found() -> None:
    page = """{% load i18n %}<p title="{% translate "It's (here" %}">
      {% translate 'Order' context 'noun' %} {{ name|default:_("Nobody") }}
    {% blocktranslate trimmed count n=files context "size" %}
        {{ n }} file
    {% plural %}
        {{ n }} files
    {% endblocktranslate %}</p> 100% sure ("""
    assert [(key.singular, key.context, plural) for key, plural, _ in extracted(page, is_template=True)] == [
        ("It's (here", "", ""),
        ("Order", "noun", ""),
        ("Nobody", "", ""),
        ("%(n)s file", "size", "%(n)s files"),
    ]


def test_a_comment_above_a_string_or_a_whole_statement_reaches_the_translator() -> None:
    code = """
# Translators: short, please;
# these are buttons.
LABELS = {
    "a": _("Send"),
    # Translators: an invoice
    "b": _("Bill"),
}
# not for them
c = _("Other")
"""
    said = {key.singular: comments for key, _plural, comments in extracted(code, is_template=False)}
    assert said["Send"] == ["short, please; these are buttons."]
    assert said["Bill"] == ["short, please; these are buttons.", "an invoice"]
    assert said["Other"] == []


def test_a_comment_in_a_template_reaches_the_translator() -> None:
    page = '{# Translators: a button #}\n{% translate "Send" %}'
    assert list(extracted(page, is_template=True)) == [(Key("Send"), "", ["a button"])]


def test_a_string_is_wanted_once_with_all_its_places(tmp_path: Path) -> None:
    source = tmp_path / "src" / "parley"
    source.mkdir(parents=True)
    (source / "a.py").write_text('_("Send")\nngettext("{n} file", "{n} files", n)', encoding="utf-8")
    (source / "b.html").write_text('{% load i18n %}{% translate "Send" %}', encoding="utf-8")
    assert wanted(source) == [
        Wanted(Key("Send"), files=["src/parley/a.py", "src/parley/b.html"]),
        Wanted(Key("{n} file"), plural="{n} files", files=["src/parley/a.py"]),
    ]
    (source / "c.py").write_text('ngettext("{n} file", "{n} papers", n)', encoding="utf-8")
    with pytest.raises(Contradiction, match="two plurals"):
        wanted(source)


# --- The catalogs -------------------------------------------------------------------------------------------------------------
def test_a_catalog_tells_places_without_lines_and_no_dates() -> None:
    assert written("nl", merged("nl", STRINGS, empty("nl"))).decode() == (
        'msgid ""\nmsgstr ""\n"Project-Id-Version: Parley\\n"\n"Language: nl\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        '#: src/parley/a.py\n#, python-brace-format\nmsgid "{n} file"\nmsgid_plural "{n} files"\n'
        'msgstr[0] ""\nmsgstr[1] ""\n\n'
        '#. a button\n#: src/parley/a.py src/parley/b.html\nmsgid "Send"\nmsgstr ""\n'
    )


def test_an_update_keeps_the_same_strings_and_guesses_nothing(tmp_path: Path) -> None:
    catalog, filled, _refused = russian(RUSSIAN_FILES, {"msgid": "Send", "msgstr": "Отправить"})
    assert filled == 2
    assert write("ru", catalog, tmp_path)
    again = merged("ru", STRINGS, read("ru", tmp_path))
    assert not write("ru", again, tmp_path)
    assert gaps("ru", STRINGS, tmp_path) == []

    renamed = [
        Wanted(Key("{n} file"), plural="{n} papers"),
        Wanted(Key("Send it")),
        Wanted(Key("Send", context="noun")),
    ]
    changed = merged("ru", renamed, read("ru", tmp_path))
    assert len(list(untranslated("ru", changed))) == 3
    assert Key("Send") not in by_key(changed)


def test_what_is_marked_fuzzy_is_asked_for_again(tmp_path: Path) -> None:
    catalog, _filled, _refused = russian(RUSSIAN_FILES, {"msgid": "Send", "msgstr": "Отправить"})
    by_key(catalog)[Key("Send")].flags.add("fuzzy")
    write("ru", catalog, tmp_path)
    assert gaps("ru", STRINGS, tmp_path) == ["ru: 'Send' is marked fuzzy"]
    (asked,) = untranslated("ru", merged("ru", STRINGS, read("ru", tmp_path)))
    assert json.loads(asked)["msgid"] == "Send"


def test_a_catalog_out_of_step_is_a_gap(tmp_path: Path) -> None:
    assert "nl: is not in step with the sources; run bin/catalogs" in gaps("nl", STRINGS, tmp_path)


def test_the_compiled_catalog_counts_as_russians_do(tmp_path: Path) -> None:
    catalog, _filled, refused = russian(RUSSIAN_FILES)
    assert refused == []
    write("ru", catalog, tmp_path)
    (mo,) = compile_catalogs(tmp_path)
    with mo.open("rb") as file:
        spoken = gettext.GNUTranslations(file)
    said = [spoken.ngettext("{n} file", "{n} files", n).format(n=n) for n in (1, 2, 5, 11, 21)]
    assert said == ["1 файл", "2 файла", "5 файлов", "11 файлов", "21 файл"]
    assert spoken.gettext("Send") == "Send"


# --- Batches ------------------------------------------------------------------------------------------------------------------
def test_a_batch_tells_what_a_translator_needs() -> None:
    batch = [json.loads(line) for line in untranslated("ru", merged("ru", STRINGS, empty("ru")))]
    assert batch == [
        {
            "msgid": "{n} file",
            "msgid_plural": "{n} files",
            "counts": [[1, 21, 31, 41, 51, 61], [2, 3, 4, 22, 23, 24], [0, 5, 6, 7, 8, 9]],
            "where": ["src/parley/a.py"],
        },
        {"msgid": "Send", "comments": ["a button"], "where": ["src/parley/a.py", "src/parley/b.html"]},
    ]


def test_the_form_for_millions_may_be_left_out() -> None:
    catalog = merged("es", STRINGS, empty("es"))
    assert fill("es", catalog, ['{"msgid": "{n} file", "msgstrs": ["{n} archivo", "{n} archivos"]}']) == (1, [])
    assert by_key(catalog)[Key("{n} file")].string == ("{n} archivo", "{n} archivos", "{n} archivos")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"msgid": "Sent", "msgstr": "Отправлено"}, "not in the sources"),
        ({"msgid": "Send", "msgstr": ""}, "is missing"),
        ({"msgid": "Send", "msgstr": "Отправить {name}"}, "nothing fills"),
        ({"msgid": "Send", "msgstrs": ["а", "б"]}, "has plural forms"),
        ({"msgid": "{n} file", "msgstr": "{n} файл"}, "1 plural forms instead of 4"),
        ({"msgid": "{n} file", "msgstrs": ["Файл", "{n} файла", "{n} файлов"]}, "has lost {n}"),
        ({"msgid": "Send"}, "neither"),
        (["Send"], "no msgid"),
    ],
)
def test_an_unfit_answer_is_refused_and_the_others_go_in(answer: object, reason: str) -> None:
    catalog, filled, refused = russian(answer, {"msgid": "Send", "msgstr": "Отправить"})
    assert filled == 1
    assert by_key(catalog)[Key("Send")].string == "Отправить"
    assert len(refused) == 1
    assert reason in refused[0]


# --- What makes a translation unfit -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("original", "translation"),
    [
        ("{name} paid {amount}", "{amount} van {name}, {name}!"),
        ("%(n)s of %(m)s", "%(m)s: %(n)s"),
        ("*You* accepted", "*Вы* согласились"),
        ("5 % fee", "5 % de frais"),
        ("Read <b>this</b>", "<b>Это</b> прочтите"),
    ],
)
def test_a_fit_translation_has_no_faults(original: str, translation: str) -> None:
    assert list(faults(original, translation)) == []


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        ("{name} paid", "Betaald"),
        ("{name} paid", "{naam} heeft betaald"),
        ("{name} paid", "{name.title} heeft betaald"),
        ("{name} paid", "{name[0]} heeft betaald"),
        ("{name} paid", "{name!r} heeft betaald"),
        ("{name} paid", "{name heeft betaald"),
        ("%(n)s files", "%(n)d bestanden"),
        ("%(n)s files", "%(n) s bestanden"),
        ("At most %d files", "Bestanden"),
        ("At most 100%%", "Hoogstens 100%"),
        ("*You* accepted", "*Вы согласились"),
        ("*You* accepted", "Вы согласились"),
        ("You accepted", "*Вы* согласились"),
        ("Read this", "Lees <b>dit</b>"),
        ("Read this", "Lees&nbsp;dit"),
        ("Read <b>this</b>", "Lees dit"),
        ("Name: ", "Naam:"),
        ("Name", "Naam\n"),
        ("Name", ""),
    ],
)
def test_an_unfit_translation_is_seen(original: str, translation: str) -> None:
    assert list(faults(original, translation)) != []


def test_only_a_form_for_one_alone_may_leave_the_number_out() -> None:
    dutch, french = counts_by_form("nl"), counts_by_form("fr")
    assert list(faults_of_forms("A file", "{n} files", ["Een bestand", "{n} bestanden"], dutch)) == []
    assert list(faults_of_forms("{n} file", "{n} files", ["Een bestand", "{n} bestanden"], dutch)) != []
    assert list(faults_of_forms("A file", "{n} files", ["Un fichier", "{n} fichiers"], french)) != []


@pytest.mark.parametrize(
    ("singular", "plural"),
    [("{} paid", ""), ("{0} paid", ""), ("{order.title}", ""), ("%s of %s", ""), ("{name", ""), ("{x}", "{n} files")],
)
def test_a_string_that_nobody_could_translate_is_seen(singular: str, plural: str) -> None:
    assert list(faults_of_original(singular, plural)) != []


def test_flags_tell_how_placeholders_are_written() -> None:
    assert flags_of("{n} file") == {"python-brace-format"}
    assert flags_of("A file", "%(n)s files") == {"python-format"}
    assert flags_of("5 % fee") == set()


def test_a_catalog_lies_where_django_looks_for_it(tmp_path: Path) -> None:
    assert path_of("pt-br", tmp_path) == tmp_path / "pt_BR" / "LC_MESSAGES" / "django.po"
