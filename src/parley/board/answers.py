"""Offers that answer a brief. The offer is an order like any other; here stands only which brief it answers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from parley.board.models import Brief, BriefAnswer, Stage
from parley.board.posting import end
from parley.people.models import Person

MOST_SHOWN = 50
"""Offers that the author of a brief sees on its page, the newest."""


def take_place(brief_id: UUID, freelancer: Person, order_id: UUID, at: datetime) -> None:
    """Note that the order of this id will be the answer; noting it twice is noting it once. Called before the offer is made, so
    that two forms sent at once are one offer. Raises ValidationError where the brief is not open, is the freelancer's own, or
    has an open answer of theirs."""
    try:
        with transaction.atomic():
            brief = Brief.objects.select_for_update().filter(id=brief_id).first()
            if brief is None or not brief.is_open(at):
                raise ValidationError(_("This brief is not open any more. Nothing was sent."), code="answer.closed")
            if brief.is_of(freelancer):
                raise ValidationError(_("This brief is your own."), code="answer.own")
            if BriefAnswer.objects.filter(order_id=order_id, brief=brief, freelancer=freelancer).exists():
                return
            BriefAnswer.objects.create(order_id=order_id, brief=brief, freelancer=freelancer, made_at=at)
    except IntegrityError:
        raise ValidationError(
            _("Your offer to this brief is still open. You can change that one."), code="answer.open"
        ) from None


def give_up(order_id: UUID) -> None:
    """No offer was made after all."""
    BriefAnswer.objects.filter(order_id=order_id).delete()


def open_answers(brief_id: UUID, freelancer: Person) -> list[BriefAnswer]:
    return list(BriefAnswer.objects.filter(brief_id=brief_id, freelancer=freelancer, is_open=True))


def are_over(order_ids: Collection[UUID]) -> None:
    """These offers were declined, withdrawn or have run out: their freelancers may answer again."""
    BriefAnswer.objects.filter(order_id__in=list(order_ids)).update(is_open=False)


def is_agreed(order_id: UUID, at: datetime) -> bool:
    """The offer of this order was accepted: the brief that it answers has ended. False where it answers none."""
    with transaction.atomic():
        answer = BriefAnswer.objects.filter(order_id=order_id).first()
        if answer is None:
            return False
        brief = Brief.objects.select_for_update().get(id=answer.brief_id)
        if brief.stage in (Stage.PUBLISHED, Stage.WAITING, Stage.BLOCKED):
            end(brief, Stage.ANSWERED, at)
    return True


def answers_of(brief: Brief) -> list[BriefAnswer]:
    """The newest offers to a brief, each with its freelancer."""
    return list(brief.answers.select_related("freelancer").order_by("-made_at", "-order_id")[:MOST_SHOWN])
