"""Where one writes to the other. Typed text survives a refusal (`value`), a reload and a lost line (`draft`).

    Composer(label=_("Your message"), action="/orders/7F3K/messages", submit=_("Send the message"),
             hint=_("A message does not stop the clock."), hidden=(("command_id", "…"),), draft="order-7F3K")
    {% include "components/composer.html" with composer=page.composer %}

`findings` are the coach's: quiet, inside the composer, never in the way of sending.
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.web.components.sentence import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """What a span of the text reads as and why, and a better wording. `wording` is submitted as `use` to take it over."""

    quote: str
    reads_as: str
    why: Text
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Composer:
    """A message form. `field` is the name of the text; `files` offers attachments under that name."""

    label: str
    action: str
    submit: str
    field: str = "text"
    value: str = ""
    error: Text = ""
    hint: Text = ""
    placeholder: str = ""
    hidden: tuple[tuple[str, str], ...] = ()
    draft: str = ""
    files: str = ""
    maxlength: int = 8000
    findings: tuple[Finding, ...] = ()
    id: str = "composer"
