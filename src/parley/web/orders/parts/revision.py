"""A revision request as a list: what is asked, what it touches, the answer, and what it comes to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from parley.core.order.requests import Answer, AnswerKind, ItemKind, RequestItem
from parley.core.order.state import Milestone
from parley.core.order.terms import MilestoneTerms
from parley.web.components.revision import Effort, RevisionRequest, Verdict, VerdictKind, effort
from parley.web.components.revision import RequestItem as ShownItem
from parley.web.orders.door import Visit
from parley.words.durations import effort as hours
from parley.words.locales import percent
from parley.words.money import money
from parley.words.sentence import Text, say, strong
from parley.words.stages import answer_kind, item_kind

VERDICTS: dict[AnswerKind, VerdictKind] = {
    AnswerKind.WILL_DO: "in_scope",
    AnswerKind.PRICE: "outside",
    AnswerKind.OUTSIDE: "declined",
}


def open_request(visit: Visit, milestone: Milestone) -> RevisionRequest | None:
    """The request that waits for an answer or a new delivery."""
    if milestone.request is None:
        return None
    return shown_request(visit, milestone.terms, milestone.request.items, milestone.request.answers)


def shown_request(
    visit: Visit, terms: MilestoneTerms, items: Sequence[RequestItem], answers: Sequence[Answer] = ()
) -> RevisionRequest:
    """Any request, open or long done; with `answers` the effort is added up."""
    answered = {answer.item: answer for answer in answers}
    return RevisionRequest(
        tuple(_item(visit, terms, item, answered.get(item.number)) for item in items),
        _effort(terms, items, answered),
    )


def _item(visit: Visit, terms: MilestoneTerms, item: RequestItem, answer: Answer | None) -> ShownItem:
    wording = visit.page.wording
    counted = answer is not None and answer.kind is AnswerKind.WILL_DO
    spent = hours(answer.effort_minutes) if answer is not None and answer.effort_minutes else ""
    return ShownItem(
        number=item.number,
        words=wording.words(item.words, _("These words were erased.")),
        clause=_clause(visit, terms, item, answer),
        verdict=_verdict(item, answer),
        hours=spent if counted or not spent else f"≈ {spent}",
        counted=counted,
    )


def _clause(visit: Visit, terms: MilestoneTerms, item: RequestItem, answer: Answer | None) -> Text:
    """What was agreed about it, and the freelancer's reason or price."""
    wording = visit.page.wording
    agreed = terms.item(item.scope_item) if item.scope_item is not None else None
    said: list[str] = []
    if agreed is not None:
        said.append(_("Agreed: {what}").format(what=wording.words(agreed.what)))
    if answer is not None and answer.price is not None:
        said.append(_("Price: {sum}").format(sum=money(answer.price)))
    if answer is not None and answer.reason is not None:
        said.append(wording.words(answer.reason))
    return " · ".join(said)


def _verdict(item: RequestItem, answer: Answer | None) -> Verdict:
    if answer is not None:
        return Verdict(VERDICTS[answer.kind], answer_kind(answer.kind))
    return Verdict("outside" if item.kind is ItemKind.NEW else "open", item_kind(item.kind))


def _effort(terms: MilestoneTerms, items: Sequence[RequestItem], answered: dict[int, Answer]) -> Effort | None:
    """Hours promised beside the hours of the whole milestone; percentages are whole, half up."""
    minutes = [
        answer.effort_minutes or 0
        for item in items
        if (answer := answered.get(item.number)) is not None and answer.kind is AnswerKind.WILL_DO
    ]
    asked = sum(minutes)
    if not asked:
        return None
    worked = terms.effort_minutes
    share = Decimal(asked) / Decimal(worked)
    sentence = say(
        _("{asked} asked within scope, of {worked} original work"),
        asked=strong(hours(asked)),
        worked=strong(hours(worked)),
    )
    return effort(sentence, percent(share), asked * 1000 // worked)
