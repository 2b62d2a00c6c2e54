"""The names of what an order is made of: stages, kinds of wishes and answers, channels, ways to pay, policies."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from parley.core.order.messages import Channel
from parley.core.order.requests import AnswerKind, ItemKind
from parley.core.order.state import Milestone, OrderStage, Stage
from parley.core.order.terms import ClauseKey, Funding, Terms
from parley.core.parties import Role
from parley.words.dates import date_of, day
from parley.words.locales import number
from parley.words.telling import Telling

# Translators: names of the stages of a milestone. They describe the milestone ("Logo drafts: Delivered"), not a person.
STAGES: Mapping[Stage, Promise] = {
    Stage.LOCKED: pgettext_lazy("stage", "Comes later"),
    Stage.UNFUNDED: pgettext_lazy("stage", "Not funded yet"),
    Stage.LAPSED: pgettext_lazy("stage", "Not funded in time"),
    Stage.FUNDED: pgettext_lazy("stage", "Waits for the brief"),
    Stage.WORKING: pgettext_lazy("stage", "In progress"),
    Stage.DELIVERED: pgettext_lazy("stage", "Delivered"),
    Stage.REVISING: pgettext_lazy("stage", "Revising"),
    Stage.CLARIFY: pgettext_lazy("stage", "A question is open"),
    Stage.NOTICED: pgettext_lazy("stage", "Delivered, last notice running"),
    Stage.MARKED: pgettext_lazy("stage", "Counts as complete"),
    Stage.CLAIMED: pgettext_lazy("stage", "A part delivered, last notice running"),
    Stage.PAUSED: pgettext_lazy("stage", "Paused"),
    Stage.AT_BANK: pgettext_lazy("stage", "With the bank"),
    Stage.CASE_TALK: pgettext_lazy("stage", "In the resolution room"),
    Stage.CASE_SEALED: pgettext_lazy("stage", "Sealed offers"),
    Stage.CASE_MEDIATION: pgettext_lazy("stage", "In mediation"),
    Stage.CASE_DECISION: pgettext_lazy("stage", "A decision is due"),
    Stage.CASE_APPEAL: pgettext_lazy("stage", "Decided, open to appeal"),
    Stage.APPEAL_FILED: pgettext_lazy("stage", "In appeal"),
    Stage.RELEASED: pgettext_lazy("stage", "Released"),
    Stage.REFUNDED: pgettext_lazy("stage", "Refunded"),
    Stage.SPLIT: pgettext_lazy("stage", "Divided"),
    Stage.VOID: pgettext_lazy("stage", "Ended without payment"),
    Stage.REVERSED: pgettext_lazy("stage", "Taken back by the bank"),
}

# Translators: names of the stages of an order.
ORDER_STAGES: Mapping[OrderStage, Promise] = {
    OrderStage.OFFERED: pgettext_lazy("order stage", "Offered"),
    OrderStage.AGREED: pgettext_lazy("order stage", "Agreed, not started yet"),
    OrderStage.ACTIVE: pgettext_lazy("order stage", "In progress"),
    OrderStage.CLOSED: pgettext_lazy("order stage", "Closed"),
    OrderStage.EXPIRED: pgettext_lazy("order stage", "Offer expired"),
    OrderStage.DECLINED: pgettext_lazy("order stage", "Offer declined"),
    OrderStage.WITHDRAWN: pgettext_lazy("order stage", "Offer taken back"),
}

ITEM_KINDS: Mapping[ItemKind, Promise] = {
    ItemKind.DEFECT: pgettext_lazy("kind of wish", "Defect"),
    ItemKind.CHANGE: pgettext_lazy("kind of wish", "Change"),
    ItemKind.NEW: pgettext_lazy("kind of wish", "New item"),
}

ITEM_KINDS_EXPLAINED: Mapping[ItemKind, Promise] = {
    ItemKind.DEFECT: gettext_lazy("It misses the acceptance test that you agreed on. Takes no round."),
    ItemKind.CHANGE: gettext_lazy("It belongs to a scope item and should be different. The request takes one round."),
    ItemKind.NEW: gettext_lazy("It was not part of what you agreed on. It becomes an extra with its own price."),
}

# Translators: what the freelancer answers to one wish of a revision request.
ANSWER_KINDS: Mapping[AnswerKind, Promise] = {
    AnswerKind.WILL_DO: pgettext_lazy("answer to a wish", "Will be done"),
    AnswerKind.PRICE: pgettext_lazy("answer to a wish", "Has a price"),
    AnswerKind.OUTSIDE: pgettext_lazy("answer to a wish", "Outside the scope"),
}

# Translators: how somebody tried to reach the other side outside Parley.
CHANNELS: Mapping[Channel, Promise] = {
    Channel.CALL: pgettext_lazy("channel", "A call"),
    Channel.MAIL: pgettext_lazy("channel", "A mail outside Parley"),
    Channel.OTHER: pgettext_lazy("channel", "Another way"),
}

FUNDING: Mapping[Funding, Promise] = {
    Funding.EACH: gettext_lazy("Each milestone is funded when it opens"),
    Funding.ALL_UP_FRONT: gettext_lazy("Everything is funded at the start"),
}

ROLES: Mapping[Role, Promise] = {
    Role.CLIENT: pgettext_lazy("role", "Client"),
    Role.FREELANCER: pgettext_lazy("role", "Freelancer"),
    Role.CLOCK: pgettext_lazy("role", "Parley"),
    Role.MEDIATOR: pgettext_lazy("role", "Mediator"),
    Role.BANK: pgettext_lazy("role", "Bank"),
    Role.OPERATOR: pgettext_lazy("role", "Operator"),
}

# Translators: short names of the clauses of an offer, as in "a note on the clause Kill fee".
CLAUSE_NAMES: Mapping[ClauseKey, Promise] = {
    ClauseKey.WORK: pgettext_lazy("clause", "The work"),
    ClauseKey.MILESTONES: pgettext_lazy("clause", "Milestones"),
    ClauseKey.MONEY: pgettext_lazy("clause", "Money"),
    ClauseKey.DEPOSIT: pgettext_lazy("clause", "Deposit"),
    ClauseKey.KILL_FEE: pgettext_lazy("clause", "Kill fee"),
    ClauseKey.CHANGES: pgettext_lazy("clause", "Changes"),
    ClauseKey.REVIEW: pgettext_lazy("clause", "Time to look"),
    ClauseKey.DISAGREEMENT: pgettext_lazy("clause", "If you cannot agree"),
    ClauseKey.PAUSE: pgettext_lazy("clause", "Pauses"),
}

POLICY_NAMES: Mapping[str, Promise] = {
    "standard": pgettext_lazy("policy", "Milestone by milestone"),
    "order-page": pgettext_lazy("policy", "One delivery"),
    "one-to-one": pgettext_lazy("policy", "All money in first"),
}

POLICIES_EXPLAINED: Mapping[str, Promise] = {
    "standard": gettext_lazy(
        "Each milestone is funded when it opens; after a week without an answer comes a last notice, then the release."
    ),
    "order-page": gettext_lazy("One delivery and one round; three days to look, then the money is released."),
    "one-to-one": gettext_lazy(
        "The client funds everything at the start, a deposit is paid when work begins, and every step leaves much time."
    ),
}


def stage_name(stage: Stage) -> str:
    """The plain name of a milestone's stage."""
    return str(STAGES[stage])


