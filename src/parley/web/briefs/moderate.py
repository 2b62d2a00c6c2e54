"""/moderation/briefs/<id>: one brief with what the screen stopped at, what was said, and the decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from parley.board.judging import history, rule, take_away
from parley.board.models import LONGEST_WORDS, Brief, Stage
from parley.desk.now import now
from parley.office.acts import Did, note
from parley.people.models import Person
from parley.web.briefs.door import posted_or_404
from parley.web.briefs.marked import Marked, marked
from parley.web.briefs.said import SaidShown, said_shown
from parley.web.briefs.standing import stage_words
from parley.web.components.form import Field
from parley.web.components.notice import Notice
from parley.web.components.typed import said_no
from parley.web.policies.door import FILL_IN, operators_only
from parley.web.storefront.card import language_name


@dataclass(frozen=True, slots=True)
class Decision:
    """The form of the decision: a text, and a button for each way. None to press where there is nothing to decide."""

    action: str
    words: Field
    version: int
    buttons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ModeratePage:
    """The context of briefs/moderate.html."""

    title: str
    marked: Marked
    language: str
    language_name: str
    author: str
    author_href: str
    stage: str
    href: str
    notice: Notice | None
    decision: Decision | None
    said: tuple[SaidShown, ...]


@operators_only(*FILL_IN)
def moderate(request: HttpRequest, brief_id: UUID) -> HttpResponse:
    operator, at = cast("Person", request.user), now()
    brief = posted_or_404(brief_id)
    if request.method != "POST":
        return _show(request, brief, operator, at)
    pressed, words = request.POST.get("decision", ""), request.POST.get("words", "")
    seen = request.POST.get("seen", "")
    version = int(seen) if seen.isdecimal() and len(seen) < 9 else 0
    try:
        match pressed:
            case "allow" | "refuse":
                rule(brief.id, version, operator, words, at, is_allowed=pressed == "allow")
                note(operator, Did.BRIEF_PASSED if pressed == "allow" else Did.BRIEF_BLOCKED, at, brief.id)
            case "take-away":
                take_away(brief.id, version, operator, words, at)
                note(operator, Did.BRIEF_TAKEN_AWAY, at, brief.id)
            case _:
                return _show(request, brief, operator, at, _("Choose what becomes of the brief."), status=422)
    except ValidationError as refused:
        brief.refresh_from_db()
        return _show(request, brief, operator, at, said_no(refused), status=422)
    messages.success(request, _("Decided. The author reads it on the page of the brief."))
    return HttpResponseRedirect(reverse("moderation"), status=303)


def _show(
    request: HttpRequest, brief: Brief, operator: Person, at: datetime, refused: str = "", status: int = 200
) -> HttpResponse:
    page = ModeratePage(
        title=brief.title,
        marked=marked(brief, with_reasons=True),
        language=brief.language,
        language_name=language_name(brief.language),
        author=brief.author.name,
        author_href=reverse("person", args=[brief.author_id]),
        stage=stage_words(brief, at),
        href=reverse("brief_page", args=[brief.id]),
        notice=_notice(brief, operator),
        decision=_decision(request, brief, refused) if not brief.is_of(operator) else None,
        said=said_shown(history(brief), at),
    )
    return render(request, "briefs/moderate.html", {"title": page.title, "page": page}, status=status)


def _notice(brief: Brief, operator: Person) -> Notice | None:
    if brief.is_of(operator):
        return Notice("news", "lock", _("This brief is yours"), _("Somebody else has to decide it."))
    return None


def _decision(request: HttpRequest, brief: Brief, refused: str) -> Decision | None:
    """A waiting brief is allowed or refused; a published one can be taken away; there is nothing to decide of others."""
    buttons = {
        Stage.WAITING.value: (("allow", _("Allow and publish")), ("refuse", _("Refuse"))),
        Stage.PUBLISHED.value: (("take-away", _("Take it away")),),
    }.get(brief.stage)
    if buttons is None:
        return None
    words = Field(
        "words",
        _("Reason"),
        kind="textarea",
        hint=_("The author reads it. Say what would have to be different, or why it may stay."),
        value=request.POST.get("words", ""),
        error=refused,
        required=True,
        said=True,
        rows=4,
        maxlength=LONGEST_WORDS,
    )
    return Decision(reverse("moderate", args=[brief.id]), words, brief.version, buttons)
