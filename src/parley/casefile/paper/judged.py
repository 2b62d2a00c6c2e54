"""What a mediator proposed and decided, with every reason, and what the published valuation gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.casefile.paper.model import Block, Cell, Column, Heading, Lines, Paragraph, Table
from parley.casefile.paper.scene import Scene
from parley.core.money import Money, total
from parley.core.order.messages import AnyEvent, AppealDecided, CaseDecided, SplitSuggested
from parley.core.order.records import Decision, ItemShare
from parley.core.order.state import Milestone
from parley.core.order.terms import ClauseKey, clauses
from parley.core.order.valuation import shares
from parley.words.case_file import labels, reasoned
from parley.words.case_file_said import decided_by, deposit_taken_off, proposed_by, valuation_note, valuation_rule
from parley.words.clauses import clause_words
from parley.words.durations import effort
from parley.words.files import size
from parley.words.locales import number
from parley.words.money import money
from parley.words.reasons import counts_as
from parley.words.resolution import counted, counted_name, counted_why, item_state, item_state_name
from parley.words.sentence import Sentence, say


def judged(scene: Scene, event: AnyEvent) -> Iterator[Block]:
    """Nothing for an event in which nobody judges."""
    heads = reasoned()
    match event:
        case SplitSuggested(suggestion=suggestion):
            yield Heading(heads.suggestion)
            yield Paragraph(proposed_by(scene.person(suggestion.person), suggestion.amount, scene.telling))
            yield scene.quote(suggestion.reasons)
        case CaseDecided(decision=decision, milestone=milestone):
            yield Heading(heads.decision)
            yield from _decision(scene, scene.record.order.milestone(milestone), decision)
        case AppealDecided(decision=decision, milestone=milestone):
            yield Heading(heads.appeal)
            yield from _decision(scene, scene.record.order.milestone(milestone), decision)
        case _:
            return


def valuation_of(scene: Scene, number_: int, ended: int | None) -> Iterator[Block]:
    """As the milestone stood before the event that ended its case, or as it stands."""
    order = scene.record.order if ended is None else scene.before(ended)
    milestone = order.milestone(number_)
    yield Heading(reasoned().valuation)
    yield _worth(scene, milestone)
    paid = milestone.released + milestone.fees
    lines = [valuation_rule(), deposit_taken_off(paid) if paid else "", valuation_note(ended is not None)]
    yield Paragraph(" ".join(filter(None, lines)), quiet=True)


def _decision(scene: Scene, milestone: Milestone, decision: Decision) -> Iterator[Block]:
    heads, reasons = reasoned(), decision.reasons
    yield Paragraph(decided_by(scene.person(decision.person), decision.amount, scene.telling))
    yield scene.quote(reasons.facts, heads.facts)
    yield Paragraph(heads.clauses, quiet=True)
    yield Lines(tuple(_clause(scene, key) for key in reasons.clauses))
    if reasons.events:
        yield Paragraph(heads.evidence, quiet=True)
        yield Lines(tuple(say("{n}. {what}", n=number(seq), what=scene.sentence_of(seq)) for seq in reasons.events))
    if reasons.files:
        yield _files(scene, reasons.files)
    yield _arithmetic(scene, milestone, reasons.arithmetic, decision.amount)
    yield scene.quote(reasons.remedy, heads.remedy)
    yield Paragraph(counts_as(decision.counts_as))


def _clause(scene: Scene, key: ClauseKey) -> Sentence:
    """By its number in the terms and its title."""
    terms = scene.record.order.terms
    places = {clause.key: place for place, clause in enumerate(clauses(terms), start=1)}
    title = clause_words(key, terms, scene.telling).title
    return say("{n}. {what}", n=number(places[key]), what=title) if key in places else say("{what}", what=title)


def _files(scene: Scene, hashes: Sequence[str]) -> Table:
    said = labels()
    columns = (Column(said.file, 5), Column(said.size, 2), Column("SHA-256", 0))
    found = [scene.record.files[one] for one in hashes]
    rows = tuple(
        (Cell(quote=scene.quote(file.name)), Cell(size(file.size_bytes)), Cell(file.sha256, code=True))
        for file in found
    )
    return Table(reasoned().evidence, columns, rows)


def _arithmetic(scene: Scene, milestone: Milestone, given: Sequence[ItemShare], amount: Money) -> Table:
    """What the mediator gives for each item, and what it comes to."""
    said = labels()
    of_item = {share.item: share.amount for share in given}
    rows = tuple(
        (
            Cell(quote=scene.quote(item.what), small=number(item.number)),
            Cell(money(item.price) if item.price is not None else effort(item.effort_minutes)),
            Cell(money(of_item[item.number]) if item.number in of_item else ""),
        )
        for item in milestone.terms.items
    )
    columns = (Column(said.part, 7), Column(said.effort, 3), Column(said.for_freelancer, 4, numeric=True))
    return Table(reasoned().arithmetic, columns, rows, (Cell(said.together), Cell(), Cell(money(amount))))


def _worth(scene: Scene, milestone: Milestone) -> Table:
    said = labels()
    given = shares(milestone)
    rows = []
    for item, share in zip(milestone.terms.items, given, strict=True):
        how = counted(milestone, item)
        rows.append(
            (
                Cell(quote=scene.quote(item.what), small=number(item.number)),
                Cell(money(item.price) if item.price is not None else effort(item.effort_minutes)),
                Cell(item_state_name(item_state(milestone, item.number))),
                Cell(counted_name(how), small=counted_why(milestone, item, how)),
                Cell(money(share.amount)),
            )
        )
    columns = (
        Column(said.part, 5),
        Column(said.effort, 3),
        Column(said.stands, 3),
        Column(said.counts, 4),
        Column(said.for_freelancer, 4, numeric=True),
    )
    sum_ = money(total([share.amount for share in given], milestone.held.currency))
    foot = (Cell(said.together), Cell(), Cell(), Cell(), Cell(sum_))
    return Table(reasoned().valuation, columns, tuple(rows), foot, captioned=False)
