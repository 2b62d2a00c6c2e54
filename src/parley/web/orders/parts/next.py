"""Next: whose turn, what to do, until when, where silence leads, and every door that stands open now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from parley.core.foresight import Foreseen, if_nobody_moves
from parley.core.order.messages import (
    Accept,
    AcceptItems,
    AcceptProposal,
    AcceptSuggestion,
    AnswerQuestion,
    AnswerRequest,
    AnyMilestoneCommand,
    Appeal,
    AskClarify,
    AskClient,
    AskExtra,
    CancelBeforeWork,
    CancelLate,
    DeclineProposal,
    DeclineSuggestion,
    Deliver,
    Escalate,
    Fund,
    LiftPause,
    MakeStatement,
    OfferExtra,
    OpenCase,
    OpenFiles,
    PayOut,
    ProposeCancel,
    ProposeSplit,
    Redeliver,
    RequestRevision,
    Resign,
    SealBid,
    SealFinal,
    Stop,
    SubmitBrief,
    WithdrawCase,
    WithdrawProposal,
)
from parley.core.order.refusals import Code
from parley.core.order.state import CASE_STAGES, Stage
from parley.core.parties import Role
from parley.core.specimens import Possible, possible_acts
from parley.web.components.action import Action, ActionRow, Link, Panel
from parley.web.components.icons import Icon
from parley.web.components.next_card import NextCard
from parley.web.components.silence_road import SilenceRoad
from parley.web.components.silence_road import Stop as RoadStop
from parley.web.orders.acts.addresses import act_address
from parley.web.orders.consequences import consequence_slip
from parley.web.orders.door import Visit, refused
from parley.web.orders.parts.moments import full
from parley.web.orders.parts.money import payout_facts
from parley.web.orders.parts.reviews import review_action
from parley.web.orders.resolution.address import leads_here, resolution_address
from parley.web.orders.telling import telling
from parley.words.acts import act_words
from parley.words.deadlines import default_sentence
from parley.words.sentence import Part, Sentence, link, say, strong
from parley.words.silence_roads import silence_road as road_words
from parley.words.turns import milestone_in_focus, turn_words


def _both(stage: Stage) -> tuple[tuple[Stage, Role], ...]:
    return (stage, Role.CLIENT), (stage, Role.FREELANCER)


ENDS_THE_WAITING: Mapping[tuple[Stage, Role], type[AnyMilestoneCommand]] = {
    (Stage.UNFUNDED, Role.CLIENT): Fund,
    (Stage.LAPSED, Role.CLIENT): Fund,
    (Stage.FUNDED, Role.CLIENT): SubmitBrief,
    (Stage.WORKING, Role.FREELANCER): Deliver,
    (Stage.DELIVERED, Role.CLIENT): Accept,
    (Stage.NOTICED, Role.CLIENT): Accept,
    (Stage.MARKED, Role.CLIENT): Accept,
    (Stage.REVISING, Role.FREELANCER): Redeliver,
    (Stage.CLARIFY, Role.CLIENT): AnswerQuestion,
    **dict.fromkeys(_both(Stage.CASE_TALK), MakeStatement),
    **dict.fromkeys(_both(Stage.CASE_SEALED), SealBid),
    **dict.fromkeys(_both(Stage.CASE_MEDIATION), AcceptSuggestion),
    **dict.fromkeys(_both(Stage.CASE_DECISION), MakeStatement),
}
"""The primary act of each stage: the one after which somebody else is waited for."""

ICONS: Mapping[type[AnyMilestoneCommand], Icon] = {
    Fund: "coin",
    SubmitBrief: "file",
    Deliver: "package",
    Redeliver: "package",
    Accept: "check",
    RequestRevision: "refresh",
    AnswerRequest: "list",
    MakeStatement: "pen",
    SealBid: "lock",
    AcceptSuggestion: "check",
    ProposeSplit: "talk",
}

HEAVY: frozenset[type[AnyMilestoneCommand]] = frozenset(
    {ProposeCancel, Stop, Resign, CancelBeforeWork, CancelLate, OpenCase}
)
"""Ways to end early, and the case: last in the card, and never done at once."""

ANSWERS: frozenset[type[AnyMilestoneCommand]] = frozenset({AcceptProposal, DeclineProposal, WithdrawProposal})
"""These stand with the proposal itself, not among the rows."""

ROAD_IS_WORTH_SHOWING = frozenset(
    {Stage.DELIVERED, Stage.NOTICED, Stage.MARKED, Stage.REVISING, Stage.CLAIMED, *CASE_STAGES}
)

FIRST: frozenset[type[AnyMilestoneCommand]] = frozenset({Appeal, Escalate, LiftPause, PayOut})
"""What the stage itself is there for, above what is possible in many."""

BESIDE: Mapping[type[AnyMilestoneCommand], type[AnyMilestoneCommand]] = {
    Accept: RequestRevision,
    Redeliver: AnswerRequest,
    AcceptSuggestion: DeclineSuggestion,
    MakeStatement: ProposeSplit,
}
"""What stands beside a primary act as its equal."""

OF_THE_TALK: frozenset[type[AnyMilestoneCommand]] = frozenset(
    {Accept, AcceptItems, RequestRevision, AnswerRequest, AskClarify, AskClient, AnswerQuestion, Redeliver}
    | {MakeStatement, ProposeSplit, Escalate, SealBid, SealFinal, AcceptSuggestion, DeclineSuggestion, Appeal}
    | {WithdrawCase, LiftPause}
)
"""The rows of a side's Next in the resolution room: what the talk itself is made of. Remedies have a place of their own there,
and everything else stands in the order."""

ONCE_IS_ENOUGH: frozenset[type[AnyMilestoneCommand]] = frozenset({AskExtra, OfferExtra})
"""Possible beside every milestone, the ended ones too, and the same beside each: shown for one alone."""


def next_card(visit: Visit, possible: Sequence[Possible] | None = None, of: int | None = None) -> NextCard:
    """The card of the milestone that Next speaks of; doors of other milestones name theirs. `of` speaks of one milestone alone,
    on a page of its own; `possible` are the reader's acts where the page knows them already."""
    order = visit.order
    told = telling(visit)
    focus = milestone_in_focus(order, visit.role) if of is None else of
    road = if_nobody_moves(order, visit.at)
    words = turn_words(order, told, of)
    found = possible_acts(order, visit.role, visit.at) if possible is None else possible
    acts = [
        act
        for act in found
        if (of is None or act.milestone == of)
        and act.kind is not OpenFiles
        and act.kind not in ANSWERS
        and not _is_done(act)
    ]
    primary = _primary(acts, visit, focus)
    second = _second(acts, primary, focus)
    rest = [act for act in _once(acts, focus) if act not in (primary, second) and act.kind not in HEAVY]
    rest.sort(key=lambda act: not _comes_first(visit, act))
    if of is not None and visit.is_party:
        rest = [act for act in rest if act.kind in OF_THE_TALK]
    heavy = [act for act in acts if act.kind in HEAVY and act is not primary]
    shows_road = focus is not None and order.milestone(focus).stage in ROAD_IS_WORTH_SHOWING
    return NextCard(
        turn=words.turn,
        headline=words.headline,
        instruction=words.instruction,
        deadline=full(words.until, visit.zone, visit.at) if words.until else None,
        default=default_sentence(order, road, told, focus) if road else "",
        primary=_action(visit, primary, "primary") if primary else _in_words(visit, focus) or review_action(visit),
        second=_action(visit, second, "plain") if second else None,
        road=silence_road(visit, road, focus) if shows_road and focus is not None else None,
        rows_intro=_("You need to do nothing. You may:") if words.turn != "yours" and rest else "",
        rows=tuple(_row(visit, act, focus) for act in rest),
        facts=payout_facts(visit),
        doors=(*_plain_doors(visit, focus, of), *(_door(visit, act, focus) for act in heavy)),
    )


