"""Which pieces of a record answer which reason of a bank, and that a kit is whole, the same each time, and made at once."""

from __future__ import annotations

import time
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import translation

from parley.casefile.chargeback import answer, write_kit
from parley.casefile.chargeback_evidence import ANSWERS, SHOWN_BY, NothingPaid, Piece, evidence_of
from parley.casefile.chargeback_paper import kit_paper
from parley.casefile.paper.html import as_html
from parley.casefile.record import Record, record_of
from parley.core.order.messages import Accepted, Delivered, FilesOpened, Funded, MessageSent, Nudged, Released
from parley.core.order.records import ChargebackCode
from parley.rehearsal.demo_people import STORIES
from parley.words.chargeback_kit import MISSING, PIECES, SHOWS
from tests.casefile.papers import ReadHtml
from tests.casefile.test_documents import ALL, record_for

ACCEPTED = STORIES / "demo-finished.toml"
SILENT = STORIES / "gone-silent.toml"
AT_THE_BANK = STORIES / "demo-at-bank.toml"
DECIDED = STORIES / "inventory" / "17-customer-support.toml"
FUNDED = [path for path in ALL if 'do = "fund"' in path.read_text("utf-8")]


def pieces(record: Record, code: ChargebackCode, milestone: int = 1) -> dict[Piece, set[type]]:
    return {
        one.piece: {type(record.events[seq - 1]) for seq in one.events}
        for one in evidence_of(record, milestone, code).pieces
    }


def test_every_piece_has_words_and_every_reason_its_pieces() -> None:
    names = {piece.value for piece in Piece}
    assert set(PIECES) == set(SHOWS) == set(MISSING) == names
    assert set(SHOWN_BY) == set(Piece)
    assert set(ANSWERS) == set(ChargebackCode)
    assert {piece for listed in ANSWERS.values() for piece in listed} == set(Piece)


def test_an_accepted_delivery_answers_both_reasons(db: None) -> None:
    record = record_for(ACCEPTED)
    for code in ChargebackCode:
        found = pieces(record, code)
        assert found[Piece.PAYMENT] == {Funded}
        assert found[Piece.DELIVERY] == {Delivered}
        assert found[Piece.OPENED] == {FilesOpened}
        assert found[Piece.ACCEPTANCE] == {Accepted, Released}
        assert MessageSent in found[Piece.MESSAGES]
    assert not pieces(record, ChargebackCode.FRAUD)[Piece.NETWORK]


def test_reminders_alone_are_no_acceptance(db: None) -> None:
    record = record_for(DECIDED)
    found = pieces(record, ChargebackCode.SERVICE)
    assert any(isinstance(event, Nudged) for event in record.events) or not found[Piece.ACCEPTANCE]
    assert not found[Piece.ACCEPTANCE]
    assert found[Piece.DISAGREEMENT]


@pytest.mark.django_db
@pytest.mark.parametrize("path", FUNDED, ids=lambda path: path.stem)
def test_pieces_are_numbered_those_found_first_and_each_is_told(path: object) -> None:
    record = record_for(path)  # type: ignore[arg-type]
    funded = sorted({event.milestone for event in record.events if isinstance(event, Funded)})
    for milestone in funded:
        for code in ChargebackCode:
            evidence = evidence_of(record, milestone, code)
            assert [one.number for one in evidence.pieces] == list(range(1, len(ANSWERS[code]) + 1))
            assert {one.piece for one in evidence.pieces} == set(ANSWERS[code])
            assert [one.is_missing for one in evidence.pieces] == sorted(one.is_missing for one in evidence.pieces)
            with translation.override("en"):
                page = ReadHtml(as_html(kit_paper(record, evidence)).decode())
            for one in evidence.pieces:
                named = str(PIECES[one.piece.value])
                assert (f"Piece {one.number}: {named}" in page.text) is not one.is_missing
                assert (str(MISSING[one.piece.value]) in page.text) is one.is_missing


def test_the_kit_is_whole_and_the_same_every_time(db: None) -> None:
    record = record_for(AT_THE_BANK)
    first, again = BytesIO(), BytesIO()
    evidence = write_kit(record.order_id, 1, ChargebackCode.FRAUD, "fr", first)
    with translation.override("nl"):
        write_kit(record.order_id, 1, ChargebackCode.FRAUD, "fr", again)
    assert first.getvalue() == again.getvalue()
    with ZipFile(first) as kit:
        assert kit.namelist() == ["answer.en.pdf", "answer.fr.pdf", "case-file.zip"]
        assert kit.testzip() is None
        assert kit.read("answer.en.pdf") == answer(record, evidence, "en")
        assert "manifest.json" in ZipFile(BytesIO(kit.read("case-file.zip"))).namelist()


def test_english_alone_is_there_once(db: None) -> None:
    record = record_for(AT_THE_BANK)
    out = BytesIO()
    write_kit(record.order_id, 1, ChargebackCode.SERVICE, "en", out)
    with ZipFile(out) as kit:
        assert kit.namelist() == ["answer.en.pdf", "case-file.zip"]


def test_what_nobody_paid_for_cannot_be_taken_back(db: None) -> None:
    record = record_for(STORIES / "demo-offer-countered.toml")
    out = BytesIO()
    with pytest.raises(NothingPaid):
        write_kit(record.order_id, 1, ChargebackCode.FRAUD, "en", out)
    assert not out.getvalue()


def test_a_kit_is_made_in_far_less_than_a_minute(db: None) -> None:
    record = record_for(SILENT)
    assert record_of(record.order_id) is not None
    began = time.perf_counter()
    write_kit(record.order_id, 1, ChargebackCode.SERVICE, "ru", BytesIO())
    assert time.perf_counter() - began < 30
