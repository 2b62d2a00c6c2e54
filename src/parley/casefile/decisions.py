"""What mediators proposed and decided, each with what it rests on and what followed from it, read from the events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from parley.casefile.contents import CarriedOut, ClauseLine, DecisionLine, EvidenceEvent, Judged
from parley.core.order.evolve import evolve
from parley.core.order.messages import AnyEvent, AppealDecided, CaseDecided, Split, SplitSuggested
from parley.core.order.records import Decision
from parley.core.order.state import Milestone, Order
from parley.core.order.terms import Clause, clauses
from parley.core.order.valuation import shares

JUDGEMENTS = (SplitSuggested, CaseDecided, AppealDecided)
CARRIED_OUT = {"mediated": (Judged.SUGGESTION,), "decided": (Judged.DECISION, Judged.APPEAL)}
"""By the cause of a division: what it carries out."""

WordsOfClause = Callable[[Clause, Order], ClauseLine]


def decisions(
    order_id: UUID, events: Sequence[AnyEvent], hashes: Sequence[str], clause_line: WordsOfClause
) -> list[DecisionLine]:
    """Every judgement, oldest first. `hashes` are those of the events; `clause_line` says what a clause of the order, as it
    stood then, says."""
    found: list[DecisionLine] = []
    order: Order | None = None
    for seq, event in enumerate(events, start=1):
        if order is not None and isinstance(event, JUDGEMENTS):
            found.append(_judged(order, seq, event, events, hashes, clause_line))
        order = evolve(order, order_id, event)
    return found


def _judged(
    order: Order,
    seq: int,
    event: SplitSuggested | CaseDecided | AppealDecided,
    events: Sequence[AnyEvent],
    hashes: Sequence[str],
    clause_line: WordsOfClause,
) -> DecisionLine:
    milestone = order.milestone(event.milestone)
    if isinstance(event, SplitSuggested):
        what, said, decision = Judged.SUGGESTION, event.suggestion.reasons, None
        person, amount = event.suggestion.person, event.suggestion.amount
    else:
        what = Judged.DECISION if isinstance(event, CaseDecided) else Judged.APPEAL
        said, decision = None, event.decision
        person, amount = decision.person, decision.amount
    return DecisionLine(
        seq=seq,
        what=what,
        milestone=milestone.number,
        at=event.at,
        person=person,
        held=milestone.held,
        amount=amount,
        reasons=said,
        facts=decision.reasons.facts if decision else None,
        clauses=_clauses(order, decision, clause_line),
        events=tuple(EvidenceEvent(one, hashes[one - 1]) for one in decision.reasons.events) if decision else (),
        files=decision.reasons.files if decision else (),
        arithmetic=decision.reasons.arithmetic if decision else (),
        remedy=decision.reasons.remedy if decision else None,
        counts_as=decision.counts_as if decision else None,
        valuation=shares(milestone),
        carried_out=_carried_out(milestone, seq, what, events),
    )


def _clauses(order: Order, decision: Decision | None, clause_line: WordsOfClause) -> tuple[ClauseLine, ...]:
    named = decision.reasons.clauses if decision else ()
    agreed = {clause.key: clause for clause in clauses(order.terms)}
    return tuple(clause_line(agreed[key], order) for key in named)


def _carried_out(milestone: Milestone, seq: int, what: Judged, events: Sequence[AnyEvent]) -> CarriedOut | None:
    """The division that this judgement brought: the first one behind it, if nobody judged again before."""
    for later, event in enumerate(events[seq:], start=seq + 1):
        if getattr(event, "milestone", None) != milestone.number:
            continue
        if isinstance(event, Split) and what in CARRIED_OUT.get(event.cause, ()):
            return CarriedOut(later, event.to_client, event.to_freelancer, event.fee)
        if isinstance(event, (Split, *JUDGEMENTS)):
            return None
    return None
