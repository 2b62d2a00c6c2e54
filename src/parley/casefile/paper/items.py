"""Item by item: what was agreed, where it stands, what was asked for again, how that stood against what was agreed, and what
came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.casefile.paper.model import Block, Cell, Column, Heading, Paragraph, Section, Table
from parley.casefile.paper.scene import Scene
from parley.core.order.messages import ExtraAsked, RevisionRequested
from parley.core.order.requests import Answer, AnswerKind
from parley.core.order.state import Milestone
from parley.core.scope_check import ItemCheck, RequestCheck, check_request, standing
from parley.reads.resolution import Exchange, Questioning, exchanges, questions
from parley.words.case_file import labels
from parley.words.case_file_said import (
    asked_and_answered,
    asked_here,
    is_done,
    not_answered,
    nothing_asked,
    questions_caption,
    request_name,
)
from parley.words.durations import effort
from parley.words.locales import number
from parley.words.money import money
from parley.words.resolution import item_state, item_state_name
from parley.words.scope_check import advice, answer_line, reason_sentence, shares_line, verdict_name
from parley.words.sentence import Sentence, say
from parley.words.stages import item_kind

Request = RevisionRequested | ExtraAsked


def items(scene: Scene) -> Section:
    blocks = [block for milestone in scene.milestones() for block in _of_milestone(scene, milestone)]
    return Section("items", labels().items, tuple(blocks))


def request_table(scene: Scene, event: Request) -> Table:
    """One request as it stood when it was asked."""
    said = labels()
    checks = _check(scene, event, ()).items
    rows = tuple(
        (
            Cell(number(item.number)),
            Cell(quote=scene.quote(item.words)),
            Cell(item_kind(item.kind), small=_belongs_to(scene, check)),
            Cell(verdict_name(check.verdict), small=_why(check)),
        )
        for item, check in zip(event.items, checks, strict=True)
    )
    columns = (Column(said.number, 1), Column(said.asked, 6), Column(said.asked_as, 4), Column(said.scope, 5))
    return Table(asked_here(), columns, rows)


def _of_milestone(scene: Scene, milestone: Milestone) -> Iterator[Block]:
    yield Heading(Sentence((scene.telling.milestone(milestone.number),)))
    yield _stands(scene, milestone)
    asked = exchanges(scene.record.events, milestone)
    if asked:
        yield _asked(scene, milestone, asked)
    else:
        yield Paragraph(nothing_asked(), quiet=True)
    questioned = questions(scene.record.events, milestone.number)
    if questioned:
        yield _questions(scene, questioned)


def _stands(scene: Scene, milestone: Milestone) -> Table:
    said = labels()
    rows = tuple(
        (
            Cell(quote=scene.quote(item.what), small=f"{number(milestone.number)}.{number(item.number)}"),
            Cell(quote=scene.quote(item.test)),
            Cell(money(item.price) if item.price is not None else effort(item.effort_minutes)),
            Cell(item_state_name(item_state(milestone, item.number))),
        )
        for item in milestone.terms.items
    )
    columns = (Column(said.part, 5), Column(said.done_when, 5), Column(said.effort, 3), Column(said.stands, 3))
    return Table(said.agreed, columns, rows)


def _asked(scene: Scene, milestone: Milestone, asked: Sequence[Exchange]) -> Table:
    said = labels()
    columns = (
        Column(said.asked, 5),
        Column(said.asked_as, 4),
        Column(said.scope, 4),
        Column(said.answer, 4),
        Column(said.outcome, 3),
    )
    return Table(asked_and_answered(), columns, tuple(_exchange(scene, milestone, one) for one in asked))


def _exchange(scene: Scene, milestone: Milestone, one: Exchange) -> tuple[Cell, ...]:
    check = _check_of(scene, milestone, one)
    asked_as = say("{kind}, {request}", kind=item_kind(one.item.kind), request=request_name(one.request))
    return (
        Cell(quote=scene.quote(one.item.words), small=scene.when(one.at)),
        Cell(asked_as, small=_belongs_to(scene, check) if check is not None else ""),
        Cell(verdict_name(check.verdict), small=_why(check)) if check is not None else Cell(),
        _answer(scene, one, check),
        _outcome(scene, one),
    )


def _answer(scene: Scene, one: Exchange, check: ItemCheck | None) -> Cell:
    if one.answer is None:
        return Cell(not_answered() if one.request and not one.is_open else "")
    reason = scene.inline(one.answer.reason) if one.answer.reason is not None else ""
    share = shares_line(check) if check is not None else ""
    lines = [share, reason, advice(check) if check is not None else ""]
    return Cell(answer_line(one.answer), small=" · ".join(filter(None, lines)))


def _outcome(scene: Scene, one: Exchange) -> Cell:
    is_promised = one.answer is None or one.answer.kind is AnswerKind.WILL_DO
    if one.is_done is None or not (is_promised or one.explained):
        return Cell()
    explained = scene.inline(one.explained) if one.explained is not None else ""
    return Cell(is_done(one.is_done), small=explained)


def _questions(scene: Scene, questioned: Sequence[Questioning]) -> Table:
    said = labels()
    columns = (Column(said.when, 3), Column(said.question, 6), Column(said.answer, 6))
    rows = tuple(
        (
            Cell(scene.when(one.at)),
            Cell(quote=scene.quote(one.question)),
            Cell(quote=scene.quote(one.answer)) if one.answer is not None else Cell(not_answered()),
        )
        for one in questioned
    )
    return Table(questions_caption(), columns, rows)


def _check_of(scene: Scene, milestone: Milestone, one: Exchange) -> ItemCheck | None:
    """How it stood against what was agreed when it was asked, with the effort that was named later."""
    for _seq, event in scene.numbered():
        if isinstance(event, Request) and event.milestone == milestone.number and event.at == one.at:
            answers = [one.answer] if one.answer is not None else []
            checks = _check(scene, event, answers).items
            return next((c for item, c in zip(event.items, checks, strict=True) if item == one.item), None)
    return None


def _check(scene: Scene, event: Request, answers: Sequence[Answer]) -> RequestCheck:
    then = scene.after(event)
    return check_request(standing(then, then.milestone(event.milestone)), event.items, answers)


def _belongs_to(scene: Scene, check: ItemCheck) -> str:
    return scene.inline(check.agreed.what) if check.agreed is not None else ""


def _why(check: ItemCheck) -> str:
    return reason_sentence(check)
