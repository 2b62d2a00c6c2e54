"""What people read of a record: for each language of the two sides one HTML file and one PDF."""

from __future__ import annotations

from django.utils import translation

from parley.casefile.paper.case import case_paper
from parley.casefile.paper.html import as_html
from parley.casefile.paper.pdf import as_pdf
from parley.casefile.record import Record


def documents(record: Record) -> dict[str, bytes]:
    """The files by name, `case.<language>.html` and `case.<language>.pdf`. Equal records give equal bytes."""
    return {
        name: data
        for language in record.languages
        for name, data in (
            (html_name(language), html_document(record, language)),
            (pdf_name(language), pdf_document(record, language)),
        )
    }


def html_document(record: Record, language: str) -> bytes:
    with translation.override(language):
        return as_html(case_paper(record))


def pdf_document(record: Record, language: str) -> bytes:
    with translation.override(language):
        return as_pdf(case_paper(record))


def html_name(language: str) -> str:
    return f"case.{language}.html"


def pdf_name(language: str) -> str:
    return f"case.{language}.pdf"
