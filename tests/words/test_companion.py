"""The six calm steps: they know how the order stands, mark what was done, and never speak of what is out of place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

import pytest

from parley.core.order.state import Stage
from parley.core.parties import Role
from parley.core.scope_check import check_request, standing, standing_when_asked
from parley.reads.resolution import Questioning, exchanges, has_written_since, questions, redelivered_since
from parley.words.companion import StepWords, calm_note, companion_steps, where_in_it
from parley.words.companion_facts import Question, SentBack, Step
from tests import asks
from tests.asks import CLIENT, FREELANCER
from tests.asks_of_cases import open_case
from tests.given import Story, delivered
from tests.words.scene import rich, telling


def sent_back(story: Story) -> SentBack:
    """What the record of this story tells of its newest request."""
    order, milestone = story.order, story.order.milestone(1)
    found = exchanges(story.history, milestone)
    last = max((one.request for one in found), default=0)
    asked = [one for one in found if one.request == last]
    at = asked[0].at if asked else (milestone.case.at if milestone.case else story.at)
    stands = (standing if milestone.request else standing_when_asked)(order, milestone)
    answers = tuple(one.answer for one in asked if one.answer is not None)
    of_request = [one for one in questions(story.history, 1) if one.at >= at]
    return SentBack(
        order=order,
        milestone=milestone,
        asked_at=at,
        checks=check_request(stands, [one.item for one in asked], answers).items,
        answers=answers,
        has_written=has_written_since(story.history, FREELANCER, at, 1),
        question=_stands(of_request),
        redelivered_at=redelivered_since(story.history, at, 1),
    )


def _stands(found: Sequence[Questioning]) -> Question:
    if not found:
        return Question.NONE
    if found[-1].is_open:
        return Question.OPEN
    return Question.LAPSED if found[-1].lapsed_at is not None else Question.ANSWERED


def asked() -> Story:
    return delivered(rich()).when(asks.request(asks.defect(item=1), asks.change(item=2), asks.new()))


def answered() -> Story:
    return asked().when(asks.answer(asks.will_do(1, 30), asks.outside(2), asks.outside(3)))


STORIES: Mapping[str, Callable[[], Story]] = {
    "asked": asked,
    "written": lambda: asked().when(asks.message(FREELANCER), hours=1),
    "question open": lambda: asked().when(asks.ask_clarify()),
    "question answered": lambda: asked().when(asks.ask_clarify()).when(asks.answer_question()),
    "question left": lambda: asked().when(asks.ask_clarify()).waits(days=6),
    "answered": answered,
    "late": lambda: answered().waits(days=6),
    "delivered again": lambda: answered().when(asks.redeliver()),
    "all outside": lambda: asked().when(asks.answer(asks.outside(1), asks.outside(2), asks.outside(3))),
    "case": lambda: asked().when(open_case()),
    "case without a request": lambda: delivered(rich()).when(open_case()),
    "left alone": lambda: asked().waits(days=25),
}

EXPECTED = {
    "asked": (Step.BREATHE, set()),
    "written": (Step.UNDERSTAND, {Step.BREATHE}),
    "question open": (Step.UNDERSTAND, {Step.BREATHE}),
    "question answered": (Step.SCOPE, {Step.BREATHE, Step.UNDERSTAND}),
    "question left": (Step.NO_PRESSURE, {Step.BREATHE}),
    "answered": (Step.DELIVER, {Step.BREATHE, Step.UNDERSTAND, Step.SCOPE}),
    "late": (Step.DELIVER, {Step.BREATHE, Step.UNDERSTAND, Step.SCOPE}),
    "delivered again": (Step.NO_PRESSURE, {Step.BREATHE, Step.UNDERSTAND, Step.SCOPE, Step.DELIVER}),
    "all outside": (Step.NO_PRESSURE, {Step.BREATHE, Step.UNDERSTAND, Step.SCOPE}),
    "case": (Step.LAST_RESORT, set()),
    "case without a request": (Step.LAST_RESORT, set()),
    "left alone": (Step.LAST_RESORT, set()),
}


def steps(name: str, viewer: Role = FREELANCER) -> tuple[StepWords, ...]:
    story = STORIES[name]()
    return companion_steps(sent_back(story), telling(viewer, story.at))


def said(name: str, viewer: Role = FREELANCER) -> dict[Step, str]:
    return {one.step: " ".join(line.plain for line in one.lines) for one in steps(name, viewer)}


@pytest.mark.parametrize("name", STORIES)
def test_the_step_one_is_in_and_those_that_the_record_shows_as_done(name: str) -> None:
    now, done = EXPECTED[name]
    for viewer in (FREELANCER, CLIENT):
        marks = {one.step: one.mark for one in steps(name, viewer)}
        assert [step for step, mark in marks.items() if mark == "now"] == [now]
        assert {step for step, mark in marks.items() if mark == "done"} == done - {now}


def test_nothing_is_handed_in_again_where_nothing_was_promised() -> None:
    assert {one.step: one.mark for one in steps("all outside")}[Step.DELIVER] == "left_out"
    assert "Nothing of the request is left for you to do." in said("all outside")[Step.DELIVER]


def test_the_freelancer_reads_what_was_asked_and_how_long_there_is() -> None:
    words = said("asked")
    assert words[Step.BREATHE].startswith("Marc asks for 3 things. There is time until")
    assert words[Step.UNDERSTAND].startswith("Asked as: 1 defect, 1 change and 1 new item.")
    assert words[Step.SCOPE].startswith("Beside what was agreed: 2 in scope and 1 outside. No effort is named yet.")
    assert re.match(r"2 items to do or to explain by ", words[Step.DELIVER])


def test_effort_and_answers_are_those_of_the_request() -> None:
    words = said("answered")
    assert "30\xa0min are named for it, 17% of the 3\xa0h agreed for the whole." in words[Step.SCOPE]
    assert "Answered: 1 will be done and 2 are outside." in words[Step.SCOPE]
    assert words[Step.DELIVER].startswith("1 item to do or to explain by")
    assert "It was due on" in said("late")[Step.DELIVER]


def test_a_change_as_large_as_its_item_is_named() -> None:
    story = asked().when(asks.answer(asks.will_do(1, 60), asks.will_do(2, 30), asks.outside(3)))
    lines = companion_steps(sent_back(story), telling(FREELANCER, story.at))[2].lines
    assert "Item 1 takes at least as much as what it belongs to" in " ".join(line.plain for line in lines)


def test_a_question_is_told_with_its_clock_to_both() -> None:
    assert "waits for Marc until" in said("question open")[Step.UNDERSTAND]
    assert "With your answer by" in said("question open", CLIENT)[Step.UNDERSTAND]
    assert "Marc has answered your question." in said("question answered")[Step.UNDERSTAND]
    assert "was not answered in time" in said("question left")[Step.UNDERSTAND]


def test_the_client_reads_the_mirror() -> None:
    words = said("asked", CLIENT)
    assert words[Step.BREATHE].startswith("3 things, on ")
    assert "Rounds of changes left: 1 of 2." in words[Step.BREATHE]
    assert "Ana delivers again by" in words[Step.DELIVER]
    assert "You have until" in said("delivered again", CLIENT)[Step.NO_PRESSURE]
    assert "An end by consent needs a yes from Ana. Silence is a no." in words[Step.LAST_RESORT]


def test_the_calm_note_is_for_the_freelancer_alone() -> None:
    at = asked().at
    assert "no mark against you" in calm_note(telling(FREELANCER, at))
    assert calm_note(telling(CLIENT, at)) == ""
    assert where_in_it(Step.SCOPE) == "3 of 6"


def everything() -> Iterator[tuple[str, str]]:
    for name in STORIES:
        for viewer in (FREELANCER, CLIENT):
            for one in steps(name, viewer):
                yield name, one.name
                for line in one.lines:
                    yield name, line.plain


@pytest.mark.parametrize("word", ["review", "rating", "rate", "star", "stars", "feedback", "score", "reputation"])
def test_nothing_in_it_speaks_of_ratings_while_an_order_is_contested(word: str) -> None:
    assert [(name, text) for name, text in everything() if re.search(rf"\b{word}s?\b", text, re.IGNORECASE)] == []


@pytest.mark.parametrize("word", ["fault", "blame", "should have", "must", "failed", "wrong", "never told", "!"])
def test_nothing_in_it_blames_or_raises_its_voice(word: str) -> None:
    assert [(name, text) for name, text in everything() if word in text.lower()] == []


def test_every_sentence_is_whole() -> None:
    for name, text in everything():
        assert text.strip(), name
        assert "{" not in text, text
    for name in STORIES:
        assert all(one.lines for one in steps(name)), name


def test_the_acts_of_a_step_are_milder_first() -> None:
    last = steps("asked")[-1].acts
    assert [kind.__name__ for kind in last][-2:] == ["ProposeCancel", "OpenCase"]
    assert delivered(rich()).order.milestone(1).stage is Stage.DELIVERED
