"""/help/votes: what readers said of each article in each language, for those who run this desk."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from parley.help.library import library
from parley.help.rendering import with_figures
from parley.help.votes import Counted, all_counted
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.help.address import reader_language
from parley.web.help.reading import figures_in
from parley.web.policies.door import LOOK, operators_only
from parley.words.completion import interval_words, share_words


@operators_only(*LOOK)
def help_votes(request: HttpRequest) -> HttpResponse:
    return render(request, "help/votes.html", {"title": _("What readers say of the help"), "table": votes_table()})


def votes_table() -> Table:
    """A row an article, a column a language; in each cell the share with its counts, and its interval."""
    languages = settings.LANGUAGES
    counts = all_counted()
    rows = tuple(
        Row(
            (
                Cell(
                    with_figures(article.title, figures_in(article.language)),
                    href=reverse("help_article", args=[article.slug]),
                ),
                *(
                    _cell(
                        counts.get((article.slug, code), Counted()),
                        name,
                        is_there=code in library().articles[article.slug],
                    )
                    for code, name in languages
                ),
            )
        )
        for article in library().in_order(reader_language())
    )
    head = (Column(_("Article")), *(Column(name) for _code, name in languages))
    return Table(_("What readers say of the help"), head, rows)


def _cell(voices: Counted, language: str, *, is_there: bool) -> Cell:
    if voices.share is None:
        return Cell(_("No votes") if is_there else _("Not translated"), label=language)
    return Cell(share_words(voices.share), small=interval_words(voices.share), label=language)
