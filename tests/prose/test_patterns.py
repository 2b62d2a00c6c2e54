"""The language that rules are written in."""

from __future__ import annotations

import json

import pytest

from parley.prose.index import Index, Match
from parley.prose.patterns import BadPattern, Lists, Pattern
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


COMMON = {"you": 50, "never": 3, "answer": 5}


@pytest.mark.parametrize("common", [None, COMMON])
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You never answer, you never get back.", [("a", 0, 2), ("b", 0, 3), ("a", 3, 5), ("b", 3, 7)]),
        ("Do you ever answer?", [("ask", 0, 4), ("c", 1, 4)]),
        ("Nothing here.", []),
    ],
)
def test_an_index_finds_every_pattern_by_place(
    common: dict[str, int] | None, text: str, found: list[tuple[str, int, int]]
) -> None:
    """Wherever a pattern is filed, it is found at the same places."""
    lists = Lists(LISTS)
    index = Index(lists, common)
    for key, source in (
        ("a", "<you> never"),
        ("b", "<you> never <answer>"),
        ("c", "<you> ever <answer> @question"),
        ("ask", "@question"),
    ):
        index.file(key, source)
    again = Index.from_data(
        json.loads(json.dumps(index.as_data())), Lists.from_data(json.loads(json.dumps(lists.as_data())))
    )
    for one in (index, again):
        assert [tuple(match) for sentence in read(text).sentences for match in one.matches(sentence)] == found
