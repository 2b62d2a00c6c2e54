"""Every address of the site, who is let in there, and by which methods: one line each, which test_doors.py holds against it."""

from __future__ import annotations

from dataclasses import dataclass

LOOK = frozenset({"GET", "HEAD"})
FILL_IN = LOOK | {"POST"}
SEND = frozenset({"POST"})
CLIENT, FREELANCER = "client", "freelancer"
PARTIES = frozenset({CLIENT, FREELANCER})
IN_THE_ORDER = PARTIES | {"operator"}
"""Whoever runs the installation may look at what was agreed."""
OPERATOR = frozenset({"operator"})
MEDIATORS = frozenset({"mediator", "operator"})
"""Operators mediate too."""
EVERYBODY = PARTIES | {"other", "stranger", "guest", "operator", "mediator"}
SIGNED_IN = EVERYBODY - {"guest"}


@dataclass(frozen=True)
class Door:
    """Who is let in, and by which methods. `of_order`: to all others this address does not exist; `stage` is one in which
    the act may be done, so that whoever is let in finds a form. `hidden`: to a guest it does not exist either. `stands_on`: the
    page of a form that has no page of its own, where that is not the order's."""

    who: frozenset[str]
    methods: frozenset[str]
    of_order: bool = False
    stage: str = "delivered"
    hidden: bool = False
    of_policy: bool = False
    stands_on: str = ""


def of_operators(methods: frozenset[str], *, of_policy: bool = False) -> Door:
    """`of_policy`: the address names a policy."""
    return Door(frozenset({"operator"}), methods, hidden=True, of_policy=of_policy)


def act(role: str, stage: str) -> Door:
    return Door(frozenset({role}), FILL_IN, of_order=True, stage=stage)


def for_the_desk(who: frozenset[str], stage: str) -> Door:
    return Door(who, FILL_IN, of_order=True, stage=stage)


