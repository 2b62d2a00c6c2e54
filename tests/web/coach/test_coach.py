"""The coach at the message box: while one types, when it is asked, and before a message goes. It never stops one."""

from __future__ import annotations

import logging

import pytest
from django.urls import reverse

from parley.coach.packs import BadPack
from parley.store.queries import events_of
from tests.web.coach.conftest import BLAME, CALM, ELSEWHERE, HERE
from tests.web.people import Deed, Visitor, in_stage, offer
from tests.web.reading import ReadPage, read

HTMX = {"HX-Request": "true"}
BLOCKS = "Read it once more"


def coach_of(deed: Deed) -> str:
    return reverse("coach", args=[deed.id])


def told(who: Visitor, deed: Deed, words: str, **more: object) -> str:
    typed = {"field": "text", "box": "composer-text", "text": words, **more}
    answer = who.client.post(coach_of(deed), typed, headers=HTMX)
    assert answer.status_code == 200
    return answer.content.decode()


def asks(who: Visitor, deed: Deed, words: str, **press: object) -> ReadPage:
    answer = who.client.post(coach_of(deed), {"text": words, **press})
    assert answer.status_code == 200
    return read(answer)


def box(page: ReadPage) -> str:
    [words] = page.form("/messages").fields["text"]
    return words


def sent(deed: Deed) -> int:
    return [event.kind for event in events_of(deed.id)].count("MessageSent")


@pytest.fixture
def deed(ana: Visitor, marc: Visitor) -> Deed:
    return in_stage("working", marc, ana)


# --- while one types


def test_while_one_types_the_words_that_hurt_are_named(deed: Deed, ana: Visitor) -> None:
    page = read(told(ana, deed, f"Hello. {BLAME}"))
    assert "Reads as blame." in page.text
    assert "You never" in page.text
    assert CALM in page.text
    [finding] = [given for _tag, given in page.tags if given.get("class") == "finding"]
    assert (finding["data-place"], finding["data-mark"]) == ("7,26", "7,16")
    assert "composer-text-coach-told" in page.ids
    assert "html" not in [tag for tag, _given in page.tags]


def test_places_are_counted_as_a_browser_counts_them(deed: Deed, ana: Visitor) -> None:
    """A face counts twice, and a form sends two characters for a line's end that a text area counts once."""
    page = read(told(ana, deed, f"🦊\r\n{BLAME}"))
    [finding] = [given for _tag, given in page.tags if given.get("class") == "finding"]
    assert finding["data-place"] == f"3,{3 + len(BLAME)}"


def test_a_draft_without_offence_is_answered_with_silence(deed: Deed, ana: Visitor) -> None:
    page = read(told(ana, deed, "Thank you, Marc."))
    assert page.text == ""


def test_what_the_writer_keeps_is_not_named_again_while_its_sentence_stays(deed: Deed, ana: Visitor) -> None:
    page = read(told(ana, deed, BLAME))
    [known_by] = [given["data-keep"] for _tag, given in page.tags if "data-keep" in given]
    assert "Reads as blame." not in told(ana, deed, f"Hello. {BLAME} Bye.", coach_kept=known_by)
    assert "Reads as blame." in told(ana, deed, BLAME, coach_kept="accusation:0123456789abcdef")


