"""From an occasion to a letter: the reader's language, the reader's zone, plain text and simple HTML that say the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from email.utils import format_datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.core.parties import Role
from parley.notices.letter import Letter, Occasion
from parley.notices.lines import one_line, shortened
from parley.notices.links import evidence_address, message_id, order_address, thread_id
from parley.notices.page import Block, Quote, html_page
from parley.notices.quotes import quoted
from parley.words.dates import zone_name
from parley.words.keys import fingerprint_of, in_groups
from parley.words.letters import LetterWords, letter_words
from parley.words.proposals_told import proposals_made
from parley.words.sentence import Sentence
from parley.words.telling import Telling


def render(about: Occasion) -> Letter:
    """The letter for this occasion."""
    with translation.override(about.reader.language):
        # Translators: stands for the title of an order whose words were erased.
        title = one_line(about.texts.get(about.order.terms.title, "")) or _("An order")
        words = letter_words(about.events, about.order, _telling(about), title)
        subject = shortened(one_line(words.subject))
        blocks = tuple(_blocks(about, words))
        action, address = words.action, order_address(about.order.id)
        if about.invitation:
            action, address = _("Read the offer"), about.invitation
        foot = _foot(about)
        return Letter(
            address=about.reader.address,
            name=about.reader.name,
            language=about.reader.language,
            subject=subject,
            text=_plain_page(blocks, action, address, foot),
            html=html_page(
                language=about.reader.language, title=subject, blocks=blocks, action=action, address=address, foot=foot
            ),
            headers=_headers(about),
        )


def _telling(about: Occasion) -> Telling:
    named = {terms.number: one_line(about.texts.get(terms.name, "")) for terms in about.order.all_terms}
    return Telling(
        viewer_role=about.reader.role,
        client_name=about.names.get(Role.CLIENT, ""),
        freelancer_name=about.names.get(Role.FREELANCER, ""),
        milestone_names=named,
        zone=about.reader.zone,
        now=about.at,
        proposals={**about.proposals, **proposals_made(about.events)},
    )


def _blocks(about: Occasion, words: LetterWords) -> Iterator[Block]:
    """What happened, each with the words that were written for it, and what comes next."""
    for event, told in zip(about.events, words.told, strict=True):
        yield told.sentence
        if told.detail:
            yield told.detail
        said = quoted(event)
        if said is not None:
            yield Quote(about.texts[said]) if said in about.texts else _("These words were erased.")
    yield from words.next


def _headers(about: Occasion) -> Mapping[str, str]:
    return {
        "Message-ID": message_id(about.effect_id),
        "References": thread_id(about.order.id),
        "Date": format_datetime(about.at),
        "Content-Language": about.reader.language,
        # Out-of-office programs answer people, not machines.
        "Auto-Submitted": "auto-generated",
    }


def _foot(about: Occasion) -> tuple[str, ...]:
    seq = about.order.seq
    fingerprint = ngettext(
        "The fingerprint of this order after {count} event is {head}.",
        "The fingerprint of this order after {count} events is {head}.",
        seq,
    )
    kept = _("Keep this letter: with it you can show that nothing before it was changed later.")
    # Translators: {fingerprint} is a row of digits and letters, {address} leads to the page that tells how.
    key = _("The fingerprint of this desk’s key is {fingerprint}. How to check all this: {address}")
    return (
        # Translators: {zone} is "your time in Madrid" or "in UTC time".
        _("Times in this letter: {zone}.").format(zone=zone_name(about.reader.zone)),
        _("Mail to this address is not read. What you want to say belongs on the order's page."),
        f"{fingerprint.format(count=seq, head=about.head)} {kept}",
        key.format(fingerprint=in_groups(fingerprint_of(settings.EVIDENCE_PUBLIC_KEY)), address=evidence_address()),
    )


def _plain_page(blocks: Sequence[Block], action: str, address: str, foot: Sequence[str]) -> str:
    # Translators: {action} is what a link says, as "Open the order"; its address stands on a line of its own.
    way_on = _("{action}:\n{address}").format(action=action, address=address)
    # A line of two hyphens and a space begins what mail programs show as a signature.
    return "\n\n".join([*map(_plain, blocks), way_on, "-- \n" + "\n\n".join(foot)]) + "\n"


def _plain(block: Block) -> str:
    match block:
        case Quote(words=said):
            return "\n".join(f"> {line}".rstrip() for line in said.splitlines())
        case Sentence():
            return block.plain
        case _:
            return block
