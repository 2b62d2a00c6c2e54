"""A paper as one HTML file that needs nothing else: no scripts, no pictures, nothing from anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from babel import Locale
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from parley.casefile.paper.letters import CLOSE, OPEN
from parley.casefile.paper.model import (
    Block,
    Cell,
    Entry,
    Facts,
    Heading,
    Lines,
    Paper,
    Paragraph,
    Quote,
    Section,
    Table,
    Timeline,
)
from parley.words.sentence import Sentence, Text

STYLE = (Path(__file__).parent / "style.css").read_text("utf-8")

PAGE = (
    "<!doctype html>\n"
    '<html lang="{language}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width">\n'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    "<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    '<header>\n<p class="kind">{kind}</p>\n<h1>{subject}</h1>\n{facts}\n{intro}\n'
    "<nav>\n<h2>{contents}</h2>\n<ol>\n{links}\n</ol>\n</nav>\n</header>\n<main>\n{sections}\n</main>\n</body>\n</html>\n"
)


def as_html(paper: Paper) -> bytes:
    """The whole file, UTF-8."""
    subject = paper.subject.words or paper.subject.instead
    return format_html(
        PAGE,
        language=paper.language,
        direction=Locale.parse(paper.language.replace("-", "_")).text_direction,
        title=_plain(f"{paper.reference} · {subject}"),
        style=mark_safe(STYLE),  # noqa: S308  (our own file)
        kind=paper.title,
        subject=_words(paper.subject),
        facts=_facts(paper.facts),
        intro=_each(_block(one) for one in paper.intro),
        contents=paper.contents,
        links=_each(format_html('<li><a href="#{}">{}</a></li>', one.id, one.title) for one in paper.sections),
        sections=_each(_section(one) for one in paper.sections),
    ).encode()


def _section(section: Section) -> SafeString:
    return format_html(
        '<section id="{}">\n<h2>{}</h2>\n{}\n</section>',
        section.id,
        section.title,
        _each(_block(block) for block in section.blocks),
    )


def _block(block: Block) -> SafeString:
    match block:
        case Quote():
            return _quote(block)
        case Table():
            return _table(block)
        case Paragraph():
            return _paragraph(block)
        case Heading():
            return format_html("<h3>{}</h3>", _text(block.text))
        case Facts():
            return _facts(block)
        case Lines():
            return format_html(
                "<ul>\n{}\n</ul>", _each(format_html("<li>{}</li>", _text(line)) for line in block.lines)
            )
        case Timeline():
            return format_html('<ol class="timeline">\n{}\n</ol>', _each(_entry(entry) for entry in block.entries))


def _paragraph(paragraph: Paragraph) -> SafeString:
    if paragraph.code:
        return format_html("<p><code>{}</code></p>", _text(paragraph.text))
    return format_html('<p class="quiet">{}</p>' if paragraph.quiet else "<p>{}</p>", _text(paragraph.text))


def _entry(entry: Entry) -> SafeString:
    return format_html(
        '<li id="event-{number}"><p class="when"><span class="number">{number}</span> <time datetime="{iso}">{when}</time> '
        '<code title="{hash}">{hash}</code></p>\n<p>{sentence}</p>{detail}\n{blocks}</li>',
        number=entry.number,
        iso=entry.iso,
        when=entry.when,
        hash=entry.fingerprint,
        sentence=_text(entry.sentence),
        detail=format_html('\n<p class="quiet">{}</p>', _text(entry.detail)) if entry.detail else "",
        blocks=_each(_block(block) for block in entry.blocks),
    )


def _quote(quote: Quote) -> SafeString:
    label = format_html('<p class="label">{}</p>', _text(quote.label)) if quote.label else ""
    if quote.words is None:
        gone = format_html('<p class="gone">{} <code>{}</code></p>', quote.instead, quote.fingerprint)
        return format_html('<div class="quote">{}{}</div>', label, gone)
    return format_html(
        '<div class="quote">{}<blockquote dir="auto"{}>{}</blockquote></div>', label, _lang(quote), quote.words
    )


def _words(quote: Quote) -> SafeString:
    """People's words inside a line or a cell."""
    if quote.words is None:
        return format_html('<span class="gone">{} <code>{}</code></span>', quote.instead, quote.fingerprint)
    return format_html('<bdi class="said"{}>{}</bdi>', _lang(quote), quote.words)


def _lang(quote: Quote) -> SafeString:
    """An empty code says that the language is not known; without it the words would be read out as the page's own."""
    return format_html(' lang="{}"', quote.language)


def _facts(facts: Facts) -> SafeString:
    rows = (format_html("<div><dt>{}</dt><dd>{}</dd></div>", label, _cell(cell)) for label, cell in facts.rows)
    return format_html('<dl class="facts">\n{}\n</dl>', _each(rows))


def _table(table: Table) -> SafeString:
    head = format_html_join(
        "", '<th scope="col"{}>{}</th>', ((_figure(one.numeric), one.label) for one in table.columns)
    )
    rows = _each(_row(table, row) for row in table.rows)
    foot = format_html("\n<tfoot>\n{}\n</tfoot>", _row(table, table.foot)) if table.foot else ""
    return format_html(
        '<div class="table"><table>\n<caption{}>{}</caption>\n<thead><tr>{}</tr></thead>\n'
        "<tbody>\n{}\n</tbody>{}\n</table></div>",
        mark_safe("" if table.captioned else ' class="unseen"'),  # noqa: S308  (our own words)
        _text(table.caption),
        head,
        rows,
        foot,
    )


def _row(table: Table, row: Iterable[Cell]) -> SafeString:
    cells = (
        format_html("<td{}>{}</td>", _figure(column.numeric), _cell(cell))
        for column, cell in zip(table.columns, row, strict=True)
    )
    return format_html("<tr>{}</tr>", _each(cells, ""))


def _figure(numeric: bool) -> SafeString:
    return mark_safe(' class="figure"' if numeric else "")  # noqa: S308  (our own words)


def _cell(cell: Cell) -> SafeString:
    inner = _words(cell.quote) if cell.quote is not None else _text(cell.text)
    if cell.code:
        inner = format_html("<code>{}</code>", inner)
    if cell.href:
        inner = format_html('<a href="{}">{}</a>', cell.href, inner)
    return format_html("{}<small>{}</small>", inner, _text(cell.small)) if cell.small else inner


def _text(text: Text) -> SafeString:
    """A sentence keeps what is strong in it. Isolates become elements: they are ours, people's own were named before."""
    parts = text.parts if isinstance(text, Sentence) else ()
    if not isinstance(text, Sentence):
        return _isolated(text)
    return mark_safe(  # noqa: S308  (each part is escaped)
        "".join(f"<b>{_isolated(part.text)}</b>" if part.strong else _isolated(part.text) for part in parts)
    )


def _isolated(text: str) -> SafeString:
    escaped = str(escape(text))
    return mark_safe(escaped.replace(OPEN, "<bdi>").replace(CLOSE, "</bdi>"))  # noqa: S308  (escaped above)


def _plain(text: str) -> str:
    return text.replace(OPEN, "").replace(CLOSE, "")


def _each(pieces: Iterable[SafeString], between: str = "\n") -> SafeString:
    return format_html_join(between, "{}", ((piece,) for piece in pieces))
