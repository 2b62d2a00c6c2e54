"""A calm line across the page: the line that a page begins with when something is so for the whole order.

Notice("soon", "hourglass", say(_("{name}: last notice running"), name=strong("Saskia")), _("…"), until=Moment(...))
{% include "components/notice.html" with notice=it %}
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parley.web.components.action import Action
from parley.web.components.icons import Icon
from parley.web.components.moment import Moment
from parley.web.components.sentence import Text


@dataclass(frozen=True, slots=True)
class Notice:
    """`tone` colours the icon: news is neutral, good is done, soon asks for time, failed did not work."""

    tone: Literal["news", "good", "soon", "failed"]
    icon: Icon
    title: Text
    text: Text = ""
    until: Moment | None = None
    actions: tuple[Action, ...] = ()
