"""What a letter says, block by block."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from parley.core.order.messages import AnyEvent, MessageSent
from parley.core.parties import Role
from parley.notices.letter import Occasion
from parley.notices.lines import one_line
from parley.notices.page import Block, Quote
from parley.words.events import event_words
from parley.words.telling import Telling


@dataclass(frozen=True, slots=True)
class Wording:
    """`action` is what the link under the blocks says."""

    subject: str
    blocks: tuple[Block, ...]
    action: str


def wording(about: Occasion) -> Wording:
    """In the active language."""
    telling = _telling(about)
    title = one_line(about.texts.get(about.order.terms.title, "")) or _("an order")
    blocks: list[Block] = []
    for event in about.events:
        blocks += _told(event, about, telling)
    return Wording(subject=title, blocks=tuple(blocks), action=_("Open the order"))


def _told(event: AnyEvent, about: Occasion, telling: Telling) -> list[Block]:
    words = event_words(event, telling)
    blocks: list[Block] = [words.sentence]
    if words.detail:
        blocks.append(words.detail)
    if isinstance(event, MessageSent) and event.text in about.texts:
        blocks.append(Quote(about.texts[event.text]))
    return blocks


def _telling(about: Occasion) -> Telling:
    named = {terms.number: one_line(about.texts.get(terms.name, "")) for terms in about.order.terms.milestones}
    return Telling(
        viewer_role=about.reader.role,
        client_name=about.names.get(Role.CLIENT, ""),
        freelancer_name=about.names.get(Role.FREELANCER, ""),
        milestone_names=named,
        zone=about.reader.zone,
        now=about.at,
    )
