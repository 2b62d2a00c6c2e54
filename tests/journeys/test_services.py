"""A service is found, ordered in one page, and accepted: on a narrow phone, and at a desk by keyboard without scripts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.demo import Demo
from tests.journeys.hands import Keyboard
from tests.journeys.offers import tick_and_accept
from tests.journeys.people import DESK, NARROW, Visit

CLIENT, FREELANCER = "nadia@example.org", "camille@example.org"
MURAL = "Une fresque murale, du croquis à l’échelle"
ABOUT = "The yard of a primary school: twelve metres, with a drainpipe in the middle."
WAYS: dict[str, dict[str, Any]] = {
    "on a narrow phone": {"window": NARROW},
    "by keyboard without scripts": {"window": DESK, "hand": Keyboard, "script": False},
}


@pytest.mark.parametrize("way", WAYS)
def test_a_service_is_found_ordered_and_accepted(visit: Visit, demo: Demo, way: str) -> None:
    nadia, camille = visit(CLIENT, **WAYS[way]), visit(FREELANCER)
    nadia.goes_to("/services")
    nadia.hand.write(nadia.page.get_by_label("What are you looking for?"), "fresques croquis")
    nadia.presses("Search")
    nadia.does_not_see("panadería")
    nadia.clicks(MURAL)
    nadia.clicks("Order Grande façade for €720.00")
    nadia.chooses("Le quadrillage pour les peintres")
    nadia.hand.write(nadia.field("What is it about?"), ABOUT)
    nadia.presses("Work it out again")
    nadia.sees("€810.00", "16 business days")
    nadia.presses("Send Camille the offer for €810.00")
    nadia.has_not_been_refused()
    order = nadia.path
    camille.goes_to(order)
    camille.sees(ABOUT, "Deux croquis à l’échelle", "€810.00")
    tick_and_accept(camille)
    assert demo.events(order)[:2] == ["Offered", "OfferAccepted"]
