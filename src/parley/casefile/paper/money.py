"""How it ended, and the books: every movement, and what each account comes to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from parley.casefile.paper.model import Block, Cell, Column, Facts, Heading, Paragraph, Section, Table
from parley.casefile.paper.scene import Scene
from parley.core.money import Money
from parley.core.order.state import Milestone, OrderStage
from parley.words.case_file import ends, labels
from parley.words.case_file_said import balances_caption, books_note, movements_caption, no_money, not_agreed_words
from parley.words.causes import cause_words
from parley.words.locales import number
from parley.words.money import money, signed_money
from parley.words.reasons import counts_as
from parley.words.record import account_name
from parley.words.sentence import Sentence
from parley.words.stages import order_stage_name, stage_name


def ended(scene: Scene) -> Section:
    """Each milestone as it stands: over or not, why, and who has what."""
    order = scene.record.order
    blocks: list[Block] = [Paragraph(order_stage_name(order.stage))]
    if not order.milestones:
        blocks.append(Paragraph(not_agreed_words(), quiet=True))
    for milestone in order.milestones:
        blocks += _milestone(scene, milestone)
    title = labels().stands if order.stage is OrderStage.ACTIVE else labels().ended
    return Section("ended", title, tuple(blocks))


def _milestone(scene: Scene, milestone: Milestone) -> Iterator[Block]:
    said = ends()
    yield Heading(Sentence((scene.telling.milestone(milestone.number),)))
    rows = [(said.stage, Cell(stage_name(milestone.stage)))]
    if milestone.has_ended and milestone.cause:
        rows.append((said.why, Cell(cause_words(milestone.cause))))
    if not milestone.has_ended and milestone.ends_at is not None:
        rows.append((said.until, Cell(scene.when(milestone.ends_at))))
    sums = (
        (said.held, milestone.held),
        (said.freelancer, milestone.released),
        (said.client, milestone.refunded),
        (said.fee, milestone.fees),
        (said.bank, milestone.at_bank),
    )
    rows += [(label, Cell(money(sum_))) for label, sum_ in sums if sum_]
    if milestone.counts_as is not None:
        rows.append((said.counts, Cell(counts_as(milestone.counts_as))))
    yield Facts(tuple(rows))


def books(scene: Scene) -> Section:
    said = labels()
    if not scene.record.postings:
        return Section("books", said.books, (Paragraph(no_money(), quiet=True),))
    return Section(
        "books",
        said.books,
        (Paragraph(books_note(), quiet=True), _movements(scene), Heading(balances_caption()), _sums(scene)),
    )


def _movements(scene: Scene) -> Table:
    said = labels()
    columns = (
        Column(said.number, 1),
        Column(said.when, 5),
        Column(said.account, 6),
        Column(said.of_milestone, 4),
        Column(said.amount, 4, numeric=True),
    )
    rows = tuple(
        (
            Cell(number(row.seq), href=f"#event-{row.seq}"),
            Cell(scene.when(row.at)),
            Cell(account_name(row.account)),
            Cell(_of(scene, row.milestone)),
            Cell(signed_money(Money(row.amount_minor, row.currency))),
        )
        for row in scene.record.postings
    )
    return Table(movements_caption(), columns, rows)


def _sums(scene: Scene) -> Table:
    """By account and milestone; together they come to nothing."""
    said = labels()
    sums: dict[tuple[str, int | None, str], int] = defaultdict(int)
    for row in scene.record.postings:
        sums[row.account, row.milestone, row.currency] += row.amount_minor
    rows = tuple(
        (Cell(account_name(account)), Cell(_of(scene, milestone)), Cell(signed_money(Money(minor, currency))))
        for (account, milestone, currency), minor in sums.items()
    )
    whole = money(Money(sum(sums.values()), scene.record.order.terms.currency))
    columns = (Column(said.account, 6), Column(said.of_milestone, 4), Column(said.amount, 4, numeric=True))
    return Table(balances_caption(), columns, rows, (Cell(said.together), Cell(), Cell(whole)), captioned=False)


def _of(scene: Scene, milestone: int | None) -> Sentence | str:
    return scene.telling.milestone_label(milestone) if milestone is not None else ""
