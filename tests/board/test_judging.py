"""Appeals and decisions: each with words, each once, and none over what one has not read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from parley.board import judging
from parley.board.judging import appeal, history, may_appeal, queue, rule, take_away
from parley.board.models import Brief, Ruling, Stage
from parley.board.posting import post
from parley.search.find import find
from tests.board.posted import DOUBTFUL, FRAUD, NOON, content, operator, person, posted
from tests.board.test_posting import code_of

pytestmark = [pytest.mark.both_engines, pytest.mark.django_db]
LATER = NOON + timedelta(hours=3)


def blocked() -> Brief:
    return posted(person(), text=FRAUD, result="")


def test_an_appeal_brings_a_blocked_brief_before_a_person() -> None:
    brief = blocked()
    assert may_appeal(brief)
    appeal(person(), brief.id, "It quotes a fraud, for a course.", LATER)
    assert ([one.id for one in queue().briefs], queue().appealed) == ([brief.id], {brief.id})
    assert not may_appeal(Brief.objects.get())


def test_the_same_appeal_twice_is_one_and_a_second_is_refused() -> None:
    brief = blocked()
    for _again in range(2):
        appeal(person(), brief.id, "Please look.", LATER)
    assert code_of(lambda: appeal(person(), brief.id, "And again.", LATER)) == "appeal.made"
    rule(brief.id, 1, operator(), "It is a fraud.", LATER, is_allowed=False)
    assert code_of(lambda: appeal(person(), brief.id, "And again.", LATER)) == "appeal.made"


def test_new_words_may_be_appealed_again() -> None:
    brief = blocked()
    appeal(person(), brief.id, "Please look.", LATER)
    rule(brief.id, 1, operator(), "It is a fraud.", LATER, is_allowed=False)
    changed = post(person(), brief.id, content("Another", text=f"{FRAUD} Really.", result=""), LATER)
    assert may_appeal(changed)


@pytest.mark.parametrize("words", ["", " \u200b\n"])
def test_nothing_is_said_without_words(words: str) -> None:
    brief = blocked()
    assert code_of(lambda: appeal(person(), brief.id, words, LATER)) == "words.empty"
    appeal(person(), brief.id, "Please look.", LATER)
    assert code_of(lambda: rule(brief.id, 1, operator(), words, LATER, is_allowed=True)) == "words.empty"
    assert Brief.objects.get().stage == Stage.WAITING


def test_too_many_words_are_refused() -> None:
    brief = blocked()
    assert code_of(lambda: appeal(person(), brief.id, "x" * 1001, LATER)) == "words.too_long"


def test_what_is_allowed_is_published_whatever_the_screen_said() -> None:
    brief = blocked()
    appeal(person(), brief.id, "Please look.", LATER)
    allowed = rule(brief.id, 1, operator(), "A quote of a fraud, for a course.", LATER, is_allowed=True)
    assert (allowed.stage, allowed.published_at, allowed.reasons) == (Stage.PUBLISHED, LATER, [])
    assert find("brief", "bakery").keys == (brief.id,)


def test_what_a_person_refused_is_looked_at_again_by_a_person_when_it_has_changed() -> None:
    brief = posted(person(), text=DOUBTFUL, result="")
    rule(brief.id, 1, operator(), "Say what the work is.", LATER, is_allowed=False)
    assert Brief.objects.get().stage == Stage.BLOCKED
    changed = post(person(), brief.id, content(), LATER)
    assert changed.stage == Stage.WAITING
    assert rule(brief.id, 2, operator(), "Thank you.", LATER, is_allowed=True).stage == Stage.PUBLISHED
    assert post(person(), brief.id, content("A poster for a bakery"), LATER).stage == Stage.PUBLISHED


def test_nobody_decides_what_they_have_not_read() -> None:
    brief = posted(person(), text=DOUBTFUL, result="")
    post(person(), brief.id, content("Another", text=f"{DOUBTFUL} Soon.", result=""), LATER)
    assert code_of(lambda: rule(brief.id, 1, operator(), "Good.", LATER, is_allowed=True)) == "ruling.too_late"
    rule(brief.id, 2, operator(), "Good.", LATER, is_allowed=True)
    second = operator("Otto")
    assert code_of(lambda: rule(brief.id, 2, second, "Bad.", LATER, is_allowed=False)) == "ruling.too_late"
    assert Ruling.objects.count() == 1


def test_nobody_judges_their_own() -> None:
    olga = operator()
    brief = posted(olga, text=DOUBTFUL, result="")
    assert code_of(lambda: rule(brief.id, 1, olga, "Good.", LATER, is_allowed=True)) == "ruling.own"


def test_a_published_brief_is_taken_away_with_a_reason() -> None:
    brief = posted(person())
    with pytest.raises(ValidationError):
        take_away(brief.id, 1, operator(), "", LATER)
    take_away(brief.id, 1, operator(), "The pictures are not yours.", NOON)
    kept = Brief.objects.get()
    assert (kept.stage, kept.was_refused) == (Stage.BLOCKED, True)
    assert not find("brief", "bakery").keys
    assert code_of(lambda: take_away(brief.id, 1, operator(), "Again.", LATER)) == "ruling.too_late"
    appeal(person(), brief.id, "They are.", LATER)
    rule(brief.id, 1, operator(), "They are indeed.", LATER + timedelta(hours=1), is_allowed=True)
    assert [(one.kind, one.words) for one in history(kept)] == [
        ("taken_away", "The pictures are not yours."),
        ("appeal", "They are."),
        ("allowed", "They are indeed."),
    ]


def test_who_waits_longest_comes_first_and_the_queue_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "PAGE", 2)
    ids = []
    for number, name in enumerate(("One", "Two", "Three")):
        brief = posted(
            person(name), f"{name} chairs", NOON + timedelta(hours=number), text=DOUBTFUL * (number + 1), result=""
        )
        ids.append(brief.id)
    first = queue()
    assert [one.id for one in first.briefs] == ids[:2]
    assert [one.id for one in queue(first.next).briefs] == ids[2:]
    assert queue(first.next).next is None
