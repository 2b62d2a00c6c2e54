"""What the words are tested on: stories of every kind of ending, told to each side and to an outsider."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache

from parley.core.order.messages import AnyEvent, Channel, ContactDeclared
from parley.core.order.state import Stage
from parley.core.order.terms import ClauseKey
from parley.core.parties import Role
from parley.core.policies import ONE_TO_ONE, ORDER_PAGE
from parley.words.telling import Telling
from tests import asks
from tests.asks import CLIENT, FREELANCER
from tests.deals import Deal, deal, said
from tests.given import Story, agreed, delivered, given, in_stage, offered, working
from tests.words.aside import stories_aside
from tests.words.cases import stories_of_banks, stories_of_cases
from tests.words.early_ends import stories_of_change

ZONE = "Europe/Berlin"
NAMES: Mapping[int, str] = {1: "Moodboard", 2: "Logo drafts", 3: "Final files"}
VIEWERS: tuple[Role | None, ...] = (CLIENT, FREELANCER, None, Role.MEDIATOR)
OUTSIDERS: tuple[Role | None, ...] = (None, Role.MEDIATOR, Role.OPERATOR)
"""Readers who are never called "you" in what happened."""


def telling(viewer: Role | None, now: datetime, zone: str = ZONE) -> Telling:
    return Telling(viewer, "Marc", "Ana", NAMES, zone, now)


def rich() -> Deal:
    """Three milestones, a deposit, a brief, two scope items each."""
    return deal(3, price=300_00, deposit=60_00, asks_brief=True, items=2)


@cache
def stories() -> Mapping[str, Story]:
    """Stories that bring every kind of event."""
    contested = delivered().when(asks.request(asks.change())).when(asks.answer(asks.outside()))
    stages = {stage.value: in_stage(stage) for stage in Stage}
    return {
        **stages,
        "countered": offered()
        .when(asks.counter(deal(price=200_00)))
        .when(asks.note(ClauseKey.MONEY))
        .when(asks.withdraw(CLIENT)),
        "declined": offered().when(asks.decline("Not now")),
        "expired": offered().waits_for_the_end(),
        "invited": _invited(),
        "rich": _rich(),
        "no_brief": agreed(rich()).when(asks.fund()).waits_for_the_end(),
        "brief_skipped": agreed(rich()).when(asks.fund()).when(asks.skip_brief()).when(asks.deliver()),
        "replaced": delivered().when(asks.deliver_again()).when(asks.contact()).when(asks.message(FREELANCER)),
        "noticed_by_freelancer": _noticed_early(),
        "notice_answered": in_stage(Stage.NOTICED).when(asks.message(CLIENT)),
        "contested": contested,
        "contested_twice": contested.when(asks.request(asks.change())).when(asks.answer(asks.outside())),
        "answered": delivered(rich())
        .when(asks.request(asks.change(), asks.change(item=2), asks.new()))
        .when(asks.answer(asks.will_do(1), asks.outside(2), asks.priced(3, deal(price=1).terms.price))),
        "long_stop": _long_stop(),
        "order_page": delivered(deal(policy=ORDER_PAGE)).waits_for_the_end(),
        "up_front": working(deal(3, ONE_TO_ONE, price=300_00)).waits_for_the_end(),
        "silent": delivered(rich()).waits_for_the_end(),
        "offered": offered(),
        "noted": offered().when(asks.note(ClauseKey.REVIEW)),
        "page_delivered": delivered(deal(policy=ORDER_PAGE)),
        "deposit_paid": working(rich()),
        "opened": delivered().when(asks.open_files()),
        "no_rounds": delivered(deal().but(rounds=0)),
        "tried_once": delivered().when(asks.message(FREELANCER), hours=24).waits(hours=60),
        "tried_twice": _tried_twice(),
        "deposit_waits": agreed(rich()).when(asks.fund()),
        "extra": delivered().when(asks.request(asks.new(), asks.new("And another"))),
        "defects": delivered().when(asks.request(asks.defect())),
        "prepaid": working(deal(3, ONE_TO_ONE, price=300_00)),
        "no_fee": delivered(deal(fee_basis_points=0)).when(asks.accept()),
        **stories_of_change(),
        **stories_aside(),
        **stories_of_cases(),
        **stories_of_banks(),
    }


def every_event() -> Iterator[tuple[AnyEvent, Story]]:
    """Each event of all stories, with its story; and the channels that the stories leave out."""
    for story in stories().values():
        for event in story.history:
            yield event, story
    story = in_stage(Stage.DELIVERED)
    for channel in Channel:
        yield ContactDeclared(at=story.at, by=FREELANCER, milestone=1, channel=channel, note=said("a note")), story


def _invited() -> Story:
    return given().when(asks.make_offer(client=None)).when(asks.join("somebody")).when(asks.accept_offer())


def _rich() -> Story:
    """A brief, a delivery that is opened and accepted in two steps, and the next milestone funded."""
    story = delivered(rich()).when(asks.open_files()).when(asks.accept_items(1)).when(asks.accept())
    return story.when(asks.fund(2))


def _tried_twice() -> Story:
    story = delivered().when(asks.message(FREELANCER), hours=24).when(asks.message(FREELANCER), hours=30)
    return story.waits(hours=24)


def _noticed_early() -> Story:
    return _tried_twice().when(asks.notice())


def _long_stop() -> Story:
    """Rounds and defects that are used until the longest time is over."""
    story = delivered()
    for wish in (asks.change(), asks.change(), asks.defect()):
        story = story.when(asks.request(wish), days=6).when(asks.redeliver(), days=15)
    return story.waits_for_the_end()
