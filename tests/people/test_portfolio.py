"""Pieces of work: as many as fit, in the order their owner likes, one for each form, and gone with their files."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.core.exceptions import ValidationError

from parley.desk.now import now
from parley.people import portfolio
from parley.people.models import Person, new_id
from parley.people.picture_files import Kept, is_there, put, remove
from parley.people.pictures import Picture
from parley.people.portfolio import Label, add, clean_label, move, pieces_of, relabel, take_out
from parley.people.register import register
from parley.privacy.departure import leave

pytestmark = [pytest.mark.both_engines, pytest.mark.django_db]

LABEL = Label("A map", "A street with nine houses")


@pytest.fixture
def ana() -> Person:
    return register("Ana Ruiz", "ana@example.org", "en", "UTC")


def kept() -> Kept:
    return put(Picture(320, 200, {320: b"not really one"}))


def shown(person: Person, *titles: str) -> list[UUID]:
    return [add(person, new_id(), Label(title, "Seen"), kept(), now()).id for title in titles]


def titles(person: Person) -> list[str]:
    return [piece.title for piece in pieces_of(person.id)]


def test_pieces_stand_as_they_came_and_move_one_by_one(ana: Person) -> None:
    first, second, third = shown(ana, "a", "b", "c")
    assert titles(ana) == ["a", "b", "c"]
    assert move(ana, third, up=True)
    assert titles(ana) == ["a", "c", "b"]
    assert move(ana, first, up=False)
    assert titles(ana) == ["c", "a", "b"]
    assert not move(ana, third, up=True)
    assert not move(ana, second, up=False)
    assert not move(ana, new_id(), up=True)
    take_out(pieces_of(ana.id)[1])
    shown(ana, "d")
    assert titles(ana) == ["c", "b", "d"]


def test_nobody_moves_a_piece_of_somebody_else(ana: Person) -> None:
    eva = register("Eva Lind", "eva@example.org", "en", "UTC")
    _first, second = shown(ana, "a", "b")
    assert not move(eva, second, up=True)
    assert titles(ana) == ["a", "b"]


def test_the_same_form_twice_is_one_piece(ana: Person) -> None:
    piece_id, picture = new_id(), kept()
    for _twice in range(2):
        assert add(ana, piece_id, LABEL, picture, now()).id == piece_id
    assert len(pieces_of(ana.id)) == 1


def test_a_picture_is_in_one_piece_only_and_must_still_be_there(ana: Person) -> None:
    picture, swept = kept(), kept()
    add(ana, new_id(), LABEL, picture, now())
    remove([swept.key])
    for again in (picture, swept, Kept("../../x", 1, 1)):
        with pytest.raises(ValidationError, match="Choose the picture again"):
            add(ana, new_id(), LABEL, again, now())
    eva = register("Eva Lind", "eva@example.org", "en", "UTC")
    [taken] = pieces_of(ana.id)
    with pytest.raises(ValidationError, match="Choose the picture again"):
        add(eva, taken.id, LABEL, kept(), now())
    assert titles(ana) == ["A map"]


def test_one_too_many_is_said(ana: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portfolio, "MOST_PIECES", 2)
    shown(ana, "a", "b")
    with pytest.raises(ValidationError, match="You show 2 pieces already"):
        shown(ana, "c")
    assert titles(ana) == ["a", "b"]


def test_words_change_and_the_picture_stays(ana: Person) -> None:
    [piece_id] = shown(ana, "a")
    [before] = pieces_of(ana.id)
    relabel(before, Label("New", "Other words", "A line", 2024, "es"))
    [after] = pieces_of(ana.id)
    assert (after.id, after.picture) == (piece_id, before.picture)
    assert (after.title, after.alt, after.line, after.year, after.language) == (
        "New",
        "Other words",
        "A line",
        2024,
        "es",
    )


def test_files_go_with_the_piece_and_with_the_person(ana: Person) -> None:
    shown(ana, "a", "b")
    first, second = pieces_of(ana.id)
    take_out(first)
    assert not is_there(Kept(first.picture, 320, 200))
    assert is_there(Kept(second.picture, 320, 200))
    leave(ana, now())
    assert not is_there(Kept(second.picture, 320, 200))
    assert not Person.objects.exists()


def test_every_wrong_word_of_a_piece_is_said_at_its_field() -> None:
    wrong = clean_label("", "www.example.org", " ", "1066", "en", 2026)
    assert isinstance(wrong, dict)
    assert {name: error.code for name, error in wrong.items()} == {
        "title": "piece.title", "line": "line.address", "alt": "piece.alt", "year": "piece.year",
    }  # fmt: skip
    assert clean_label(" A  map ", "", "Nine houses", " 2024 ", "es", 2026) == Label(
        "A map", "Nine houses", "", 2024, "es"
    )


@pytest.mark.parametrize("year", ["2027", "99999999999999999999", "٢٠٢٤", "-5", "20.5", "last"])
def test_a_year_is_one_that_has_been(year: str) -> None:
    wrong = clean_label("A", "", "B", year, "", 2026)
    assert isinstance(wrong, dict)
    assert wrong.keys() == {"year"}
