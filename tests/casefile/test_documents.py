"""The papers of a case file: what they tell of every story, and that nobody's words can make them say something else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from django.utils import translation

from parley.casefile.documents import documents, html_document, pdf_document
from parley.casefile.paper.case import case_paper
from parley.casefile.paper.letters import shown
from parley.casefile.paper.model import Cell, Column, Quote, Table
from parley.casefile.paper.pdf import SHORT_ROWS, SHORT_TEXT, _is_short, _Setting
from parley.casefile.record import Kept, Record, record_of
from parley.core.texts import Commitment
from parley.rehearsal.demo_people import STORIES
from parley.rehearsal.play import play
from parley.rehearsal.reading import read_story
from parley.rehearsal.story import Story
from tests.casefile.bases import PLAYED_AT
from tests.casefile.papers import ReadHtml, fonts_in, letters_in, says_in_xmp

ALL = sorted(STORIES.rglob("*.toml"))
CASE = STORIES / "inventory" / "17-customer-support.toml"
HOSTILE = [
    '#emph[x] *b* _i_ $x^2$ @ref <label> `raw` \\ // /* #panic("no") #read("/etc/passwd") = Head',
    "</style></title><script>alert(1)</script><img src=x onerror=alert(1)>&amp;&lt; \"'",
    "\u202eevil\u202c \u2066left open \u2069\u2069\u2069 \u202d\u200f100.00\u200e",
    "NUL \x00 bell \x07 escape \x1b[31m lone \ud800 none \uffff end\x7f\x85\u2028\u2029",
    "{count} {page} {name} %s %(x)s {} }{",
    "a" * 300,
    "e\u0301\u0302\u0303\u0304 \u0301alone \u05d0\u05b8\u059b",
    "محمد دفع 720.00 £ لدافيد ודוד קיבל 25% 你好，世界 👍🏽 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    " \t ",
    "\u200b",
]


@cache
def story(path: Path) -> Story:
    return read_story(path.read_text("utf-8"), str(path.parent))


def record_for(path: Path) -> Record:
    played = play(story(path), PLAYED_AT)
    assert played.failure is None
    record = record_of(played.order.id)
    assert record is not None
    return record


@pytest.fixture
def case(db: None) -> Record:
    return record_for(CASE)


def saying(record: Record, words: str) -> Record:
    """The same record, had everybody written this wherever they wrote something, and were called so too."""
    texts = {one: replace(text, words=words) if text.kept is Kept.KEPT else text for one, text in record.texts.items()}
    return replace(record, texts=texts, parties=tuple(replace(party, name=words) for party in record.parties))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_the_paper_tells_every_event_and_every_word(path: Path) -> None:
    record = record_for(path)
    for language in record.languages:
        page = ReadHtml(html_document(record, language).decode())
        said = "\n".join(page.quotes) + page.text
        ids = [attributes.get("id") for tag, attributes in page.tags if tag == "li" and attributes.get("id")]
        assert ids == [f"event-{number}" for number in range(1, record.seq + 1)]
        for text in record.texts.values():
            if text.words is not None:
                assert text.words in said or " ".join(shown(text.words).split()) in said, text.words
            else:
                assert text.commitment in said
        for file in record.files.values():
            assert file.sha256 in said
        assert record.head in said


@pytest.mark.django_db
@pytest.mark.parametrize("path", ALL[::6], ids=lambda path: path.stem)
def test_both_forms_are_made_in_both_languages_and_are_the_same_bytes_every_time(path: Path) -> None:
    record = record_for(path)
    made = documents(record)
    assert set(made) == {f"case.{language}.{form}" for language in record.languages for form in ("html", "pdf")}
    assert all(data.startswith(b"%PDF-1.7") for name, data in made.items() if name.endswith("pdf"))
    again = record_of(record.order_id)
    assert again is not None
    assert documents(again) == made


def test_papers_do_not_depend_on_who_asks(case: Record) -> None:
    made = documents(case)
    for asked_in in ("en", "ru", "nl"):
        with translation.override(asked_in):
            assert documents(case) == made


def test_it_names_no_instant_of_its_making(case: Record) -> None:
    last = case.events[-1].at
    for language in case.languages:
        pdf = pdf_document(case, language)
        assert says_in_xmp(pdf, "xmp:CreateDate").startswith(f"{last:%Y-%m-%dT%H:%M:%S}")
        assert says_in_xmp(pdf, "xmp:ModifyDate").startswith(f"{last:%Y-%m-%dT%H:%M:%S}")
        assert says_in_xmp(pdf, "dc:language") or f"/Lang ({language})".encode() in pdf
        assert f"{datetime.now(UTC):%Y-%m-%d}" not in html_document(case, language).decode()


def test_it_is_made_to_be_kept_and_read_out(case: Record) -> None:
    pdf = pdf_document(case, case.languages[0])
    assert (says_in_xmp(pdf, "pdfaid:part"), says_in_xmp(pdf, "pdfaid:conformance")) == ("2", "A")
    assert says_in_xmp(pdf, "pdfuaid:part") == "1"
    described, brought = fonts_in(pdf)
    assert described == brought > 0


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_nobodys_words_are_read_as_anything_but_words(case: Record, words: str) -> None:
    record = saying(case, words)
    language = case.languages[0]
    page = html_document(record, language).decode()
    read, plain = ReadHtml(page), ReadHtml(html_document(case, language).decode())
    quiet = {"bdi", "blockquote"}  # an empty name is no name
    assert {tag for tag, _ in read.tags} - quiet <= {tag for tag, _ in plain.tags} - quiet
    assert not any(name.startswith("on") or name == "src" for _, attributes in read.tags for name in attributes)
    assert shown(words) in read.quotes
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x1b\uffff") & set(page)
    assert pdf_document(record, language).startswith(b"%PDF")


@pytest.mark.parametrize("words", ["a" * 50_000, "слово " * 9_000, "\n" * 2_000, "نص" * 9_000], ids=range(4))
def test_a_very_long_text_is_set_too(case: Record, words: str) -> None:
    one = next(text for text in case.texts.values() if text.words and len(text.words) > 60)
    record = replace(case, texts={**case.texts, one.commitment: replace(one, words=words)})
    assert words in ReadHtml(html_document(record, "en").decode()).quotes
    assert pdf_document(record, "en").startswith(b"%PDF")


def test_letters_of_every_script_of_the_two_can_be_copied_from_the_pdf(case: Record) -> None:
    words = "Ёжик съел груши № 5; ندى الفاسي دفعت ١٢٠; דוד לוי שילם ₪; Ελλάδα; Łódź, 720,00 €"
    letters = letters_in(pdf_document(saying(case, words), case.languages[0]))
    composed = {"\u0641\u0639\u062a"}  # some letters are drawn as one sign, which maps to all of them
    missing = {char for char in words if not char.isspace() and char not in letters and char not in "".join(composed)}
    assert not missing


def test_what_no_font_can_draw_is_named_and_never_an_empty_box(case: Record) -> None:
    pdf = letters_in(pdf_document(saying(case, "李明 ok"), "en"))
    page = html_document(saying(case, "李明 ok"), "en").decode()
    assert "李明" in page
    assert not {"李", "明"} & pdf
    assert set("[U+674E]") <= pdf


def test_a_name_of_another_direction_moves_no_amount(case: Record) -> None:
    with translation.override("en"):
        paper = case_paper(saying(case, "محمد \u202e"))
    told = html_document(saying(case, "محمد \u202e"), "en").decode()
    assert "<bdi>محمد [U+202E]</bdi>" in told
    assert "\u2068" not in told
    assert paper.subject.words == "محمد [U+202E]"


def test_a_title_of_another_direction_keeps_its_full_stop_at_the_head_of_each_page(case: Record) -> None:
    """What the title ends with belongs to its own direction: it stands between isolates, as it does in a sentence."""
    with translation.override("en"):
        setting = json.loads(json.dumps(_Setting(case_paper(saying(case, "شعار المخبز.")), careful=False).paper()))
    assert setting["head"][1] == "\u2068شعار المخبز.\u2069"
    assert [one["rtl"] for one in setting["subject"]["paragraphs"]] == [True]


def test_a_short_table_is_not_broken_over_two_pages_and_a_long_one_is() -> None:
    columns = (Column("a"), Column("b"))
    row = (Cell(quote=Quote("words")), Cell("100.00"))
    assert _is_short(Table("", columns, (row,) * SHORT_ROWS, row))
    assert not _is_short(Table("", columns, (row,) * (SHORT_ROWS + 1)))
    assert not _is_short(Table("", columns, ((Cell(quote=Quote("x" * (SHORT_TEXT + 1))), Cell()),)))
    assert not _is_short(Table("", columns, ((Cell(quote=Quote("\n" * 60)), Cell()),)))


def test_private_and_erased_words_are_said_to_be_so(case: Record) -> None:
    for kept, says in ((Kept.ERASED, "Erased on Wed\xa017\xa0Jun 2026"), (Kept.PRIVATE, "Private")):
        at = PLAYED_AT if kept is Kept.ERASED else None
        gone = {one: replace(text, words=None, salt=None, kept=kept, erased_at=at) for one, text in case.texts.items()}
        record = replace(case, texts=gone)
        text = ReadHtml(html_document(record, "en").decode()).text
        assert text.count(says) >= len([one for one in gone if one in text]) > 10
        assert all(one in text for one in gone)
        assert pdf_document(record, "en").startswith(b"%PDF")


def test_an_erased_file_keeps_its_hash(case: Record) -> None:
    files = {one: replace(file, kept=Kept.ERASED, stored_as=None) for one, file in case.files.items()}
    assert files
    text = ReadHtml(html_document(replace(case, files=files), "en").decode()).text
    assert text.count("The file was erased.") == len(files)


def test_one_self_contained_page_without_scripts(case: Record) -> None:
    page = ReadHtml(html_document(case, "en").decode())
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in page.tags}
    addresses = [value or "" for _, attributes in page.tags for name, value in attributes.items() if name == "href"]
    targets = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    assert addresses
    assert all(one.startswith("#") and one[1:] in targets for one in addresses)
    assert ("html", {"lang": "en", "dir": "ltr"}) in page.tags


def test_people_are_marked_with_the_language_they_wrote_in(case: Record) -> None:
    first = next(text for text in case.texts.values() if text.words and text.language)
    page = html_document(case, "en").decode()
    assert f'lang="{first.language}">{first.words[:10]}' in page
    silent = replace(first, language="")
    texts = {**case.texts, Commitment(silent.commitment): silent}
    assert f'lang="">{first.words[:10]}' in html_document(replace(case, texts=texts), "en").decode()


def test_words_that_somebody_repeats_stay_those_of_whoever_wrote_them(db: None) -> None:
    """Camille offers as an extra what Inés asked for, and names it in the words of Inés."""
    page = html_document(record_for(STORIES / "sent-back.toml"), "en").decode()
    assert page.count("<bdi>Camille</bdi> wrote · Spanish") == 0
    assert "<bdi>Inés</bdi> wrote · Spanish" in page


def test_the_paper_says_how_to_check_it(case: Record) -> None:
    text = ReadHtml(html_document(case, "en").decode()).text
    assert "parley_verify.py FILE --key KEY --head HEAD" in text
    assert f"{case.desk}/evidence" in text
