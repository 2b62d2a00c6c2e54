"""Somebody upset reads the guide: by phone without JavaScript, and at a desk by hand, with their order beside it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.people import PHONE, Visit

NADIA = "nadia@example.org"


def test_a_guest_with_a_phone_searches_reads_votes_and_changes_their_mind(visit: Visit) -> None:
    guest = visit(window=PHONE, script=False)
    guest.goes_to("/help")
    guest.page.get_by_label("Search the help").fill("delivery not accepted")
    guest.presses("Search")
    guest.clicks("When a delivery is not accepted: six steps")
    expect(guest.page.locator(".help-number")).to_have_count(6)
    guest.presses("Yes, it helped me")
    expect(guest.page.locator("#vote")).to_contain_text("You said yes.")
    guest.presses("Not yet")
    expect(guest.page.locator("#vote")).to_contain_text("You said not yet.")
    guest.clicks("Ask whoever runs this desk")
    guest.page.get_by_label("Your question").fill("Who looks at this?")
    guest.page.get_by_label("Your mail address").fill("somebody@example.org")
    guest.presses("Send the question")
    expect(guest.page.locator("main")).to_contain_text("The answer will come by mail.")


def test_somebody_signed_in_copies_the_link_and_reads_the_answer(visit: Visit) -> None:
    nadia = visit(NADIA)
    nadia.context.grant_permissions(["clipboard-read", "clipboard-write"])
    nadia.goes_to("/help/completion")
    nadia.page.get_by_role("button", name="Copy the link").click()
    expect(nadia.page.get_by_role("button", name="Copied")).to_be_visible()
    copied = nadia.page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("/help/completion?in=en")
    nadia.clicks("Ask whoever runs this desk")
    nadia.field("Your question").fill("Does a pause count?")
    nadia.presses("Send the question")
    asked = nadia.path
    operator = visit("operator@example.org")
    operator.goes_to(asked)
    operator.field("Your answer").fill("No, it does not.")
    operator.presses("Send the answer")
    nadia.goes_to(asked)
    expect(nadia.page.locator("main")).to_contain_text("No, it does not.")
