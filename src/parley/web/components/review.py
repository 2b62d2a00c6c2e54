"""What one side said of the other when an order was over: stars, in words too, and what was written.

Review(_("Ana of Marc"), stars=4, says=_("4 of 5 stars"), words="Clear and kind.")
{% include "components/review.html" with review=it %}
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.web.components.sentence import Text

MOST_STARS = 5


@dataclass(frozen=True, slots=True)
class Review:
    """`stars` is 0 where the words were erased. `note` says who can read it, or that nobody wrote."""

    title: Text
    stars: int = 0
    says: str = ""
    words: str = ""
    note: Text = ""

    @property
    def row(self) -> str:
        """The stars as a drawing; `says` is what is read aloud."""
        return "★" * self.stars + "☆" * (MOST_STARS - self.stars) if self.stars else ""
