"""Letters in disguise are read as what they look like, and every letter knows its place in the draft."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.prose.folding import fold, fold_word


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("NÉVER", "never"),
        ("neeeever", "never"),
        ("ёлка", "елка"),
        ("s t u p i d thing", "stupid thing"),
        ("s.t.u.p.i.d", "stupid"),
        ("i am a b", "i am a b"),  # two single letters are no spaced-out word
        ("don’t", "don't"),
        ("n\u0336e\u0336v\u0336e\u0336r", "never"),
        ("nev\u200ber", "never"),
        ("\u202enever", "never"),
        ("idiоt", "idiot"),  # a Cyrillic o
        ("cука", "сука"),  # a Latin c
        ("ﬁne", "fine"),
        ("ｎｅｖｅｒ", "never"),
    ],
)
def test_a_word_is_read_through_its_disguise(written: str, read: str) -> None:
    assert fold(written).text == read


@given(st.text())
def test_every_letter_knows_where_it_came_from(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.places)
    assert all(0 <= place < len(text) for place in folded.places)
    assert folded.places == sorted(folded.places)


@given(st.text(alphabet=st.characters(categories=["L"]), max_size=20))
def test_a_folded_word_folds_to_itself(word: str) -> None:
    once = fold_word(word)
    assert fold_word(once) == once
