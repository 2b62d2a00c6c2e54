"""A revision request as a list: what is asked, what it touches, how it stands, the answer, and what it comes to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from parley.core.order.requests import Answer, AnswerKind, ItemKind, RequestItem
from parley.core.order.state import Milestone
from parley.core.order.terms import MilestoneTerms
from parley.core.scope_check import ItemCheck, Reason, RequestCheck, check_request, standing, standing_when_asked
from parley.web.components.revision import Effort, RevisionRequest, effort
from parley.web.components.revision import RequestItem as ShownItem
from parley.web.orders.door import Visit
from parley.web.orders.scope import shown_verdict
from parley.words.durations import effort as hours
from parley.words.locales import percent
from parley.words.scope_check import advice, agreed_line, answer_line, reason_sentence, shares_line, test_line
from parley.words.sentence import say, strong
from parley.words.stages import item_kind


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
    checks = checked(visit, terms.number, items, answers).items
    return RevisionRequest(
        tuple(_item(visit, item, check, answered.get(item.number)) for item, check in zip(items, checks, strict=True)),
        _effort(terms, items, answered),
        table_href=reverse("effort", args=[visit.order.id, terms.number]),
        table_label=_("The effort as a table"),
    )


def checked(visit: Visit, milestone: int, items: Sequence[RequestItem], answers: Sequence[Answer] = ()) -> RequestCheck:
    """An open request is judged as the order stands now, one that is over as it stood when it was asked."""
    order, now = visit.order, visit.order.milestone(milestone)
    is_open = now.request is not None and now.request.items == tuple(items)
    return check_request((standing if is_open else standing_when_asked)(order, now), items, answers)


def _item(visit: Visit, item: RequestItem, check: ItemCheck, answer: Answer | None) -> ShownItem:
    wording = visit.page.wording
    counted = answer is not None and answer.kind is AnswerKind.WILL_DO
    spent = hours(answer.effort_minutes) if answer is not None and answer.effort_minutes else ""
    return ShownItem(
        number=item.number,
        words=wording.words(item.words, _("These words were erased.")),
        clause=_clause(visit, check),
        verdict=shown_verdict(check),
        hours=spent if counted or not spent else f"≈ {spent}",
        counted=counted,
        lines=_lines(visit, check),
        advice=advice(check),
        answer=answer_line(answer) if answer is not None else "",
        reason=wording.words(answer.reason) if answer is not None else "",
    )


def _clause(visit: Visit, check: ItemCheck) -> str:
    """What was agreed about it, or how it was asked where nothing was."""
    if check.agreed is None:
        return item_kind(check.kind)
    what = agreed_line(visit.page.wording.words(check.agreed.what), check.agreed.effort_minutes)
    return f"{item_kind(check.kind)} · {what}"


def _lines(visit: Visit, check: ItemCheck) -> tuple[str, ...]:
    """How one sees that it is done, why the verdict is not a plain yes, and what the effort comes to."""
    # The advice says it already, and a new item says by its kind what it is.
    is_plain = check.reason in {Reason.DEFECT, Reason.CHANGE, Reason.AS_LARGE}
    lines = [
        test_line(visit.page.wording.words(check.agreed.test)) if check.agreed is not None else "",
        "" if is_plain or check.kind is ItemKind.NEW else reason_sentence(check),
        shares_line(check),
    ]
    return tuple(filter(None, lines))


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
        _("{asked} will be done, beside {worked} of original work"),
        asked=strong(hours(asked)),
        worked=strong(hours(worked)),
    )
    return effort(sentence, percent(share), asked * 1000 // worked)
