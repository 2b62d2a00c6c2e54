"""One open answer a freelancer, and the end that an accepted one brings."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parley.board.answers import answers_of, are_over, give_up, is_agreed, open_answers, take_place
from parley.board.listing import Wanted, look
from parley.board.models import Brief, BriefAnswer, Stage
from parley.board.posting import close
from parley.desk.intake import new_id
from tests.board.posted import NOON, person, posted
from tests.board.test_posting import code_of

pytestmark = [pytest.mark.both_engines, pytest.mark.django_db]


def test_one_open_answer_each() -> None:
    brief, lev, order_id = posted(person()), person("Lev"), new_id()
    for _again in range(2):
        take_place(brief.id, lev, order_id, NOON)
    assert code_of(lambda: take_place(brief.id, lev, new_id(), NOON)) == "answer.open"
    take_place(brief.id, person("Mia"), new_id(), NOON)
    assert len(answers_of(brief)) == 2
    assert [one.order_id for one in open_answers(brief.id, lev)] == [order_id]
    assert look(Wanted(), NOON).briefs[0].offers == 2


def test_after_a_declined_offer_another_may_come() -> None:
    brief, lev, order_id = posted(person()), person("Lev"), new_id()
    take_place(brief.id, lev, order_id, NOON)
    are_over([order_id])
    take_place(brief.id, lev, new_id(), NOON)
    assert BriefAnswer.objects.count() == 2


def test_what_was_not_made_leaves_nothing() -> None:
    brief, order_id = posted(person()), new_id()
    take_place(brief.id, person("Lev"), order_id, NOON)
    give_up(order_id)
    take_place(brief.id, person("Lev"), new_id(), NOON)


def test_nobody_answers_their_own_brief_nor_one_that_is_not_open() -> None:
    brief, lev = posted(person()), person("Lev")
    assert code_of(lambda: take_place(brief.id, person(), new_id(), NOON)) == "answer.own"
    assert code_of(lambda: take_place(brief.id, lev, new_id(), NOON + timedelta(days=30))) == "answer.closed"
    assert code_of(lambda: take_place(new_id(), lev, new_id(), NOON)) == "answer.closed"
    close(person(), brief.id, NOON)
    assert code_of(lambda: take_place(brief.id, lev, new_id(), NOON)) == "answer.closed"


def test_an_accepted_offer_ends_the_brief() -> None:
    brief, order_id = posted(person()), new_id()
    take_place(brief.id, person("Lev"), order_id, NOON)
    assert not is_agreed(new_id(), NOON)
    assert Brief.objects.get().stage == Stage.PUBLISHED
    assert is_agreed(order_id, NOON)
    assert Brief.objects.get().stage == Stage.ANSWERED
    assert not look(Wanted(), NOON).briefs


def test_a_brief_that_its_author_closed_stays_closed() -> None:
    brief, order_id = posted(person()), new_id()
    take_place(brief.id, person("Lev"), order_id, NOON)
    close(person(), brief.id, NOON)
    is_agreed(order_id, NOON)
    assert Brief.objects.get().stage == Stage.CLOSED
