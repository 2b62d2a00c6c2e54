"""What a step of a story says beside its deed, for parts, extra work, pauses, cases, the bank, pay-outs and reviews."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from parley.core.money import Money
from parley.core.order.appeal import AppealGround
from parley.core.order.dispute import CaseReason
from parley.core.order.records import ChargebackCode, CountsAs, PauseReason
from parley.core.order.terms import ClauseKey
from parley.rehearsal.story import Deed, Judged, PlannedExtra
from parley.rehearsal.table import Table, as_flag, as_whole, one_of, tuple_of
from parley.rehearsal.units import read_effort
from parley.rehearsal.when import read_day

WORDS = {
    "appeal": "words",
    "ask_extra": "wish",
    "ask_outreach": "words",
    "claim_part": "note",
    "correct_record": "reason",
    "decide_appeal": "facts",
    "decide_case": "facts",
    "deliver_part": "note",
    "offer_extra": "recommended",
    "open_case": "statement",
    "pause_work": "words",
    "propose_split": "reason",
    "rate": "words",
    "send_outreach": "words",
    "suggest_split": "reasons",
}
"""What the words of these commands are called in a story."""
MAY_BE_SILENT = frozenset({"claim_part", "deliver_part", "offer_extra"})

NUMBERS = tuple_of(as_whole)
CLAUSES = tuple_of(one_of(ClauseKey))


def read_more(deed: Deed, table: Table, money: Callable[[object], Money]) -> Deed:
    """The deed with what its own table says; as it was where it is none of these."""
    match deed.do:
        case "deliver_part":
            return replace(deed, items=table.read("items", NUMBERS))
        case "extend_review":
            return replace(deed, number=table.whole("days"))
        case "offer_extra":
            return replace(deed, extra=_extra(table.table("extra"), money))
        case "pause_work":
            return replace(deed, pause=table.read("reason", one_of(PauseReason)))
        case "rate":
            return replace(deed, number=table.whole("stars"))
        case _:
            return _of_case(deed, table, money)


def _of_case(deed: Deed, table: Table, money: Callable[[object], Money]) -> Deed:
    match deed.do:
        case "open_case":
            return replace(deed, case=table.maybe("reason", one_of(CaseReason), CaseReason.NOT_AS_AGREED))
        case "propose_split" | "seal_bid" | "seal_final" | "suggest_split":
            return replace(deed, amount=table.read("amount", money))
        case "decide_case" | "decide_appeal":
            return replace(deed, amount=table.read("amount", money), judged=_judged(table, money))
        case "appeal":
            return replace(deed, ground=table.maybe("ground", one_of(AppealGround), AppealGround.NEW_FACT))
        case "open_chargeback":
            return replace(
                deed, code=table.read("code", one_of(ChargebackCode)), until=table.read("answer_by", read_day)
            )
        case "close_chargeback":
            return replace(deed, won=table.read("won", as_flag))
        case "correct_record":
            return replace(deed, counts_as=table.read("counts_as", one_of(CountsAs)))
        case _:
            return deed


def _extra(table: Table, money: Callable[[object], Money]) -> PlannedExtra:
    extra = PlannedExtra(
        name=table.text("name"),
        what=table.text("what"),
        test=table.text("test"),
        effort_minutes=table.read("effort", read_effort),
        price=table.read("price", money),
        due_on=table.read("due_on", read_day),
        working_days=table.whole("working_days", 0),
    )
    table.end()
    return extra


def _judged(table: Table, money: Callable[[object], Money]) -> Judged:
    return Judged(
        counts_as=table.maybe("counts_as", one_of(CountsAs), CountsAs.EXEMPT),
        clauses=table.maybe("clauses", CLAUSES, (ClauseKey.WORK,)),
        events=table.maybe("events", NUMBERS, (1,)),
        shares=table.read("shares", tuple_of(money)) if table.has("shares") else None,
        remedy=table.text("remedy"),
    )
