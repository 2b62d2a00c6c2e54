"""Names that are easily taken for one another are found, and names that are not are left alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps

from parley.people.lookalikes import LONGEST_LOOK, look_of
from parley.people.migrations import __name__ as migrations
from parley.people.models import Person
from parley.people.profiles import LookAlike, look_alike_of
from parley.people.register import register


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Ruiz", "Аnа Ruiz"),  # two Cyrillic letters
        ("Operator", "Ореrаtоr"),
        ("Operator", "0perator"),
        ("José Núñez", "jose nunez"),
        ("Ivan Petrov", "lvan Petrov"),
        ("Ivan Petrov", "1van Petrov"),
        ("Marc", "Маrс"),
        ("Marc", "M a r c"),
        ("Lena Burns", "Lena Bums"),
        ("Νικος", "Nikoς"),
        ("Нина", "HиHa"),
    ],
)
def test_names_that_look_the_same_have_one_look(one: str, other: str) -> None:
    assert look_of(one) == look_of(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("Ana Ruiz", "Anna Ruiz"), ("Marc", "Marco"), ("Лев", "Глеб"), ("Olga Petrova", "Olga Petrov")]
)
def test_names_that_differ_stay_apart(one: str, other: str) -> None:
    assert look_of(one) != look_of(other)


@pytest.mark.parametrize("name", ["", " ", "…", "\u200d"])
def test_what_has_no_letters_looks_like_nobody(name: str) -> None:
    assert look_of(name) == ""


def test_a_look_fits_its_column_whatever_the_name() -> None:
    assert len(look_of("ﷺ" * 80)) <= LONGEST_LOOK


@pytest.mark.both_engines
@pytest.mark.django_db
class TestPeople:
    def test_somebody_who_looks_like_another_is_told_apart(self) -> None:
        ana = register("Ana Ruiz", "ana@example.org", "en", "UTC")
        assert look_alike_of(ana) is None
        twin = register("Аnа Ruiz", "twin@example.org", "en", "UTC")
        assert look_alike_of(ana) == look_alike_of(twin) == LookAlike(is_operator=False)
        twin.is_active = False
        twin.save()
        assert look_alike_of(ana) is None

    def test_whoever_looks_like_an_operator_is_named_so_and_the_operator_is_not(self) -> None:
        olga = register("Olga Petrova", "olga@example.org", "en", "UTC", is_operator=True)
        twin = register("O1ga Реtrоvа", "twin@example.org", "en", "UTC")
        assert look_alike_of(twin) == LookAlike(is_operator=True)
        assert look_alike_of(olga) is None

    def test_a_new_name_has_a_new_look_also_where_only_the_name_is_saved(self) -> None:
        ana = register("Ana Ruiz", "ana@example.org", "en", "UTC")
        ana.name = "Berta Sol"
        ana.save(update_fields=["name"])
        assert Person.objects.get().look == look_of("Berta Sol")

    def test_those_who_were_here_before_are_seen_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for number in range(3):
            register(f"Ana {'b' * number}", f"ana{number}@example.org", "en", "UTC")
        Person.objects.update(look="")
        migration: Any = __import__(f"{migrations}.0008_look", fromlist=["see"])
        monkeypatch.setattr(migration, "AT_ONCE", 2)
        migration.see(apps, None)
        assert {person.look for person in Person.objects.all()} == {"ana", "anab", "anabb"}