def _plain_doors(visit: Visit, focus: int | None, of: int | None) -> Iterator[Link]:
    """What was agreed, and where there is something to talk about the room for it; from that room back to the order."""
    if of is not None:
        yield Link(_("The order"), visit.address)
        yield Link(_("What was agreed"), f"{visit.address}#agreed")
        return
    yield Link(_("What was agreed"), "#agreed")
    for milestone in visit.order.milestones:
        if leads_here(milestone) and not milestone.has_ended:
            name = "" if milestone.number == focus else f" · {visit.page.milestone_name(milestone.number)}"
            yield Link(f"{_('Resolution room')}{name}", resolution_address(visit, milestone.number))


def silence_road(visit: Visit, road: Sequence[Foreseen], milestone: int) -> SilenceRoad:
    """The stops behind and ahead of this milestone, down to the last payment."""
    return SilenceRoad(
        tuple(
            RoadStop(stop.mark, stop.title, stop.when, stop.detail, stop.iso)
            for stop in road_words(visit.order, road, telling(visit), milestone)
        )
    )


def _door(visit: Visit, act: Possible, focus: int | None) -> Link:
    """A heavy door is a plain link, last in the card, to a page that shows what it would change."""
    words = act_words(act.kind, visit.order, visit.order.milestone(act.milestone), telling(visit))
    title = words.label if act.milestone == focus else f"{words.label} · {visit.page.milestone_name(act.milestone)}"
    return Link(f"{title}…", act_address(act.kind, visit.order.id, act.milestone))


