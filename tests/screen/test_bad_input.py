"""Whatever is posted: an answer with places that are in the brief, never an error, never slow."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.prose import LANGUAGES
from parley.screen.review import screen
from parley.screen.screening import TITLE, Verdict

ANYTHING = st.text(alphabet=st.characters(exclude_categories=()))


@given(title=ANYTHING, text=ANYTHING, language=st.sampled_from([None, "xx", *LANGUAGES]))
def test_there_is_always_an_answer_and_every_place_is_in_the_brief(title: str, text: str, language: str | None) -> None:
    answer = screen(title, text, language)
    assert (answer.verdict is Verdict.PASS) == (not answer.reasons)
    for one in answer.reasons:
        assert 0 <= one.start <= one.end <= len(title if one.where == TITLE else text)
        assert one.why


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "\x00\x01\x1b[31m", "\ud800 and \udfff", "\u202e\u2066", "👩‍👩‍👧‍👦🏳️‍🌈",
        "```\ncode", "h̸̡̪̯ͨ͊̽̅̾̎", "مرحبا بالعالم", "asdf jkl;", "?!?!", "\n\n\n",
    ],
)  # fmt: skip
def test_what_is_no_brief_is_not_blocked(text: str) -> None:
    assert screen(text, text).verdict is not Verdict.BLOCK


def steps(work: Callable[[], object]) -> int:
    """How many functions are called: time without a clock."""
    count = 0

    def called(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


PIECES = {
    "one sentence": "you receive money on your card and wallet, ",
    "many sentences": "you receive money on your card. ",
    "quotes": "“pay a fee of 3 euros” ",
    "handles": "@a.b_c ",
    "cyrillic": "сдай карту и кошелёк за 300, ",
    "letters": "a b c d e ",
    "tags": "<a <b> ",
}


@pytest.mark.parametrize("kind", PIECES)
def test_twice_the_text_is_twice_the_work(kind: str) -> None:
    def work_for(length: int) -> int:
        text = PIECES[kind] * (length // len(PIECES[kind]))
        return steps(lambda: screen("Job", text, "en"))

    work_for(1_000)  # what is read once and kept
    assert work_for(8_000) <= 2.4 * work_for(4_000)
