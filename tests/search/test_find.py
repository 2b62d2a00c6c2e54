"""Looking for words: right in five languages, in one order, and on both databases the same."""

from __future__ import annotations

import random
from uuid import UUID

import pytest
from django.db import connection

from parley.people.models import Person
from parley.people.register import register
from parley.search.entries import Thing, forget, put, put_many, remove
from parley.search.find import Found, Place, find, read_place
from parley.search.models import Entry
from tests.search.things import NOON, key, plant, titles

pytestmark = [pytest.mark.both_engines, pytest.mark.django_db]

SERVICES = (
    ("en", "Logos for small bakeries", "Three drafts and the final files."),
    ("en", "Translating contracts", "Legal translations into English."),
    ("es", "Diseño de logotipos para panaderías", "Tres bocetos y los archivos finales."),
    ("es", "Traducciones juradas", "Traducción certificada de contratos."),
    ("fr", "Création de logos", "Trois esquisses, puis les fichiers définitifs de l’identité."),
    ("fr", "Traductions juridiques", "Je traduis vos contrats."),
    ("nl", "Websites voor bakkerijen", "Ik bouw snelle webpagina's met foto's van uw broden."),
    ("nl", "Vertalingen van contracten", "Beëdigd vertaler."),
    ("ru", "Логотипы для пекарен", "Три наброска и готовые файлы."),
    ("ru", "Переводы договоров", "Переведу договор с английского."),
)
NAMES = [title for _, title, _ in SERVICES]


@pytest.mark.parametrize(
    ("language", "words", "title"),
    [
        ("en", "logo bakery", "Logos for small bakeries"),
        ("en", "translation of a contract", "Translating contracts"),
        ("es", "logotipo panadería", "Diseño de logotipos para panaderías"),
        ("es", "DISENO LOGOTIPO", "Diseño de logotipos para panaderías"),
        ("es", "traducción certificada", "Traducciones juradas"),
        ("fr", "créations de logo", "Création de logos"),
        ("fr", "l’identité", "Création de logos"),
        ("fr", "traduction contrat", "Traductions juridiques"),
        ("nl", "website bakkerij", "Websites voor bakkerijen"),
        ("nl", "foto webpagina", "Websites voor bakkerijen"),
        ("nl", "vertaling contract", "Vertalingen van contracten"),
        ("ru", "логотип пекарен", "Логотипы для пекарен"),
        ("ru", "перевод договора", "Переводы договоров"),
        ("ru", "ГОТОВЫЙ ФАЙЛ", "Логотипы для пекарен"),
    ],
)
def test_a_word_is_found_with_other_endings(language: str, words: str, title: str) -> None:
    plant("service", *SERVICES)
    assert titles("service", words, NAMES, [language]) == [title]
    assert title in titles("service", words, NAMES)


def test_one_language_or_all() -> None:
    plant("service", *SERVICES)
    assert titles("service", "logos", NAMES, ["fr"]) == ["Création de logos"]
    assert titles("service", "logos", NAMES) == ["Création de logos", "Logos for small bakeries"]
    assert titles("service", "logos", NAMES, ["ru"]) == []


def test_all_words_must_be_there() -> None:
    plant("service", *SERVICES)
    assert titles("service", "logos drafts", NAMES) == ["Logos for small bakeries"]
    assert titles("service", "logos contracts", NAMES) == []


def test_words_that_join_others_are_not_asked_for() -> None:
    plant("service", ("en", "Logo design", ""), ("en", "To be or not to be", ""))
    assert titles("service", "the design of a logo", ["Logo design"]) == ["Logo design"]
    assert titles("service", "or", ["To be or not to be"]) == ["To be or not to be"]


def test_titles_first_then_the_newest() -> None:
    rows = (
        ("en", "Posters", "A logo is part of it."),
        ("en", "Logo, old", ""),
        ("en", "Cards", "With your logo."),
        ("en", "Logo, new", "A logo."),
        ("en", "Nothing of it", ""),
    )
    names = [title for _, title, _ in rows]
    plant("service", *rows)
    assert titles("service", "logo", names) == ["Logo, new", "Logo, old", "Cards", "Posters"]


def test_the_last_word_may_still_be_going_on() -> None:
    plant("service", *SERVICES)
    assert titles("service", "logot", NAMES, ["es"]) == ["Diseño de logotipos para panaderías"]
    assert titles("service", "logot panadería", NAMES, ["es"]) == []
    assert titles("service", "lo", NAMES, ["es"]) == []


