"""What somebody says of themselves, as one value: read from a form, kept, shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from parley.people.lines import clean_line
from parley.people.models import Person
from parley.people.shown import Profile
from parley.prose.folding import fold

MOST_SKILLS = 15
MOST_LANGUAGES = 8
LONGEST_SKILL = 30
LONGEST_ABOUT = 3_000
"""Characters."""

SPOKEN = (
    "ar", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fil", "fr", "ga", "gl",
    "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "ko", "ky", "lt", "lv", "mk", "ms", "nb", "ne", "nl",
    "pa", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "te", "th", "tr", "uk", "ur", "uz", "vi", "zh",
)  # fmt: skip
"""Languages that can be named: codes of CLDR, which knows what each is called in every other."""


class Level(models.TextChoices):
    """How well somebody knows a language."""

    KNOWS = "knows", _("Knows it")
    WORKS = "works", _("Works in it")
    MOTHER = "mother", _("Mother tongue")


@dataclass(frozen=True, slots=True)
class Known:
    """A language by its code, and how well it is known."""

    code: str
    level: Level


@dataclass(frozen=True, slots=True)
class Told:
    """All that somebody says of themselves. `language` is the one that headline and text are written in."""

    headline: str = ""
    about: str = ""
    language: str = ""
    skills: tuple[str, ...] = ()
    languages: tuple[Known, ...] = ()
    is_public: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.headline or self.about or self.skills or self.languages)


def told_by(person: Person) -> Told:
    """What this person says; empty for whoever never wrote anything."""
    row = Profile.objects.filter(person=person).first()
    if row is None:
        return Told()
    return Told(
        headline=row.headline,
        about=row.about,
        language=row.language,
        skills=tuple(row.skills),
        languages=tuple(Known(code, Level(level)) for code, level in row.languages),
        is_public=row.is_public,
    )


def keep(person: Person, told: Told) -> None:
    """Show this from now on, in place of what was shown before."""
    Profile.objects.update_or_create(
        person=person,
        defaults={
            "headline": told.headline,
            "about": told.about,
            "language": told.language,
            "skills": list(told.skills),
            "languages": [[known.code, known.level.value] for known in told.languages],
            "is_public": told.is_public,
        },
    )


def is_public(person_id: UUID) -> bool:
    """Whether guests may see what this person shows."""
    return Profile.objects.filter(person_id=person_id, is_public=True, person__is_active=True).exists()


def clean_skills(text: str) -> tuple[str, ...]:
    """The skills in a text, separated by commas, semicolons or lines; each once, as it was first written.

    Raises ValidationError, in the words of the reader's language, for one that is too long and for too many.
    """
    found: dict[str, str] = {}
    for part in text.replace(";", ",").replace("\n", ",").split(","):
        try:
            skill = clean_line(part, LONGEST_SKILL).lstrip("#").strip()
        except ValidationError as error:
            if error.code != "line.too_long":
                raise
            raise ValidationError(
                _("A skill is a word or two: at most %(most)d characters. Put commas between them."),
                code="skill.too_long",
                params={"most": LONGEST_SKILL},
            ) from None
        same = fold(skill).text
        if any(letter.isalnum() for letter in same):
            found.setdefault(same, skill)
    if len(found) > MOST_SKILLS:
        raise ValidationError(
            _("These are %(count)d skills, and %(most)d fit. Keep those that you want to be asked for."),
            code="skills.too_many",
            params={"count": len(found), "most": MOST_SKILLS},
        )
    return tuple(found.values())


def clean_languages(chosen: Iterable[tuple[str, str]]) -> tuple[Known, ...]:
    """The languages among these (code, level); a pair without a code is none. The best known stand in front.

    Raises ValidationError, in the words of the reader's language, for one that is there twice, for a level that is missing, and
    for what is no choice at all.
    """
    found: list[Known] = []
    for code, level in chosen:
        if not code:
            continue
        if code not in SPOKEN:
            raise ValidationError(_("Choose a language from the list."), code="language.unknown")
        if level not in Level.values:
            raise ValidationError(_("Say of each language how well you know it."), code="language.level")
        if code in (known.code for known in found):
            raise ValidationError(_("One language is there twice."), code="language.twice")
        found.append(Known(code, Level(level)))
    return _best_first(found)


def _best_first(found: Sequence[Known]) -> tuple[Known, ...]:
    order = (Level.MOTHER, Level.WORKS, Level.KNOWS)
    return tuple(sorted(found, key=lambda known: order.index(known.level)))


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Somebody else has a name that looks the same. `is_operator`: they run this desk."""

    is_operator: bool


def look_alike_of(person: Person) -> LookAlike | None:
    """Whether somebody else here is easily taken for this person, or this person for them; whoever runs the desk counts before
    all others."""
    if not person.look or person.is_operator:
        return None
    others = Person.objects.filter(look=person.look, is_active=True).exclude(id=person.id)
    flags = list(others.order_by("-is_operator").values_list("is_operator", flat=True)[:1])
    return LookAlike(flags[0]) if flags else None