def _primary(acts: Sequence[Possible], visit: Visit, focus: int | None) -> Possible | None:
    if focus is None:
        return None
    milestone = visit.order.milestone(focus)
    kind = ENDS_THE_WAITING.get((milestone.stage, visit.role))
    if milestone.stage is Stage.CASE_TALK and visit.role in milestone.acted_in_case:
        kind = ProposeSplit  # the record has this side's words: what is left is to find a way
    return next((act for act in acts if act.kind is kind and act.milestone == focus and act.closed is None), None)


def _in_words(visit: Visit, focus: int | None) -> Action | None:
    """A claim ends with the client's first word, so the primary act is to write it."""
    if focus is None or visit.role is not Role.CLIENT or visit.order.milestone(focus).stage is not Stage.CLAIMED:
        return None
    label = _("Write to {name}").format(name=visit.other_name)
    note = _("Any answer of yours ends the claim, and the work goes on.")
    return Action(label, icon="talk", href="#composer", weight="primary", note=note)


def _second(acts: Sequence[Possible], primary: Possible | None, focus: int | None) -> Possible | None:
    beside = BESIDE.get(primary.kind) if primary else None
    return next((act for act in acts if act.kind is beside and act.milestone == focus and act.closed is None), None)


def _once(acts: Sequence[Possible], focus: int | None) -> list[Possible]:
    """Extra work is offered beside the milestone in focus, or where all have ended beside the last."""
    beside = {kind: [act.milestone for act in acts if act.kind is kind] for kind in ONCE_IS_ENOUGH}
    chosen = {kind: focus if focus in found else max(found, default=0) for kind, found in beside.items()}
    return [act for act in acts if act.kind not in ONCE_IS_ENOUGH or act.milestone == chosen[act.kind]]


def _is_done(act: Possible) -> bool:
    """What this side has done already and the room says elsewhere: a closed door would only repeat it."""
    return act.closed is not None and act.closed.code is Code.BID_SEALED


def _comes_first(visit: Visit, act: Possible) -> bool:
    """What another milestone waits for, and what the stage itself is there for."""
    awaited = ENDS_THE_WAITING.get((visit.order.milestone(act.milestone).stage, visit.role))
    return act.kind in FIRST or (awaited is not None and act.kind in (awaited, BESIDE.get(awaited)))


def _action(visit: Visit, act: Possible, weight: str) -> Action:
    words = act_words(act.kind, visit.order, visit.order.milestone(act.milestone), telling(visit))
    return Action(
        words.label,
        icon=ICONS.get(act.kind),
        href=act_address(act.kind, visit.order.id, act.milestone),
        weight=weight,  # type: ignore[arg-type]
        note=words.small,
    )


def _row(visit: Visit, act: Possible, focus: int | None) -> ActionRow:
    """An open door with what it would change; a closed one with why."""
    words = act_words(act.kind, visit.order, visit.order.milestone(act.milestone), telling(visit))
    title = words.label
    if act.milestone != focus:
        title = f"{words.label} · {visit.page.milestone_name(act.milestone)}"
    if act.closed is not None:
        why = refused(act.closed, visit.zone, visit.at)
        return ActionRow(title, words.small or why.words.says)
    href = act_address(act.kind, visit.order.id, act.milestone)
    if not visit.is_party:
        # What an act would change is told to the two sides; whoever works for the desk reads it on the page of the act.
        return ActionRow(title, words.small, href=href)
    panel = Panel(
        intro=words.description,
        preview=consequence_slip(visit, act.preview, act.milestone),
        more=Link(words.label, href),
    )
    return ActionRow(title, words.small, panel=panel)


def reference(visit: Visit) -> str:
    """A short name for talking about the order."""
    return str(visit.order.id).upper()[-4:]


def with_whom(visit: Visit) -> Sentence:
    """Beside the title: the other side and their part; for whoever is of no side both. Names lead to their people."""
    if not visit.is_party:
        both = _("{client}, client, and {freelancer}, freelancer")
        return say(both, client=_person(visit, Role.CLIENT), freelancer=_person(visit, Role.FREELANCER))
    pattern = _("with {name}, client") if visit.role is Role.FREELANCER else _("with {name}, freelancer")
    return say(pattern, name=_person(visit, visit.other))


def _person(visit: Visit, role: Role) -> Part:
    named = visit.page.names[role]
    if named.person is None:
        return strong(named.name)
    return link(named.name, reverse("person", args=[named.person]))
