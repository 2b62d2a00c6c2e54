"""The pieces of work that somebody shows: put in, changed, put in order, taken out. Files follow the rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from parley.people.lines import clean_line
from parley.people.models import Person
from parley.people.picture_files import Kept, is_there, remove
from parley.people.shown import LONGEST_ALT, LONGEST_PIECE_LINE, LONGEST_PIECE_TITLE, Piece

MOST_PIECES = 24
EARLIEST_YEAR = 1950


@dataclass(frozen=True, slots=True)
class Label:
    """The words of a piece. `alt` says what is to be seen to whoever does not see it; `language` is that of all words here,
    empty where it is the profile's."""

    title: str
    alt: str
    line: str = ""
    year: int | None = None
    language: str = ""


def pieces_of(person_id: UUID) -> list[Piece]:
    """Everything this person shows, in their order."""
    return list(Piece.objects.filter(person_id=person_id).order_by("place", "id")[:MOST_PIECES])


def piece_of(person: Person, piece_id: UUID) -> Piece | None:
    return Piece.objects.filter(person=person, id=piece_id).first()


def add(person: Person, piece_id: UUID, label: Label, kept: Kept, at: datetime) -> Piece:
    """Show one more piece, behind all others. `piece_id` is made by the form, so that the same form sent twice is one piece.
    Raises ValidationError for one too many and for a picture that cannot be had again, and then changes nothing."""
    with transaction.atomic():
        # Locked, so that two forms at once cannot both be the last that fits.
        Person.objects.select_for_update().get(id=person.id)
        there = Piece.objects.filter(id=piece_id, person=person).first()
        if there is not None:
            return there
        make_sure_one_fits(person)
        if not is_there(kept) or Piece.objects.filter(Q(id=piece_id) | Q(picture=kept.key)).exists():
            raise ValidationError(_("Choose the picture again, please."), code="piece.again")
        last = Piece.objects.filter(person=person).aggregate(last=Max("place"))["last"] or 0
        return Piece.objects.create(
            id=piece_id,
            person=person,
            place=last + 1,
            title=label.title,
            line=label.line,
            alt=label.alt,
            year=label.year,
            language=label.language,
            picture=kept.key,
            width=kept.width,
            height=kept.height,
            added_at=at,
        )


def make_sure_one_fits(person: Person) -> None:
    """Raises ValidationError when there is no room for one more piece: nobody has to choose a picture to hear that."""
    if Piece.objects.filter(person=person).count() >= MOST_PIECES:
        raise ValidationError(
            _("You show %(most)d pieces already, which is as many as fit. Take one out first."),
            code="pieces.too_many",
            params={"most": MOST_PIECES},
        )


def relabel(piece: Piece, label: Label) -> None:
    """Change the words of a piece; its picture stays."""
    Piece.objects.filter(id=piece.id).update(
        title=label.title, line=label.line, alt=label.alt, year=label.year, language=label.language
    )


def move(person: Person, piece_id: UUID, *, up: bool) -> bool:
    """Let a piece change places with the one before it, or after it. Whether there was one."""
    with transaction.atomic():
        Person.objects.select_for_update().get(id=person.id)
        found = pieces_of(person.id)
        at = next((number for number, piece in enumerate(found) if piece.id == piece_id), None)
        to = None if at is None else at - 1 if up else at + 1
        if at is None or to is None or not 0 <= to < len(found):
            return False
        found[at], found[to] = found[to], found[at]
        for place, piece in enumerate(found, start=1):
            piece.place = place
        Piece.objects.bulk_update(found, ["place"])
    return True


def take_out(piece: Piece) -> None:
    """Show it no more; its files go too."""
    Piece.objects.filter(id=piece.id).delete()
    remove([piece.picture])


def pictures_kept_of(person_id: UUID) -> list[str]:
    """The keys of everything this person shows: to be removed once the rows are gone for good."""
    return list(Piece.objects.filter(person_id=person_id).values_list("picture", flat=True))


def clean_label(
    title: str, line: str, alt: str, year: str, language: str, this_year: int
) -> dict[str, ValidationError] | Label:
    """The words of a piece as they are kept, or what is wrong with each of them, by its field."""
    wrong: dict[str, ValidationError] = {}
    words = {"title": "", "line": "", "alt": ""}
    for name, text, longest in (
        ("title", title, LONGEST_PIECE_TITLE),
        ("line", line, LONGEST_PIECE_LINE),
        ("alt", alt, LONGEST_ALT),
    ):
        try:
            words[name] = clean_line(text, longest)
        except ValidationError as error:
            wrong[name] = error
    if "title" not in wrong and not words["title"]:
        wrong["title"] = ValidationError(_("Give it a title."), code="piece.title")
    if "alt" not in wrong and not words["alt"]:
        wrong["alt"] = ValidationError(
            _("Say what can be seen. People who do not see the picture read this instead."), code="piece.alt"
        )
    when = _year(year, this_year)
    if isinstance(when, ValidationError):
        wrong["year"] = when
        return wrong
    return wrong or Label(words["title"], words["alt"], words["line"], when, language)


def _year(text: str, this_year: int) -> int | ValidationError | None:
    typed = text.strip()
    if not typed:
        return None
    if typed.isascii() and typed.isdigit() and EARLIEST_YEAR <= int(typed[:9]) <= this_year:
        return int(typed)
    return ValidationError(
        _("Write a year from %(first)d to %(last)d, or leave it out."),
        code="piece.year",
        params={"first": EARLIEST_YEAR, "last": this_year},
    )
