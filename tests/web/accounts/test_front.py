"""The first page, for somebody who has never been here."""

from __future__ import annotations

import pytest
from django.test import Client

from parley.office.switches import Switch, turn

pytestmark = pytest.mark.django_db


def test_the_first_page_leads_to_help_briefs_and_services() -> None:
    page = Client().get("/").content.decode()
    for address in ("/help/not-accepted", "/briefs", "/services", "/accounts/signup/", "/accounts/login/"):
        assert f'href="{address}"' in page


@pytest.mark.parametrize(("switch", "address"), [(Switch.BRIEFS, "/briefs"), (Switch.SERVICES, "/services")])
def test_what_is_switched_off_is_not_on_the_first_page(switch: Switch, address: str) -> None:
    turn(switch, on=False)
    assert f'href="{address}"' not in Client().get("/").content.decode()


def test_an_empty_desk_has_a_first_page_too(django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert Client().get("/").status_code == 200