def test_a_draft_is_neither_stored_nor_logged(
    deed: Deed, ana: Visitor, marc: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    before = len(list(events_of(deed.id)))
    answer = ana.client.post(coach_of(deed), {"text": f"Marmalade. {BLAME}"}, headers=HTMX)
    assert "no-store" in answer.headers["Cache-Control"]
    assert len(list(events_of(deed.id))) == before
    assert "Marmalade" not in marc.look(deed.address).text
    assert "Marmalade" not in ana.look(deed.address).text
    assert "Marmalade" not in caplog.text


@pytest.mark.parametrize("words", ["", " ", "\0", "x" * 30_000, "\ud83d", "<script>alert(1)</script>", "{{ 7*7 }}"])
def test_whatever_is_typed_is_answered(deed: Deed, ana: Visitor, words: str) -> None:
    answer = ana.client.post(coach_of(deed), {"text": words.encode("utf-8", "replace").decode()}, headers=HTMX)
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


def test_a_box_of_another_name_is_read_by_its_field(deed: Deed, ana: Visitor) -> None:
    typed = {"field": "words-1", "box": "f-words-1", "words-1": BLAME, "milestone": "1"}
    page = read(ana.client.post(coach_of(deed), typed, headers=HTMX))
    assert "f-words-1-coach-told" in page.ids
    assert "Reads as blame." in page.text
    assert ana.client.post(coach_of(deed), typed | {"milestone": "9"}, headers=HTMX).status_code == 404


def test_a_language_that_cannot_be_read_holds_nothing_up(
    deed: Deed, ana: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise BadPack("pack en: a rule is wrong")

    monkeypatch.setattr("parley.web.coach.reading.review", broken)
    assert "Reads as" not in told(ana, deed, BLAME)
    assert ana.fill_in(ana.look(deed.address), "/messages", {"text": ELSEWHERE}).status_code == 303


def test_too_many_readings_are_put_off_and_what_was_typed_stays(
    deed: Deed, ana: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parley.web.coach.coach.MOST_A_MINUTE", 2)
    for _ in range(2):
        told(ana, deed, BLAME)
    assert ana.client.post(coach_of(deed), {"text": BLAME}, headers=HTMX).status_code == 429
    answer = ana.client.post(coach_of(deed), {"text": BLAME, "coach": "read:text"})
    assert answer.status_code == 429
    assert box(read(answer)) == BLAME


# --- without scripts


def test_without_scripts_the_coach_reads_when_it_is_asked(deed: Deed, ana: Visitor) -> None:
    page = asks(ana, deed, f"Hello. {BLAME}", coach="read:text")
    assert "Reads as blame." in page.text
    assert box(page) == f"Hello. {BLAME}"
    assert "The coach has no remark." in asks(ana, deed, "Hello.", coach="read:text").text


def test_without_scripts_a_wording_is_put_in_place(deed: Deed, ana: Visitor) -> None:
    page = asks(ana, deed, f"Hello.\r\n{BLAME} Bye.", coach="use:text:accusation")
    assert box(page) == f"Hello.\n{CALM} Bye."
    assert "Reads as blame." not in page.text


def test_a_wording_for_words_that_are_gone_changes_nothing(deed: Deed, ana: Visitor) -> None:
    for pressed in ("use:text:accusation", "use:text:nonsense", "use", "", ":::", "keep:text:accusation"):
        assert box(asks(ana, deed, "All is well.", coach=pressed)) == "All is well."


def test_without_scripts_the_writer_keeps_a_sentence(deed: Deed, ana: Visitor) -> None:
    page = asks(ana, deed, BLAME, coach="keep:text:accusation")
    assert "Reads as blame." not in page.text
    form = page.form("/messages")
    assert form.fields["coach_kept"][0].startswith("accusation:")
    assert ana.fill_in(page, "/messages").status_code == 303


def test_an_offer_that_is_talked_about_has_the_coach_too(ana: Visitor, marc: Visitor) -> None:
    deed = offer(marc, ana)
    page = asks(marc, deed, BLAME, coach="read:text")
    assert "Reads as blame." in page.text
    assert box(page) == BLAME


# --- before it goes


def test_a_way_around_the_order_is_shown_once_more_and_then_goes(deed: Deed, ana: Visitor) -> None:
    answer = ana.fill_in(ana.look(deed.address), "/messages", {"text": ELSEWHERE})
    page = read(answer)
    assert answer.status_code == 200
    assert sent(deed) == 0
    assert BLOCKS in page.text
    assert "Send it as it is" in page.text
    assert HERE in page.text
    assert box(page) == ELSEWHERE
    assert ana.fill_in(page, "/messages").status_code == 303
    assert sent(deed) == 1


def test_blame_alone_goes_at_once(deed: Deed, ana: Visitor) -> None:
    assert ana.fill_in(ana.look(deed.address), "/messages", {"text": BLAME}).status_code == 303


def test_other_words_with_the_same_offence_are_shown_again(deed: Deed, ana: Visitor) -> None:
    page = read(ana.fill_in(ana.look(deed.address), "/messages", {"text": ELSEWHERE}))
    other = read(ana.fill_in(page, "/messages", {"text": f"And now: {ELSEWHERE}"}))
    assert BLOCKS in other.text
    assert ana.fill_in(other, "/messages").status_code == 303
    assert sent(deed) == 1


def test_what_the_writer_said_to_keep_is_not_asked_about_again(deed: Deed, ana: Visitor) -> None:
    page = asks(ana, deed, ELSEWHERE, coach="keep:text:off_platform")
    assert ana.fill_in(page, "/messages").status_code == 303


def test_a_message_from_another_page_stays_one_when_it_is_shown_once_more(deed: Deed, ana: Visitor) -> None:
    typed = {"text": ELSEWHERE, "from": "elsewhere"}
    page = read(ana.client.post(reverse("messages", args=[deed.id]), typed))
    assert page.form("/messages").fields["from"] == ["elsewhere"]
    assert "sent=1" not in ana.fill_in(page, "/messages").headers["Location"]


# --- switched off


def test_switched_off_there_is_no_trace_of_it(deed: Deed, ana: Visitor) -> None:
    assert ana.person is not None
    ana.person.wants_coach = False
    ana.person.save()
    page = ana.look(deed.address)
    assert not [given for _tag, given in page.tags if given.get("class") in ("coach", "begin")]
    assert "coach" not in page.text
    assert read(told(ana, deed, BLAME)).text == ""
    assert ana.fill_in(page, "/messages", {"text": ELSEWHERE}).status_code == 303


def test_the_switch_is_on_the_page_about_oneself(ana: Visitor) -> None:
    page = ana.look(reverse("me"))
    form = page.form("/me")
    assert form.fields["wants_coach"] == ["on"]
    typed = {name: values for name, values in form.fields.items() if name != "wants_coach" and values}
    assert ana.client.post(form.action, typed).status_code == 303
    assert ana.person is not None
    ana.person.refresh_from_db()
    assert not ana.person.wants_coach
