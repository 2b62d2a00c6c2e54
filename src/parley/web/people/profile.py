"""/me/profile: what one says of oneself. Without scripts; what is wrong is said at its field, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from parley.people.lines import clean_line, clean_paragraphs
from parley.people.models import Person
from parley.people.portfolio import MOST_PIECES, pieces_of
from parley.people.profiles import (
    LONGEST_ABOUT,
    MOST_LANGUAGES,
    MOST_SKILLS,
    SPOKEN,
    Known,
    Level,
    Told,
    clean_languages,
    clean_skills,
    keep,
    told_by,
)
from parley.people.shown import LONGEST_HEADLINE
from parley.web.accounts.limits import is_too_often, too_many_requests
from parley.web.components.form import Choice, Field, Form, Group
from parley.web.people.door import SENDS_A_MINUTE
from parley.words.languages import language_name
from parley.words.locales import number

LEAST_ROWS = 3
EMPTY_ROWS = 2
"""Rows for languages: so many at least, and so many empty ones behind those that are filled in."""
LONGEST_SKILLS_LINE = 800

Typed = Mapping[str, str]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    person = cast("Person", request.user)
    if request.method != "POST":
        return _show(request, _typed(told_by(person), person))
    if is_too_often("profile", person, SENDS_A_MINUTE):
        return too_many_requests(request)
    typed = request.POST.dict()
    errors: dict[str, str] = {}
    told = _read(typed, errors)
    if errors:
        return _show(request, typed, errors, status=422)
    keep(person, told)
    messages.success(request, _("Saved. This is how others see you."))
    return HttpResponseRedirect(reverse("person", args=[person.id]), status=303)


def language_choices(chosen: str, none: str) -> tuple[Choice, ...]:
    """Every language by its name; `none` is what it is called when none is chosen."""
    named = sorted(((language_name(code), code) for code in SPOKEN), key=lambda pair: pair[0].casefold())
    rest = tuple(Choice(code, name, checked=code == chosen) for name, code in named)
    return (Choice("", none, checked=not chosen), *rest)


def level_name(level: Level) -> str:
    return str(level.label)


def _read(typed: Typed, errors: dict[str, str]) -> Told:
    """What was typed, cleaned; `errors` then says what is wrong, by the field."""
    headline, about = "", ""
    skills: tuple[str, ...] = ()
    languages: tuple[Known, ...] = ()
    try:
        headline = clean_line(typed.get("headline", ""), LONGEST_HEADLINE)
    except ValidationError as error:
        errors["headline"] = error.messages[0]
    try:
        about = clean_paragraphs(typed.get("about", ""), LONGEST_ABOUT)
    except ValidationError as error:
        errors["about"] = error.messages[0]
    try:
        skills = clean_skills(typed.get("skills", ""))
    except ValidationError as error:
        errors["skills"] = error.messages[0]
    try:
        languages = clean_languages(
            (typed.get(f"language-{row}", ""), typed.get(f"level-{row}", "")) for row in range(MOST_LANGUAGES)
        )
    except ValidationError as error:
        errors["language-0"] = error.messages[0]
    language = typed.get("language", "")
    if language not in SPOKEN:
        errors["language"] = _("Choose the language that you wrote this in.")
    return Told(headline, about, language, skills, languages, is_public=bool(typed.get("is_public")))


def _typed(told: Told, person: Person) -> Typed:
    """The form as it stands before anything is changed."""
    rows: dict[str, str] = {}
    for row, known in enumerate(told.languages):
        rows |= {f"language-{row}": known.code, f"level-{row}": known.level.value}
    return {
        "headline": told.headline,
        "about": told.about,
        "language": told.language or person.language,
        "skills": ", ".join(told.skills),
        "is_public": "on" if told.is_public else "",
        **rows,
    }


def _show(request: HttpRequest, typed: Typed, errors: Typed | None = None, status: int = 200) -> HttpResponse:
    person = cast("Person", request.user)
    shown = len(pieces_of(person.id))
    pattern = ngettext("You show {n} piece of at most {most}.", "You show {n} pieces of at most {most}.", shown)
    context = {
        "title": _("Your profile"),
        "form": _form(typed, errors or {}, reverse("person", args=[person.id])),
        "pieces": pattern.format(n=number(shown), most=number(MOST_PIECES)),
        "person_href": reverse("person", args=[person.id]),
    }
    return render(request, "people/profile.html", context, status=status)


def _form(typed: Typed, errors: Typed, back_href: str) -> Form:
    return Form(
        action=reverse("profile"),
        id="profile",
        fields=(
            Field(
                "headline",
                _("In one line"),
                hint=_("What you do, as you would say it to a neighbour."),
                value=typed.get("headline", ""),
                error=errors.get("headline", ""),
                said=True,
                maxlength=LONGEST_HEADLINE,
            ),
            Field(
                "about",
                _("About you"),
                kind="textarea",
                hint=_("How you work, and what for. Plain text; an empty line begins a new paragraph."),
                value=typed.get("about", ""),
                error=errors.get("about", ""),
                said=True,
                rows=8,
                maxlength=LONGEST_ABOUT,
                draft="profile-about",
            ),
            Field(
                "language",
                _("You wrote this in"),
                kind="select",
                hint=_("So that it is read aloud, and translated by browsers, as what it is."),
                choices=language_choices(typed.get("language", ""), _("Choose a language")),
                error=errors.get("language", ""),
                required=True,
                narrow=True,
            ),
            Field(
                "skills",
                _("Skills"),
                hint=ngettext(
                    "At most {most}, with commas between them.",
                    "At most {most}, with commas between them.",
                    MOST_SKILLS,
                ).format(most=number(MOST_SKILLS)),
                value=typed.get("skills", ""),
                error=errors.get("skills", ""),
                said=True,
                maxlength=LONGEST_SKILLS_LINE,
            ),
            _languages(typed, errors),
            Field(
                "is_public",
                _("Anybody may see my profile"),
                kind="checkbox",
                hint=_(
                    "Also people without an account, and search engines. They see this profile, your portfolio and your "
                    "figures, but not month by month how orders ended, nor what others wrote of you."
                ),
                checked=bool(typed.get("is_public")),
            ),
        ),
        submit=_("Save and see it"),
        back_label=_("Back to your page"),
        back_href=back_href,
    )


def _languages(typed: Typed, errors: Typed) -> Group:
    filled = max((row + 1 for row in range(MOST_LANGUAGES) if typed.get(f"language-{row}")), default=0)
    rows = range(min(MOST_LANGUAGES, max(LEAST_ROWS, filled + EMPTY_ROWS)))
    return Group(
        _("Languages"),
        tuple(field for row in rows for field in _language(row, typed, errors)),
        hint=_("Once you have saved them, there is room for more, up to {most}.").format(most=number(MOST_LANGUAGES)),
        across=False,
    )


def _language(row: int, typed: Typed, errors: Typed) -> tuple[Field, Field]:
    level = typed.get(f"level-{row}", "")
    levels = (
        Choice("", _("Choose how well"), checked=not level),
        *(Choice(one.value, level_name(one), checked=one.value == level) for one in Level),
    )
    return (
        Field(
            f"language-{row}",
            _("Language {n}").format(n=number(row + 1)),
            kind="select",
            choices=language_choices(typed.get(f"language-{row}", ""), _("No language")),
            error=errors.get(f"language-{row}", ""),
            optional_word=False,
            narrow=True,
        ),
        Field(
            f"level-{row}",
            _("How well you know language {n}").format(n=number(row + 1)),
            kind="select",
            choices=levels,
            optional_word=False,
            narrow=True,
        ),
    )
