"""/console/announcements: what the desk tells everybody, for its time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _

from parley.desk.now import now
from parley.office.acts import Did, note
from parley.office.announcements import (
    LONGEST_TEXT,
    LONGEST_TIME,
    MOST_AT_ONCE,
    AnnouncementRefused,
    announce,
    not_over,
    withdraw,
)
from parley.office.models import Announcement
from parley.people.models import Person
from parley.web.components.action import Action
from parley.web.components.empty_state import EmptyState
from parley.web.components.form import Field, Form, Group
from parley.web.components.frame import NavItem
from parley.web.console.nav import console_nav
from parley.web.policies.door import FILL_IN, SEND, operators_only
from parley.words.dates import day_and_time
from parley.words.locales import number


@dataclass(frozen=True, slots=True)
class Listed:
    """An announcement with its texts by language: the code, the language's own name and the words."""

    texts: tuple[tuple[str, str, str], ...]
    time: str
    by: str
    withdraw: Action


@dataclass(frozen=True, slots=True)
class AnnouncementsPage:
    """The context of console/announcements.html."""

    nav: tuple[NavItem, ...]
    listed: tuple[Listed, ...]
    empty: EmptyState
    form: Form


@operators_only(*FILL_IN)
def announcements(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, {}, {})
    typed = {name: request.POST.get(name, "") for name in ("from", "until", *_boxes())}
    starts_at, ends_at = _instant(typed["from"]) or (now() if not typed["from"] else None), _instant(typed["until"])
    errors: dict[str, str] = {}
    if starts_at is None:
        errors["from"] = _("Choose a day and a time, or leave it empty to begin at once.")
    if ends_at is None:
        errors["until"] = _("Choose a day and a time.")
    if starts_at is None or ends_at is None:
        return _page(request, typed, errors)
    person = cast("Person", request.user)
    texts = {code: typed[box] for box, code in _boxes().items()}
    try:
        with transaction.atomic():
            announce(texts, settings.LANGUAGE_CODE, starts_at, ends_at, person, now())
            note(person, Did.ANNOUNCED, now())
    except AnnouncementRefused as refused:
        return _page(request, typed, _refused(refused))
    messages.success(request, _("Everybody reads it above every page, for its time."))
    return HttpResponseRedirect(reverse("console_announcements"), status=303)


@operators_only(*SEND)
def withdraw_announcement(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        is_gone = withdraw(_id(request.POST.get("announcement", "")), now())
        if is_gone:
            note(cast("Person", request.user), Did.ANNOUNCEMENT_ENDED, now())
    if is_gone:
        messages.success(request, _("Nobody sees it any more."))
    return HttpResponseRedirect(reverse("console_announcements"), status=303)


def _boxes() -> dict[str, str]:
    """The name of each box with the code of its language, the desk's own first."""
    codes = [code for code, _name in settings.LANGUAGES]
    codes.sort(key=lambda code: code != settings.LANGUAGE_CODE)
    return {f"text_{code}": code for code in codes}


def _instant(typed: str) -> datetime | None:
    """A day and a time of the operator's own zone; None for what is neither."""
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=ZoneInfo(get_current_timezone_name()))
    except (ValueError, OverflowError):
        return None


def _id(typed: str) -> UUID:
    """A form that nobody has rendered names nothing."""
    try:
        return UUID(typed)
    except ValueError:
        return UUID(int=0)


def _refused(refused: AnnouncementRefused) -> dict[str, str]:
    box = f"text_{refused.language}"
    match refused.code:
        case "announcement.no_words":
            return {box: _("Write it in this language: everybody reads it whose own language has no text.")}
        case "announcement.too_long":
            return {box: _("At most {most} characters.").format(most=number(LONGEST_TEXT))}
        case "announcement.over":
            return {"until": _("It would be over before it begins.")}
        case "announcement.too_far":
            return {"until": _("It can stand for {most} days at most.").format(most=number(LONGEST_TIME.days))}
        case _:
            said = _("{most} stand or wait already. Take one back first: more of them nobody would read.")
            return {"": said.format(most=number(MOST_AT_ONCE))}


def _page(request: HttpRequest, typed: dict[str, str], errors: dict[str, str]) -> HttpResponse:
    page = AnnouncementsPage(
        nav=console_nav(request),
        listed=tuple(_listed(one) for one in not_over(now())),
        empty=EmptyState(_("Nothing is announced"), _("What you write here stands above every page, for everybody.")),
        form=_form(typed, errors),
    )
    return render(request, "console/announcements.html", {"page": page}, status=422 if errors else 200)


def _listed(row: Announcement) -> Listed:
    zone, at = get_current_timezone_name(), now()
    names = dict(settings.LANGUAGES)
    hidden = (("announcement", str(row.id)),)
    return Listed(
        texts=tuple((code, names.get(code, code), words) for code, words in row.texts.items()),
        # Translators: both are instants, such as "Thu 26 Nov, 18:00".
        time=_("from {start} until {end}").format(
            start=day_and_time(row.starts_at, zone, at), end=day_and_time(row.ends_at, zone, at)
        ),
        by=row.written_by.name if row.written_by is not None else "",
        withdraw=Action(
            _("Take it back"),
            post=Form(action=reverse("withdraw_announcement"), hidden=hidden, id=f"withdraw-{row.id}"),
            weight="quiet",
        ),
    )


def _form(typed: dict[str, str], errors: dict[str, str]) -> Form:
    names = dict(settings.LANGUAGES)

    def text_box(box: str, code: str) -> Field:
        return Field(
            box,
            names[code],
            kind="textarea",
            value=typed.get(box, ""),
            error=errors.get(box, ""),
            required=code == settings.LANGUAGE_CODE,
            rows=2,
            maxlength=LONGEST_TEXT,
        )

    def instant(name: str, label: str, hint: str, *, required: bool) -> Field:
        return Field(
            name, label, kind="datetime-local", hint=hint, value=typed.get(name, ""), error=errors.get(name, ""),
            required=required, narrow=True,
        )  # fmt: skip

    texts = Group(
        _("What everybody is told"),
        tuple(text_box(box, code) for box, code in _boxes().items()),
        hint=_("Plain words, one line. Who reads a language without a text sees the first one."),
    )
    begins = instant("from", _("From"), _("In your own time zone. Empty: at once."), required=False)
    ends = instant("until", _("Until"), _("In your own time zone."), required=True)
    return Form(
        action=reverse("console_announcements"),
        fields=(texts, begins, ends),
        submit=_("Announce it"),
        errors=(errors[""],) if "" in errors else (),
        id="announce",
    )
