"""Somebody says who they are and shows a piece of work, on a narrow phone and without scripts; then a guest looks at it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.people import DESK, NARROW, Visit
from tests.web.pictures import drawn

LEV = "lev@example.org"
LOADED = "picture => picture.complete ? picture.naturalWidth : 0"


def test_a_profile_and_a_piece_of_work_are_shown_and_a_guest_sees_them(visit: Visit, tmp_path: Path) -> None:
    lev = visit(LEV, window=NARROW, script=False)
    lev.goes_to("/me/profile")
    lev.types("headline", "Tea, and the paper around it")
    lev.types("skills", "Tea, Paper")
    lev.selects("You wrote this in", "en")
    lev.ticks("is_public", "on")
    lev.presses("Save and see it")
    lev.sees("Tea, and the paper around it", "Paper")
    own_page = lev.path

    picture = tmp_path / "tea.jpg"
    picture.write_bytes(drawn(1600, 1200, "JPEG"))
    lev.goes_to("/me/profile/portfolio/new")
    lev.attaches("Picture", [picture])
    lev.types("title", "Green tea")
    lev.presses("Show it")
    lev.sees("Say what can be seen.", "Your picture has arrived.")
    lev.types("alt", "A green field")
    lev.presses("Show it")
    lev.sees("It stands in your portfolio now.", "Green tea")

    guest = visit(window=DESK)
    guest.goes_to(own_page)
    guest.sees("Tea, and the paper around it", "Green tea")
    guest.does_not_see("Month by month")
    shown = guest.page.get_by_role("img", name="A green field")
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("complete", value=True)
    assert shown.evaluate(LOADED) > 0
    guest.finds_no_barrier()
