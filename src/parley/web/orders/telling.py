"""How a visit's sentences are told: names, zone, and who reads."""

from __future__ import annotations

from parley.core.parties import Role
from parley.web.orders.door import Visit
from parley.words.proposals_told import proposals_made
from parley.words.telling import Telling


def telling(visit: Visit) -> Telling:
    """For the party that reads the page."""
    page = visit.page
    return Telling(
        viewer_role=visit.role,
        client_name=page.names[Role.CLIENT].name,
        freelancer_name=page.names[Role.FREELANCER].name,
        milestone_names={terms.number: page.milestone_name(terms.number) for terms in visit.order.all_terms},
        zone=visit.zone,
        now=visit.at,
        proposals=proposals_made(record.event for record in page.records),
    )
