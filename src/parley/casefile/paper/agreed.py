"""What was agreed: the parts with their dates and prices, each clause in words, and what was added later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parley.casefile.paper.model import Block, Cell, Column, Facts, Heading, Lines, Paragraph, Section, Table
from parley.casefile.paper.scene import Scene
from parley.core.order.files import ANY_FILE
from parley.core.order.state import OfferEnd
from parley.core.order.terms import ClauseKey, MilestoneTerms, ScopeItem, clauses, terms_hash
from parley.words.case_file import Labels, labels
from parley.words.case_file_said import not_agreed_words, terms_hash_words
from parley.words.clauses import clause_words
from parley.words.dates import date_only
from parley.words.durations import effort
from parley.words.locales import number
from parley.words.money import money


def agreed(scene: Scene) -> Section:
    order, said = scene.record.order, labels()
    terms = order.terms
    blocks: list[Block] = []
    if order.offer.end is not OfferEnd.ACCEPTED:
        blocks.append(Paragraph(not_agreed_words()))
    blocks.append(_milestones(scene, terms.milestones, said.milestones, said))
    for place, clause in enumerate(clauses(terms), start=1):
        blocks += _clause(scene, place, clause.key)
    later = order.all_terms[len(terms.milestones) :]
    if later:
        blocks += [Heading(said.extras), _milestones(scene, later, said.extras, said)]
    blocks.append(Facts(((terms_hash_words(), Cell(terms_hash(terms), code=True)),)))
    return Section("agreed", said.agreed, tuple(blocks))


def _clause(scene: Scene, place: int, key: ClauseKey) -> Iterator[Block]:
    """Its lines; the people's own description stands as a quotation."""
    terms = scene.record.order.terms
    words = clause_words(key, terms, scene.telling)
    yield Heading(f"{number(place)}. {words.title}")
    if key is ClauseKey.WORK:
        yield scene.quote(terms.summary)
    if words.body:
        yield Lines(words.body)


def _milestones(scene: Scene, all_terms: Iterable[MilestoneTerms], caption: str, said: Labels) -> Table:
    columns = (
        Column(said.part, 4),
        Column(said.done_when, 5),
        Column(said.effort, 3),
        Column(said.due, 3),
        Column(said.price, 3, numeric=True),
    )
    return Table(caption, columns, tuple(row for terms in all_terms for row in _rows(scene, terms)))


def _rows(scene: Scene, terms: MilestoneTerms) -> Iterator[tuple[Cell, ...]]:
    yield (
        Cell(quote=scene.quote(terms.name), small=labels().milestone.format(number=number(terms.number))),
        Cell(),
        Cell(effort(terms.effort_minutes)),
        Cell(date_only(terms.due_on)),
        Cell(money(terms.price)),
    )
    for item in terms.items:
        yield (
            Cell(quote=scene.quote(item.what), small=f"{number(terms.number)}.{number(item.number)}"),
            Cell(quote=scene.quote(item.test), small=_files(item)),
            Cell(effort(item.effort_minutes)),
            Cell(),
            Cell(money(item.price) if item.price is not None else ""),
        )


def _files(item: ScopeItem) -> str:
    """Which files are handed over for it."""
    return ", ".join(ending.upper() for ending in item.files if ending != ANY_FILE)
