"""The timeline of what is said afterwards: reviews, and what an end counts as. Of a sealed review only that there is one is
told."""

from __future__ import annotations

from typing import assert_never

from django.utils.translation import gettext as _

from parley.core.order.messages import Rated, RatingsShown, RecordCorrected
from parley.words.reasons import counts_as
from parley.words.telling import EventWords, Telling, tell, told

RecordEvent = Rated | RatingsShown | RecordCorrected


def record_event_words(event: RecordEvent, telling: Telling) -> EventWords:
    """Who wrote a review, when both can be read, and what was put right."""
    match event:
        case Rated():
            return EventWords(
                told(telling, event.by, _("*You* wrote a review"), _("{name} wrote a review")),
                tell(_("It stays sealed until both have written, or the time for it is over.")),
            )
        case RatingsShown():
            return EventWords(
                tell(_("The reviews of this order can be read")), tell(_("Nobody can write or change one any more."))
            )
        case RecordCorrected():
            return EventWords(
                tell(
                    _("The operator corrected what {milestone} counts as"), milestone=telling.milestone(event.milestone)
                ),
                # Translators: {counts} is a whole sentence.
                tell(_("{counts} No money moves by it."), counts=counts_as(event.counts_as)),
            )
        case _:
            assert_never(event)
