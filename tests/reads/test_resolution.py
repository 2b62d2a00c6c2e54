"""What the record tells of requests, questions and proposals: paired as they belong together."""

from __future__ import annotations

from parley.core.order.state import ProposalKind
from parley.core.parties import Role
from parley.reads.resolution import Became, exchanges, proposals, questions
from tests import asks
from tests.asks import CLIENT, FREELANCER
from tests.asks_aside import ask_extra, offer_extra
from tests.asks_of_cases import open_case, propose_split
from tests.deals import deal, eur, said
from tests.given import Story, delivered, working


def outcomes(story: Story) -> list[tuple[ProposalKind, Became]]:
    found = proposals(story.history, story.order.milestone(1))
    return [(one.proposal.kind, one.became) for one in found]


def twice_asked() -> Story:
    first = delivered(deal(items=2)).when(asks.request(asks.defect("First", 1), asks.change("Second", 2)))
    answered = first.when(asks.answer(asks.will_do(1, 30), asks.will_do(2)))
    again = answered.when(asks.redeliver(done=[1], explained={2: "It is so already"}))
    return again.when(asks.request(asks.defect("Third", 2)))


def test_each_wish_keeps_its_own_answer_and_what_came_of_it() -> None:
    story = twice_asked()
    first, second, third = exchanges(story.history, story.order.milestone(1))
    assert (first.request, second.request, third.request) == (1, 1, 2)
    assert (first.is_done, first.explained, first.is_open) == (True, None, False)
    assert (second.is_done, second.explained) == (False, said("It is so already"))
    assert (third.answer, third.is_done, third.is_open) == (None, None, True)
    assert first.answer is not None
    assert first.answer.effort_minutes == 30


def test_a_wish_for_something_new_alone_is_no_request() -> None:
    story = twice_asked().when(asks.answer(asks.outside(1))).when(asks.request(asks.new("A poster")))
    found = exchanges(story.history, story.order.milestone(1))
    assert [one.request for one in found] == [1, 1, 2, 0]
    assert found[2].answer is not None
    assert found[3].is_open


def test_an_answer_to_a_request_is_none_to_a_wish_that_came_before_it() -> None:
    wish = delivered(deal(items=2)).when(asks.request(asks.new("A poster")))
    story = wish.when(asks.request(asks.defect("First", 1))).when(asks.answer(asks.will_do(1)))
    poster, first = exchanges(story.history, story.order.milestone(1))
    assert poster.answer is None
    assert first.answer is not None


def test_the_open_request_is_known_where_its_event_is_not_read() -> None:
    story = delivered(deal(items=2)).when(asks.request(asks.defect("First", 1))).when(asks.answer(asks.will_do(1)))
    [known] = exchanges([], story.order.milestone(1))
    assert known.is_open
    assert known.answer is not None
    assert exchanges([], delivered().order.milestone(1)) == ()


def test_questions_have_their_answers_and_tell_when_none_came() -> None:
    asked = working().when(asks.ask_client("Which logo?"))
    [open_one] = questions(asked.history, 1)
    assert open_one.is_open
    [answered] = questions(asked.when(asks.answer_question("The second")).history, 1)
    assert (answered.question, answered.answer) == (said("Which logo?"), said("The second"))
    left = delivered().when(asks.request(asks.change())).when(asks.ask_clarify()).waits(days=6)
    [lapsed] = questions(left.history, 1)
    assert lapsed.about_request
    assert lapsed.lapsed_at is not None
    assert questions(left.history, 2) == ()


def test_every_proposal_is_told_with_what_became_of_it() -> None:
    story = delivered().when(asks.propose_refund(eur(10_00))).when(asks.decline_proposal(CLIENT, words="No"))
    story = story.when(asks.propose_refund(eur(5_00))).when(asks.withdraw_proposal())
    story = story.when(asks.propose_refund(eur(4_00))).when(asks.accept_proposal())
    story = story.when(asks.propose_cancel(eur(40_00))).waits(days=3)
    story = story.when(ask_extra()).when(offer_extra(eur(20_00)))
    assert outcomes(story) == [
        (ProposalKind.REFUND, Became.DECLINED),
        (ProposalKind.REFUND, Became.WITHDRAWN),
        (ProposalKind.REFUND, Became.ACCEPTED),
        (ProposalKind.CANCEL, Became.LAPSED),
        (ProposalKind.WISH, Became.OFFERED),
        (ProposalKind.EXTRA, Became.OPEN),
    ]
    declined = proposals(story.history, story.order.milestone(1))[0]
    assert (declined.by, declined.reason) == (Role.CLIENT, said("No"))


def test_what_a_case_overtakes_is_not_told_as_answered() -> None:
    story = delivered().when(ask_extra()).when(asks.propose_refund(eur(4_00))).when(open_case())
    story = story.when(propose_split(eur(50_00), FREELANCER))
    assert outcomes(story) == [
        (ProposalKind.WISH, Became.OVERTAKEN),
        (ProposalKind.REFUND, Became.OVERTAKEN),
        (ProposalKind.SPLIT, Became.OPEN),
    ]
    found = proposals(story.history, story.order.milestone(1))
    assert found[0].ended_at is not None
    assert found[2].ended_at is None


def test_silence_may_be_a_yes() -> None:
    story = working().when(asks.propose_extension()).waits(days=3)
    assert outcomes(story) == [(ProposalKind.EXTENSION, Became.BY_SILENCE)]
