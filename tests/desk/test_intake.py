"""What comes in at the door: any text a browser can send is kept as it was meant, and no text breaks anything."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.core.order.messages import SendMessage
from parley.core.order.refusals import Code, Refusal
from parley.core.texts import LONGEST_MESSAGE
from parley.desk.intake import new_id, text
from parley.desk.receipts import Receipt
from parley.desk.submit import submit
from parley.store.queries import texts_of
from tests.asks import CLIENT
from tests.deals import MONDAY
from tests.desk.given_orders import MINUTE, agreed, assert_sound, everything

LATER = MONDAY + MINUTE
on_disk = pytest.mark.django_db(transaction=True)

KEPT_AS_THEY_ARE = {
    "emoji": "👩‍👩‍👧‍👦 fits 🇪🇸",
    "arabic": "مرحبا، هل أنت بخير؟",
    "hebrew with marks": "\u200fשלום\u200f, 5 €",
    "direction marks": "a\u202eb\u202cc",
    "combining": "Z̸a̸l̸g̸o̸",
    "html": "<script>alert(1)</script> & <b>",
    "sql": "'; DROP TABLE orders; --",
    "template": "{{ settings.SECRET_KEY }} {% debug %} %s {0}",
    "tabs and lines": "one\n\ttwo\n\nthree",
    "astral": "𝒜𝓃𝒶 𐍈",
}


@on_disk
@pytest.mark.parametrize("words", KEPT_AS_THEY_ARE.values(), ids=KEPT_AS_THEY_ARE.keys())
def test_what_people_write_is_kept_as_it_is(words: str) -> None:
    [order_id] = agreed()
    said = text(words, "es")
    [receipt] = submit([SendMessage(order_id=order_id, id=new_id(), by=CLIENT, text=said)], LATER)
    assert isinstance(receipt, Receipt)
    assert texts_of(order_id)[said.commitment].body == unicodedata.normalize("NFC", words)
    assert_sound([order_id])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("nul\0byte", "nulbyte"),
        ("bell\x07 escape\x1b[31m", "bell escape[31m"),
        ("half \ud83d a pair \ude00", "half  a pair "),
        ("  around  \n", "around"),
        ("e\u0301", "é"),
        ("e\0\u0301", "é"),
        ("\0\0", ""),
        ("\ud800", ""),
    ],
    ids=[
        "line ends",
        "nul",
        "control",
        "surrogates",
        "spaces",
        "composed",
        "composed over a nul",
        "only nul",
        "only half a pair",
    ],
)
def test_what_no_database_holds_is_taken_out(typed: str, kept: str) -> None:
    assert text(typed).words == kept.strip()


@settings(max_examples=200)
@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=40))
def test_any_text_at_all_can_be_kept(typed: str) -> None:
    """With half pairs, unassigned characters and controls: what is left is text, and reading it again changes nothing."""
    words = text(typed).words
    words.encode()
    assert not any(unicodedata.category(one) in ("Cc", "Cs") for one in words if one not in "\n\t")
    assert words == unicodedata.normalize("NFC", words)
    assert text(words).words == words


@on_disk
@pytest.mark.parametrize("typed", ["", " \n\t ", "\0", "\ud800", "\u2028"], ids=repr)
def test_a_message_without_words_is_refused(typed: str) -> None:
    [order_id] = agreed()
    [refused] = submit([SendMessage(order_id=order_id, id=new_id(), by=CLIENT, text=text(typed))], LATER)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.TEXT_MISSING


@on_disk
@pytest.mark.parametrize("letter", ["x", "ж", "🦊"])
def test_fifty_thousand_characters_are_refused_with_the_limit(letter: str) -> None:
    [order_id] = agreed()
    before = everything()
    [refused] = submit([SendMessage(order_id=order_id, id=new_id(), by=CLIENT, text=text(letter * 50_000))], LATER)
    assert isinstance(refused, Refusal)
    assert refused.facts == {"longest": LONGEST_MESSAGE, "length": 50_000}
    assert everything() == before


@on_disk
def test_the_longest_message_goes_through_whole() -> None:
    [order_id] = agreed()
    said = text("🦊" * LONGEST_MESSAGE)
    [receipt] = submit([SendMessage(order_id=order_id, id=new_id(), by=CLIENT, text=said)], LATER)
    assert isinstance(receipt, Receipt)
    assert texts_of(order_id)[said.commitment].body == "🦊" * LONGEST_MESSAGE


def test_the_same_words_never_look_the_same_twice() -> None:
    """Somebody who guesses the words must not be able to check the guess against an event."""
    assert len({text("yes").commitment for _ in range(50)}) == 50


def test_ids_that_are_made_later_sort_later() -> None:
    made = [new_id() for _ in range(500)]
    assert made == sorted(made)
    assert len(set(made)) == 500
