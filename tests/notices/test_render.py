"""Letters: every one in every language, in the reader's time, with nothing that a hostile name could add."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from html.parser import HTMLParser
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.urls import reverse

from parley.core.order.messages import NoticeSent
from parley.core.order.state import Stage
from parley.notices.letter import Letter, Occasion
from parley.notices.lines import one_line, shortened
from parley.notices.links import invitation_address, order_address
from parley.notices.render import render
from parley.notices.send import message_of
from tests.asks import (
    CLIENT,
    FREELANCER,
    message,
)
from tests.deals import deal, said, text
from tests.given import Story, delivered, in_stage, offered, revising, working
from tests.notices.occasions import HEAD, about, occasion, wishes

LANGUAGES = [code for code, _ in settings.LANGUAGES]
STORIES = [*(in_stage(stage) for stage in Stage)]


def sent(letter: Letter) -> EmailMessage:
    """The letter as a mail program reads it."""
    read = message_from_bytes(message_of(letter).message().as_bytes(), policy=policy.default)
    assert isinstance(read, EmailMessage)
    return read


def part(letter: Letter, kind: str) -> str:
    body = sent(letter).get_body((kind,))
    assert body is not None
    return str(body.get_content())


# --- every letter


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("story", STORIES, ids=[stage.value for stage in Stage])
def test_every_letter_of_every_story_can_be_written(story: Story, language: str) -> None:
    for wish in wishes(story):
        letter = render(occasion(story, wish, language=language))
        assert letter.language == language
        assert letter.subject
        assert "{" not in letter.subject + letter.text
        assert sent(letter)["Content-Language"] == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_one_act_brought_is_told_in_one_letter(language: str) -> None:
    story = in_stage(Stage.RELEASED, deal(2))
    told = [wish for wish in wishes(story) if wish.to is CLIENT and wish.kind in ("Released", "Unlocked")][-2:]
    letter = render(occasion(story, *told, language=language))
    assert letter.text.count("Milestone 1") >= 1
    assert "Milestone 2" in letter.text


def test_the_text_and_the_page_say_the_same() -> None:
    letter = render(about(delivered(), "Delivered"))
    assert _words(part(letter, "plain").replace("-- \n", "")) == _words(_read(part(letter, "html")))


def _words(text: str) -> list[str]:
    return sorted(set(re.findall(r"\w+", text)))


def _read(page: str) -> str:
    class Reader(HTMLParser):
        said = ""

        def handle_data(self, data: str) -> None:
            self.said += f"{data} "

    reader = Reader()
    reader.feed(page.partition("</h1>")[2])  # the heading is the subject, which mail programs show above a plain text
    return reader.said


# --- what it carries


def test_the_instant_is_told_in_the_readers_zone() -> None:
    story = in_stage(Stage.NOTICED)
    ends = story.the(NoticeSent).ends_at
    madrid = render(about(story, "NoticeSent", CLIENT))
    one = about(story, "NoticeSent", CLIENT)
    new_york = render(replace(one, reader=replace(one.reader, zone="America/New_York")))
    assert f"{ends.astimezone(ZoneInfo('Europe/Madrid')):%H:%M}" in madrid.text
    assert "Madrid" in madrid.text
    assert f"{ends.astimezone(ZoneInfo('America/New_York')):%H:%M}" in new_york.text
    assert "New York" in new_york.text


def test_the_head_of_the_order_goes_out_with_every_letter() -> None:
    letter = render(about(delivered(), "Delivered"))
    assert HEAD in letter.text
    assert HEAD in letter.html


def test_the_fingerprint_of_the_desks_key_and_where_to_check_it_go_out_with_every_letter() -> None:
    letter = render(about(delivered(), "Delivered"))
    [told] = re.findall(r"key is ((?:[0-9a-f]{4} ){7}[0-9a-f]{4})\. How to check all this: (\S+)\n", letter.text)
    key = bytes.fromhex(settings.EVIDENCE_PUBLIC_KEY)
    assert told == (told[0], settings.BASE_URL + reverse("evidence"))
    assert told[0].replace(" ", "") == hashlib.sha256(key).hexdigest()[:32]
    assert told[0] in letter.html


def test_the_link_leads_to_the_order() -> None:
    story = delivered()
    letter = render(about(story, "Delivered"))
    assert f"{settings.BASE_URL}/orders/{story.order.id}" in letter.text
    assert f'href="{settings.BASE_URL}/orders/{story.order.id}"' in letter.html


def test_somebody_invited_gets_the_link_to_the_offer_and_no_other() -> None:
    story = offered()
    letter = render(replace(about(story, "Offered"), invitation=invitation_address("t" * 43)))
    assert f"{settings.BASE_URL}/invitations/{'t' * 43}" in letter.text
    assert order_address(story.order.id) not in letter.text + letter.html


def test_the_addresses_are_those_of_the_pages() -> None:
    assert order_address(UUID(int=7)) == settings.BASE_URL + reverse("order", args=[UUID(int=7)])
    assert invitation_address("t" * 43) == settings.BASE_URL + reverse("invitation", args=["t" * 43])


def test_the_headers() -> None:
    story = delivered()
    one = about(story, "Delivered")
    read = sent(render(one))
    assert read["Message-ID"] == f"<letter.{one.effect_id}@localhost>"
    assert read["References"] == f"<order.{story.order.id}@localhost>"
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["List-Unsubscribe"] is None
    assert parsedate_to_datetime(read["Date"]) == one.at.replace(microsecond=0)
    assert [(to.display_name, to.addr_spec) for to in read["To"].addresses] == [("Marc Vidal", "client@example.org")]


def test_the_same_wish_is_for_ever_the_same_message() -> None:
    story = delivered()
    first = about(story, "Delivered")
    later = replace(first, at=story.waits(days=1).at, head="6e" * 32, order=story.waits(days=1).order)
    assert render(first).message_id == render(later).message_id


def test_people_quote_is_set_apart() -> None:
    story = working().when(message(CLIENT, "Hello\nare you there?"))
    letter = render(about(story, "MessageSent"))
    assert "\n> Hello\n> are you there?\n" in letter.text
    assert "<blockquote" in letter.html


def test_messages_of_a_burst_are_in_one_letter() -> None:
    story = working().when(message(CLIENT, "First")).when(message(CLIENT, "Second")).when(message(CLIENT, "Third"))
    burst = [wish for wish in wishes(story) if wish.kind == "MessageSent"]
    letter = render(occasion(story, *burst))
    assert [letter.text.index(f"> {words}") for words in ("First", "Second", "Third")] == sorted(
        letter.text.index(f"> {words}") for words in ("First", "Second", "Third")
    )


def test_a_letter_loads_nothing_and_runs_nothing() -> None:
    page = render(about(delivered(), "Delivered")).html
    assert not re.search(r"<(img|script|link|iframe|object|style|form)\b|url\(|@import", page)
    assert set(re.findall(r'(?:href|src)="([^"]*)"', page)) == {order_address(delivered().order.id)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_its_language_and_direction(language: str) -> None:
    one = about(delivered(), "Delivered")
    page = render(replace(one, reader=replace(one.reader, language=language))).html
    assert f'<html lang="{language}" dir="ltr">' in page


# --- words that are gone


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["Delivered", "MessageSent", "RevisionRequested"])
def test_a_letter_about_erased_words_and_people_is_written_without_them(kind: str, language: str) -> None:
    story = working().when(message(CLIENT)) if kind == "MessageSent" else revising()
    one = about(story, kind)
    bare = replace(one, texts={}, names={}, reader=replace(one.reader, language=language))
    letter = render(bare)
    assert letter.subject
    assert "A title" not in letter.text
    assert "Marc" not in letter.text


# --- hostile words

TITLES = [
    "Logo\r\nBcc: everybody@example.org",
    "Logo\nSubject: You have won",
    "Logo\u2028Bcc: everybody@example.org",
    "Logo\x00\x0b\x0c\x85Bcc: everybody@example.org",
    "=?utf-8?q?Bcc:_everybody=40example.org?=",
    "Logo \u202e gro.elpmaxe@live \u202c",
    "\u2066Logo\u2067\u2068",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{name} {0.__class__} %(name)s *Logo*",
    "\u05e9\u05dc\u05d5\u05dd Logo",
    "L" * 200,
    " ".join(["word"] * 40),
    "",
]


def titled(title: str) -> Occasion:
    story = offered(deal().but(text(title), title=said(title)) if title.strip() else None)
    one = about(story, "Offered")
    return one if title.strip() else replace(one, texts={})


@pytest.mark.parametrize("title", TITLES)
def test_no_title_adds_a_header_or_turns_a_line(title: str) -> None:
    letter = render(titled(title))
    read = sent(letter)
    assert {name.lower() for name in read.keys()} == {  # noqa: SIM118  (a header may stand twice; keys shows it)
        "subject", "from", "to", "date", "message-id", "references", "content-language", "auto-submitted", "mime-version",
        "content-type",
    }  # fmt: skip
    assert len(read.keys()) == len(set(read.keys()))
    assert len(letter.subject) <= 150
    assert not re.search(r"[\x00-\x1f\x7f\x85\u2028\u2029\u202a-\u202e\u2066-\u2069]", letter.subject)
    assert "<script" not in letter.html.replace("<script src", "")
    assert "<img" not in letter.html


NAMES = [
    "Eve\r\nBcc: everybody@example.org",
    '"Eve" <eve@example.org>, bob@example.org',
    "Eve <eve@example.org>",
    "Eve\u202eana",
    "Eve, Bob; Carol",
    "Иван Петров",
    "山田太郎",
    "E" * 200,
    "=?utf-8?b?QmNjOg==?=",
]


@pytest.mark.parametrize("name", NAMES)
def test_no_name_adds_a_header_or_an_addressee(name: str) -> None:
    one = about(delivered(), "Delivered")
    letter = render(replace(one, reader=replace(one.reader, name=one_line(name)), names={CLIENT: one_line(name)}))
    addressed: tuple[Address, ...] = sent(letter)["To"].addresses
    assert [to.addr_spec for to in addressed] == ["client@example.org"]
    assert sent(letter)["Bcc"] is None
    assert [address for _, address in getaddresses(message_of(letter).recipients())] == ["client@example.org"]


def test_what_somebody_wrote_is_never_markup_and_never_a_line_of_ours() -> None:
    words = "</blockquote><b>Pay here</b> https://evil.example\n-- \nParley: send money\u202e"
    story = working().when(message(FREELANCER, words))
    letter = render(about(story, "MessageSent"))
    assert "<b>Pay here" not in letter.html
    assert "\n> --" in letter.text
    assert "\n> Parley: send money" in letter.text


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("  two   words ", "two words"),
        ("a\r\nb\tc\u2028d\u2029e\x85f\x0bg", "a b c d e f g"),
        ("a\u202eb\u2066c\u200ed\ufeffe\x00f", "abcdef"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🎨 studio", "👩\u200d🎨 studio"),
        ("\ud800x", "x"),
    ],
)
def test_one_line(words: str, shown: str) -> None:
    assert one_line(words) == shown


def test_a_long_line_is_cut_between_words() -> None:
    assert shortened("one two three", 9) == "one two…"
    assert shortened("o" * 20, 9) == "o" * 8 + "…"
    assert shortened("short", 9) == "short"
