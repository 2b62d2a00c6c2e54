"""From an occasion to a letter: the reader's language, the reader's zone, plain text and simple HTML that say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from email.utils import format_datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.notices.letter import Letter, Occasion
from parley.notices.lines import one_line, shortened
from parley.notices.links import message_id, order_address, thread_id
from parley.notices.page import Block, Quote, html_page
from parley.notices.wording import Wording, wording
from parley.words.dates import zone_name
from parley.words.sentence import Sentence, Text


def render(about: Occasion) -> Letter:
    """The letter for this occasion."""
    with translation.override(about.reader.language):
        words = wording(about)
        address = about.invitation or order_address(about.order.id)
        foot = _foot(about)
        subject = shortened(one_line(words.subject))
        return Letter(
            address=about.reader.address,
            name=about.reader.name,
            language=about.reader.language,
            subject=subject,
            text=_plain_page(words, address, foot),
            html=html_page(
                language=about.reader.language,
                title=subject,
                blocks=words.blocks,
                action=words.action,
                address=address,
                foot=foot,
            ),
            headers=_headers(about),
        )


def _headers(about: Occasion) -> Mapping[str, str]:
    return {
        "Message-ID": message_id(about.effect_id),
        "References": thread_id(about.order.id),
        "Date": format_datetime(about.at),
        "Content-Language": about.reader.language,
        # Out-of-office programs answer people, not machines.
        "Auto-Submitted": "auto-generated",
    }


def _foot(about: Occasion) -> tuple[Text, ...]:
    kept = ngettext(
        "The fingerprint of this order after {count} event is {head}. Keep this letter: with it you can show that nothing "
        "before it was changed later.",
        "The fingerprint of this order after {count} events is {head}. Keep this letter: with it you can show that "
        "nothing before it was changed later.",
        about.order.seq,
    )
    return (
        _("Times in this letter are {zone}.").format(zone=zone_name(about.reader.zone)),
        _("Mail to this address is not read. What you want to say belongs on the order's page."),
        kept.format(count=about.order.seq, head=about.head),
    )


def _plain_page(words: Wording, address: str, foot: Sequence[Text]) -> str:
    said = [_plain(block) for block in words.blocks]
    small = "-- \n" + "\n\n".join(_plain(line) for line in foot)
    return "\n\n".join([*said, f"{words.action}:\n{address}", small]) + "\n"


def _plain(block: Block) -> str:
    match block:
        case Quote(words=said):
            return "\n".join(f"> {line}".rstrip() for line in said.splitlines())
        case Sentence():
            return block.plain
        case _:
            return block
