"""The timeline of parts: some items handed in before the rest, and the claim for them when the client is silent."""

from __future__ import annotations

from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.core.order.messages import ClaimAnswered, PartClaimed, PartDelivered
from parley.core.parties import Role
from parley.words.dates import day_and_time
from parley.words.locales import number
from parley.words.sentence import Part, link
from parley.words.telling import EventWords, Telling, tell, told

PartEvent = PartDelivered | PartClaimed | ClaimAnswered


def part_event_words(event: PartEvent, telling: Telling, files_href: str = "") -> EventWords:
    """What was handed in early, and what became of it."""
    milestone = telling.milestone(event.milestone)
    match event:
        case PartDelivered():
            you = _("*You* delivered a part of {milestone}: {items}, with {files}")
            they = _("{name} delivered a part of {milestone}: {items}, with {files}")
            items = ngettext("{n} item", "{n} items", len(event.items)).format(n=number(len(event.items)))
            files = _files(len(event.files), files_href)
            return EventWords(
                told(telling, event.by, you, they, milestone=milestone, items=items, files=files),
                tell(_("No clock starts by it. The time to look comes with the whole delivery.")),
            )
        case PartClaimed():
            you = _("*You* claimed the delivered part of {milestone}")
            they = _("{name} claimed the delivered part of {milestone}")
            until = day_and_time(event.ends_at, telling.zone, telling.now)
            client = _("You can answer until {until}."), _("{name} can answer until {until}.")
            return EventWords(
                told(telling, event.by, you, they, milestone=milestone),
                told(telling, Role.CLIENT, *client, until=until),
            )
        case ClaimAnswered():
            you = _("*You* answered, and the claim for a part of {milestone} ended")
            they = _("{name} answered, and the claim for a part of {milestone} ended")
            return EventWords(told(telling, event.by, you, they, milestone=milestone), tell(_("The work goes on.")))
        case _:
            assert_never(event)


def _files(count: int, href: str) -> Part:
    words = ngettext("{n} file", "{n} files", count).format(n=number(count))
    return link(words, href) if href else Part(words)
