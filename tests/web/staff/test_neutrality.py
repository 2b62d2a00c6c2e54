"""Whatever is tried, nobody judges in an order of their own or their organisation's, after writing for a side, or twice."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.core.order.messages import (
    AnyCommand,
    AppealDecided,
    AppealFiled,
    CaseDecided,
    CaseLeft,
    CaseTaken,
    OutreachSent,
    SplitSuggested,
)
from parley.core.order.state import Order
from parley.core.parties import Role
from parley.desk.ask import ask
from parley.desk.receipts import Receipt
from parley.people.models import Membership, Organisation, Person
from parley.people.organisations import same_organisation
from parley.reads.mediation_record import every_record
from tests.asks_of_cases import (
    appeal,
    decide,
    decide_appeal,
    decline_suggestion,
    escalate,
    leave,
    outreach,
    suggest,
    take,
    write_for_support,
)
from tests.deals import eur
from tests.web.people import Visitor, belong_together, in_stage, visitor

NAMES = ("Ana Ruiz", "Marc Vidal", "Mia Lang", "Noor Aziz", "Olga Petrova")
ORGANISATIONS = ("", "", "Sol", "SÓL.", "Luna & Co", "luna  CO", "Ｓｏｌ")
Try = Callable[[str], Callable[[Order], AnyCommand]]

TRIES: dict[str, Try] = {
    "take": lambda person: take(person=person),
    "give": lambda person: take(person=person, by=Role.OPERATOR),
    "leave": lambda person: leave(person=person),
    "write": lambda person: write_for_support(person=person),
    "suggest": lambda person: suggest(eur(50_00), person=person),
    "decide": lambda person: decide(eur(70_00), person=person),
    "decide the appeal": lambda person: decide_appeal(eur(40_00), person=person),
    # What the two sides do, so that the case goes on.
    "ask for support": lambda _: outreach(),
    "decline": lambda _: decline_suggestion(Role.CLIENT),
    "escalate": lambda _: escalate(),
    "appeal": lambda _: appeal(),
}


def organisation(person_id: str) -> str:
    return Person.objects.get(id=UUID(person_id)).organisation


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_judgement_is_made_by_anybody_who_must_not_make_it(db: None, data: st.DataObject) -> None:
    people = [visitor(name) for name in NAMES]
    for one in people:
        assert one.person is not None
        one.person.organisation = data.draw(st.sampled_from(ORGANISATIONS), label=one.person.name)
        one.person.save()
    Organisation.objects.all().delete()
    together = data.draw(st.lists(st.sampled_from(people), max_size=2, unique_by=lambda one: one.id), label="members")
    belong_together("Werkstatt", *together)
    client, freelancer = data.draw(st.permutations(people), label="parties")[:2]
    deed = in_stage(data.draw(st.sampled_from(["mediation", "decision", "decided"])), client, freelancer)
    plan = st.lists(st.tuples(st.sampled_from(sorted(TRIES)), st.sampled_from(people)), min_size=4, max_size=12)
    done = 0
    for name, who in data.draw(plan, label="tries"):
        done += isinstance(ask(TRIES[name](who.id)(deed.order)), Receipt)
    check(deed.id, client, freelancer, people)


def check(order_id: UUID, client: Visitor, freelancer: Visitor, people: list[Visitor]) -> None:
    """Read the record as somebody who trusts nobody."""
    known = {one.id for one in people}
    sides, wrote, has_it, decided = {client.id, freelancer.id}, set[str](), "", ""
    for record in every_record(order_id):
        event = record.event
        judged_by = ""
        match event:
            case CaseTaken(person=person):
                judged_by, has_it = person, person
            case CaseLeft() | AppealFiled():
                has_it = ""
            case OutreachSent(person=person):
                assert person not in sides
                assert not shares(person, sides)
                wrote.add(person)
            case SplitSuggested(suggestion=suggestion):
                judged_by = suggestion.person
            case CaseDecided(decision=decision):
                judged_by = decided = decision.person
            case AppealDecided(decision=decision):
                judged_by = decision.person
                assert judged_by != decided
            case _:
                continue
        if judged_by in known:  # a decision of the way there was made by nobody of these
            assert judged_by not in sides
            assert judged_by not in wrote
            assert not shares(judged_by, sides)
            assert has_it in ("", judged_by)


def shares(person: str, sides: set[str]) -> bool:
    return any(
        same_organisation(organisation(person), organisation(side)) or are_members_together(person, side)
        for side in sides
    )


def are_members_together(one: str, other: str) -> bool:
    ours, theirs = (
        set(Membership.objects.filter(person_id=UUID(id_)).values_list("organisation_id", flat=True))
        for id_ in (one, other)
    )
    return bool(ours & theirs)


def test_the_tries_of_the_property_do_succeed_where_nothing_is_in_the_way(db: None) -> None:
    """A property that refused everything would hold too."""
    ana, marc, mia, noor, olga = (visitor(name) for name in NAMES)
    deed = in_stage("mediation", marc, ana)
    tried: list[tuple[str, Visitor]] = [
        ("ask for support", ana), ("write", olga), ("give", noor), ("leave", noor), ("take", mia), ("suggest", mia),
        ("decline", marc), ("decide", mia), ("appeal", marc), ("take", noor), ("decide the appeal", noor),
    ]  # fmt: skip
    for name, who in tried:
        answer = ask(TRIES[name](who.id)(deed.order))
        assert isinstance(answer, Receipt), (name, answer)
    check(deed.id, marc, ana, [ana, marc, mia, noor, olga])
