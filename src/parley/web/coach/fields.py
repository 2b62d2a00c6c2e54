"""The coach in the forms of acts: under every box whose words the other side will read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.http import QueryDict

from parley.coach.advice import Context
from parley.core.order.messages import (
    AnyMilestoneCommand,
    AskExtra,
    AskOutreach,
    OfferExtra,
    PauseWork,
    SealBid,
    SealFinal,
    SubmitBrief,
)
from parley.core.order.state import Milestone
from parley.web.coach.reading import KEPT, READ, coaching, mark_to_keep, nothing_found, once_more, with_wording
from parley.web.components.form import Field, Group
from parley.web.orders.door import Visit

UNREAD: frozenset[type[AnyMilestoneCommand]] = frozenset(
    {PauseWork, AskOutreach, SealBid, SealFinal, SubmitBrief, OfferExtra, AskExtra}
)
"""What the other side does not read, and what is about the work alone: a brief, a wish, a scope."""


def said_fields(fields: Sequence[Field | Group]) -> Iterator[Field]:
    """The boxes with words for the other side."""
    return (field for field in _all(fields) if field.kind == "textarea" and field.said)


def with_coach(
    visit: Visit, fields: Sequence[Field | Group], milestone: Milestone, *, is_read: bool
) -> tuple[Field | Group, ...]:
    """The same fields, with what there is to say of the words in them where the form was sent."""
    asked = visit.request.POST.get("coach", "")
    kept = visit.request.POST.getlist(KEPT)
    has_files = any(field.kind == "file" for field in _all(fields))

    def coached(field: Field) -> Field:
        if field.kind != "textarea" or not field.said:
            return field
        words = field.value if asked or is_read else ""
        told = coaching(visit, words, field=field.name, box=field.id, action="", kept=kept, milestone=milestone)
        if told is not None:
            told = replace(nothing_found(told) if asked and field.value.strip() else told, asks=not has_files)
        return replace(field, coach=told)

    return tuple(
        replace(entry, fields=tuple(map(coached, entry.fields))) if isinstance(entry, Group) else coached(entry)
        for entry in fields
    )


def reads_once_more(visit: Visit, fields: Sequence[Field | Group]) -> bool:
    """Whether the form comes back once before it goes. One with files does not: they would have to be chosen again."""
    typed = visit.request.POST
    if any(field.kind == "file" for field in _all(fields)):
        return False
    words = [field.value for field in said_fields(fields)]
    return once_more(visit, words, typed.getlist(KEPT), typed.get(READ, ""))


def _all(fields: Sequence[Field | Group]) -> Iterator[Field]:
    for entry in fields:
        yield from entry.fields if isinstance(entry, Group) else (entry,)


def done_as_asked(typed: QueryDict, context: Context) -> QueryDict:
    """The form as it was sent, with a wording taken over or a finding kept: `coach=use:words-1:threat`."""
    act, field, label = (*typed.get("coach", "").split(":", 2), "", "")[:3]
    if act not in ("use", "keep") or field not in typed:
        return typed
    changed = typed.copy()
    words = typed.get(field, "")
    if act == "use":
        changed[field] = with_wording(words, label, context)
    else:
        changed.setlist(KEPT, [*typed.getlist(KEPT), *mark_to_keep(words, label, context)])
    return changed
