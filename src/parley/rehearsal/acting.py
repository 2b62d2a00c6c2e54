"""From a deed to the command that the core knows."""

from __future__ import annotations

from parley.core.order.messages import (
    Accept,
    AcceptItems,
    AcceptOffer,
    AcceptProposal,
    AnswerQuestion,
    AnswerRequest,
    AnyCommand,
    AskClarify,
    AskClient,
    Asked,
    CancelBeforeWork,
    CancelLate,
    CounterOffer,
    DeclareContact,
    DeclineOffer,
    DeclineProposal,
    Deliver,
    DeliverAgain,
    Fund,
    JoinOrder,
    MakeStatement,
    NoteOnClause,
    OpenFiles,
    ProposeCancel,
    ProposeExtension,
    ProposeRefund,
    Rate,
    Redeliver,
    Reply,
    RequestRevision,
    Resign,
    SendMessage,
    SendNotice,
    SkipBrief,
    Stop,
    SubmitBrief,
    WithdrawOffer,
    WithdrawProposal,
)
from parley.core.order.terms import clauses, terms_hash
from parley.core.parties import Role
from parley.desk.intake import new_id
from parley.rehearsal.act import Act, OfMilestone, Whose
from parley.rehearsal.acting_of_cases import beside_the_work, by_the_desk, in_a_case
from parley.rehearsal.offering import countered
from parley.rehearsal.table import BadStory
from parley.rehearsal.when import local_day


def command_for(act: Act) -> AnyCommand:
    """The command. Raises BadStory for a deed that cannot be put into words, not for one that a rule refuses."""
    whose: Whose = {"order_id": act.order.id, "id": new_id(), "by": act.by}
    if act.deed.do == "send_message":
        return SendMessage(**whose, text=act.text(act.deed.words))
    if act.deed.do == "rate":
        return Rate(**whose, words=act.text(f"{act.deed.number}\n{act.deed.words}"))
    of: OfMilestone = {**whose, "milestone": act.deed.milestone}
    command = (
        _about_offer(act, whose)
        or _with_files(act, of)
        or _about_milestone(act, of)
        or _ending_early(act, of)
        or _asking(act, of)
        or _proposing(act, of)
        or beside_the_work(act, of)
        or in_a_case(act, of)
        or by_the_desk(act, of)
    )
    if command is None:
        raise BadStory(act.deed.do, "a story cannot do this yet")
    return command


def _about_offer(act: Act, whose: Whose) -> AnyCommand | None:
    deed, order = act.deed, act.order
    match deed.do:
        case "accept_offer":
            every = tuple(clause.key for clause in clauses(order.terms))
            ticked = every if deed.clauses is None else deed.clauses
            return AcceptOffer(**whose, terms_hash=terms_hash(order.terms), ticked=ticked)
        case "counter_offer":
            terms = countered(order.terms, deed, act.at, act.played_at)
            return CounterOffer(**whose, terms=terms, wording=(), seen=order.offer.version)
        case "note_on_clause":
            note = act.text(deed.words)
            return NoteOnClause(
                **whose, clause=deed.clause, note=note, agreed=deed.clauses or (), seen=order.offer.version
            )
        case "withdraw_offer":
            return WithdrawOffer(**whose)
        case "decline_offer":
            return DeclineOffer(**whose, reason=act.maybe(deed.words))
        case "join_order":
            if act.person is None:
                raise BadStory("join_order", "`person` must be one of the people")
            return JoinOrder(**whose, person=act.person)
        case _:
            return None


def _with_files(act: Act, of: OfMilestone) -> AnyCommand | None:
    note = act.maybe(act.deed.words)
    files = tuple(kept.delivered for kept in act.kept)
    names = tuple(kept.name for kept in act.kept)
    match act.deed.do:
        case "submit_brief":
            return SubmitBrief(**of, note=note, files=files, names=names)
        case "deliver":
            return Deliver(**of, files=files, names=names, note=note)
        case "deliver_again":
            return DeliverAgain(**of, files=files, names=names, note=note)
        case "redeliver":
            explained = tuple((number, act.text(words)) for number, words in act.deed.explained.items())
            return Redeliver(**of, files=files, names=names, note=note, done=_done(act), explained=explained)
        case _:
            return None


