"""The language that rules are written in."""

from __future__ import annotations

import pytest

from parley.prose.patterns import BadPattern, Index, Lists, Match, Pattern
from parley.prose.tokens import read

LISTS = {"you": ["you", "u"], "answer": ["answer*", "get back"], "not": ["not", "never"]}


def matches(pattern: str, text: str) -> list[Match]:
    index = Index(Lists(LISTS))
    index.file("x", pattern)
    return [match for sentence in read(text).sentences for match in index.matches(sentence)]


@pytest.mark.parametrize(
    ("pattern", "fits", "fails"),
    [
        ("never", "I NEVER did", "I did"),
        ("answer*", "no answers here", "no answ"),
        ("you|they never", "they never do", "we never do"),
        ("<you> never <answer>", "u never get back", "u never get away"),
        ("you .. answer", "you do not ever answer", "you do not ever want to answer"),
        ("you ..1 answer", "you never answer", "you do not answer"),
        ("you really? never", "you never", "you surely never"),
        ("you !<not> answer", "you answer", "you never answer"),
        ("^ never", "Never again", "I never"),
        ("never $", "You never.", "You never do."),
        ("you answer @question", "Will you answer?", "Will you answer."),
        ("pay @number @money?", "pay 300 €", "pay later"),
        ("@mail", "write to a.b@c.example", "write to me"),
        ("@phone", "call +31 6 1234 5678", "call 12"),
        ("@question", "Really?", "Really!"),
    ],
)
def test_an_element_means_what_the_page_says(pattern: str, fits: str, fails: str) -> None:
    assert matches(pattern, fits)
    assert not matches(pattern, fails)


def test_a_match_never_leaves_its_sentence() -> None:
    assert not matches("you .. answer", "I like you. Answer me.")


def test_a_match_tells_its_words() -> None:
    assert matches("<you> never <answer>", "Well, you never get back.") == [Match("x", 1, 5)]


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        ".. you",
        "you? never",
        "!<not> you",
        "<nobody> never",
        "a* b",
        "you ..99 never",
        "@nothing",
        "ab)c",
        "you ..0 x",
    ],
)
def test_a_pattern_that_cannot_be_read_says_why(pattern: str) -> None:
    with pytest.raises(BadPattern):
        _ = Pattern(pattern, Lists(LISTS)).elements
