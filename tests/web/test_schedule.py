"""The schedule of an order: drawn, as a table, and as a file."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO

import pytest

from parley.desk.now import now
from parley.web.orders import door
from parley.web.orders.schedule import WIDTH
from tests.asks import decline
from tests.web.people import Visitor, in_stage

pytestmark = pytest.mark.django_db


def test_both_sides_see_what_was_agreed_beside_what_happened(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    for reader in (ana, marc):
        page = reader.look(f"{deed.address}/schedule")
        assert page.headings[0] == "Schedule"
        assert "earlier" in page.text or "later" in page.text or "on the day" in page.text


def test_what_was_agreed_leads_to_it(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    assert f"{deed.address}/schedule" in ana.look(deed.address).links
    declined = in_stage("offered", marc, ana).does(decline())
    assert f"{declined.address}/schedule" not in ana.look(declined.address).links


def test_it_is_there_to_take_along_in_plain_figures(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    answer = ana.get(f"{deed.address}/schedule?as=csv")

    assert "attachment" in answer.headers["Content-Disposition"]
    heads, *rows = csv.reader(StringIO(answer.content.decode("utf-8-sig")))
    assert len(rows) == len(deed.order.milestones)
    line = dict(zip(heads, rows[0], strict=True))
    assert line["Agreed date"] == deed.order.terms.milestones[0].due_on.isoformat()
    assert line["Ended (UTC)"] == ""
    assert line["First delivery (UTC)"] != ""


def test_what_is_under_way_is_drawn_to_today_and_no_further(
    ana: Visitor, marc: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Long after the agreed date the drawing reaches as far as its bar does."""
    deed = in_stage("working", marc, ana)
    later = now() + timedelta(days=90)
    monkeypatch.setattr(door, "now", lambda: later)
    page = ana.look(f"{deed.address}/schedule")
    bars = [given for tag, given in page.tags if tag == "rect" and "bar" in given.get("class", "")]
    assert bars
    for bar in bars:
        assert 0 <= int(bar["x"]) < int(bar["x"]) + int(bar["width"]) <= WIDTH
    assert [given for tag, given in page.tags if tag == "line" and given.get("class") == "today"]


def test_an_offer_has_none_yet_and_a_stranger_sees_nothing(ana: Visitor, marc: Visitor, eva: Visitor) -> None:
    offered = in_stage("offered", marc, ana)
    ana.get(f"{offered.address}/schedule", 404)
    deed = in_stage("working", marc, ana)
    eva.get(f"{deed.address}/schedule", 404)
