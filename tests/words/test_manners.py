"""How Parley speaks: in the reader's language, in the glossary's words, without blame and without raising its voice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract_from_dir

from parley.core.foresight import if_nobody_moves
from parley.core.order.messages import MessageSent
from parley.core.order.refusals import Code, Refusal
from parley.core.order.terms import clauses
from parley.core.specimens import possible_acts
from parley.words import acts
from parley.words.acts import act_words
from parley.words.clauses import clause_words
from parley.words.deadlines import default_in_short, default_sentence
from parley.words.events import event_detail, event_sentence
from parley.words.letters import letter_words
from parley.words.previews import preview_words
from parley.words.refusals import PLAIN, refusal_words
from parley.words.silence_roads import silence_road
from parley.words.turns import desk_title, turn_words
from parley.words.what_if import what_if
from tests.asks import CLIENT, FREELANCER
from tests.deals import MONDAY
from tests.given import Story
from tests.words.scene import VIEWERS, every_event, rich, stories, telling

ROOM = Path(acts.__file__).parent
KEYWORDS = {
    "_": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
NOT_OUR_WORDS = (
    "buyer", "seller", "admin", "gig", "contract", "deal", "phase", "status", "escrow", "submission", "approve", "rework",
    "upsell", "abort", "freeze", "ticket", "verdict", "timeout", "transaction", "error", "invalid", "failed", "wrong",
    "must", "sorry", "oops", "simply", "violation", "penalty",
)  # fmt: skip
"""Words that the glossary calls otherwise, and words that blame."""


def messages() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every source string of this room, with the place where it stands; a plural has two."""
    for name, line, message, *_ in extract_from_dir(str(ROOM), [("**.py", "python")], keywords=KEYWORDS):
        yield f"{name}:{line}", message if isinstance(message, tuple) else (message,)


ALL = list(messages())


def test_the_source_strings_were_found() -> None:
    assert len(ALL) > 400


@pytest.mark.parametrize("word", NOT_OUR_WORDS)
def test_a_word_that_is_not_ours_is_not_said(word: str) -> None:
    assert [
        (place, text) for place, texts in ALL for text in texts if re.search(rf"\b{word}s?\b", text, re.IGNORECASE)
    ] == []


def test_nobody_is_shouted_at() -> None:
    loud = re.compile(r"!|\b(?!HTML\b|HEAD\b|ADDRESS\b)[A-Z]{4,}\b")  # what is to be typed, and a form, are not shouted
    assert [place for place, texts in ALL for text in texts if loud.search(text)] == []


def test_straight_quotes_are_not_printed() -> None:
    assert [(place, text) for place, texts in ALL for text in texts if set("'\"") & set(text)] == []


def test_both_forms_of_a_plural_name_the_same_things() -> None:
    for place, texts in ALL:
        named = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in texts]
        assert all(names == named[0] for names in named), place


def test_every_placeholder_has_a_plain_name() -> None:
    for place, texts in ALL:
        for text in texts:
            for _, name, spec, conversion in Formatter().parse(text):
                assert name is None or (name.isidentifier() and not spec and not conversion), place


def test_stars_come_in_pairs() -> None:
    assert [place for place, texts in ALL for text in texts if text.count("*") % 2] == []


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every translation is put between marks, so that a text which was never translated shows."""
    monkeypatch.setattr("django.utils.translation._trans.gettext", lambda text: f"⟦{text}⟧")
    monkeypatch.setattr("django.utils.translation._trans.pgettext", lambda _context, text: f"⟦{text}⟧")
    monkeypatch.setattr(
        "django.utils.translation._trans.ngettext", lambda one, many, count: f"⟦{one if count == 1 else many}⟧"
    )


def untranslated(text: str) -> str:
    """What is left when translated runs, figures and the names of our people are taken away."""
    depth, kept = 0, []
    for character in text:
        depth += (character == "⟦") - (character == "⟧")
        if depth == 0 and character not in "⟦⟧":
            kept.append(character)
    return "".join(kept).strip(" \u00a0")


NAMES = {"Ana", "Marc", "Moodboard", "Logo drafts", "Final files", "Logo for Sol", ""}


@pytest.mark.usefixtures("marked")
def test_nothing_is_said_that_cannot_be_translated() -> None:
    said: list[str] = []
    for event, story in every_event():
        if not isinstance(event, MessageSent):
            for viewer in VIEWERS:
                words = telling(viewer, story.at)
                said += [event_sentence(event, words).plain, event_detail(event, words).plain]
    for story in stories().values():
        said += _of_story(story)
    for viewer in VIEWERS:
        words = telling(viewer, MONDAY)
        for clause in clauses(rich().terms):
            clause_said = clause_words(clause.key, rich().terms, words)
            said += [clause_said.title, *(line.plain for line in clause_said.body)]
        for row in what_if(rich().terms, words):
            said += [row.question, row.answer.plain]
    for code in Code:
        if code in PLAIN:
            refused = refusal_words(Refusal(code), "UTC", MONDAY)
            said += [refused.says, refused.way_on]
    assert {untranslated(text) for text in said} <= NAMES


def _of_story(story: Story) -> Iterator[str]:
    road = if_nobody_moves(story.order)
    for viewer in VIEWERS:
        words = telling(viewer, story.at)
        turn = turn_words(story.order, words)
        yield from (turn.headline, turn.instruction.plain, desk_title(story.order, words))
        yield from (default_sentence(story.order, road, words).plain, default_in_short(road, words).plain)
        for stop in silence_road(story.order, road, words, None):
            yield from (stop.title, stop.detail.plain)
    for role in (CLIENT, FREELANCER):
        words = telling(role, story.at)
        letter = letter_words(story.history[-1:], story.order, words, "Logo for Sol")
        yield from (letter.subject, letter.action, *(line.plain for line in letter.lines()))
        for act in possible_acts(story.order, role, story.at):
            act_said = act_words(act.kind, story.order, story.order.milestone(act.milestone), words)
            yield from (act_said.label, act_said.small.plain, act_said.description.plain)
            rows = preview_words(act.preview, words, act.milestone).rows
            for row in rows:
                yield from (row.label, row.you.plain, row.other.plain)
