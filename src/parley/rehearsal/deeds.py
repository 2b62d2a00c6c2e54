"""The steps of a story: who does what and when, and what must be true afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import get_args

from parley.core.money import Money
from parley.core.order.messages import AnyCommand, Channel, MakeOffer, RunOut
from parley.core.order.requests import AnswerKind, ItemKind
from parley.core.order.state import CancelCode
from parley.core.order.terms import ClauseKey
from parley.rehearsal import deeds_of_cases
from parley.rehearsal.actors import ACTORS
from parley.rehearsal.deeds_of_cases import read_more
from parley.rehearsal.expectations import by_number, read_expect
from parley.rehearsal.story import (
    Answered,
    AskedFor,
    Cast,
    ChangedMilestone,
    Deed,
    Expect,
    PlannedOrder,
    SampleFile,
    Step,
)
from parley.rehearsal.table import BadStory, Table, as_text, as_whole, chosen_from, one_of, tuple_of
from parley.rehearsal.units import read_effort, read_money
from parley.rehearsal.when import read_day, read_when


def snake_case(name: str) -> str:
    """RequestRevision -> request_revision."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


DEEDS = tuple(snake_case(kind.__name__) for kind in get_args(AnyCommand) if kind not in (MakeOffer, RunOut))
"""Every command of the core that a person asks for, by the name that a story uses."""

WORDS = {
    **deeds_of_cases.WORDS,
    "answer_question": "answer",
    "ask_clarify": "question",
    "ask_client": "question",
    "cancel_before_work": "reason",
    "cancel_late": "reason",
    "decline_proposal": "reason",
    "propose_cancel": "reason",
    "propose_extension": "reason",
    "propose_refund": "reason",
    "resign": "reason",
    "stop": "reason",
    "decline_offer": "reason",
    "make_statement": "statement",
    "send_message": "text",
    "declare_contact": "note",
    "deliver": "note",
    "deliver_again": "note",
    "note_on_clause": "note",
    "redeliver": "note",
    "send_notice": "note",
    "submit_brief": "note",
}
"""What the words of a command are called in a story."""
NEEDS_WORDS = frozenset(
    {
        "make_statement",
        "send_message",
        "declare_contact",
        "note_on_clause",
        "answer_question",
        "ask_clarify",
        "ask_client",
    }
    | {"propose_cancel", "propose_extension", "propose_refund", "resign"}
    | (deeds_of_cases.WORDS.keys() - deeds_of_cases.MAY_BE_SILENT)
)
"""Elsewhere they may be left out."""
WITH_FILES = frozenset({"submit_brief", "deliver", "deliver_again", "deliver_part", "redeliver"})


def read_steps(tables: list[Table], order: PlannedOrder, cast: Mapping[str, Cast]) -> tuple[Step, ...]:
    return tuple(_step(number, table, order, cast) for number, table in enumerate(tables, start=1))


def _step(number: int, table: Table, order: PlannedOrder, cast: Mapping[str, Cast]) -> Step:
    by = table.read("by", chosen_from(ACTORS))
    if by is None and table.has("do"):
        raise BadStory(table.place, "nobody does nothing: leave `do` out, the clock goes on by itself")
    step = Step(
        number=number,
        at=table.read("at", read_when),
        by=by,
        deed=_deed(table, order, cast) if by else None,
        expect=read_expect(table.table("expect"), order) if table.has("expect") else Expect(),
    )
    table.end()
    return step


def _deed(table: Table, order: PlannedOrder, cast: Mapping[str, Cast]) -> Deed:
    do = table.read("do", chosen_from({name: name for name in DEEDS}))
    money = read_money(order.currency)
    words = ""
    if do in WORDS:
        words = table.text(WORDS[do]) if do in NEEDS_WORDS else table.text(WORDS[do], "")
    deed = Deed(
        do,
        milestone=table.whole("milestone", 1),
        words=words,
        files=tuple(_file(one) for one in table.tables("files", "file")) if do in WITH_FILES else (),
    )
    return _with_its_own(_by_somebody(deed, table, cast), table, money)


