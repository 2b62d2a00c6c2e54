"""The overview, the books and the journal: what they say, and what they cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parley.desk.now import now
from parley.office.acts import Did, note
from parley.office.coach_counts import count_findings
from parley.office.last_audit import LastAudit, note_audit
from parley.people.models import PublishedFigures
from parley.reads import operations_standing
from parley.store.models import Heartbeat
from parley.store.models import Order as OrderModel
from tests.asks import accept
from tests.web.people import Visitor, in_stage

CONSOLE, BOOKS, JOURNAL = "/console", "/console/books", "/console/journal"
PAGES = (CONSOLE, BOOKS, JOURNAL, "/console/acts", "/console/announcements", "/console/switches", "/console/start")


@pytest.fixture
def beating(db: None) -> None:
    """A clock that is alive, and an audit that found nothing."""
    Heartbeat.objects.create(name="clock", at=now(), lag_s=0)
    note_audit(LastAudit(now(), 1, 1, 1, 0))


def fresh(olga: Visitor) -> str:
    PublishedFigures.objects.all().delete()
    return olga.look(CONSOLE).text


def test_an_empty_desk_is_quiet(olga: Visitor, beating: None) -> None:
    page = olga.look(CONSOLE)
    assert "All quiet" in page.text
    assert "There are no orders yet." in page.text
    assert "Nothing. Every order waits for its own people, or for a date." in page.text


def test_money_orders_and_ends_are_told(olga: Visitor, ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    text = fresh(olga)
    price = deed.order.terms.price
    assert f"€{price.amount_minor // 100}.00 in flight" in text
    assert "1 order holds money" in text
    assert "None has ended yet." in text
    deed.does(accept())
    text = fresh(olga)
    assert "Accepted by the client" in text
    assert "Released, in clearance" in text


def test_the_drawing_has_a_name_a_description_and_the_same_figures_as_a_table(
    olga: Visitor, ana: Visitor, marc: Visitor
) -> None:
    in_stage("delivered", marc, ana)
    html = olga.get(CONSOLE).content.decode()
    assert '<title id="money-eur-title">Money in flight, EUR</title>' in html
    assert '<desc id="money-eur-desc">' in html
    assert html.count("url(#pat-held)") > 1
    assert "style=" not in html
    table = html[html.index("The figures") :]
    assert table.count("<tr") > operations_standing.WEEKS


def test_what_waits_for_a_mediator_is_named_with_its_order(
    olga: Visitor, ana: Visitor, marc: Visitor, beating: None
) -> None:
    deed = in_stage("mediation", marc, ana)
    page = olga.look(CONSOLE)
    assert "1 thing needs a person" in page.text
    assert deed.address in olga.get(CONSOLE).content.decode()


def test_a_stuck_order_is_loud(olga: Visitor, ana: Visitor, marc: Visitor, beating: None) -> None:
    deed = in_stage("working", marc, ana)
    OrderModel.objects.filter(order_id=deed.id).update(due_at=None)
    page = olga.look(CONSOLE)
    assert "Something needs to be put right" in page.text
    assert f"No deadline and nobody’s turn: {deed.id}" in page.text


def test_an_overdue_deadline_says_since_when(olga: Visitor, ana: Visitor, marc: Visitor, beating: None) -> None:
    deed = in_stage("working", marc, ana)
    OrderModel.objects.filter(order_id=deed.id).update(due_at=now() - timedelta(hours=3, minutes=1))
    page = olga.look(CONSOLE)
    assert "the oldest fell due 3 hours ago" in page.text
    assert "Something needs to be put right" in page.text


def test_a_silent_worker_and_an_audit_with_problems_are_told(olga: Visitor) -> None:
    assert "was never alive" in olga.look(CONSOLE).text
    Heartbeat.objects.create(name="clock", at=now() - timedelta(minutes=10), lag_s=0)
    note_audit(LastAudit(now() - timedelta(days=2), 9, 90, 30, 4))
    text = olga.look(CONSOLE).text
    assert "silent for 10 minutes" in text
    assert "4 problems, 2 days ago" in text


def test_findings_of_the_coach_are_counts_by_kind_and_language(olga: Visitor) -> None:
    count_findings([("threat", "es")] * 3 + [("hostility", "nl")], now())
    page = olga.look(f"{CONSOLE}/coach")
    assert "Reads as a threat." in page.text
    assert "4 in the last week, of 4 in 8 weeks." in page.text


def test_the_console_costs_as_many_questions_with_many_orders(olga: Visitor, ana: Visitor, marc: Visitor) -> None:
    def questions(page: str) -> int:
        PublishedFigures.objects.filter(name=operations_standing.NAME).delete()
        with CaptureQueriesContext(connection) as asked:
            olga.get(page)
        return len(asked)

    in_stage("working", marc, ana)
    olga.get(CONSOLE)
    few = {page: questions(page) for page in PAGES}
    for _ in range(6):
        in_stage("working", marc, ana)
    assert {page: questions(page) for page in PAGES} == few
    assert few[CONSOLE] <= 50


def test_a_desk_of_many_orders_is_counted_a_piece_at_a_look(
    olga: Visitor, ana: Visitor, marc: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations_standing, "PIECE", 2)
    for _ in range(3):
        in_stage("working", marc, ana)
    assert "The figures are being counted. Look again in a while." in olga.look(CONSOLE).text
    assert "3 orders hold money" in olga.look(CONSOLE).text


def test_the_books_come_to_nothing_and_show_every_posting(olga: Visitor, ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("working", marc, ana)
    page = olga.look(BOOKS)
    assert "All accounts together €0.00" in " ".join(page.text.split())
    assert "nobody has run one" in page.text
    assert deed.address in olga.get(BOOKS).content.decode()


def test_the_books_go_on_by_key(olga: Visitor, ana: Visitor, marc: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parley.reads.operations_books.PAGE", 1)
    in_stage("working", marc, ana)
    html = olga.get(BOOKS).content.decode()
    [older] = [part.split('"')[0] for part in html.split('rel="next" href="')[1:]]
    assert olga.get(BOOKS + older).content.decode() != html


@pytest.mark.parametrize("key", ["x", "~~", "0~0~0", "2026-01-01~x~1", "-1", "\0", "é" * 2_000])
def test_a_key_that_nobody_wrote_is_the_first_page(olga: Visitor, key: str) -> None:
    for page in (BOOKS, JOURNAL, "/console/acts"):
        assert olga.client.get(page, {"before": key}).status_code == 200


def test_the_journal_tells_kinds_and_nobodys_words(olga: Visitor, ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("working", marc, ana)
    page = olga.look(JOURNAL)
    assert "WorkStarted" in page.text
    assert "WorkStarted" not in table_of(olga, "Funded")
    assert deed.address in table_of(olga, "Funded")
    assert "Nothing of this kind has happened in any order." in olga.look(f"{JOURNAL}?kind=Resigned").text
    assert "WorkStarted" in table_of(olga, "<script>")  # no kind: everything


def table_of(olga: Visitor, kind: str) -> str:
    html = olga.client.get(JOURNAL, {"kind": kind}).content.decode()
    return html[html.index("<tbody") : html.index("</tbody>")]


@pytest.mark.parametrize("language", ["es", "fr", "nl", "ru"])
def test_every_page_can_be_read_in_every_language(language: str, olga: Visitor, ana: Visitor, marc: Visitor) -> None:
    in_stage("mediation", marc, ana)
    assert olga.person is not None
    olga.person.language = language
    olga.person.save()
    note(olga.person, Did.MEDIATOR_NAMED, now(), olga.id)
    for page in PAGES:
        assert olga.look(page).language == language