DOORS = {
    # accounts and what is for everybody
    "home": Door(EVERYBODY, LOOK),
    "healthz": Door(EVERYBODY, LOOK),
    "readyz": Door(EVERYBODY, LOOK),
    "evidence": Door(EVERYBODY, LOOK),
    "daily_root": Door(EVERYBODY, LOOK),
    "verifier": Door(EVERYBODY, LOOK),
    "language": Door(EVERYBODY, SEND),
    "theme": Door(EVERYBODY, SEND),
    "dismiss_announcement": Door(EVERYBODY, SEND),
    "me": Door(SIGNED_IN, FILL_IN),
    "outcomes": Door(EVERYBODY, LOOK),
    # the help
    "help": Door(EVERYBODY, LOOK),
    "help_article": Door(EVERYBODY, LOOK),
    "help_vote": Door(EVERYBODY, SEND),
    "help_contact": Door(EVERYBODY, FILL_IN),
    "help_request": Door(OPERATOR, FILL_IN),
    "help_requests": of_operators(LOOK),
    "help_votes": of_operators(LOOK),
    "my_data": Door(SIGNED_IN, LOOK),
    "take_my_data": Door(SIGNED_IN, SEND, stands_on="my_data"),
    "leave": Door(SIGNED_IN, FILL_IN),
    "left": Door(EVERYBODY, LOOK),
    "holds": of_operators(FILL_IN),
    "lift_hold": of_operators(SEND),
    # lists
    "desk": Door(SIGNED_IN, LOOK),
    "orders": Door(SIGNED_IN, LOOK),
    "new_offer": Door(SIGNED_IN, FILL_IN),
    "coach_translation": Door(SIGNED_IN, FILL_IN),
    # services; Ana's is shown
    "services": Door(EVERYBODY, LOOK),
    "service": Door(EVERYBODY, LOOK),
    "new_service": Door(SIGNED_IN, FILL_IN),
    "own_services": Door(SIGNED_IN, LOOK),
    "order_service": Door(SIGNED_IN, FILL_IN),
    "edit_service": Door(frozenset({FREELANCER}), FILL_IN),
    "pause_service": Door(frozenset({FREELANCER}), SEND, stands_on="own_services"),
    "resume_service": Door(frozenset({FREELANCER}), SEND, stands_on="own_services"),
    "delete_service": Door(frozenset({FREELANCER}), SEND, stands_on="own_services"),
    "take_away_service": of_operators(SEND),
    "put_back_service": of_operators(SEND),
    # somebody
    "person": Door(SIGNED_IN, LOOK, hidden=True),
    "picture": Door(SIGNED_IN, LOOK, hidden=True),
    "profile": Door(SIGNED_IN, FILL_IN),
    "portfolio": Door(SIGNED_IN, LOOK),
    "new_piece": Door(SIGNED_IN, FILL_IN),
    "edit_piece": Door(frozenset({FREELANCER}), FILL_IN),
    "move_piece": Door(frozenset({FREELANCER}), SEND, stands_on="portfolio"),
    "delete_piece": Door(frozenset({FREELANCER}), FILL_IN),
    # organisations: the one that is looked at is Ana's, Eva is a member, and Marc is invited
    "new_organisation": Door(SIGNED_IN, FILL_IN),
    "organisation": Door(SIGNED_IN, LOOK, hidden=True),
    "edit_organisation": Door(frozenset({FREELANCER}), FILL_IN),
    "invite_to_organisation": Door(frozenset({FREELANCER}), FILL_IN),
    "organisation_member": Door(frozenset({FREELANCER}), FILL_IN),
    "leave_organisation": Door(frozenset({FREELANCER, "stranger"}), FILL_IN),
    "join_organisation": Door(frozenset({CLIENT}), FILL_IN),
    # briefs: the one that is looked at is the client's
    "briefs": Door(EVERYBODY, LOOK),
    "briefs_feed": Door(EVERYBODY, LOOK),
    "briefs_feed_of": Door(EVERYBODY, LOOK),
    "briefs_of_the_day_feed": Door(EVERYBODY, LOOK),
    "brief_page": Door(EVERYBODY, LOOK),
    "own_briefs": Door(SIGNED_IN, LOOK),
    "new_brief": Door(SIGNED_IN, FILL_IN),
    "edit_brief": Door(frozenset({CLIENT}), FILL_IN),
    "appeal_brief": Door(frozenset({CLIENT}), SEND, stands_on="own_briefs"),
    "close_brief": Door(frozenset({CLIENT}), SEND, stands_on="own_briefs"),
    "renew_brief": Door(frozenset({CLIENT}), SEND, stands_on="own_briefs"),
    "delete_brief": Door(frozenset({CLIENT}), SEND, stands_on="own_briefs"),
    "moderation": of_operators(LOOK),
    "moderate": of_operators(FILL_IN),
    # an order
    "order": Door(IN_THE_ORDER, LOOK, of_order=True),
    "messages": Door(PARTIES, SEND, of_order=True),
    "coach": Door(PARTIES, SEND, of_order=True),
    "counter_offer": Door(PARTIES, FILL_IN, of_order=True, stage="offered"),
    "note_on_clause": Door(PARTIES, SEND, of_order=True, stage="offered"),
    "withdraw_offer": Door(PARTIES, SEND, of_order=True, stage="offered"),
    "decline_offer": Door(PARTIES, SEND, of_order=True, stage="offered"),
    "accept_offer": Door(PARTIES, SEND, of_order=True, stage="offered"),
    # a milestone
    "fund": act(CLIENT, "unfunded"),
    "brief": act(CLIENT, "funded"),
    "begin": act(FREELANCER, "funded"),
    "deliver": act(FREELANCER, "working"),
    "deliver-again": act(FREELANCER, "delivered"),
    "redeliver": act(FREELANCER, "revising"),
    "request-revision": act(CLIENT, "delivered"),
    "answer": act(FREELANCER, "revising"),
    "accept-items": act(CLIENT, "delivered"),
    "accept": act(CLIENT, "delivered"),
    "contact": act(FREELANCER, "delivered"),
    "notice": act(FREELANCER, "delivered"),
    "statement": Door(PARTIES, FILL_IN, of_order=True),
    "ask": act(FREELANCER, "working"),
    "clarify": act(FREELANCER, "revising"),
    "answer-question": act(CLIENT, "revising"),
    "extend": act(FREELANCER, "working"),
    "partial-refund": Door(PARTIES, FILL_IN, of_order=True),
    "cancel": Door(PARTIES, FILL_IN, of_order=True),
    "accept-proposal": Door(PARTIES, FILL_IN, of_order=True),
    "decline-proposal": Door(PARTIES, FILL_IN, of_order=True),
    "withdraw-proposal": Door(PARTIES, FILL_IN, of_order=True),
    "counter-proposal": Door(PARTIES, FILL_IN, of_order=True),
    "cancel-before-work": Door(PARTIES, FILL_IN, of_order=True, stage="funded"),
    "cancel-late": act(CLIENT, "working"),
    "stop": act(CLIENT, "working"),
    "resign": act(FREELANCER, "working"),
    "deliver-part": act(FREELANCER, "working"),
    "claim-part": act(FREELANCER, "part"),
    "more-time": act(CLIENT, "delivered"),
    "ask-extra": act(CLIENT, "delivered"),
    "offer-extra": act(FREELANCER, "delivered"),
    "pause": Door(PARTIES, FILL_IN, of_order=True),
    "end-pause": Door(PARTIES, FILL_IN, of_order=True, stage="paused"),
    "outreach": Door(PARTIES, FILL_IN, of_order=True),
    "open-case": Door(PARTIES, FILL_IN, of_order=True),
    "withdraw-case": Door(PARTIES, FILL_IN, of_order=True, stage="case"),
    "settle": Door(PARTIES, FILL_IN, of_order=True, stage="case"),
    "escalate": Door(PARTIES, FILL_IN, of_order=True, stage="case"),
    "seal": Door(PARTIES, FILL_IN, of_order=True, stage="sealed"),
    "last-offer": Door(PARTIES, FILL_IN, of_order=True, stage="mediation"),
    "accept-suggestion": Door(PARTIES, FILL_IN, of_order=True, stage="suggested"),
    "decline-suggestion": Door(PARTIES, FILL_IN, of_order=True, stage="suggested"),
    "appeal": Door(PARTIES, FILL_IN, of_order=True, stage="decided"),
    "pay-out": Door(frozenset({FREELANCER, "operator"}), FILL_IN, of_order=True, stage="cleared"),
    "review": Door(PARTIES, FILL_IN, of_order=True, stage="released"),
    "effort": Door(IN_THE_ORDER, LOOK, of_order=True),
    "schedule": Door(IN_THE_ORDER, LOOK, of_order=True),
    "resolution": Door(IN_THE_ORDER, LOOK, of_order=True),
    "file": Door(IN_THE_ORDER, LOOK, of_order=True),
    "case_file": Door(IN_THE_ORDER, LOOK, of_order=True),
    "chargeback_kit": Door(frozenset({FREELANCER, "operator"}), LOOK, of_order=True),
    "day_proof": Door(IN_THE_ORDER, LOOK, of_order=True),
    # who works for the desk, in an order
    "record": Door(MEDIATORS, LOOK, of_order=True, stage="decision"),
    "assign": for_the_desk(OPERATOR, "mediation"),
    "send-outreach": for_the_desk(MEDIATORS, "support"),
    "take-case": for_the_desk(MEDIATORS, "mediation"),
    "leave-case": for_the_desk(MEDIATORS, "mediation"),
    "suggest": for_the_desk(MEDIATORS, "mediation"),
    "decide": for_the_desk(MEDIATORS, "decision"),
    "decide-appeal": for_the_desk(MEDIATORS, "appealed"),
    "chargeback": for_the_desk(OPERATOR, "working"),
    "close-chargeback": for_the_desk(OPERATOR, "at the bank"),
    "correct-record": for_the_desk(OPERATOR, "released"),
    # and for all orders
    "cases": Door(MEDIATORS, LOOK, hidden=True),
    "mediators": of_operators(FILL_IN),
    "unname_mediator": of_operators(SEND),
    # what operators see to
    "console": of_operators(LOOK),
    "console_acts": of_operators(LOOK),
    "console_announcements": of_operators(FILL_IN),
    "console_books": of_operators(LOOK),
    "console_coach": of_operators(LOOK),
    "console_journal": of_operators(LOOK),
    "console_letter": of_operators(SEND),
    "console_name": of_operators(SEND),
    "console_start": of_operators(LOOK),
    "console_switches": of_operators(FILL_IN),
    "withdraw_announcement": of_operators(SEND),
    "policies": of_operators(LOOK),
    "new_policy": of_operators(FILL_IN),
    "policy": of_operators(LOOK, of_policy=True),
    "edit_policy": of_operators(FILL_IN, of_policy=True),
    "retire_policy": of_operators(SEND, of_policy=True),
    "unretire_policy": of_operators(SEND, of_policy=True),
}

KEYS = {"first_operator", "first_operator_link", "invitation", "invited", "join", "organisation_link"}
"""Opened by a secret link, not by who one is: tests/web/test_invitations.py, tests/web/accounts and tests/web/organisations."""
ONLY_IN_A_DEMO = {"demo_become", "demo_clock"}
"""tests/web/test_demo_bar.py."""
FOREIGN = ("accounts/",)
"""django-allauth's own, whose pages are looked at in tests/web/accounts."""
