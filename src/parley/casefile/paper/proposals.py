"""Everything that was proposed, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from parley.casefile.paper.model import Block, Cell, Column, Heading, Paragraph, Section, Table
from parley.casefile.paper.scene import Scene
from parley.core.order.state import Milestone
from parley.reads.resolution import PastProposal
from parley.reads.resolution import proposals as proposals_of
from parley.words.case_file import labels
from parley.words.case_file_said import became_name, no_proposals
from parley.words.proposals_told import proposal_name
from parley.words.sentence import Sentence
from parley.words.telling import begun


def proposals(scene: Scene) -> Section:
    blocks: list[Block] = [block for milestone in scene.milestones() for block in _of_milestone(scene, milestone)]
    return Section("proposals", labels().proposals, tuple(blocks) or (Paragraph(no_proposals(), quiet=True),))


def _of_milestone(scene: Scene, milestone: Milestone) -> Iterator[Block]:
    made = proposals_of(scene.record.events, milestone)
    if not made:
        return
    said = labels()
    columns = (
        Column(said.when, 3),
        Column(said.who, 3),
        Column(said.what, 5),
        Column(said.outcome, 4),
    )
    name = Sentence((scene.telling.milestone(milestone.number),))
    yield Heading(name)
    yield Table(name, columns, tuple(_row(scene, one) for one in made), captioned=False)


def _row(scene: Scene, one: PastProposal) -> tuple[Cell, ...]:
    ended = scene.when(one.ended_at) if one.ended_at is not None else ""
    return (
        Cell(scene.when(one.proposal.at)),
        Cell(scene.name(one.proposal.by)),
        Cell(begun(proposal_name(one.proposal, scene.telling)), small=scene.inline(one.proposal.reason)),
        Cell(became_name(one.became.value), small=ended),
    )
