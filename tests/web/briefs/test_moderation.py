"""Appeals, and the operators who answer them: in words, once, and about what they have read."""

from __future__ import annotations

from parley.board.models import Brief, Stage
from tests.board.posted import DOUBTFUL, FRAUD
from tests.web.briefs.on_the_board import of, posts, stands, typed
from tests.web.people import Visitor
from tests.web.reading import read

QUEUE = "/moderation/briefs"


def at(brief: Brief) -> str:
    return f"{QUEUE}/{brief.id}"


def decides(olga: Visitor, brief: Brief, decision: str, words: str) -> int:
    page = olga.look(at(brief))
    return olga.fill_in(page, at(brief), {"words": words}, press=("decision", decision)).status_code


def test_an_appeal_is_read_by_a_person_who_allows_the_brief(marc: Visitor, olga: Visitor, nobody: Visitor) -> None:
    brief = stands(marc, text=FRAUD, result="")
    marc.send(marc.look(of(brief)), "/appeal", words="It is the sample text of a course about fraud.")
    page = olga.look(QUEUE)
    assert "The author appeals." in page.text
    assert at(brief) in page.links
    told = olga.get(at(brief)).content.decode()
    assert "course about fraud" in told
    assert "<mark>" in told
    assert decides(olga, brief, "allow", "A sample for a course. Thank you for saying so.") == 303
    assert "A sample for a course" in marc.look(of(brief)).text
    assert "A sample for a course" not in nobody.look(of(brief)).text
    assert "No brief waits" in olga.look(QUEUE).text


def test_a_refusal_says_why_and_leaves_a_way_on(marc: Visitor, olga: Visitor) -> None:
    brief = stands(marc, text=DOUBTFUL, result="")
    assert decides(olga, brief, "refuse", "Say what the work is.") == 303
    page = marc.look(of(brief))
    assert "Say what the work is." in page.text
    assert page.has_form("/appeal")
    edit = of(brief, "edit")
    marc.fill_in(marc.look(edit), edit, typed(), press=("send", "1"))
    assert Brief.objects.get().stage == Stage.WAITING
    assert "refused an earlier version" in olga.look(QUEUE).text


def test_an_empty_appeal_is_refused_where_it_was_written_and_a_second_one_too(marc: Visitor, olga: Visitor) -> None:
    brief = stands(marc, text=FRAUD, result="")
    answer = marc.send(marc.look(of(brief)), "/appeal", words=" ")
    assert answer.status_code == 422
    assert "Write why this brief should be published" in read(answer).text
    marc.post(of(brief, "appeal"), words="Please.")
    decides(olga, brief, "refuse", "It is a fraud.")
    assert not marc.look(of(brief)).has_form("/appeal")
    marc.post(of(brief, "appeal"), words="Once more.")
    assert Brief.objects.get().stage == Stage.BLOCKED


def test_nothing_is_decided_without_words_and_they_stay(marc: Visitor, olga: Visitor) -> None:
    brief = stands(marc, text=DOUBTFUL, result="")
    assert decides(olga, brief, "allow", "") == 422
    answer = olga.post(at(brief), words="Good.", seen="1")
    assert answer.status_code == 422
    assert read(answer).form(at(brief)).fields["words"] == ["Good."]
    assert Brief.objects.get().stage == Stage.WAITING


def test_what_changed_meanwhile_is_read_again_first(marc: Visitor, olga: Visitor) -> None:
    brief = stands(marc, text=DOUBTFUL, result="")
    page = olga.look(at(brief))
    edit = of(brief, "edit")
    marc.fill_in(marc.look(edit), edit, typed(text=f"{DOUBTFUL} Soon.", result=""), press=("send", "1"))
    answer = olga.fill_in(page, at(brief), {"words": "Good."}, press=("decision", "allow"))
    assert answer.status_code == 422
    assert "Soon." in read(answer).text
    assert Brief.objects.get().stage == Stage.WAITING


def test_a_published_brief_is_taken_away(marc: Visitor, olga: Visitor, eva: Visitor) -> None:
    brief = stands(marc)
    assert at(brief) in olga.look(of(brief)).links
    assert decides(olga, brief, "take-away", "The pictures are not yours.") == 303
    eva.get(of(brief), 404)
    assert "The pictures are not yours." in marc.look(of(brief)).text


def test_an_operator_does_not_decide_their_own(olga: Visitor) -> None:
    posts(olga, text=DOUBTFUL, result="")
    brief = Brief.objects.get()
    page = olga.look(at(brief))
    assert "This brief is yours" in page.text
    assert not page.has_form(at(brief))
    assert olga.post(at(brief), words="Good.", decision="allow", seen="1").status_code == 422
    assert Brief.objects.get().stage == Stage.WAITING


def test_others_meet_no_such_page(marc: Visitor, nobody: Visitor) -> None:
    brief = stands(marc, text=DOUBTFUL, result="")
    for visitor in (marc, nobody):
        for address in (QUEUE, at(brief)):
            visitor.get(address, 404)
        assert visitor.post(at(brief), words="Good.", decision="allow", seen="1").status_code == 404
