"""What is sealed or private stands on no page of the other side: not in the room, not on the page of an act, not in a
refusal, and of a sealed offer not even on the pages of whoever sealed it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from parley.web.orders.acts.addresses import PAGES
from tests.web.people import AT_ONCE, Deed, Visitor, in_stage, operator, present_deal

SUM, OTHER_SUM = "6137289.19", "1234567.89"
"""Long enough that no id or token of a page holds the digits by chance."""
PRIVATE = "A broken wrist and a long night"


def pages(deed: Deed) -> list[str]:
    """Every page of this order that there is."""
    return [
        deed.address,
        *(deed.act(name) for name in PAGES.values()),
        reverse("review", args=[deed.id]),
        "/desk",
        "/orders",
    ]


def read_by(visitor: Visitor, deed: Deed) -> str:
    found = [visitor.get(address, None) for address in pages(deed)]
    return "\n".join(one.content.decode() for one in found if one.status_code == 200)


def names_the_sum(words: str, sum_: str = SUM) -> bool:
    """As it was typed, as a page would write it, or as it is kept."""
    whole, cents = sum_.split(".")
    return any(one in words for one in (sum_, f"{int(whole):,}", whole + cents))


def sealed_between(client: Visitor, freelancer: Visitor) -> Deed:
    return in_stage("sealed", client, freelancer, present_deal(price=10_000_000_00, **AT_ONCE))


def seal(deed: Deed, visitor: Visitor, sum_: str = SUM) -> str:
    """The answer to the form, and where it leads."""
    answer = visitor.fill_in(visitor.look(deed.act("seal")), deed.act("seal"), {"bid": sum_})
    return answer.content.decode() + answer.headers.get("Location", "")


def test_a_sum_would_be_found_where_it_stood(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("case", marc, ana, present_deal(price=10_000_000_00, **AT_ONCE))
    ana.fill_in(ana.look(deed.act("settle")), deed.act("settle"), {"amount": SUM, "reason": "Fair"})
    assert names_the_sum(read_by(marc, deed))


def test_the_sum_of_a_sealed_offer_is_on_no_page_of_anybody(ana: Visitor, marc: Visitor) -> None:
    deed = sealed_between(marc, ana)
    answer = seal(deed, ana)
    for words in (answer, read_by(ana, deed), read_by(marc, deed), read_by(operator("Olga Petrova"), deed)):
        assert not names_the_sum(words)
    assert "Your offer is sealed" in ana.look(deed.address).text
    assert "Ana Ruiz has sealed an offer" in marc.look(deed.address).text


def test_the_sum_is_not_shown_again_when_the_form_comes_back(ana: Visitor, marc: Visitor) -> None:
    deed = sealed_between(marc, ana)
    page = ana.look(deed.act("seal"))
    for typed in ({"bid": f"9{SUM}"}, {"bid": f"{SUM}x"}, {"bid": SUM, "seen": "0"}):
        answer = ana.fill_in(page, deed.act("seal"), typed)
        assert answer.status_code in (409, 422)
        assert not names_the_sum(answer.content.decode())
    seal(deed, ana)
    again = ana.post(deed.act("seal"), bid=SUM).content.decode()
    assert "case.bid_sealed" in again
    assert not names_the_sum(again)


def test_two_sealed_offers_that_do_not_meet_stay_unknown(ana: Visitor, marc: Visitor) -> None:
    deed = sealed_between(marc, ana)
    seal(deed, ana)
    seal(deed, marc, OTHER_SUM)
    text = read_by(ana, deed) + read_by(marc, deed)
    assert "did not meet" in text
    assert "Round 2 of 3" in marc.look(deed.address).text
    assert not names_the_sum(text)
    assert not names_the_sum(text, OTHER_SUM)


@pytest.mark.parametrize("name", ["pause", "outreach"])
def test_private_words_are_for_their_writer_and_the_desk(ana: Visitor, marc: Visitor, name: str) -> None:
    deed = in_stage("delivered", marc, ana)
    typed = {"words": PRIVATE} | ({"reason": "illness"} if name == "pause" else {})
    ana.fill_in(ana.look(deed.act(name)), deed.act(name), typed)
    assert PRIVATE not in read_by(marc, deed)
    assert "erased" not in marc.look(deed.address).text
    assert PRIVATE in ana.look(deed.address).text
    assert PRIVATE in operator("Olga Petrova").look(deed.address).text
    if name == "pause":
        assert "The reason is an illness." in marc.look(deed.address).text


def test_a_review_is_read_by_nobody_else_before_both_are_there(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("released", marc, ana)
    at = reverse("review", args=[deed.id])
    marc.fill_in(marc.look(at), at, {"stars": "2", "words": PRIVATE})
    assert PRIVATE in marc.look(at).text
    assert PRIVATE not in read_by(ana, deed)
    assert PRIVATE not in read_by(operator("Olga Petrova"), deed)
    ana.fill_in(ana.look(at), at, {"stars": "5", "words": "Thank you"})
    assert PRIVATE in ana.look(at).text
