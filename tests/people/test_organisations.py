"""Two people belong to one organisation however oddly each of them spells it."""

import unicodedata
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from parley.core.parties import Role
from parley.people.names import LONGEST_ORGANISATION
from parley.people.organisation_members import Told, found_organisation
from parley.people.organisations import (
    clean_organisation,
    comparable,
    organisations_of,
    same_organisation,
    shared_sides,
)
from parley.people.register import register

NAMES = (
    "Panadería Sol",
    "Łódź Studio 3",
    "Straßenbau Nord",
    "Щёлково Печать",
    "Atelier d’Été",
    "Øresund & Søn",
    "İzmir Tasarım",
    "株式会社サンプル",
    "مخبز الشمس",
    "Œuvres Réunies",
)
BETWEEN = (" ", "  ", "\u00a0", "\u2003", " - ", ". ", "\u200b", "\u00ad", "_", "")
HOW = (str.upper, str.lower, str.title, str.swapcase, str.casefold, lambda text: text)
FORMS = ("NFC", "NFD", "NFKC", "NFKD")


@st.composite
def written(draw: st.DrawFn, name: str) -> str:
    """One name as somebody might write it: another case, other spaces, full width, apart or composed, without accents."""
    text = name
    if draw(st.booleans()):
        text = "".join(one for one in unicodedata.normalize("NFD", text) if unicodedata.category(one) != "Mn")
    if draw(st.booleans()):
        text = "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)
    text = draw(st.sampled_from(HOW))(text)
    text = unicodedata.normalize(draw(st.sampled_from(FORMS)), text)
    text = draw(st.sampled_from(BETWEEN)).join(text.split())
    return draw(st.sampled_from(("", " ", "“"))) + text + draw(st.sampled_from(("", " ", ".", "”", "\u200e")))


@given(st.data(), st.sampled_from(NAMES))
def test_odd_spellings_of_one_name_are_one_organisation(data: st.DataObject, name: str) -> None:
    one, other = data.draw(written(name)), data.draw(written(name))
    assert same_organisation(one, other), (one, other)
    assert same_organisation(clean_organisation(one), other), (one, other)


@given(st.data(), st.permutations(NAMES))
def test_two_names_are_two_organisations_however_they_are_spelt(data: st.DataObject, names: list[str]) -> None:
    one, other = data.draw(written(names[0])), data.draw(written(names[1]))
    assert not same_organisation(one, other), (one, other)


@given(st.text(max_size=80), st.text(max_size=80))
def test_sharing_does_not_depend_on_who_is_asked(one: str, other: str) -> None:
    assert same_organisation(one, other) == same_organisation(other, one)
    assert same_organisation(one, one) == bool(comparable(one))
    assert comparable(comparable(one)) == comparable(one)


@given(st.text(max_size=LONGEST_ORGANISATION))
def test_what_is_kept_is_kept_again_and_is_one_line(typed: str) -> None:
    try:
        kept = clean_organisation(typed)
    except ValidationError:
        return
    assert clean_organisation(kept) == kept
    assert kept == "" or comparable(kept)
    assert "\n" not in kept


@pytest.mark.parametrize("typed", ["", "  ", "\u200b", "\u202e"])
def test_no_organisation_is_shared_with_nobody(typed: str) -> None:
    assert clean_organisation(typed) == ""
    assert not same_organisation(typed, typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("—", "organisation.empty"),
        ("★ ★", "organisation.empty"),
        ("Sol www.example.org", "organisation.address"),
        ("S" * (LONGEST_ORGANISATION + 1), "organisation.too_long"),
    ],
)
def test_what_could_not_be_compared_is_not_kept(typed: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        clean_organisation(typed)
    assert refused.value.code == code


def test_the_sides_that_a_mediator_shares_an_organisation_with() -> None:
    sides = {Role.CLIENT: frozenset({"Panadería Sol"}), Role.FREELANCER: frozenset({"ATELIER SOL", "Mapas"})}
    assert shared_sides(frozenset({"panaderia  sol."}), sides) == {Role.CLIENT}
    assert shared_sides(frozenset({"Atelier-Sol"}), sides) == {Role.FREELANCER}
    assert shared_sides(frozenset({"mapas", "Panaderia Sol"}), sides) == {Role.CLIENT, Role.FREELANCER}
    assert shared_sides(frozenset({"Sol"}), sides) == frozenset()
    assert shared_sides(frozenset({""}), {Role.CLIENT: frozenset({""})}) == frozenset()
    assert shared_sides(frozenset(), sides) == frozenset()


@pytest.mark.django_db
def test_organisations_are_found_by_the_persons_ids() -> None:
    ana = register("Ana", "ana@example.org", "es", "Europe/Madrid")
    marc = register("Marc", "marc@example.org", "fr", "Europe/Paris")
    ana.organisation = "Panadería Sol"
    ana.save()
    assert organisations_of([str(ana.id), str(marc.id), "nobody", ""]) == {str(ana.id): frozenset({"Panadería Sol"})}


@pytest.mark.django_db
def test_what_somebody_is_a_member_of_counts_beside_what_they_wrote() -> None:
    ana = register("Ana", "ana@example.org", "es", "Europe/Madrid")
    marc = register("Marc", "marc@example.org", "fr", "Europe/Paris")
    ana.organisation = "Panadería Sol"
    ana.save()
    for person, name in ((ana, "Mapas"), (marc, "Atelier"), (ana, "Hafen")):
        found_organisation(person, Told(name, "", "es"), datetime(2026, 11, 22, tzinfo=UTC))
    assert organisations_of([str(ana.id), str(marc.id)]) == {
        str(ana.id): frozenset({"Panadería Sol", "Mapas", "Hafen"}),
        str(marc.id): frozenset({"Atelier"}),
    }
