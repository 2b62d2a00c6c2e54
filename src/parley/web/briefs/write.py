"""/briefs/new and /briefs/<id>/edit: a brief is written, kept as a draft, and posted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parley.board.content import content_of
from parley.board.models import LONGEST_RESULT, LONGEST_TEXT, LONGEST_TITLE, Brief, Stage
from parley.board.posting import LASTING, SHOWN_FOR, keep_draft, post
from parley.desk.intake import new_id
from parley.desk.now import now
from parley.people.models import Person
from parley.web.accounts.limits import is_too_often, too_many_requests
from parley.web.briefs.door import SENDS_A_MINUTE, authors_only
from parley.web.briefs.draft import BriefDraft, draft_of, empty_draft, read_content, read_draft
from parley.web.components.form import Field
from parley.web.components.typed import currency_field, field_of, language_field, said_no, trade_field
from parley.web.policies.door import FILL_IN
from parley.words.dates import local_date
from parley.words.durations import days
from parley.words.sentence import Text as Words


@dataclass(frozen=True, slots=True)
class BriefForm:
    """The context of briefs/write.html. `wrong` are all fields with an error, for the summary on top."""

    action: str
    hidden: tuple[tuple[str, str], ...]
    work: tuple[Field, ...]
    money: tuple[Field, ...]
    screened: str
    post: str
    back_href: str
    delete_href: str
    errors: tuple[Words, ...] = ()

    @property
    def wrong(self) -> tuple[Field, ...]:
        return tuple(field for field in (*self.work, *self.money) if field.error)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_brief(request: HttpRequest) -> HttpResponse:
    person = cast("Person", request.user)
    if request.method != "POST":
        return _show(request, None, empty_draft(get_language() or "en"))
    return _answer(request, person, None)


@authors_only(*FILL_IN)
def edit_brief(request: HttpRequest, person: Person, brief: Brief) -> HttpResponse:
    if brief.stage in LASTING:
        messages.info(request, _("This brief has ended, and is not changed any more."))
        return HttpResponseRedirect(reverse("brief_page", args=[brief.id]), status=303)
    if request.method == "POST":
        return _answer(request, person, brief)
    kept = read_draft(brief.typed) if brief.typed or not brief.version else draft_of(content_of(brief))
    return _show(request, brief, kept)


def _answer(request: HttpRequest, person: Person, brief: Brief | None) -> HttpResponse:
    if is_too_often("brief", person, SENDS_A_MINUTE):
        return too_many_requests(request)
    draft = read_draft(request.POST.dict())
    brief_id = brief.id if brief is not None else _form_id(request)
    at = now()
    try:
        if "keep" in request.POST:
            keep_draft(person, brief_id, draft.typed, at)
            messages.success(request, _("Kept as a draft. Only you see it."))
            return HttpResponseRedirect(reverse("edit_brief", args=[brief_id]), status=303)
        content = read_content(draft, local_date(at, get_current_timezone_name()))
        if draft.errors:
            return _show(request, brief, draft, status=422)
        posted = post(person, brief_id, content, at)
    except ValidationError as refused:
        return _show(request, brief, draft, errors=(said_no(refused),), status=422)
    if posted.stage == Stage.PUBLISHED:
        messages.success(request, _("Published. Everybody can find it now."))
    return HttpResponseRedirect(reverse("brief_page", args=[brief_id]), status=303)


def _form_id(request: HttpRequest) -> UUID:
    """The id that the form was rendered with, so that a form sent twice is one brief."""
    try:
        return UUID(request.POST.get("brief_id", ""))
    except ValueError:
        return new_id()


def _show(
    request: HttpRequest, brief: Brief | None, draft: BriefDraft, errors: tuple[Words, ...] = (), status: int = 200
) -> HttpResponse:
    was_posted = brief is not None and brief.version > 0
    form = BriefForm(
        action=reverse("edit_brief", args=[brief.id]) if brief is not None else reverse("new_brief"),
        hidden=() if brief is not None else (("brief_id", str(_form_id(request))),),
        work=_work(draft),
        money=_money(draft),
        screened=_(
            "A program screens every brief for tricks before anybody sees it, and marks what it stops at. "
            "It is shown for {days}."
        ).format(days=days(SHOWN_FOR.days)),
        post=_("Post the changes") if was_posted else _("Post the brief"),
        back_href=reverse("brief_page", args=[brief.id]) if brief is not None and was_posted else reverse("own_briefs"),
        delete_href=reverse("delete_brief", args=[brief.id]) if brief is not None and not was_posted else "",
        errors=errors,
    )
    title = _("Change your brief") if was_posted else _("Post a brief")
    return render(request, "briefs/write.html", {"form": form, "title": title}, status=status)


def _work(draft: BriefDraft) -> tuple[Field, ...]:
    return (
        field_of(
            draft,
            "title",
            _("Title"),
            hint=_("What you need, in the words that people look for."),
            required=True,
            said=True,
            maxlength=LONGEST_TITLE,
        ),
        language_field(draft),
        trade_field(draft),
        field_of(
            draft,
            "text",
            _("What it is about"),
            "textarea",
            hint=_("What there is already, what should be made, and for whom. No addresses: people answer here."),
            required=True,
            said=True,
            rows=8,
            maxlength=LONGEST_TEXT,
        ),
        field_of(
            draft,
            "result",
            _("What is handed in, and how one sees that it is done"),
            "textarea",
            hint=_("Such as: an SVG file that opens without an error, readable at two centimetres."),
            said=True,
            rows=3,
            maxlength=LONGEST_RESULT,
        ),
    )


def _money(draft: BriefDraft) -> tuple[Field, ...]:
    return (
        field_of(draft, "wanted_by", _("Wanted by"), "date", narrow=True),
        currency_field(draft, must=False),
        field_of(draft, "least", _("Budget from"), "money", narrow=True, maxlength=40),
        field_of(draft, "most", _("Budget up to"), "money", narrow=True, maxlength=40),
    )
