"""Questions to the operators, and their answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from parley.help.models import HelpRequest
from parley.people.models import Person

PAGE = 25
MOST_WAITING = 5
"""Questions of one person, or of one mail address, that may wait for an answer at the same time."""
KEEP_GUESTS = timedelta(days=180)
"""For so long the question of somebody without an account is kept."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A page of questions. `next_after` is the id after which the next page goes on; None at the end."""

    requests: tuple[HelpRequest, ...]
    next_after: UUID | None


def ask_operators(
    question: str,
    *,
    person: Person | None,
    email: str,
    language: str,
    article: str,
    order_id: UUID | None,
    at: datetime,
) -> HelpRequest:
    """Write the question down. `email` is only kept for somebody without an account. The same words sent twice are one."""
    asker = {"person": person} if person is not None else {"email": email.strip().lower()}
    again = HelpRequest.objects.filter(**asker, question=question, answered_at=None).first()
    if again is not None:
        return again
    return HelpRequest.objects.create(
        **asker, language=language, article=article, order_id=order_id, question=question, asked_at=at
    )


def too_many_wait(person: Person | None, email: str) -> bool:
    """Whether this asker has as many questions open as one may."""
    asker = Q(person=person) if person is not None else Q(email=email.strip().lower())
    return len(HelpRequest.objects.filter(asker, answered_at=None).values_list("id")[:MOST_WAITING]) == MOST_WAITING


def answer_request(request: HelpRequest, answer: str, by: Person, at: datetime) -> bool:
    """Keep the answer. False when somebody else has answered since."""
    done = HelpRequest.objects.filter(id=request.id, answered_at=None).update(
        answer=answer, answered_by=by, answered_at=at
    )
    request.refresh_from_db()
    return bool(done)


def waiting(after: UUID | None = None) -> Asked:
    """Questions without an answer, whoever asked last in front."""
    return _page(Q(answered_at=None), after)


def answered(after: UUID | None = None) -> Asked:
    return _page(Q(answered_at__isnull=False), after)


def of_person(person: Person) -> Sequence[HelpRequest]:
    """Everything that this person asked, the newest first."""
    return list(HelpRequest.objects.filter(person=person).order_by("-id"))


def answered_by(person: Person) -> Sequence[HelpRequest]:
    """Everything that this person answered for the operators, the newest first."""
    return list(HelpRequest.objects.filter(answered_by=person).order_by("-id"))


def forget(person: Person) -> None:
    """What somebody who leaves wrote here: what they asked as a guest, and what they answered. Their own questions go with the
    account."""
    HelpRequest.objects.filter(email=person.email).delete()
    HelpRequest.objects.filter(answered_by=person).update(answer="", answered_by=None)


def sweep_guests(at: datetime) -> int:
    """Delete what people without an account asked long ago. How many."""
    gone, _each = HelpRequest.objects.filter(person=None, asked_at__lt=at - KEEP_GUESTS).delete()
    return gone


def _page(which: Q, after: UUID | None) -> Asked:
    rows = HelpRequest.objects.filter(which).select_related("person", "answered_by").order_by("-id")
    if after is not None:
        rows = rows.filter(id__lt=after)
    found = list(rows[: PAGE + 1])
    return Asked(tuple(found[:PAGE]), found[PAGE - 1].id if len(found) > PAGE else None)