def test_kinds_do_not_meet() -> None:
    plant("service", ("en", "A logo", ""))
    plant("brief", ("en", "Logo wanted", ""))
    assert titles("brief", "logo", ["Logo wanted"]) == ["Logo wanted"]
    assert titles("service", "logo", ["A logo"]) == ["A logo"]
    with pytest.raises(ValueError, match="no kind"):
        put("Brief_2", key("x"), "en", "x", "", NOON)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "\x00",
        "logo\x00logo",
        '"',
        "'",
        "\\",
        "logo' OR 1=1 --",
        '"logo" AND NOT "x"',
        "title_stems : logo",
        "NEAR(logo, 3)",
        "logo*",
        "* ^ ( ) : & | ! <->",
        "-logo",
        "service_en_logo",
        "%s %(x)s {0}",
        "\ud800",
        "😀 🏴‍☠️",
        "ـ\u202elogo\u202c",
        "a" * 10_000,
        "logo " * 2_000,
        " ".join(str(number) for number in range(5_000)),
        "l'" * 3_000,
        "é" * 10_000,
        "\u0301" * 10_000,
        "(((((" * 2_000,
    ],
)
def test_a_hostile_question_has_an_answer(words: str) -> None:
    plant("service", *SERVICES)
    assert isinstance(find("service", words), Found)
    assert isinstance(find("service", words, ["xx", ""]), Found)


def test_words_with_signs_in_them_are_still_found() -> None:
    names = ["Logo 24/7 for C&A", "Node.js"]
    plant("service", ("en", names[0], ""), ("en", names[1], ""))
    assert titles("service", 'logo" "24', names) == [names[0]]
    assert titles("service", "node.js", names) == [names[1]]


def test_putting_again_replaces_and_removing_takes_away() -> None:
    [one, other] = plant("service", ("en", "Logos", "drafts"), ("en", "Logo drafts", ""))
    put("service", one, "en", "Posters", "paper", NOON)
    assert find("service", "logos").keys == (other,)
    assert find("service", "posters").keys == (one,)
    assert remove("service", [one, key("nobody")]) == 1
    assert find("service", "posters").keys == ()
    assert Entry.objects.count() == 1


def test_what_was_forgotten_is_not_in_the_index_any_more() -> None:
    [one] = plant("service", ("en", "Kanarie", "zebra"))
    plant("service", ("en", "Logos", ""))
    assert forget("service", [one]) == 1
    assert find("service", "kanarie").keys == ()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT block FROM search_words_data")
            assert not any(b"kanari" in block for (block,) in cursor.fetchall())


def test_things_of_one_instant_are_all_kept() -> None:
    things = [Thing(key(str(number)), "en", "Logo", "", NOON) for number in range(300)]
    assert put_many("service", things) == 300
    put("service", key("late"), "en", "Logo", "", NOON)
    assert len(find("service", "logo", limit=500).keys) == 301


def test_a_list_goes_on_where_it_stopped() -> None:
    rows = [("en", f"Logo {n}" if n % 3 else f"Card {n}", "logo") for n in range(20)]
    plant("service", *rows)
    whole = find("service", "logo", limit=50)
    assert whole.next is None
    seen: list[UUID] = []
    after: Place | None = None
    for _ in range(20):
        found = find("service", "logo", limit=3, after=after)
        seen += found.keys
        after = read_place(str(found.next)) if found.next else None
        if after is None:
            break
    assert seen == list(whole.keys)
    assert len(seen) == 20


@pytest.mark.parametrize("typed", ["", "t", "x1", "t-1", "b1.5", "t" + "9" * 19, "t" + "9" * 400, "t٣", "t1 "])
def test_a_place_that_nobody_wrote_is_none(typed: str) -> None:
    assert read_place(typed) is None


def test_a_search_among_things_of_the_callers_own() -> None:
    people = [register(name, f"{name.lower()}@example.org", "en", "UTC") for name in ("Ana", "Bob", "Cleo")]
    put_many("person", [Thing(one.id, "en", "Painter", one.name, one.joined_at) for one in people])
    some = Person.objects.filter(name__in=["Ana", "Cleo"])
    assert set(find("person", "painter", among=some).keys) == {people[0].id, people[2].id}
    assert find("person", "painter bob", among=some).keys == ()


def test_any_words_are_found_as_a_plain_reading_of_the_entries_says() -> None:
    """What the index answers is what one gets by reading the rows one by one."""
    draw = random.Random(6)  # noqa: S311
    words = ["logo", "poster", "page", "text", "song"]
    rows = [("en", " ".join(draw.sample(words, 2)) + f" n{n}", " ".join(draw.choices(words, k=3))) for n in range(60)]
    plant("service", *rows)
    for _ in range(25):
        asked = draw.sample(words, draw.choice([1, 2, 3]))
        in_title = [t for _, t, _ in reversed(rows) if set(asked) <= set(t.split())]
        rest = [t for _, t, b in reversed(rows) if set(asked) <= {*t.split(), *b.split()} and t not in in_title]
        assert titles("service", " ".join(asked), [t for _, t, _ in rows], limit=100) == in_title + rest
