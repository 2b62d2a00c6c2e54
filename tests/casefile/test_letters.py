"""The list of what the fonts of the PDF can draw: everything on it is set, and what is not on it is named."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from parley.casefile.paper.letters import CLOSE, OPEN, drawn, in_line, letters, shown
from parley.casefile.paper.model import Facts, Paper, Paragraph, Quote, Section
from parley.casefile.paper.pdf import as_pdf
from parley.words.sentence import Sentence, strong
from tests.casefile.papers import letters_in

MARKS = {"Mn", "Mc", "Me"}


def paper(*words: str) -> Paper:
    blocks = [Quote(one) for one in words]
    bold = [Paragraph(Sentence((strong(one),))) for one in words]
    return Paper(
        language="en",
        at=datetime(2026, 6, 17, tzinfo=UTC),
        title="A paper",
        subject=Quote("A subject"),
        reference="Paper 1",
        contents="Contents",
        page="{page} of {pages}",
        missing="{count} more",
        missing_note="Some are missing.",
        facts=Facts(()),
        intro=(),
        sections=(Section("all", "All", (*blocks, *bold)),),
    )


def test_every_listed_letter_is_drawn_alone_and_bold() -> None:
    listed = sorted({chr(code) for family in letters().values() for code in family})
    composed = [one for one in listed if unicodedata.normalize("NFC", one) == one]
    alone = [one for one in composed if unicodedata.category(one) not in MARKS and one not in {OPEN, CLOSE}]
    assert len(alone) > 4_000
    words = " ".join(alone)
    as_pdf(paper(words))
    assert len(drawn(words, lambda count: f"{count} missing")) == len(words)


def test_scripts_that_are_promised_are_there() -> None:
    for words in (
        "Съешь ещё этих мягких французских булок",
        "نص حكيم له سر قاطع وذو شأن عظيم",
        "דג סקרן שט בים מאוכזב",
        "Ξεσκεπάζω τὴν ψυχοφθόρα",
        "Zażółć gęślą jaźń, œuvre, ñandú, ĳs",
        "€ £ ₽ ₴ ₺ ¥ − × ÷ → ✓ … «»„“‘’",
    ):
        assert drawn(words, str) == unicodedata.normalize("NFC", words)


def test_what_is_not_there_is_named_or_counted() -> None:
    assert drawn("a你b", str) == "a[U+4F60]b"
    assert drawn("你" * 20, lambda count: f"{count} of them") == "[20 of them]"
    assert drawn("\u0301", str) == "[U+0301]"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_any_text_at_all_can_be_set(words: list[str]) -> None:
    as_pdf(paper(*map(shown, words)))


@given(st.text())
def test_what_is_shown_steers_nothing_and_loses_nothing(words: str) -> None:
    told = shown(words)
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(told)
    assert shown(told) == told
    assert in_line(words).count(OPEN) == in_line(words).count(CLOSE) <= 1


def test_a_hash_is_copied_as_it_is() -> None:
    assert "\u200b" not in letters_in(as_pdf(paper("ab" * 10)))
