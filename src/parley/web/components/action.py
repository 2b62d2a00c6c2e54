"""What a person can do next, named by its effect: a link, a button that posts, or a row that opens in place.

    Action(_("Deliver again"), icon="package", href="/orders/7F3K/deliver")            a page of its own
    Action(_("Accept"), post=Form(action="/orders/7F3K/accept", hidden=(...,)))        one click
    Action(_("Send the message"), form_id="composer")                                  submits a form elsewhere on the page
    Action(_("Deliver again"), panel=Panel(form=...))                                  opens beneath itself
    {% include "components/action.html" with action=it %}

    ActionRow(_("Ask what is meant"), _("One question left. Stops the clock"), panel=Panel(preview=..., form=...))
    {% include "components/action_row.html" with row=it %}

A panel is a <details>: it opens without JavaScript, one at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parley.web.components.form import Form
from parley.web.components.icons import Icon
from parley.web.components.preview import Preview
from parley.web.components.sentence import Text

Weight = Literal["primary", "plain", "quiet"]


@dataclass(frozen=True, slots=True)
class Link:
    """A plain link. Heavy doors ("Cancel…") are links too: they lead to a page with a preview, never act at once."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Panel:
    """What opens beneath a row or button: an opening sentence, what would change, then the fields."""

    intro: Text = ""
    preview: Preview | None = None
    form: Form | None = None
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One button or link. Give exactly one of `href`, `post`, `form_id`, `panel`; or `disabled` with a `note` that says why.

    `note` is the small line beneath. `name` and `value` travel with a button that submits `form_id`.
    """

    label: str
    icon: Icon | None = None
    href: str = ""
    post: Form | None = None
    form_id: str = ""
    panel: Panel | None = None
    weight: Weight = "plain"
    note: Text = ""
    disabled: bool = False
    name: str = ""
    value: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A row under the primary button; with neither address nor panel, a door that is closed now.

    `small` states the limit or the cost; `open` it after a refusal, to show typed text.
    """

    title: str
    small: Text = ""
    href: str = ""
    panel: Panel | None = None
    open: bool = False
