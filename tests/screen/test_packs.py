"""Every sign is in its examples and not in their neighbours, in every language."""

from __future__ import annotations

import pytest

from parley.prose import LANGUAGES
from parley.screen.packs import KINDS, BadPack, Sign, Work, pack_of, read_pack
from parley.screen.review import ids_that_find, screen, why
from parley.screen.screening import Code, Verdict

SIGNS = [(language, one) for language in LANGUAGES for one in pack_of(language).signs.values()]
WORKS = [(language, one) for language in LANGUAGES for one in pack_of(language).work.values()]
ALL: list[tuple[str, Sign | Work]] = [*SIGNS, *WORKS]


@pytest.mark.parametrize(("language", "one"), ALL, ids=[f"{language}-{one.id}" for language, one in ALL])
def test_a_sign_is_in_its_examples_and_not_in_their_neighbours(language: str, one: Sign | Work) -> None:
    assert len(set(one.hits)) >= 3
    assert len(set(one.misses)) >= 3
    assert [text for text in one.hits if one.id not in ids_that_find(text, language)] == []
    assert [text for text in one.misses if one.id in ids_that_find(text, language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_knows_every_kind_of_fraud_and_of_work(language: str) -> None:
    pack = pack_of(language)
    assert {sign.code for sign in pack.signs.values()} == set(Code) - {Code.UNREAD, Code.RESEMBLES}
    assert {work.kind for work in pack.work.values()} == set(KINDS)
    assert all(why(code, language).endswith(".") for code in Code)


def test_a_reader_is_told_why_in_a_language_of_his_own() -> None:
    assert why(Code.PYRAMID, "fr") != why(Code.PYRAMID, "en") == why(Code.PYRAMID, "tlh")
    found = screen("Работа", "Прогони чужие деньги через свою карту, опыт не нужен.", "ru")
    assert all(one.why == why(one.code, "ru") for one in found.reasons)


SOUND = {
    "id": 'id = "one"', "code": 'code = "pyramid"', "weight": "weight = 2", "any": 'any = ["x"]',
    "hits": "hits = []", "misses": "misses = []",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ('code = "rudeness"', "rudeness"),
        ("weight = 5", "weight"),
        ('any = ["<nowhere> x"]', "nowhere"),
        ('any = [".. x"]', "first element"),
        ('hits = []\n[[work]]\nid = "w"\nkind = "luck"\nany = ["y"]\nhits = []\nmisses = []\n[[sign]]\n', "kind"),
    ],
)
def test_a_pack_that_cannot_be_used_says_where(change: str, says: str) -> None:
    parts = SOUND | {change.split(" ", maxsplit=1)[0]: change}
    if "luck" in change:
        parts = SOUND | {
            "misses": "misses = []\n[[work]]\nid = 'w'\nkind = 'luck'\nany = ['y']\nhits = []\nmisses = []"
        }
    reasons = "\n".join(f'{code.value} = "x"' for code in Code)
    source = f"work = []\n[why]\n{reasons}\n[lists]\n[[sign]]\n" + "\n".join(parts.values())
    with pytest.raises(BadPack, match=says):
        read_pack(source.replace("work = []\n", "") if "luck" in change else source, "xx")


def test_two_signs_may_not_share_a_name_and_nothing_goes_without_a_reason() -> None:
    sign = "[[sign]]\n" + "\n".join(SOUND.values()) + "\n"
    reasons = "\n".join(f'{code.value} = "x"' for code in Code)
    with pytest.raises(BadPack, match="two signs"):
        read_pack(f"work = []\n[why]\n{reasons}\n{sign}{sign}", "xx")
    with pytest.raises(BadPack, match="nothing is said"):
        read_pack(f"work = []\n[why]\n{sign}", "xx")


def test_a_hint_alone_stops_nobody() -> None:
    assert screen("Choir", "Hurry, only 3 places left.", "en").verdict is not Verdict.BLOCK
