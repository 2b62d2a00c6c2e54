"""From a draft to everybody's eyes and back, with every limit and every refusal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from parley.core.money import Money
from parley.desk.intake import new_id
from parley.search.find import find
from parley.search.models import Entry
from parley.storefront import publishing
from parley.storefront.content import content_of
from parley.storefront.listing import seen
from parley.storefront.models import Extra, Package, Service, Stage
from parley.storefront.publishing import (
    delete_draft,
    erase_services_of,
    keep_draft,
    pause,
    publish,
    put_back,
    resume,
    take_away,
)
from tests.storefront.offered import EXTRA, NOON, content, offered, package, person

pytestmark = [pytest.mark.both_engines, pytest.mark.django_db]


def code(refused: pytest.ExceptionInfo[ValidationError]) -> str:
    return str(refused.value.code)


def test_what_is_published_is_what_is_shown() -> None:
    service = offered(person())
    assert content_of(service) == content()
    assert (service.stage, service.version, service.listed_at) == (Stage.LISTED, 1, NOON)
    assert find("service", "logo bakeries").keys == (service.id,)


def test_a_draft_keeps_everything_typed_and_is_shown_to_nobody() -> None:
    typed = {"title": "  Lo\u202ego  ", "price-1": "a lot", "what-1-1": ""}
    service = keep_draft(person(), new_id(), typed, NOON)
    assert Service.objects.get().typed == typed
    assert seen(service.id) is None
    assert not Entry.objects.exists()


def test_the_same_form_twice_is_one_draft() -> None:
    owner, id_ = person(), new_id()
    keep_draft(owner, id_, {"title": "One"}, NOON)
    keep_draft(owner, id_, {"title": "Two"}, NOON)
    assert [one.typed for one in Service.objects.all()] == [{"title": "Two"}]


def test_what_is_typed_later_changes_nothing_until_it_is_published() -> None:
    owner = person()
    service = offered(owner)
    keep_draft(owner, service.id, {"title": "Posters"}, NOON)
    shown = seen(service.id)
    assert shown is not None
    assert shown.content.title == "A logo for your bakery"
    again = publish(
        owner,
        service.id,
        content("Posters", extras=(), tags=(), packages=(package(items=()), package("Large"))),
        NOON + timedelta(days=3),
    )
    assert (again.version, again.listed_at, again.typed) == (2, NOON, {})
    assert find("service", "bakery").keys == ()
    assert find("service", "poster").keys == (service.id,)
    assert (Package.objects.count(), Extra.objects.count()) == (2, 0)


def test_nobody_writes_into_the_service_of_another() -> None:
    service = offered(person())
    for act in (keep_draft, publish):
        with pytest.raises(ValidationError) as refused:
            act(person("Lev"), service.id, content("Mine now") if act is publish else {}, NOON)  # type: ignore[operator]
        assert code(refused) == "service.not_yours"
    assert content_of(Service.objects.get()) == content()


def test_paused_it_is_neither_shown_nor_found_and_resumed_it_is() -> None:
    owner = person()
    service = offered(owner)
    pause(service, NOON)
    assert find("service", "logo").keys == ()
    assert Service.objects.get().stage == Stage.PAUSED
    resume(owner, service, NOON)
    assert find("service", "logo").keys == (service.id,)
    assert Service.objects.get().stage == Stage.LISTED


def test_the_desk_takes_away_with_a_reason_and_puts_back_where_it_was() -> None:
    owner, operator = person(), person("Olga")
    service = offered(owner)
    with pytest.raises(ValidationError) as refused:
        take_away(service, operator, " \u200b\n", NOON)
    assert code(refused) == "reason.empty"
    take_away(service, operator, "The pictures are not yours.", NOON)
    kept = Service.objects.get()
    assert (kept.stage, kept.removed_because, kept.removed_by) == (
        Stage.REMOVED,
        "The pictures are not yours.",
        operator,
    )
    assert find("service", "logo").keys == ()
    with pytest.raises(ValidationError) as refused:
        publish(owner, service.id, content("Another title"), NOON)
    assert code(refused) == "service.removed"
    resume(owner, service, NOON)
    assert Service.objects.get().stage == Stage.REMOVED
    put_back(service, NOON)
    kept = Service.objects.get()
    assert (kept.stage, kept.removed_because, kept.removed_by) == (Stage.LISTED, "", None)
    assert find("service", "logo").keys == (service.id,)


def test_what_was_paused_is_put_back_as_paused() -> None:
    service = offered(person())
    pause(service, NOON)
    take_away(service, person("Olga"), "Look at it again.", NOON)
    put_back(service, NOON)
    assert Service.objects.get().stage == Stage.PAUSED
    assert find("service", "logo").keys == ()


def test_ten_new_ones_a_day() -> None:
    owner = person()
    first = offered(owner, "Service A")
    for letter in "BCDEFGHIJ":
        offered(owner, f"Service {letter}")
    with pytest.raises(ValidationError) as refused:
        offered(owner, "Service K", NOON + timedelta(hours=23))
    assert code(refused) == "service.new_too_many"
    publish(owner, first.id, content("Service A, better"), NOON + timedelta(hours=23))
    offered(owner, "Service K", NOON + timedelta(hours=25))
    offered(person("Lev"), "Service A")


def test_fifty_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "MOST_LISTED", 2)
    owner = person()
    one, _two = offered(owner, "Posters"), offered(owner, "Cards")
    with pytest.raises(ValidationError) as refused:
        offered(owner, "Stamps")
    assert code(refused) == "service.listed_too_many"
    pause(one, NOON)
    offered(owner, "Stamps")
    with pytest.raises(ValidationError) as refused:
        resume(owner, one, NOON)
    assert code(refused) == "service.listed_too_many"


def test_no_more_than_can_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "MOST_KEPT", 1)
    owner = person()
    draft = keep_draft(owner, new_id(), {}, NOON)
    with pytest.raises(ValidationError) as refused:
        keep_draft(owner, new_id(), {}, NOON)
    assert code(refused) == "service.too_many"
    delete_draft(draft)
    keep_draft(owner, new_id(), {}, NOON)


@pytest.mark.parametrize("title", ["A LOGO for your bákery!", "A lоgo for your bakery", "a logo, for your bakery"])
def test_the_same_service_twice_is_refused_however_it_is_written(title: str) -> None:
    owner = person()
    offered(owner)
    with pytest.raises(ValidationError) as refused:
        offered(owner, title, summary="Something else entirely.")
    assert code(refused) == "service.twice"
    with pytest.raises(ValidationError) as refused:
        offered(owner, "Another title", summary=content().summary.upper())
    assert code(refused) == "service.twice"
    offered(person("Lev"))


def test_a_published_service_is_no_draft_to_delete() -> None:
    service = offered(person())
    delete_draft(service)
    assert Service.objects.exists()


def test_money_of_three_decimals_and_of_none_stays_as_it_is() -> None:
    for currency, minor in (("BHD", 1), ("JPY", 12_000)):
        packages = (package(price=minor, currency=currency),)
        extra = (type(EXTRA)(EXTRA.title, EXTRA.test, Money(minor, currency), 0, 30),)
        service = offered(person(), f"In {currency}", currency=currency, packages=packages, extras=extra)
        found = seen(service.id)
        assert found is not None
        assert found.least == Money(minor, currency)


def test_nothing_is_left_of_the_services_of_somebody_who_leaves() -> None:
    owner, operator = person(), person("Olga")
    offered(owner)
    other = offered(person("Lev"), "Song texts")
    take_away(other, operator, "Written by Olga.", NOON)
    assert erase_services_of(owner) == 1
    assert [one.id for one in Service.objects.all()] == [other.id]
    assert (Package.objects.count(), Entry.objects.count()) == (2, 0)
    assert erase_services_of(operator) == 0
    assert Service.objects.get().removed_because == ""
