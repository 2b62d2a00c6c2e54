"""What an act would change, for both: the real machine on a copy, in words."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from parley.core.foresight import Preview as Seen
from parley.core.foresight import preview
from parley.core.order.messages import AcceptProposal, AnyMilestoneCommand, ProposalMade
from parley.core.parties import Role
from parley.core.specimens import ID
from parley.core.statistics import Record
from parley.reads.completion import completion_of
from parley.web.components.preview import Preview, PreviewRow
from parley.web.orders.door import Visit
from parley.web.orders.telling import telling
from parley.web.people.effect import rate_change_of
from parley.words.previews import preview_words
from parley.words.resolution import if_yes


def consequence_slip(visit: Visit, seen: Seen, milestone: int) -> Preview:
    """The slip inside an act on this milestone."""
    wording = visit.page.wording
    # The milestones as they would be then: extra work that is said yes to is called by its name already.
    names = {terms.number: wording.words(terms.name) for terms in seen.after.all_terms}
    said = preview_words(seen, replace(telling(visit), milestone_names=names), milestone)
    return Preview(
        caption=_("What changes if you do this now"),
        rows=tuple(PreviewRow(row.label, row.you, row.other) for row in said.rows),
        you=said.you,
        other=said.other,
        note=said.note,
    )


def counts_of(visit: Visit) -> Record | None:
    """The freelancer's counts so far, read once for all slips of a page."""
    return completion_of(visit.order.freelancer) if visit.order.freelancer is not None else None


def with_statistics(visit: Visit, slip: Preview, seen: Seen, record: Record | None) -> Preview:
    """The slip with a row for the freelancer's rate, where an end says something about it."""
    name = visit.page.names[Role.FREELANCER].name
    change = rate_change_of(seen.before, seen.after, visit.role, name, record)
    return replace(slip, rows=(*slip.rows, change.row)) if change is not None else slip


def slip_if_yes(visit: Visit, command: AnyMilestoneCommand, record: Record | None) -> Preview | None:
    """What the other side's yes to the proposal that `command` makes would change: both are played, one after the other.

    None where the rule says no to the one or to the other."""
    made = preview(visit.order, command, visit.at)
    if made.refusal is not None:
        return None
    proposal = next((event.proposal for event in made.events if isinstance(event, ProposalMade)), None)
    if proposal is None:
        return None
    yes = AcceptProposal(
        order_id=visit.order.id, id=ID, by=command.by.other, milestone=command.milestone, proposal=proposal.number
    )
    seen = preview(made.after, yes, visit.at)
    if seen.refusal is not None:
        return None
    slip = replace(consequence_slip(visit, seen, command.milestone), caption=if_yes(telling(visit)))
    return with_statistics(visit, slip, seen, record)
