"""One delivery is sent back and made good, played by two people in two browsers: with a mouse on both sizes, by keyboard
alone, and without any script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys import sent_back
from tests.journeys.hands import Keyboard
from tests.journeys.seat import DESKTOP, PHONE, SIZES, seat
from tests.journeys.site import Site

Files = dict[str, Path]


def assert_it_went_well(site: Site, order_id: str) -> None:
    assert site.kinds(order_id) == sent_back.STORY
    assert site.audit()["problems"] == 0


@pytest.mark.parametrize("size", SIZES)
def test_a_delivery_is_sent_back_answered_made_good_and_paid(
    chromium: Browser, site: Site, files: Files, size: str
) -> None:
    with seat(chromium, site, SIZES[size]) as client, seat(chromium, site, SIZES[size]) as freelancer:
        order_id = sent_back.play(client, freelancer, files, f"Logo for a bindery, {size}")
    assert_it_went_well(site, order_id)


def test_by_keyboard_alone(chromium: Browser, site: Site, files: Files) -> None:
    with (
        seat(chromium, site, DESKTOP, hand=Keyboard, looks=False) as client,
        seat(chromium, site, DESKTOP, hand=Keyboard, looks=False) as freelancer,
    ):
        order_id = sent_back.play(client, freelancer, files, "Logo by keyboard")
    assert_it_went_well(site, order_id)


def test_with_scripts_switched_off(chromium: Browser, site: Site, files: Files) -> None:
    with (
        seat(chromium, site, PHONE, scripts=False) as client,
        seat(chromium, site, DESKTOP, scripts=False) as freelancer,
    ):
        order_id = sent_back.play(client, freelancer, files, "Logo without scripts")
    assert_it_went_well(site, order_id)
