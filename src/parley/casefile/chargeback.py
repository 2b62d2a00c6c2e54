"""The kit that answers a bank, in one file: the answer as a PDF in English and in the language of whoever asks, and beside it
the signed case file. Like that one it follows from the record alone.
"""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from uuid import UUID

from django.utils import translation

from parley.casefile.archive import write_case_file
from parley.casefile.chargeback_evidence import Evidence, evidence_of
from parley.casefile.chargeback_paper import kit_paper
from parley.casefile.layout import PIECE, Content, content_of, write
from parley.casefile.paper.pdf import as_pdf
from parley.casefile.record import Record
from parley.core.order.records import ChargebackCode

FOR_BANKS = "en"
"""What every bank and every provider reads."""
CASE_FILE = "case-file.zip"


def write_kit(order_id: UUID, milestone: int, code: ChargebackCode, language: str, out: BinaryIO) -> Evidence:
    """Write the kit, and return what is in it and what is missing.

    Raises NothingPaid for a milestone that nobody ever paid for, and what `write_case_file` raises.
    """
    with tempfile.TemporaryFile() as signed:
        record = write_case_file(order_id, signed)
        evidence = evidence_of(record, milestone, code)
        contents = {
            f"answer.{one}.pdf": content_of(answer(record, evidence, one)) for one in sorted({FOR_BANKS, language})
        }
        contents[CASE_FILE] = _content_of(signed)
        write(contents, out)
    return evidence


def answer(record: Record, evidence: Evidence, language: str) -> bytes:
    """The answer as a PDF."""
    with translation.override(language):
        return as_pdf(kit_paper(record, evidence))


def _content_of(file: BinaryIO) -> Content:
    """A file that may be larger than memory."""
    size = checksum = 0
    for piece in _pieces(file):
        size, checksum = size + len(piece), zlib.crc32(piece, checksum)
    return Content(size, checksum, lambda: _pieces(file))


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(PIECE):
        yield piece
