"""Where one writes to the other. Typed text survives a refusal (`value`), a reload and a lost line (`draft`).

    Composer(label=_("Your message"), action="/orders/7F3K/messages", submit=_("Send the message"),
             hint=_("A message does not stop the clock."), hidden=(("command_id", "…"),), draft="order-7F3K")
    {% include "components/composer.html" with composer=page.composer %}

`coach` is what the coach says of the text: quiet, inside the composer, never in the way of sending. `begin` opens standard
messages beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.web.components.begin import Begin
from parley.web.components.coaching import Coaching
from parley.web.components.sentence import Text


@dataclass(frozen=True, slots=True)
class Composer:
    """A message form. `field` is the name of the text; `files` offers attachments under that name. `is_begun` where the text
    was just chosen: what lies unsent in the browser then comes before it. `once_more` asks to read the text again before it
    goes: the page opens there."""

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
    coach: Coaching | None = None
    begin: Begin | None = None
    is_begun: bool = False
    once_more: Text = ""
    id: str = "composer"

    @property
    def box(self) -> str:
        return f"{self.id}-text"
