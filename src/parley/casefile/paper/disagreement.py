"""Each case from its opening to its end: its stages, who spoke when, what the sealed rounds came to, and how it was judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parley.casefile.paper.judged import judged, valuation_of
from parley.casefile.paper.model import Block, Cell, Column, Heading, Lines, Paragraph, Section, Table
from parley.casefile.paper.scene import Scene
from parley.core.order.base import MilestoneEvent
from parley.core.order.messages import (
    AnyEvent,
    AppealDecided,
    AppealFiled,
    CaseDecided,
    CaseEscalated,
    CaseOpened,
    CaseSentToDecision,
    ChargebackLost,
    MediationBegan,
    Refunded,
    Released,
    Resumed,
    SealedRoundBegan,
    SealedRoundEnded,
    Split,
    SplitSuggested,
    StatementMade,
    SuggestionAccepted,
    SuggestionDeclined,
)
from parley.core.parties import Role
from parley.words.case_file import labels
from parley.words.case_file_said import case_title, no_case, sealed_explained, sealed_rounds, spoke, stages_caption
from parley.words.locales import number
from parley.words.sentence import Sentence

STEPS = (
    CaseOpened, CaseEscalated, SealedRoundBegan, SealedRoundEnded, MediationBegan, SplitSuggested, SuggestionAccepted,
    SuggestionDeclined, CaseSentToDecision, CaseDecided, AppealFiled, AppealDecided,
)  # fmt: skip
ENDS = (Released, Refunded, Split)


@dataclass(frozen=True, slots=True)
class Course:
    """One case: its events with their numbers. `ended` is the number of the event that ended it, None while it is open."""

    milestone: int
    which: int
    events: tuple[tuple[int, AnyEvent], ...]
    ended: int | None

    @property
    def steps(self) -> list[tuple[int, AnyEvent]]:
        return [(seq, event) for seq, event in self.events if isinstance(event, STEPS) or seq == self.ended]

    def spoken_by(self, role: Role) -> list[int]:
        return [seq for seq, one in self.events if isinstance(one, StatementMade | AppealFiled) and one.by is role]


def disagreement(scene: Scene) -> Section:
    blocks: list[Block] = [block for course in courses(scene) for block in _case(scene, course)]
    return Section("cases", labels().cases, tuple(blocks) or (Paragraph(no_case(), quiet=True),))


def courses(scene: Scene) -> tuple[Course, ...]:
    """Every case of every milestone, in the order of their opening."""
    found = [course for milestone in scene.milestones() for course in _of_milestone(scene, milestone.number)]
    return tuple(sorted(found, key=lambda course: course.events[0][0]))


def _of_milestone(scene: Scene, milestone: int) -> Iterator[Course]:
    events = [(seq, e) for seq, e in scene.numbered() if isinstance(e, MilestoneEvent) and e.milestone == milestone]
    starts = [place for place, (_, event) in enumerate(events) if isinstance(event, CaseOpened)]
    for which, start in enumerate(starts, start=1):
        yield _course(milestone, which, events[start:])


def _course(milestone: int, which: int, events: Sequence[tuple[int, AnyEvent]]) -> Course:
    for place, (seq, event) in enumerate(events):
        is_withdrawn = isinstance(event, Resumed) and event.cause == "case_withdrawn"
        is_taken = isinstance(event, ChargebackLost) and event.ends
        if is_withdrawn or is_taken or isinstance(event, ENDS):
            return Course(milestone, which, tuple(events[: place + 1]), seq)
    return Course(milestone, which, tuple(events), None)


def _case(scene: Scene, course: Course) -> Iterator[Block]:
    said = labels()
    yield Heading(case_title(course.which, Sentence((scene.telling.milestone(course.milestone),))))
    columns = (Column(said.number, 1), Column(said.when, 4), Column(said.what, 11))
    yield Table(stages_caption(), columns, tuple(_step(scene, seq, event) for seq, event in course.steps))
    yield Lines(tuple(spoke(scene.name(role), course.spoken_by(role)) for role in scene.sides()))
    rounds = [(one.round, one.overlap) for _, one in course.events if isinstance(one, SealedRoundEnded)]
    if rounds:
        yield Lines(sealed_rounds(rounds))
        yield Paragraph(sealed_explained(), quiet=True)
    for _, event in course.events:
        yield from judged(scene, event)
    yield from valuation_of(scene, course.milestone, course.ended)


def _step(scene: Scene, seq: int, event: AnyEvent) -> tuple[Cell, ...]:
    told = scene.told(event)
    return (
        Cell(number(seq), href=f"#event-{seq}"),
        Cell(scene.when(event.at)),
        Cell(told.sentence, small=told.detail),
    )
