"""The HTML side of a letter. Nothing is loaded from anywhere, so nobody learns when it was read.

Mail programs know no stylesheets worth relying on: the few styles stand in attributes, and the letter reads the same without.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from babel import Locale
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from parley.words.sentence import Text

PAGE = (
    "<!doctype html>\n"
    '<html lang="{language}" dir="{direction}">\n'
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>\n'
    '<body style="margin:0;padding:24px 16px;background:#ffffff;color:#1c1a17;'
    'font:16px/1.5 system-ui,sans-serif"><div style="max-width:36em;margin:0 auto">\n'
    "{body}\n"
    '<hr style="border:0;border-top:1px solid #c9c3b8;margin:32px 0 16px">\n'
    '<div style="font-size:14px;color:#4a463f">\n{foot}\n</div>\n'
    "</div></body>\n</html>\n"
)
HEADING = '<h1 style="font-size:20px;line-height:1.3;margin:0 0 16px">{}</h1>'
PARAGRAPH = '<p style="margin:0 0 16px">{}</p>'
QUOTE = (
    '<blockquote dir="auto" style="margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid #c9c3b8;'
    'white-space:pre-wrap">{}</blockquote>'
)
# A plain link with padding: a table that plays a button is read out as a table.
LINK = (
    '<p style="margin:24px 0"><a href="{}" style="display:inline-block;padding:10px 18px;border-radius:6px;'
    'background:#1f4d3a;color:#ffffff;text-decoration:none">{}</a></p>\n'
    '<p style="margin:0 0 16px;font-size:14px;word-break:break-all">{}</p>'
)


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, as they wrote them."""

    words: str


Block = Text | Quote


def html_page(
    *, language: str, title: str, blocks: Iterable[Block], action: str, address: str, foot: Iterable[Text]
) -> str:
    """The whole page. `action` says where `address` leads; the address is shown too, for whoever does not trust a link."""
    return format_html(
        PAGE,
        language=language,
        direction=Locale.parse(language.replace("-", "_")).text_direction,
        title=title,
        body=_lines(
            format_html(HEADING, title),
            *(_block(block) for block in blocks),
            format_html(LINK, address, action, address),
        ),
        foot=_lines(*(format_html(PARAGRAPH, line) for line in foot)),
    )


def _block(block: Block) -> SafeString:
    return format_html(QUOTE, block.words) if isinstance(block, Quote) else format_html(PARAGRAPH, block)


def _lines(*pieces: SafeString) -> SafeString:
    return format_html_join("\n", "{}", ((piece,) for piece in pieces))
