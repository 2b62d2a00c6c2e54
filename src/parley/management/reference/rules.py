"""Stages, deadlines and windows: where an order stands, and what time does to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields

from parley.core.deadlines import CAP_ENDS_WATCHES, CAP_NEARS_WATCHES, LONG_STOP_WATCHES, WINDOW_ENDS
from parley.core.order.clock import DeadlineKind
from parley.core.order.gates import GATES
from parley.core.order.state import ENDS, OrderStage, Stage
from parley.core.order.terms import Windows
from parley.core.order.turns import WAITS_FOR
from parley.core.parties import Role
from parley.core.policies import POLICIES
from parley.management.reference.markdown import code, codes, table
from parley.management.reference.walks import BY_ANOTHER, Way, walked
from parley.words.stages import order_stage_name, stage_name

MEASURES: Mapping[str, str] = {
    "offer_days": "how long an offer stays open",
    "funding_business_days": "to fund a milestone after it opened",
    "lapse_days": "more time after that, before the milestone ends unpaid",
    "brief_days": "for the client's brief, before the money goes back",
    "brief_nudge_hours": "when reminders of the brief go out",
    "late_grace_hours": "after the due date with nothing delivered, before the client may take the money back",
    "abandoned_days": "after the due date with nothing delivered, before the money goes back",
    "redelivery_business_days": "to deliver again after a revision request",
    "redelivery_grace_days": "more time after that, before the milestone becomes a case",
    "review_days": "to answer a delivery",
    "review_nudge_days": "when reminders of the delivery go out",
    "notice_hours": "the last notice",
    "release_business_days": "from being marked complete to the release",
    "reply_hours": "to look again after a reply to the notice, and at least after a replaced delivery",
    "silent_hours_before_notice": "of silence before the freelancer may send the notice",
    "contacts_before_notice": "tries to reach the client before that (a number, not a time)",
    "contact_gap_hours": "between two tries that both count",
    "clarify_business_days": "to say what a revision request means",
    "proposal_hours": "to answer a proposal",
    "talk_business_days": "to talk in a case",
    "escalate_hours": "of talking before either side may go on",
    "sealed_days": "for sealed offers, all rounds together",
    "sealed_rounds": "rounds of sealed offers (a number, not a time)",
    "mediation_days": "for a mediator's proposal",
    "suggestion_business_days": "to answer the mediator's proposal",
    "decision_days": "for a decision",
    "appeal_business_days": "to appeal; 0 makes decisions final",
    "appeal_result_business_days": "for the result of an appeal, before the first decision stands",
    "pause_days": "how long a pause may last",
    "pause_stop_business_days": "of the freelancer's own pause, before either side may end what was not delivered",
    "extra_days": "after the release, in which extra work can still be agreed",
    "rating_days": "to review each other after the order has closed",
    "bank_alarm_days": "after the bank's own date, before the operator is asked to find out",
    "long_stop_days": "after the first delivery, before a decision is asked for in any case",
    "clearance_days": "until released money is available",
}

OF_THE_ORDER: Mapping[DeadlineKind, str] = {
    DeadlineKind.OFFER_EXPIRES: "`expired`, for the whole order",
    DeadlineKind.RATINGS_END: "reviews that can be read",
}
"""What deadlines of the whole order lead to."""

REMINDED = (Stage.FUNDED, Stage.DELIVERED)
"""Stages with reminders, as core/deadlines.py arms them; tests/house/test_docs.py looks whether that is so."""


def stages() -> str:
    """The stages of a milestone."""
    head = ("Stage", "On the page", "Waits for", "Client may", "Freelancer may", "When its window ends")
    return table(head, (tuple(_stage(stage)) for stage in Stage))


def order_stages() -> str:
    return table(("Stage", "On the page"), ((code(one.value), order_stage_name(one)) for one in OrderStage))


def deadlines() -> str:
    """Every deadline: while what it is armed, and what it leads to."""
    head = ("Deadline", "Armed while", "Leads to", "Brings")
    return table(head, map(_deadline, DeadlineKind))


def windows() -> str:
    """The length of every window in each policy."""
    head = ("Window", "What it measures", *map(code, POLICIES))
    return table(
        head,
        (
            (
                code(window.name),
                MEASURES[window.name],
                *(_length(getattr(policy.windows, window.name)) for policy in POLICIES.values()),
            )
            for window in fields(Windows)
        ),
    )


def policies() -> str:
    """What else a policy settles."""
    rows = {
        "rounds of changes": [str(policy.rounds) for policy in POLICIES.values()],
        "kill fee, percent": [str(policy.kill_fee_percent) for policy in POLICIES.values()],
        "deposit, percent of the first milestone": [str(policy.deposit_percent) for policy in POLICIES.values()],
        "funding": [code(policy.funding.value) for policy in POLICIES.values()],
        "most milestones": [str(policy.most_milestones or "any") for policy in POLICIES.values()],
    }
    return table(("", *map(code, POLICIES)), ((name, *values) for name, values in rows.items()))


def transitions() -> str:
    """Every way between the stages of a milestone, as the walk found it."""
    rows = []
    for origin in Stage:
        for by, what in sorted({(way.by.value, way.what) for way in walked().ways if way.origin is origin}):
            found = [way for way in walked().ways if (way.origin, way.by.value, way.what) == (origin, by, what)]
            rows.append((code(origin.value), by, what if what == BY_ANOTHER else code(what), _targets(found)))
    return table(("From", "Who", "What", "To"), rows)


def _stage(stage: Stage) -> Iterable[str]:
    yield code(stage.value)
    yield stage_name(stage)
    yield ", ".join(sorted(role.value for role in WAITS_FOR[stage])) or ("" if stage in ENDS else "nobody")
    for role in (Role.CLIENT, Role.FREELANCER):
        yield codes(kind.__name__ for kind, gate in GATES.items() if role in gate.roles and stage in gate.stages)
    yield code(WINDOW_ENDS[stage].value) if stage in WINDOW_ENDS else ""


def _deadline(kind: DeadlineKind) -> tuple[str, ...]:
    ways = [way for way in walked().ways if way.what == kind.value]
    leads = OF_THE_ORDER.get(kind) or _targets(ways)
    return code(kind.value), _armed(kind), leads, codes(sorted(walked().brought[kind.value]))


def _armed(kind: DeadlineKind) -> str:
    match kind:
        case DeadlineKind.OFFER_EXPIRES:
            return "the offer is open"
        case DeadlineKind.LONG_STOP:
            return codes(stage.value for stage in Stage if stage in LONG_STOP_WATCHES)
        case DeadlineKind.CAP_NEARS:
            return f"the provider holds money only so long, and it is {codes(_in_order(CAP_NEARS_WATCHES))}"
        case DeadlineKind.CAP_ENDS:
            return f"the provider holds money only so long, and it is {codes(_in_order(CAP_ENDS_WATCHES))}"
        case DeadlineKind.PROPOSAL_ENDS:
            return "a proposal is open"
        case DeadlineKind.BANK_SILENT:
            return "a bank disputes the payment"
        case DeadlineKind.RATINGS_END:
            return "the order has closed and a review is sealed"
        case DeadlineKind.CLEARANCE:
            return "released money is not available yet"
        case DeadlineKind.NUDGE:
            return codes(stage.value for stage in REMINDED)
        case _:
            return codes(stage.value for stage, ends in WINDOW_ENDS.items() if ends is kind)


def _in_order(stages: Collection[Stage]) -> Iterable[str]:
    return (stage.value for stage in Stage if stage in stages)


def _targets(ways: Sequence[Way]) -> str:
    moved = {way.target for way in ways if way.target is not way.origin}
    stays = ["stays"] if any(way.target is way.origin for way in ways) else []
    return ", ".join([*stays, *(code(stage.value) for stage in Stage if stage in moved)])


def _length(length: int | tuple[int, ...]) -> str:
    return ", ".join(map(str, length)) if isinstance(length, tuple) else str(length)