def order_stage_name(stage: OrderStage) -> str:
    return str(ORDER_STAGES[stage])


def item_kind(kind: ItemKind) -> str:
    return str(ITEM_KINDS[kind])


def item_kind_explained(kind: ItemKind) -> str:
    """One sentence for the client who chooses between the kinds."""
    return str(ITEM_KINDS_EXPLAINED[kind])


def answer_kind(kind: AnswerKind) -> str:
    return str(ANSWER_KINDS[kind])


def channel_name(channel: Channel) -> str:
    return str(CHANNELS[channel])


def funding_name(funding: Funding) -> str:
    return str(FUNDING[funding])


def role_name(role: Role) -> str:
    return str(ROLES[role])


def clause_name(key: ClauseKey) -> str:
    return str(CLAUSE_NAMES[key])


def policy_name(policy: str) -> str:
    """The name of a ready-made policy; an operator's own policy is called as the operator calls it."""
    return str(POLICY_NAMES.get(policy, policy))


def policy_explained(policy: str) -> str:
    """One sentence, or "" for an operator's own policy."""
    return str(POLICIES_EXPLAINED.get(policy, ""))


def milestone_state(milestone: Milestone, terms: Terms, telling: Telling) -> str:
    """Where the milestone stands, for the stepper: Revising, round 1 of 2; Released 6 Nov; Due Thu 26 Nov."""
    match milestone.stage:
        case Stage.REVISING if milestone.request is not None and milestone.request.costs_round:
            return _("Revising, round {used} of {rounds}").format(
                used=number(milestone.rounds_used), rounds=number(terms.rounds)
            )
        case Stage.WORKING if milestone.due_at is not None:
            # Translators: the milestone is in progress and due on this day.
            return _("In progress, due {day}").format(day=day(milestone.due_at, telling.zone, telling.now))
        case Stage.MARKED if milestone.ends_at is not None:
            return _("Complete, release {day}").format(day=day(milestone.ends_at, telling.zone, telling.now))
        case Stage.LOCKED if milestone.is_funded:
            return _("Funded, comes later")
        case Stage.PAUSED if milestone.ends_at is not None:
            # Translators: the milestone's clocks stand still until this day at the latest.
            return _("Paused, until {day} at most").format(day=day(milestone.ends_at, telling.zone, telling.now))
        case Stage.RELEASED | Stage.SPLIT if milestone.chargeback is not None:
            # Translators: the milestone had ended, and the bank disputes its payment.
            return _("{state}, now with the bank").format(state=stage_name(milestone.stage))
        case Stage.RELEASED | Stage.REFUNDED | Stage.SPLIT if milestone.since is not None:
            return _ended(milestone.stage, date_of(milestone.since, telling.zone, telling.now))
        case _:
            return stage_name(milestone.stage)


def _ended(stage: Stage, on: str) -> str:
    match stage:
        case Stage.RELEASED:
            # Translators: money that was released on this date ("Released 6 Nov").
            return _("Released {date}").format(date=on)
        case Stage.REFUNDED:
            return _("Refunded {date}").format(date=on)
        case _:
            return _("Divided {date}").format(date=on)
