"""Two orders from beginning to end, as the two people in them would tell it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from parley.core.calendar import Calendar
from parley.core.deadlines import deadlines_for
from parley.core.order.clock import DeadlineKind
from parley.core.order.messages import (
    Accepted,
    Briefed,
    CaseOpened,
    Cleared,
    Delivered,
    DepositPaid,
    ExtraAsked,
    FilesOpened,
    Funded,
    MarkedComplete,
    MessageSent,
    NoticeSent,
    Nudged,
    OfferAccepted,
    OfferCountered,
    ProposalLapsed,
    ProposalMade,
    Redelivered,
    Released,
    RequestAnswered,
    RevisionRequested,
    Unlocked,
    WorkStarted,
)
from parley.core.order.refusals import Code
from parley.core.order.requests import AnswerKind
from parley.core.order.state import OrderStage, Stage
from parley.core.order.terms import ClauseKey
from parley.core.order.turns import turns
from parley.core.policies import ONE_TO_ONE
from tests.asks import (
    CLIENT,
    FREELANCER,
    accept,
    accept_offer,
    answer,
    brief,
    change,
    counter,
    defect,
    deliver,
    fund,
    message,
    new,
    note,
    notice,
    open_files,
    outside,
    priced,
    redeliver,
    request,
    run_out,
    will_do,
)
from tests.deals import MONDAY, deal, eur, file
from tests.given import Story, offered, working


def test_a_delivery_sent_back_with_three_things_one_of_them_new() -> None:
    """A logo of two items. Two things are sent back and one is new; each is answered for itself, and all ends well."""
    logo = deal(price=600_00, items=2, item_prices=(450_00, 150_00), asks_brief=True, fee_basis_points=500)

    story = offered(logo, at=MONDAY).when(note(ClauseKey.CHANGES, "Three rounds, please", agreed=[ClauseKey.MONEY]))
    assert turns(story.order) == {FREELANCER}
    three_rounds = logo.but(rounds=3)
    story = story.when(counter(three_rounds, by=FREELANCER), hours=2).then(OfferCountered)
    assert story.order.offer.ticks == {"money": story.order.offer.ticks["money"]}
    story = story.when(accept_offer(), hours=1).then(OfferAccepted, Unlocked)

    story = story.when(fund(), days=1).stands(Stage.FUNDED)
    story = story.when(brief("The name is Ada & Sons"), hours=3).then(Briefed, WorkStarted)
    story = story.when(deliver(words="Both versions are in"), days=4).then(Delivered)
    assert turns(story.order) == {CLIENT}
    story = story.when(open_files(), hours=1).then(FilesOpened)

    story = story.when(
        request(
            defect("The small version is not readable at 16 pixels", item=2),
            change("A warmer red", item=1),
            new("And an animated version"),
        ),
        days=1,
    ).then(RevisionRequested)
    assert story.milestone().rounds_used == 1
    assert turns(story.order) == {FREELANCER}

    story = story.when(
        answer(will_do(1, 60), outside(2, "Clause 1 names this red"), priced(3, eur(180_00), 300)), hours=5
    ).then(RequestAnswered, ProposalMade)
    open_request = story.milestone().request
    assert open_request is not None
    kinds = [given_answer.kind for given_answer in open_request.answers]
    assert kinds == [AnswerKind.WILL_DO, AnswerKind.OUTSIDE, AnswerKind.PRICE]
    assert open_request.promised() == (1,)

    story = story.when(redeliver(1, file(item=2, version="second"), done=[1]), days=1).then(Redelivered)
    assert [one.sha256 for one in story.milestone().files_now()] == [
        file(item=1).sha256,
        file(item=2, version="second").sha256,
    ]
    story = story.when(request(new("The animated version then, as an extra"))).then(ExtraAsked).stands(Stage.DELIVERED)
    story = story.when(open_files()).when(accept(), days=1).then(ProposalLapsed, Accepted, Released)
    assert story.the(Accepted).opened
    assert story.order.stage is OrderStage.CLOSED
    assert story.books() == {"client": -600_00, "pending": 570_00, "fee": 30_00}
    cleared = story.waits(days=5).then(ProposalLapsed, Cleared)
    assert cleared.books() == {"client": -600_00, "available": 570_00, "fee": 30_00}
    assert not deadlines_for(cleared.order)


EASTER = Calendar("Europe/Berlin", rest_days=(date(2026, 4, 3), date(2026, 4, 6)), source="made for this story")


def three_releases() -> Story:
    """All paid up front with a deposit; the first two milestones are accepted, and the last is delivered on a Friday."""
    the = deal(3, ONE_TO_ONE, price=1_000_00, calendar=EASTER, due_on=date(2026, 3, 20))
    story = working(the, at=MONDAY)
    assert story.books() == {"client": -3_000_00, "hold": 2_800_00, "pending": 190_00, "fee": 10_00}
    assert [type(event) for event in story.history].count(Funded) == 3
    for number in (1, 2):
        story = story.when(deliver(number), days=3).when(accept(number), days=2)
        assert story.stage(number + 1) is Stage.WORKING
    friday = datetime(2026, 3, 27, 9, 0, tzinfo=UTC)
    return story.when(deliver(3, words="The final files"), at=friday)


def test_a_client_who_falls_silent_after_the_final_files() -> None:
    story = three_releases().stands(Stage.RELEASED, Stage.RELEASED, Stage.DELIVERED)
    assert story.brought[-1].at == datetime(2026, 3, 27, 9, 0, tzinfo=UTC)
    assert [type(event) for event in story.history].count(DepositPaid) == 1

    story.when(notice(3)).then(Code.TOO_EARLY)
    story = story.when(message(FREELANCER, "Here are the final files"), hours=1).then(MessageSent)
    story.when(notice(3), hours=71).then(Nudged, Code.CONTACTS_TOO_FEW)
    story = story.when(message(FREELANCER, "Did they reach you?"), hours=30).then(MessageSent)
    # The clocks went forward on Sunday: 72 hours after Friday, ten in Berlin, it is eleven there.
    ready = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)
    story.when(notice(3), at=ready - timedelta(minutes=1)).then(Nudged, Code.TOO_EARLY)

    story = story.when(notice(3, "Please look at them"), at=datetime(2026, 3, 31, 8, 0, tzinfo=UTC))
    story.then(Nudged, NoticeSent)
    assert story.the(NoticeSent).by is FREELANCER
    assert story.the(NoticeSent).ends_at == datetime(2026, 4, 2, 8, 0, tzinfo=UTC)

    story = story.waits(until=datetime(2026, 4, 2, 8, 0, tzinfo=UTC)).then(MarkedComplete)
    # Thursday. Good Friday, the weekend and Easter Monday do not count: Tuesday is the first, Monday the 13th the fifth.
    release_at = datetime(2026, 4, 13, 8, 0, tzinfo=UTC)
    assert story.the(MarkedComplete).release_at == release_at
    assert turns(story.order) == {CLIENT}

    story.waits(until=release_at - timedelta(seconds=1)).then().stands(Stage.RELEASED, Stage.RELEASED, Stage.MARKED)
    story = story.waits(until=release_at).stands(Stage.RELEASED, Stage.RELEASED, Stage.RELEASED)
    released = story.the(Released)
    assert (released.milestone, released.to_freelancer, released.fee) == (3, eur(950_00), eur(50_00))
    assert released.cause == "silence"
    assert story.order.stage is OrderStage.CLOSED

    story.when(run_out(DeadlineKind.RELEASE, 3)).then(Code.NOT_DUE)
    story.when(request(change(), number=3), minutes=3).then(Code.NOT_NOW)
    story.when(accept(3)).then(Code.NOT_NOW)
    assert [event.milestone for event in story.history if isinstance(event, Released)] == [1, 2, 3]

    cleared = story.waits(until=datetime(2026, 4, 18, 8, 0, tzinfo=UTC)).then(Cleared)
    assert cleared.books() == {"client": -3_000_00, "available": 2_850_00, "fee": 150_00}
    assert not deadlines_for(cleared.order)
    assert not [event for event in cleared.history if isinstance(event, CaseOpened)]


def test_the_silent_client_comes_back_in_time() -> None:
    """The same story, but on the last evening she writes what misses the test: that counts."""
    story = three_releases()
    story = story.when(message(FREELANCER), hours=1).when(message(FREELANCER), hours=30)
    story = story.when(notice(3), at=datetime(2026, 3, 31, 8, 0, tzinfo=UTC)).waits(hours=48)
    story = story.when(request(defect(), number=3), at=datetime(2026, 4, 12, 20, 0, tzinfo=UTC)).then(RevisionRequested)
    story.stands(Stage.RELEASED, Stage.RELEASED, Stage.REVISING)
    assert story.books()["hold"] == 1_000_00
