"""What holds for every old article, however damaged or hostile: no word goes unsaid, and once is enough."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.help.importing.article import import_article, slug_of
from parley.help.importing.draft import Refused
from parley.help.importing.tidying import cleaned
from parley.help.importing.wording import furniture_in, wording
from parley.prose import LANGUAGES
from tests.help.old_articles import (
    FILES,
    OLD,
    SENTENCE,
    article_of,
    imported,
    letters_in,
    outcome,
    words_in,
    words_of,
)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".txt")])
def test_no_word_goes_that_the_report_does_not_name(name: str) -> None:
    lost = words_in((OLD / name).read_text("utf-8")) - words_of(imported(name))
    assert not lost


@pytest.mark.parametrize("name", FILES)
def test_a_clean_article_stays_as_it_is(name: str) -> None:
    first = imported(name)
    again = import_article(first.markdown.encode(), f"{first.slug}.md")
    assert (again.markdown, again.changes, again.is_ours) == (first.markdown, (), True)


@pytest.mark.parametrize("name", FILES)
def test_mending_what_is_mended_changes_nothing(name: str) -> None:
    """Without the front matter, so that all is read and judged again."""
    first = imported(name)
    body = first.markdown.partition("+++\n\n")[2]
    again = import_article(body.encode(), "again.md", first.language)
    assert again.markdown.partition("+++\n\n")[2] == body
    assert not [change for change in again.changes if change.is_removal]


LINES = st.one_of(
    st.sampled_from(
        [
            *(
                "-",
                "",
                "",
                "1. Keep calm",
                "2. Look again",
                "3. Send it",
                "Note: keep the bill.",
                "Dear client:",
                "Thanks!",
            ),
            *(
                "- Open the page.",
                "* Press *the* [button](x).",
                "  1. Fold it",
                "    Like this.",
                "> Said he.",
                "## A part",
            ),
            *(
                "The client may wait.And you may ask. -",
                "The client may wait. - You may ask for a day.",
                "Was this helpful?",
            ),
            *(
                "{{ review_days }} days",
                "a_b *c* <i> &amp; \\ `x`",
                "# Top",
                "+++",
                "12) twelve",
                "Lonely line here",
                SENTENCE,
            ),
        ]
    ),
    st.text(st.characters(codec="utf-8"), max_size=60),
)
DAMAGED = st.lists(LINES, max_size=14).map("\n".join)


@settings(max_examples=120, deadline=None)
@given(DAMAGED)
def test_whatever_is_in_a_text_no_word_is_lost_and_a_second_time_changes_nothing(text: str) -> None:
    try:
        first = import_article(text.encode("utf-8", "replace"), "a.txt", "en")
    except Refused:
        return
    assert not letters_in(Counter({cleaned(text): 1})) - letters_in(words_of(first))
    body = first.markdown.partition("+++\n\n")[2]
    if body:
        assert import_article(body.encode(), "a.md", "en").markdown.partition("+++\n\n")[2] == body


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *(
                    "<p>",
                    "</p>",
                    "<ul>",
                    "</ul>",
                    "<ol start=3>",
                    "<li>",
                    "</li>",
                    "<h2>",
                    "</h2>",
                    "<br>",
                    "<td>",
                    "<nav>",
                ),
                *(
                    "</nav>",
                    "<!--",
                    "-->",
                    "<script>",
                    "</script>",
                    "<",
                    ">",
                    "<a href='x",
                    "&amp;",
                    "&#x;",
                    "<title>",
                    "<b>",
                ),
                *("</b>", "<blockquote>", "<pre>", "</pre>", "<![CDATA[", "<?", "</", '<p title="a>b">', SENTENCE),
            ]
        ),
        st.text(max_size=20),
    ),
    max_size=30,
).map("".join)


@settings(max_examples=120, deadline=None)
@given(PIECES)
def test_whatever_is_in_a_page_there_is_an_article_or_a_refusal(page: str) -> None:
    try:
        found = import_article(page.encode("utf-8", "replace"), "a.html", "en")
    except Refused:
        return
    assert article_of(found).language == "en"


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000 + f"<p>{SENTENCE}</p>" + "</p>" * 20_000,
        f"<p>{SENTENCE}</p><p>More.</p>" + "<!--" * 100_000,
        f"<p>{SENTENCE}</p><p>More.</p>" + "<ul><li>" * 20_000,
        f"<p>{SENTENCE}</p><p>More.</p>" + "<a b='" * 100_000,
        f"<p>{SENTENCE}</p><p>More.</p>" + "<script>" * 100_000,
        f"<p>{SENTENCE}</p><p>More.</p>&#" + "9" * 100_000 + ";",
        f"<p>{SENTENCE}</p>" * 20_000,
    ],
)
def test_hostile_pages_take_little_time(page: str) -> None:
    """Each would take minutes if time grew with the square of the page."""
    start = time.monotonic()
    said = outcome(page)
    assert SENTENCE[:20] in said or "longer than" in said
    assert time.monotonic() - start < 20


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "nothing stands in it"),
        (b"\x00\x01\x02\x03" * 100, "no text"),
        (b"a" * 16_000_001, "larger than"),
        (b"word " * 100_000, "longer than"),
        ("这是一篇关于包裹的旧文章，没有人知道它。".encode(), "none of our languages"),
        (b"+++\ntitle = 1\n+++\n", "begins like an article of ours"),
        (b"<p></p><p></p><p></p>", "languages"),
    ],
)
def test_what_gives_no_article_is_refused_in_words(raw: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        import_article(raw, "a.txt")


def test_a_file_name_gives_an_address() -> None:
    assert [slug_of(stem) for stem in ("Été à Paris", "Дом", "--a__b--")] == ["ete-a-paris", "article", "a-b"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_same_kinds_of_words(language: str) -> None:
    words = wording(language)
    assert words.step
    assert words.notes
    assert words.greetings
    assert words.thanks
    assert {"vote", "share", "contact", "cookies", "more", "menu", "picture"} == set(words.furniture)


@pytest.mark.parametrize(
    "said",
    [
        "Read more about this in the rules before you answer.",
        "Ask whether this article was helpful, and listen.",
        "No client has to answer within a day.",
        "Share the file with your client only.",
    ],
)
def test_a_sentence_that_speaks_of_such_things_is_no_furniture(said: str) -> None:
    assert furniture_in(said) == ""
