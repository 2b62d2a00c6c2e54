"""Every rule finds what it says it finds, leaves alone what it says it leaves alone, and says something better."""

from __future__ import annotations

import re

import pytest

from parley.coach.advice import Context, Label
from parley.coach.packs import POINTS, BadPack, Pack, Rule, pack_of, packed, read_pack, written_pack
from parley.coach.review import review, rules_that_find
from parley.prose import LANGUAGES

WRITTEN = {language: written_pack(language) for language in LANGUAGES}
RULES = [(language, rule) for language, pack in WRITTEN.items() for rule in pack.rules.values()]
IDS = [f"{language}-{rule.id}" for language, rule in RULES]
FIGURE = re.compile(r"\d")


@pytest.mark.parametrize(("language", "rule"), RULES, ids=IDS)
def test_a_rule_finds_its_examples_and_leaves_their_neighbours_alone(language: str, rule: Rule) -> None:
    assert len(rule.hits) >= 3
    assert len(rule.misses) >= 3
    assert [one for one in rule.hits if rule.id not in rules_that_find(one, language)] == []
    assert [one for one in rule.misses if rule.id in rules_that_find(one, language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_has_several_rules(language: str) -> None:
    labels = [rule.label for rule in pack_of(language).rules.values()]
    assert {label: labels.count(label) for label in Label if labels.count(label) < 3} == {}


def wordings(pack: Pack) -> list[str]:
    rewrites = [*pack.rewrites.values(), *(rule.rewrite for rule in pack.rules.values())]
    return sorted({said for one in rewrites for said in (one.formal, one.familiar)})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_better_wording_passes_and_holds_no_figure_of_its_own(language: str) -> None:
    for said in wordings(pack_of(language)):
        assert review(said, language).findings == (), said
        assert not FIGURE.search(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_coach_says_passes_the_coach(language: str) -> None:
    pack = pack_of(language)
    assert tuple(sorted(pack.points)) == tuple(sorted(POINTS))
    assert all(said.strip() for said in pack.reasons.values())
    for said in pack.points.values():
        assert said.strip()
        assert [one.source for one in review(said, language).findings if one.source != "scorer"] == [], said


def test_the_languages_give_the_same_reasons() -> None:
    english = set(pack_of("en").reasons)
    for language in LANGUAGES:
        assert set(pack_of(language).reasons) == english, language


def test_a_rule_is_silent_in_a_quote_and_about_another_sentence() -> None:
    said = next(rule for rule in WRITTEN["en"].rules.values() if rule.label is Label.ACCUSATION).hits[0]
    assert review(said, "en", Context()).findings
    assert not any(one.label is Label.ACCUSATION for one in review(f"You wrote “{said}” and I agree.", "en").findings)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ('label = "rudeness"', "rudeness"),
        ('severity = "deadly"', "deadly"),
        ('reason = "weather"', "weather"),
        ('any = ["<nowhere> x"]', "nowhere"),
    ],
)
def test_a_pack_that_cannot_be_used_says_where(change: str, says: str) -> None:
    parts = {
        "id": 'id = "one"', "label": 'label = "threat"', "any": 'any = ["x"]', "hits": "hits = []", "misses": "misses = []",
    }  # fmt: skip
    parts[change.split(" ", maxsplit=1)[0]] = change
    rewrites = "\n".join(f'{label.value} = "x"' for label in Label)
    points = "\n".join(f'[points.{point}]\nsay = "x"' for point in POINTS)
    source = (
        f'promises = []\ndates = []\n[lists]\n[reasons]\nthreat = "x"\n[rewrites]\n{rewrites}\n{points}\n[[rule]]\n'
        + "\n".join(parts.values())
    )
    with pytest.raises(BadPack, match=says):
        read_pack(source, "xx")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_packed_is_what_was_written(language: str) -> None:
    """bin/pack-coach brings it in step."""
    assert packed(pack_of(language)) == packed(WRITTEN[language])
