"""To whom an operator can give a case, and who is left out, with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from parley.core.order.refusals import Code
from parley.core.order.state import Milestone, Order
from parley.people.models import Person
from parley.reads.cases import cases_taken
from parley.reads.conflicts import Belonging, barred_from_judging


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may take the case; `cases` are those that wait for them already."""

    person: Person
    cases: int
    has_it: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    person: Person
    why: Code


@dataclass(frozen=True, slots=True)
class Candidates:
    """Those who may, with the fewest cases first; and those who may not."""

    may: tuple[Candidate, ...]
    left_out: tuple[LeftOut, ...]


def candidates(order: Order, milestone: Milestone) -> Candidates:
    """Everybody who mediates on this desk, held against this case."""
    people = list(Person.objects.mediators().order_by("name", "id"))
    belonging = Belonging([order], [str(person.id) for person in people])
    taken, has_it = cases_taken(), milestone.case.mediator if milestone.case is not None else ""
    may, left_out = [], []
    for person in people:
        id_ = str(person.id)
        why = barred_from_judging(order, milestone, id_, belonging.shares(order, id_))
        if why is None:
            may.append(Candidate(person, taken[id_], has_it == id_))
        else:
            left_out.append(LeftOut(person, why))
    return Candidates(tuple(sorted(may, key=lambda one: one.cases)), tuple(left_out))
