"""What a person may be called, so that a name can be shown beside money and dates without changing how they read."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 80
LONGEST_ORGANISATION = 120

# Persian, Sinhala and other names need these two joiners; every other invisible character only hides something.
JOINERS = "\u200c\u200d"
# Marks on one letter: no orthography of names needs more, and a tower of them covers the lines above.
MOST_MARKS = 3
# A name that carries an address turns every mail we send into an advertisement.
ADDRESS = re.compile(r"(?i)://|\bwww\.|@")


def clean_name(text: str) -> str:
    """The name as it is kept: composed (NFC), one line, single spaces, no invisible or direction-turning characters.

    Raises ValidationError, in the words of the person's language, when nothing readable is left, when it is longer than
    LONGEST_NAME characters or when it carries an address.
    """
    kept = "".join(character for character in unicodedata.normalize("NFC", text) if is_visible(character))
    name = fewer_marks(" ".join(kept.split())).strip(JOINERS + " ")
    if not any(unicodedata.category(character)[0] == "L" for character in name):
        raise ValidationError(
            _("Write the name you want others to see. It needs at least one letter."), code="name.empty"
        )
    if len(name) > LONGEST_NAME:
        raise ValidationError(
            _("This name is too long: %(length)d characters, and %(most)d fit."),
            code="name.too_long",
            params={"length": len(name), "most": LONGEST_NAME},
        )
    if ADDRESS.search(name):
        raise ValidationError(_("A name cannot contain a web or mail address."), code="name.address")
    return name


def is_visible(character: str) -> bool:
    """Spaces count as visible: whatever kind they are, they become one plain space."""
    if character in JOINERS or character.isspace():
        return True
    # Cc control, Cf format (direction marks among them), Cs half a pair, Co private use, Cn not a character.
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def fewer_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def shown_name(person: object) -> str:
    """The name by which others see `person`."""
    return str(getattr(person, "name", "")) or str(_("Somebody"))
