"""Which people belong to one organisation: by the plain names that they write themselves, and by what they are members of.

An organisation with members counts by its name too, so that somebody who only wrote that name belongs with them. Two names are
taken for one when they differ only in how they are written, and where that is unsure they are taken for one too: another
mediator costs little, a partial one costs the parties' trust.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from parley.core.parties import Role
from parley.people.models import Membership, Person
from parley.people.names import ADDRESS, LONGEST_ORGANISATION, fewer_marks, is_visible

# Letters with a stroke or a tail through them, and joined ones: Unicode does not take them apart, hurried people do.
PLAINER = str.maketrans(
    {
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ŋ": "n", "þ": "th",
        "æ": "ae", "œ": "oe", "ĳ": "ij", "ё": "е",
    }
)  # fmt: skip


def clean_organisation(text: str) -> str:
    """The name as it is kept: composed (NFC), one line, single spaces, nothing invisible; empty for none.

    Raises ValidationError when it is longer than LONGEST_ORGANISATION characters, carries an address, or has neither a letter
    nor a digit by which it could be compared.
    """
    kept = "".join(character for character in unicodedata.normalize("NFC", text) if is_visible(character))
    name = fewer_marks(" ".join(kept.split()))
    if not name:
        return ""
    if len(name) > LONGEST_ORGANISATION:
        raise ValidationError(
            _("This name is too long: %(length)d characters, and %(most)d fit."),
            code="organisation.too_long",
            params={"length": len(name), "most": LONGEST_ORGANISATION},
        )
    if ADDRESS.search(name):
        raise ValidationError(_("A name cannot contain a web or mail address."), code="organisation.address")
    if not comparable(name):
        raise ValidationError(_("The name needs at least one letter or digit."), code="organisation.empty")
    return name


def comparable(name: str) -> str:
    """What is left of an organisation's name when case, spaces, punctuation, accents and the width of letters are taken away.
    Two people with one and the same remainder belong together; nobody belongs to the empty one."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    plain = unicodedata.normalize("NFKC", apart.translate(PLAINER)).casefold()
    bare = unicodedata.normalize("NFKD", plain)
    return "".join(character for character in bare.translate(PLAINER) if unicodedata.category(character)[0] in "LN")


def same_organisation(one: str, other: str) -> bool:
    """Whether two names as people wrote them are one organisation. Without a name there is none to share."""
    return comparable(one) == comparable(other) != ""


def shared_sides(organisations: frozenset[str], sides: Mapping[Role, frozenset[str]]) -> frozenset[Role]:
    """The sides that belong to one of these organisations. `sides` has the names of each side that has any."""
    mine = _compared(organisations)
    return frozenset(role for role, theirs in sides.items() if mine & _compared(theirs))


def organisations_of(person_ids: Iterable[str]) -> dict[str, frozenset[str]]:
    """The names of each person's organisations by their id: the one that they wrote, and those that they are a member of. Those
    without any are left out. What is no id names nobody."""
    ids = [id_ for text in person_ids if (id_ := _id(text)) is not None]
    wrote = Person.objects.filter(id__in=ids).exclude(organisation="").values_list("id", "organisation")
    # One statement for all members: whoever shares one reads the same name of it, also while it is changed.
    joined = Membership.objects.filter(person_id__in=ids).values_list("person_id", "organisation__name")
    names: dict[str, set[str]] = {}
    for id_, name in (*wrote, *joined):
        names.setdefault(str(id_), set()).add(name)
    return {id_: frozenset(found) for id_, found in names.items()}


def _compared(names: frozenset[str]) -> set[str]:
    return {comparable(name) for name in names} - {""}


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
