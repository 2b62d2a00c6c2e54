"""Before a heavy door: what else there is here and now, mildest first, each with what it would change."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from parley.core.order.messages import (
    AnswerQuestion,
    AnyMilestoneCommand,
    AskClarify,
    AskClient,
    AskExtra,
    AskOutreach,
    ExtendReview,
    OfferExtra,
    PauseWork,
    ProposeCancel,
    ProposeExtension,
    ProposeRefund,
    ProposeSplit,
    RequestRevision,
)
from parley.core.specimens import possible_acts
from parley.web.components.action import ActionRow, Link, Panel
from parley.web.orders.acts.addresses import act_address
from parley.web.orders.acts.page import Asked
from parley.web.orders.consequences import consequence_slip
from parley.web.orders.telling import telling
from parley.words.acts import act_words

Ways = Sequence[type[AnyMilestoneCommand]]

GOING_ON: Ways = (
    *(AskClarify, AskClient, AnswerQuestion, RequestRevision, ExtendReview, ProposeExtension),
    *(OfferExtra, AskExtra, ProposeRefund, ProposeSplit, PauseWork, AskOutreach),
)
"""Ways in which the work goes on: words, time, extra work, a part of the money, a pause, somebody who writes for one."""

BY_CONSENT: Ways = (*GOING_ON, ProposeCancel)
"""Before an end that one side decides alone: an end by consent is the milder one."""


def milder_ways(asked: Asked, kinds: Ways) -> list[ActionRow]:
    """Writing to the other side, and those of `kinds` whose door is open; one tap shows what each would change."""
    visit, number = asked.visit, asked.milestone.number
    told, rows = telling(visit), []
    if visit.page.names[visit.other].person is not None:
        rows.append(
            ActionRow(
                _("Write to {name}").format(name=visit.other_name),
                _("Most disagreements end with a message. It stops no clock and moves no money."),
                href=f"{visit.address}#composer",
            )
        )
    possible = {act.kind: act for act in possible_acts(visit.order, visit.role, visit.at) if act.milestone == number}
    for kind in kinds:
        act = possible.get(kind)
        if act is None or act.closed is not None:
            continue
        words = act_words(kind, visit.order, asked.milestone, told)
        more = Link(words.label, act_address(kind, visit.order.id, number))
        slip = consequence_slip(visit, act.preview, number)
        rows.append(ActionRow(words.label, words.small, panel=Panel(words.description, slip, more=more)))
    return rows
