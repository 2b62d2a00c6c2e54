"""What others wrote of a person, for whoever reads their page: stars and words of orders that are over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.core.order.state import Order
from parley.core.parties import Role
from parley.people.models import Person
from parley.reads.reviews import MOST_ORDERS, Reviewed, Reviews, reviews_of
from parley.web.components.pager import Pager
from parley.web.components.review import MOST_STARS, Review
from parley.web.desk.keys import read_key, write_key
from parley.words.completion import month_words
from parley.words.dates import local_date
from parley.words.locales import number

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class ReviewShown:
    """One review, with the language that its words are in where that is known."""

    review: Review
    language: str


@dataclass(frozen=True, slots=True)
class ReviewsShown:
    """`mean` is a sentence with its count. Guests get the mean alone: words were written for people of this desk."""

    mean: str
    stars: str
    note: str
    listed: tuple[ReviewShown, ...]
    pager: Pager | None


def reviews_shown(
    request: HttpRequest, found: Person, worked: Sequence[Order], *, has_words: bool
) -> ReviewsShown | None:
    """None where nobody has written yet."""
    key = read_key(request.GET.get("reviews", ""))
    reviews = reviews_of(str(found.id), worked, (key[0], key[1]) if key and key[0] and key[0].tzinfo else None)
    if not reviews.count:
        return None
    older = f"?reviews={write_key(reviews.next_key)}#reviews" if reviews.next_key else ""
    return ReviewsShown(
        mean=mean_words(reviews),
        stars=_row(reviews),
        note=_capped() if len(worked) > MOST_ORDERS else "",
        listed=tuple(_shown(one) for one in reviews.page) if has_words else (),
        pager=Pager(older_href=older, older_label=_("Older reviews")) if older and has_words else None,
    )


def mean_words(reviews: Reviews) -> str:
    """4.6 of 5 stars, from 37 reviews."""
    mean = (Decimal(reviews.stars) / reviews.count).quantize(TENTH, rounding="ROUND_HALF_UP")
    pattern = ngettext(
        "{mean} of {most} stars, from {n} review.", "{mean} of {most} stars, from {n} reviews.", reviews.count
    )
    return pattern.format(mean=number(mean), most=number(MOST_STARS), n=number(reviews.count))


def _row(reviews: Reviews) -> str:
    """The mean as a drawing, to the nearest star; the sentence beside it has the figure."""
    nearest = (2 * reviews.stars + reviews.count) // (2 * reviews.count)
    return Review("", stars=nearest).row


def _capped() -> str:
    return _("From the newest {most} orders.").format(most=number(MOST_ORDERS))


def _shown(one: Reviewed) -> ReviewShown:
    on = local_date(one.ended_at, get_current_timezone_name()).replace(day=1)
    month = month_words(on)
    # Translators: the head of a review, without the name of whoever wrote it. {month} is "March 2026".
    pattern = _("From a client, {month}") if one.role is Role.FREELANCER else _("From a freelancer, {month}")
    says = ngettext("{n} of {most} stars", "{n} of {most} stars", one.stars)
    return ReviewShown(
        Review(
            pattern.format(month=month),
            one.stars,
            says.format(n=number(one.stars), most=number(MOST_STARS)),
            one.words,
        ),
        one.language,
    )
