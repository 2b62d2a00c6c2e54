"""The heads of a case file: of its first page, its sections, its columns and the parts of a decision."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


@dataclass(frozen=True, slots=True)
class Labels:
    """Heads of sections and columns."""

    case_file: str
    contents: str
    agreed: str
    extras: str
    happened: str
    items: str
    proposals: str
    cases: str
    ended: str
    books: str
    files: str
    check: str
    milestones: str
    milestone: str
    of_milestone: str
    part: str
    done_when: str
    effort: str
    due: str
    price: str
    file: str
    size: str
    number: str
    when: str
    what: str
    who: str
    asked: str
    asked_as: str
    scope: str
    answer: str
    outcome: str
    stands: str
    question: str
    event: str
    account: str
    amount: str
    together: str
    files_with_it: str
    handed_in: str
    counts: str
    for_freelancer: str


def labels() -> Labels:
    return Labels(
        case_file=_("Case file"),
        contents=_("Contents"),
        agreed=_("What was agreed"),
        extras=_("Extra work, agreed later"),
        happened=_("What happened"),
        items=_("Item by item"),
        proposals=_("Proposals"),
        cases=_("The disagreement, stage by stage"),
        ended=_("How it ended"),
        books=_("The books"),
        files=_("Files"),
        check=_("How to check this file"),
        milestones=_("Milestones"),
        # Translators: stands small under the name of a milestone.
        milestone=_("Milestone {number}"),
        of_milestone=_("Milestone"),
        part=_("Part of the work"),
        done_when=_("Done when"),
        effort=_("Effort"),
        due=_("Due"),
        price=_("Price"),
        file=_("File"),
        size=_("Size"),
        # Translators: the head of a column with the numbers of events; as short as possible.
        number=_("No."),
        when=_("When"),
        what=_("What"),
        who=_("Who"),
        asked=_("What is asked"),
        asked_as=_("Asked as"),
        scope=_("Scope"),
        answer=_("Answer"),
        outcome=_("What became of it"),
        stands=_("How it stands"),
        question=_("Question"),
        event=_("Event"),
        account=pgettext("books", "Account"),
        amount=_("Amount"),
        together=_("Together"),
        files_with_it=_("Files that came with it"),
        handed_in=_("Handed in with"),
        counts=pgettext("column", "Counts"),
        for_freelancer=_("For the freelancer"),
    )


@dataclass(frozen=True, slots=True)
class Reasoned:
    """Heads of the parts of a decision."""

    suggestion: str
    decision: str
    appeal: str
    facts: str
    clauses: str
    evidence: str
    arithmetic: str
    remedy: str
    valuation: str


def reasoned() -> Reasoned:
    return Reasoned(
        suggestion=_("The mediator’s proposal"),
        decision=_("The decision"),
        appeal=_("The decision of the appeal"),
        facts=_("Facts"),
        clauses=_("Clauses it rests on"),
        evidence=_("Evidence"),
        arithmetic=_("Arithmetic, item by item"),
        remedy=_("What follows from it"),
        valuation=_("What the published valuation gives, item by item"),
    )


@dataclass(frozen=True, slots=True)
class Ends:
    """What became of a milestone, line by line."""

    stage: str
    why: str
    until: str
    held: str
    freelancer: str
    client: str
    fee: str
    bank: str
    counts: str


def ends() -> Ends:
    return Ends(
        stage=_("Stage"),
        why=_("Why"),
        until=_("Open until"),
        held=_("Held"),
        freelancer=_("For the freelancer"),
        client=_("Back to the client"),
        fee=_("The operator’s fee"),
        bank=_("With the client’s bank"),
        counts=_("For the completion rate"),
    )


@dataclass(frozen=True, slots=True)
class Front:
    """What stands on the first page."""

    order: str
    desk: str
    stage: str
    price: str
    first: str
    last: str
    events: str
    head: str


def front() -> Front:
    return Front(
        order=_("Order"),
        desk=_("Kept by"),
        stage=_("How it stands"),
        price=_("Price"),
        first=_("First event"),
        last=_("Last event"),
        events=_("Events"),
        head=_("Head of the chain"),
    )
