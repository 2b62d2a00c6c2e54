"""/coach/translation: a pasted translation beside its original. Nothing is translated here, and nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parley.coach.translation import differences
from parley.core.texts import LONGEST_MESSAGE
from parley.people.models import Person
from parley.prose import LANGUAGES
from parley.web.accounts.limits import is_too_often
from parley.web.coach.reading import same_lines
from parley.web.components.form import Choice, Field, Form, Group
from parley.words.coach import difference_words, differs

MOST_A_MINUTE = 30


@dataclass(frozen=True, slots=True)
class Differing:
    """What does not agree, and where it stands."""

    name: str
    in_original: str
    in_translation: str


@dataclass(frozen=True, slots=True)
class TranslationPage:
    """The context of coach/translation.html. `was_compared` where there is an answer, be it that nothing differs."""

    form: Form
    found: tuple[Differing, ...] = ()
    was_compared: bool = False


@dataclass(frozen=True, slots=True)
class _Pair:
    original: str
    translation: str
    language: str
    other: str

    @property
    def wrong(self) -> dict[str, str]:
        """What keeps the two from being compared, by the name of the field."""
        texts = {"original": self.original, "translation": self.translation}
        wrong = {name: _("Paste a text here.") for name, words in texts.items() if not words.strip()}
        wrong |= {
            name: _("This is too long to compare at once.") for name in texts if len(texts[name]) > LONGEST_MESSAGE
        }
        codes = {"language": self.language, "other": self.other}
        return wrong | {name: _("Choose a language.") for name, code in codes.items() if code not in LANGUAGES}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def translation(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, TranslationPage(_form(_Pair("", "", get_language() or "", ""), {})))
    typed = request.POST
    pair = _Pair(
        original=same_lines(typed.get("original", "")),
        translation=same_lines(typed.get("translation", "")),
        language=typed.get("language", ""),
        other=typed.get("other", ""),
    )
    wrong = pair.wrong
    if is_too_often("translation", cast("Person", request.user), MOST_A_MINUTE):
        form = _form(pair, {"original": _("That was a lot at once. Try again in a minute.")})
        return _page(request, TranslationPage(form), status=429)
    if wrong:
        return _page(request, TranslationPage(_form(pair, wrong)), status=422)
    found = differences(pair.original, pair.language, pair.translation, pair.other)
    listed = tuple(Differing(differs(one), *difference_words(one)) for one in found)
    return _page(request, TranslationPage(_form(pair, {}), listed, was_compared=True))


def _page(request: HttpRequest, page: TranslationPage, status: int = 200) -> HttpResponse:
    response = render(request, "coach/translation.html", {"page": page}, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _form(pair: _Pair, wrong: dict[str, str]) -> Form:
    return Form(
        action=reverse("coach_translation"),
        fields=(
            Group(
                _("The original"),
                (
                    _language("language", pair.language, wrong),
                    _text("original", _("Text of the original"), pair.original, wrong),
                ),
            ),
            Group(
                _("The translation"),
                (
                    _language("other", pair.other, wrong),
                    _text("translation", _("Text of the translation"), pair.translation, wrong),
                ),
            ),
        ),
        submit=_("Compare"),
        id="translation",
    )


def _language(name: str, chosen: str, wrong: dict[str, str]) -> Field:
    choices = tuple(Choice(code, own_name, checked=code == chosen) for code, own_name in settings.LANGUAGES)
    return Field(
        name, _("Language"), kind="select", choices=(Choice("", _("Choose…")), *choices), required=True, narrow=True,
        error=wrong.get(name, ""),
    )  # fmt: skip


def _text(name: str, label: str, words: str, wrong: dict[str, str]) -> Field:
    return Field(
        name, label, kind="textarea", value=words, required=True, said=True, rows=8, error=wrong.get(name, ""),
        maxlength=LONGEST_MESSAGE * 3,
    )  # fmt: skip
