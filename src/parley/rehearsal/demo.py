"""The orders of a demo: its stories, played up to the present through the real desk."""

from __future__ import annotations

from datetime import datetime

from parley.rehearsal.demo_briefs import fill_briefs
from parley.rehearsal.demo_help import fill_help
from parley.rehearsal.demo_office import fill_office
from parley.rehearsal.demo_organisations import fill_organisations
from parley.rehearsal.demo_people import demo_stories, register_staff
from parley.rehearsal.demo_profiles import fill_profiles
from parley.rehearsal.demo_services import fill_services
from parley.rehearsal.play import play
from parley.rehearsal.table import BadStory
from parley.store.queries import all_order_ids


def fill(at: datetime) -> int:
    """Play every demo story in an installation without orders, as if it had happened before `at` (UTC). How many orders there
    are now because of it: none when there were some already. Raises BadStory for a story that does not go as it says."""
    if all_order_ids(None, 1):
        return 0
    register_staff()
    for story in demo_stories():
        played = play(story, at, until=at)
        if played.failure is not None:
            raise BadStory(f"{story.order.title}, step {played.failure.step}", played.failure.says)
    fill_profiles(at)
    fill_organisations(at)
    fill_services(at)
    fill_briefs(at)
    fill_help(at)
    fill_office(at)
    return len(demo_stories())