def _about_milestone(act: Act, of: OfMilestone) -> AnyCommand | None:
    deed = act.deed
    match deed.do:
        case "fund":
            return Fund(**of, amount=deed.amount or act.order.all_terms[deed.milestone - 1].price)
        case "skip_brief":
            return SkipBrief(**of)
        case "open_files":
            return OpenFiles(**of)
        case "accept_items":
            return AcceptItems(**of, items=deed.items)
        case "accept":
            return Accept(**of)
        case "request_revision":
            items = tuple(
                Asked(kind=one.kind, words=act.text(one.words), scope_item=one.scope_item) for one in deed.asked
            )
            return RequestRevision(**of, items=items)
        case "answer_request":
            return AnswerRequest(**of, answers=_replies(act))
        case "declare_contact":
            return DeclareContact(**of, channel=deed.channel, note=act.text(deed.words))
        case "send_notice":
            return SendNotice(**of, note=act.maybe(deed.words))
        case "make_statement":
            return MakeStatement(**of, statement=act.text(deed.words))
        case _:
            return None


def _ending_early(act: Act, of: OfMilestone) -> AnyCommand | None:
    match act.deed.do:
        case "cancel_before_work":
            return CancelBeforeWork(**of, reason=act.maybe(act.deed.words))
        case "cancel_late":
            return CancelLate(**of, reason=act.maybe(act.deed.words))
        case "stop":
            return Stop(**of, reason=act.maybe(act.deed.words))
        case "resign":
            return Resign(**of, reason=act.text(act.deed.words))
        case _:
            return None


def _asking(act: Act, of: OfMilestone) -> AnyCommand | None:
    match act.deed.do:
        case "ask_client":
            return AskClient(**of, question=act.text(act.deed.words))
        case "ask_clarify":
            return AskClarify(**of, question=act.text(act.deed.words))
        case "answer_question":
            return AnswerQuestion(**of, answer=act.text(act.deed.words))
        case _:
            return None


def _proposing(act: Act, of: OfMilestone) -> AnyCommand | None:
    deed = act.deed
    match deed.do:
        case "propose_extension" if deed.until is not None:
            until = local_day(deed.until, act.order.terms.calendar, start=act.at, played_at=act.played_at)
            return ProposeExtension(**of, until=until, reason=act.text(deed.words))
        case "propose_refund" if deed.amount is not None:
            return ProposeRefund(**of, amount=deed.amount, reason=act.text(deed.words))
        case "propose_cancel" if deed.amount is not None:
            return ProposeCancel(**of, amount=deed.amount, reason=act.text(deed.words), code=deed.why)
        case "accept_proposal":
            return AcceptProposal(**of, proposal=_proposal(act, act.by.other))
        case "decline_proposal":
            return DeclineProposal(**of, proposal=_proposal(act, act.by.other), reason=act.maybe(deed.words))
        case "withdraw_proposal":
            return WithdrawProposal(**of, proposal=_proposal(act, act.by))
        case _:
            return None


def _proposal(act: Act, by: Role) -> int:
    """What the story says, or else the oldest open one of this side; 0, which is none, where there is none."""
    if act.deed.proposal is not None:
        return act.deed.proposal
    milestones = act.order.milestones
    known = milestones[act.deed.milestone - 1].proposals if act.deed.milestone <= len(milestones) else ()
    return min((one.number for one in known if one.by is by), default=0)


def _replies(act: Act) -> tuple[Reply, ...]:
    return tuple(
        Reply(
            item=one.item,
            kind=one.kind,
            effort_minutes=one.effort_minutes,
            price=one.price,
            reason=act.maybe(one.reason),
        )
        for one in act.deed.answers
    )


def _done(act: Act) -> tuple[int, ...]:
    """What the story says, or else everything that was promised and is not explained."""
    if act.deed.done is not None:
        return act.deed.done
    request = act.order.milestone(act.deed.milestone).request
    promised = request.promised() if request else ()
    return tuple(number for number in promised if number not in act.deed.explained)
