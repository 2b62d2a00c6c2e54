"""The review of a closed order: what each side says of the other, sealed until both have written or the time is over."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parley.core.foresight import preview
from parley.core.order.messages import Rate
from parley.core.order.rating import STARS, ratings_end_at
from parley.core.order.refusals import Refusal
from parley.core.parties import PARTIES, Role
from parley.core.specimens import ID
from parley.core.texts import LONGEST_MESSAGE, Text
from parley.desk.intake import new_id, text
from parley.web.components.form import Choice, Field, Form
from parley.web.components.notice import Notice
from parley.web.components.refusal import RefusalCard
from parley.web.components.review import Review
from parley.web.orders.acts.page import refusal_card
from parley.web.orders.door import Refused, Visit, acting, carry_out, command_id, enter, refused
from parley.web.orders.telling import telling
from parley.words.acts import act_words
from parley.words.dates import day
from parley.words.locales import number
from parley.words.sentence import Text as Words
from parley.words.sentence import fill


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The context of orders/review.html."""

    visit: Visit
    title: str
    intro: Words
    form: Form | None
    refusal: RefusalCard | None
    notice: Notice | None
    reviews: tuple[Review, ...]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The form while one may write; else what was written, as far as it may be read, or why nobody may write now."""
    visit = acting(enter(request, order_id), PARTIES)
    if request.method != "POST":
        return _show(visit)
    stars = request.POST.get("stars", "")
    if len(stars) != 1 or stars not in STARS:
        return _show(visit, error=_("Choose a number of stars."), status=422)
    words = text(f"{stars}\n{request.POST.get('words', '')}", get_language() or "")
    said_no = carry_out(visit, Rate(order_id=order_id, id=command_id(request), by=visit.role, words=words))
    visit = acting(enter(request, order_id), PARTIES)
    if said_no is not None:
        return _show(visit, said_no=said_no, status=said_no.status)
    response = HttpResponse(status=303)
    response.headers["Location"] = request.path
    return response


def why_not(visit: Visit) -> Refusal | None:
    """Why this side cannot write a review now, or None when it can."""
    specimen = Rate(order_id=visit.order.id, id=ID, by=visit.role, words=Text(STARS[-1], "specimen"))
    return preview(visit.order, specimen, visit.at).refusal


def _show(visit: Visit, *, error: str = "", said_no: Refused | None = None, status: int = 200) -> HttpResponse:
    order = visit.order
    shut = why_not(visit)
    is_given = visit.role.value in order.ratings
    words = act_words(Rate, order, None, telling(visit))
    typed = visit.request.POST
    is_read = order.ratings_shown or is_given
    if said_no is None and shut is not None and not is_read:
        said_no = refused(shut, visit.zone, visit.at)
    page = ReviewPage(
        visit=visit,
        title=_("Reviews") if is_read else words.label,
        intro=words.description if shut is None else "",
        form=_form(visit, words.label, error) if shut is None or (typed and not is_read) else None,
        refusal=refusal_card(visit, said_no, lost=bool(typed)) if said_no is not None else None,
        notice=_sealed(visit) if is_given and not order.ratings_shown else None,
        reviews=_reviews(visit),
    )
    return render(visit.request, "orders/review.html", {"page": page}, status=status)


def _form(visit: Visit, label: str, error: str) -> Form:
    typed = visit.request.POST
    chosen = typed.get("stars", "")
    choices = tuple(Choice(one, stars_words(int(one)), checked=one == chosen) for one in reversed(STARS))
    return Form(
        action=visit.request.path,
        fields=(
            Field("stars", _("How it was"), kind="radio", choices=choices, required=True, error=error),
            Field(
                "words",
                _("In your words"),
                kind="textarea",
                hint=_("What was good, and what the next person should know."),
                value=typed.get("words", ""),
                said=True,
                rows=6,
                maxlength=LONGEST_MESSAGE,
                draft=f"{visit.order.id}-{visit.role.value}-review",
            ),
        ),
        submit=label,
        id="review",
        hidden=(("command_id", str(new_id())),),
        back_label=_("Back to the order"),
        back_href=visit.address,
    )


def stars_words(stars: int) -> str:
    text_ = ngettext("{n} of {most} stars", "{n} of {most} stars", stars)
    return text_.format(n=number(stars), most=number(len(STARS)))


def _sealed(visit: Visit) -> Notice:
    order = visit.order
    until = ratings_end_at(order, order.closed_at) if order.closed_at is not None else visit.at
    by_then = day(until, visit.zone, visit.at)
    pattern = _("{name} reads it when they have written too, or after {day}.")
    return Notice("good", "lock", _("Your review is sealed"), fill(pattern, name=visit.other_name, day=by_then))


def _reviews(visit: Visit) -> tuple[Review, ...]:
    """One's own as soon as it is given; both once they are shown."""
    order = visit.order
    if not order.ratings_shown and visit.role.value not in order.ratings:
        return ()
    both = (visit.role, visit.other) if order.ratings_shown else (visit.role,)
    return tuple(_written(visit, role) for role in both)


def _written(visit: Visit, role: Role) -> Review:
    title = _("What you wrote") if role is visit.role else _("What {name} wrote").format(name=visit.other_name)
    given = visit.order.ratings.get(role.value)
    if given is None:
        return Review(title, note=_("Nothing was written in time."))
    words = visit.page.wording.words(given)
    if words[:1] not in STARS or not words:
        return Review(title, note=_("These words were erased."))
    stars = int(words[0])
    return Review(title, stars, stars_words(stars), words[1:].strip())
