"""/me/profile/portfolio/new and /<id>: a piece of work is shown, changed, moved, taken out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parley.desk.intake import new_id
from parley.desk.now import now
from parley.people import portfolio
from parley.people.models import Person
from parley.people.picture_files import FORM_LASTS, Kept, is_there, put
from parley.people.pictures import MOST_BYTES, MOST_PIXELS, read_picture
from parley.people.portfolio import Label, clean_label
from parley.people.profiles import SPOKEN
from parley.people.shown import LONGEST_ALT, LONGEST_PIECE_LINE, LONGEST_PIECE_TITLE, Piece
from parley.web.accounts.limits import is_too_often, too_many_requests
from parley.web.components.action import Action
from parley.web.components.form import Field, Form
from parley.web.people.door import SENDS_A_MINUTE, own_piece
from parley.web.people.pieces import piece_shown
from parley.web.people.profile import language_choices
from parley.words.locales import number

SALT = "parley.web.people.piece"
PICTURES_A_MINUTE = 6
PICTURES_A_DAY = 100
"""Each costs the desk up to a second of work."""
DAY_S = 24 * 3600
MILLION = 1_000_000
TAKEN = "image/jpeg,image/png,image/webp"


@dataclass
class Filled:
    """A form as it was filled in, what is wrong with it, and the picture that came with it, now or with an earlier try."""

    typed: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    kept: Kept | None = None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_piece(request: HttpRequest) -> HttpResponse:
    person = cast("Person", request.user)
    if request.method != "POST":
        try:
            portfolio.make_sure_one_fits(person)
        except ValidationError as full:
            messages.info(request, full.messages[0])
            return HttpResponseRedirect(reverse("portfolio"))
        return _show(request, Filled({}), new_id())
    if is_too_often("piece", person, SENDS_A_MINUTE):
        return too_many_requests(request)
    filled = Filled(request.POST.dict(), kept=_brought_back(request, person))
    _take_picture(request, person, filled)
    label = _label(filled)
    if filled.kept is not None and label is not None and not filled.errors:
        try:
            portfolio.add(person, _form_id(request), label, filled.kept, now())
        except ValidationError as refused:
            filled.errors["picture"] = refused.messages[0]
            # The same picture would be refused again.
            filled.kept = None if refused.code == "piece.again" else filled.kept
        else:
            messages.success(request, _("It stands in your portfolio now."))
            return HttpResponseRedirect(reverse("portfolio"), status=303)
    return _show(request, filled, _form_id(request), status=422)


@own_piece("GET", "HEAD", "POST")
def edit_piece(request: HttpRequest, person: Person, piece: Piece) -> HttpResponse:
    """The words; another picture is another piece."""
    if request.method != "POST":
        return _show_old(request, piece, Filled(_typed(piece)))
    if is_too_often("piece", person, SENDS_A_MINUTE):
        return too_many_requests(request)
    filled = Filled(request.POST.dict())
    label = _label(filled)
    if label is None:
        return _show_old(request, piece, filled, status=422)
    portfolio.relabel(piece, label)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("portfolio"), status=303)


@own_piece("POST", stands_on="portfolio")
def move_piece(request: HttpRequest, person: Person, piece: Piece) -> HttpResponse:
    if is_too_often("move", person, 2 * SENDS_A_MINUTE):
        return too_many_requests(request)
    portfolio.move(person, piece.id, up=request.POST.get("way") == "up")
    return HttpResponseRedirect(f"{reverse('portfolio')}#piece-{piece.id}", status=303)


@own_piece("GET", "HEAD", "POST")
def delete_piece(request: HttpRequest, _person: Person, piece: Piece) -> HttpResponse:
    """Asks first: a picture that is gone has to be found and sent again."""
    if request.method == "POST":
        portfolio.take_out(piece)
        messages.success(request, _("It is gone, and its picture with it."))
        return HttpResponseRedirect(reverse("portfolio"), status=303)
    context = {
        "title": _("Take a piece out"),
        "piece": piece_shown(piece),
        "form": Form(
            action=request.path,
            submit=_("Take it out and erase the picture"),
            back_label=_("Keep it"),
            back_href=reverse("portfolio"),
        ),
    }
    return render(request, "people/delete_piece.html", context)


# --- what came with the form


def _take_picture(request: HttpRequest, person: Person, filled: Filled) -> None:
    """The picture that was chosen now, made anew and put on disk."""
    upload = request.FILES.get("picture")
    if upload is None:
        if filled.kept is None:
            filled.errors["picture"] = _("Choose a picture.")
        return
    too_often = is_too_often("picture", person, PICTURES_A_MINUTE)
    if too_often or is_too_often("pictures", person, PICTURES_A_DAY, DAY_S):
        filled.errors["picture"] = _("These are many pictures at once. Choose it again in a while.")
        return
    try:
        filled.kept = put(read_picture(cast("BinaryIO", upload)))
    except ValidationError as refused:
        filled.errors["picture"] = refused.messages[0]


def _brought_back(request: HttpRequest, person: Person) -> Kept | None:
    """A picture that came with an earlier try of this form: nobody has to choose it twice."""
    try:
        token = signing.loads(request.POST.get("kept", ""), salt=SALT, max_age=FORM_LASTS)
        owner, key, width, height = token
    except (signing.BadSignature, TypeError, ValueError):
        return None
    kept = Kept(str(key), int(width), int(height))
    return kept if owner == str(person.id) and is_there(kept) else None


def _form_id(request: HttpRequest) -> UUID:
    """The id that the form was rendered with, so that a form sent twice is one piece."""
    try:
        return UUID(request.POST.get("piece_id", ""))
    except ValueError:
        return new_id()


def _label(filled: Filled) -> Label | None:
    """The words, cleaned; None when something is wrong with them, which the form then says."""
    typed = filled.typed
    language = typed.get("language", "")
    found = clean_label(
        title=typed.get("title", ""),
        line=typed.get("line", ""),
        alt=typed.get("alt", ""),
        year=typed.get("year", ""),
        language=language if language in SPOKEN else "",
        this_year=now().year,
    )
    if isinstance(found, Label):
        return found
    filled.errors |= {name: error.messages[0] for name, error in found.items()}
    return None


def _typed(piece: Piece) -> dict[str, str]:
    return {
        "title": piece.title,
        "line": piece.line,
        "alt": piece.alt,
        "year": str(piece.year or ""),
        "language": piece.language,
    }


# --- pages


def _show(request: HttpRequest, filled: Filled, piece_id: UUID, status: int = 200) -> HttpResponse:
    kept, person = filled.kept, cast("Person", request.user)
    token = signing.dumps([str(person.id), kept.key, kept.width, kept.height], salt=SALT) if kept else ""
    here = _("Your picture has arrived. Choose another only if you want that one instead.")
    picture = Field(
        "picture",
        _("Picture"),
        kind="file",
        hint=here if kept else _picture_hint(),
        error=filled.errors.get("picture", ""),
        required=kept is None,
        optional_word=False,
        accept=TAKEN,
    )
    form = Form(
        action=reverse("new_piece"),
        id="piece",
        fields=(picture, *_fields(filled)),
        hidden=(("piece_id", str(piece_id)), *((("kept", token),) if token else ())),
        submit=_("Show it"),
        back_href=reverse("portfolio"),
    )
    return render(request, "people/piece_form.html", {"title": _("Show a piece of work"), "form": form}, status=status)


def _picture_hint() -> str:
    # Translators: {size} and {pixels} are numbers: megabytes, and millions of pixels.
    pattern = _(
        "JPEG, PNG or WebP, at most {size} MB and {pixels} million pixels. Where and when it was taken is left out."
    )
    return pattern.format(size=number(MOST_BYTES // MILLION), pixels=number(MOST_PIXELS // MILLION))


def _show_old(request: HttpRequest, piece: Piece, filled: Filled, status: int = 200) -> HttpResponse:
    form = Form(
        action=reverse("edit_piece", args=[piece.id]),
        id="piece",
        fields=_fields(filled),
        submit=_("Save"),
        back_href=reverse("portfolio"),
    )
    context = {
        "title": _("Change a piece of work"),
        "form": form,
        "piece": piece_shown(piece),
        "delete": Action(_("Take it out…"), href=reverse("delete_piece", args=[piece.id]), weight="quiet"),
    }
    return render(request, "people/piece_form.html", context, status=status)


def _fields(filled: Filled) -> tuple[Field, ...]:
    typed, errors = filled.typed, filled.errors

    def line(name: str, label: str, hint: str, most: int, *, required: bool = False) -> Field:
        return Field(
            name,
            label,
            hint=hint,
            value=typed.get(name, ""),
            error=errors.get(name, ""),
            required=required,
            said=True,
            maxlength=most,
        )

    return (
        line("title", _("Title"), "", LONGEST_PIECE_TITLE, required=True),
        line(
            "alt",
            _("What can be seen"),
            _("Read aloud to people who do not see it, as in: A poster with three yellow boats on a dark sea."),
            LONGEST_ALT,
            required=True,
        ),
        line("line", _("In one line"), _("What it was for, or what you like about it."), LONGEST_PIECE_LINE),
        Field(
            "year",
            _("Year"),
            value=typed.get("year", ""),
            error=errors.get("year", ""),
            inputmode="numeric",
            maxlength=4,
            narrow=True,
        ),
        Field(
            "language",
            _("You wrote this in"),
            kind="select",
            choices=language_choices(typed.get("language", ""), _("The language of your profile")),
            optional_word=False,
        ),
    )