def _by_somebody(deed: Deed, table: Table, cast: Mapping[str, Cast]) -> Deed:
    """Who joins, or who acts for the desk: the parties are known by their side."""
    if deed.do != "join_order" and not table.has("person"):
        return deed
    return replace(deed, person=table.read("person", chosen_from({key: key for key in cast})))


def _with_its_own(deed: Deed, table: Table, money: Callable[[object], Money]) -> Deed:
    match deed.do:
        case "accept_offer":
            return replace(deed, clauses=table.read("ticked", CLAUSES) if table.has("ticked") else None)
        case "note_on_clause":
            agreed = table.read("agreed", CLAUSES) if table.has("agreed") else ()
            return replace(deed, clause=table.read("clause", one_of(ClauseKey)), clauses=agreed)
        case "counter_offer":
            return replace(
                deed,
                rounds=table.whole("rounds") if table.has("rounds") else None,
                kill_fee_percent=table.whole("kill_fee_percent") if table.has("kill_fee_percent") else None,
                milestones=tuple(_changed(one, money) for one in table.tables("milestones", "milestone")),
            )
        case "fund":
            return replace(deed, amount=table.read("amount", money) if table.has("amount") else None)
        case "accept_items":
            return replace(deed, items=table.read("items", NUMBERS))
        case "request_revision":
            return replace(deed, asked=tuple(_asked(one) for one in table.tables("items", "item")))
        case "answer_request":
            return replace(deed, answers=tuple(_answered(one, money) for one in table.tables("answers", "answer")))
        case "redeliver":
            return replace(
                deed,
                done=table.read("done", NUMBERS) if table.has("done") else None,
                explained=by_number(table.table("explained"), as_text) if table.has("explained") else {},
            )
        case "declare_contact":
            return replace(deed, channel=table.maybe("channel", one_of(Channel), Channel.CALL))
        case _:
            return _proposal(deed, table, money)


def _proposal(deed: Deed, table: Table, money: Callable[[object], Money]) -> Deed:
    match deed.do:
        case "propose_extension":
            return replace(deed, until=table.read("until", read_day))
        case "propose_refund":
            return replace(deed, amount=table.read("amount", money))
        case "propose_cancel":
            why = table.maybe("why", one_of(CancelCode), CancelCode.OTHER)
            return replace(deed, amount=table.read("amount", money), why=why)
        case "accept_proposal" | "decline_proposal" | "withdraw_proposal":
            return replace(deed, proposal=table.whole("proposal") if table.has("proposal") else None)
        case _:
            return read_more(deed, table, money)


CLAUSES = tuple_of(one_of(ClauseKey))
NUMBERS = tuple_of(as_whole)


def _file(table: Table) -> SampleFile:
    file = SampleFile(table.text("name"), table.whole("item", 0), table.text("from") if table.has("from") else None)
    table.end()
    return file


def _changed(table: Table, money: Callable[[object], Money]) -> ChangedMilestone:
    changed = ChangedMilestone(
        number=table.whole("number"),
        price=table.read("price", money) if table.has("price") else None,
        deposit=table.read("deposit", money) if table.has("deposit") else None,
        due_on=table.read("due_on", read_day) if table.has("due_on") else None,
        working_days=table.whole("working_days") if table.has("working_days") else None,
    )
    table.end()
    return changed


def _asked(table: Table) -> AskedFor:
    kind = table.read("kind", one_of(ItemKind))
    asked = AskedFor(kind, table.whole("item") if table.has("item") else None, table.text("words"))
    table.end()
    return asked


def _answered(table: Table, money: Callable[[object], Money]) -> Answered:
    answered = Answered(
        item=table.whole("item"),
        kind=table.read("kind", one_of(AnswerKind)),
        effort_minutes=table.read("effort", read_effort) if table.has("effort") else None,
        price=table.read("price", money) if table.has("price") else None,
        reason=table.text("reason", ""),
    )
    table.end()
    return answered
