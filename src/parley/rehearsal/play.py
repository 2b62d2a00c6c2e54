"""Plays a story through the real desk and the real database, with a clock of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID

from django.core.exceptions import ValidationError

from parley.core.calendar import Calendar
from parley.core.deadlines import deadlines_for
from parley.core.foresight import Foreseen, if_nobody_moves
from parley.core.ledger.accounts import Account
from parley.core.money import Money, zero
from parley.core.order.messages import AnyCommand, AnyEvent, MakeOffer
from parley.core.order.refusals import Refusal
from parley.core.order.state import Order
from parley.core.parties import PARTIES, Role
from parley.desk.actor import load
from parley.desk.files import FileTurnedAway, KeptFile, keep_file
from parley.desk.intake import new_id
from parley.desk.submit import submit
from parley.people.invitations import InvitationRefused, invite, use
from parley.people.models import Person
from parley.people.register import register
from parley.rehearsal.act import Act
from parley.rehearsal.acting import command_for
from parley.rehearsal.clockwork import wait_until
from parley.rehearsal.offering import Wording, calendar_for, start_of, terms_of
from parley.rehearsal.samples import NoSample, sample
from parley.rehearsal.story import Cast, Deed, SampleFile, Step, Story
from parley.rehearsal.table import BadStory
from parley.rehearsal.unmet import Found, Moments, unmet
from parley.rehearsal.when import Next, When, instant
from parley.store.chain import data_of
from parley.store.forms import EVENTS
from parley.store.queries import events_of, postings_of, texts_of


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of the order. `step` is the one that brought it, 0 for the offer, None where the clock did."""

    seq: int
    step: int | None
    event: AnyEvent


@dataclass(frozen=True, slots=True)
class Failure:
    """The step whose expectation was not met, or that was refused without expecting it."""

    step: int
    says: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """Where silence would lead after a step (0: the offer), with the order as it stood at `at`."""

    step: int
    at: datetime
    order: Order
    road: tuple[Foreseen, ...]


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a story. `at` is the instant it stopped at; `words` are the texts by commitment; `ahead` is there when it
    was asked for."""

    story: Story
    order: Order
    at: datetime
    happenings: tuple[Happening, ...]
    books: Mapping[tuple[Account, int], Money]
    road: tuple[Foreseen, ...]
    names: Mapping[Role, str]
    words: Mapping[str, str]
    failure: Failure | None = None
    ahead: tuple[Ahead, ...] = ()


def play(story: Story, played_at: datetime, *, until: datetime | None = None, looks_ahead: bool = False) -> Played:
    """Play the story in the present database. `played_at` is the instant (UTC) that "-20d" counts back from.

    With `until` nothing may happen later than that, and the clock goes on to it after the last step. With `looks_ahead` the
    outcome says where silence would have led after each step. A step that fails ends the story and is told in the outcome.
    Raises BadStory for a story that cannot be played as it is written.
    """
    player = _Player(story, played_at, until, looks_ahead)
    failure = player.play()
    return player.outcome(failure)


class _Stumbled(Exception):
    """This step did not go as the story says."""


@dataclass(slots=True)
class _Player:
    story: Story
    played_at: datetime
    until: datetime | None
    looks_ahead: bool
    ahead: list[Ahead] = field(default_factory=list)
    order_id: UUID = field(default_factory=new_id)
    steps: dict[UUID, int] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    invitation: str = ""
    at: datetime = field(init=False)
    calendar: Calendar = field(init=False)

    def play(self) -> Failure | None:
        number = 0
        try:
            self._offer()
            for step in self.story.steps:
                number = step.number
                self._step(step)
        except _Stumbled as stumbled:
            return Failure(number, str(stumbled))
        if self.until is not None:
            wait_until(self.until)
            self.at = self.until
        return None

    def outcome(self, failure: Failure | None) -> Played:
        order = load(self.order_id)
        return Played(
            story=self.story,
            order=order,
            at=self.at,
            happenings=tuple(self._happenings()),
            books=self._books(order),
            road=if_nobody_moves(order),
            names={role: self._name(role) for role in PARTIES},
            words={row.commitment: row.body or "" for row in texts_of(self.order_id).values()},
            failure=failure,
            ahead=tuple(self.ahead),
        )

    # --- one after another

    def _offer(self) -> None:
        planned = self.story.order
        self.calendar = calendar_for(planned, self.played_at)
        self.at = start_of(planned, self.calendar, self.played_at)
        wait_until(self.at)
        author = self._cast(planned.offered_by)
        wording = Wording(author.language)
        terms = terms_of(planned, self.calendar, self.at, self.played_at, wording)
        command = MakeOffer(
            order_id=self.order_id,
            id=new_id(),
            by=planned.offered_by,
            client=self._person_id(planned.client),
            freelancer=self._person_id(planned.freelancer),
            terms=terms,
            wording=tuple(wording.texts),
        )
        refusal = self._submit(0, command)
        if refusal is not None:
            raise BadStory("order", f"this offer is refused: {_said(refusal)}")
        if planned.invited:
            role = planned.offered_by.other.value
            self.invitation = invite(self.order_id, role, planned.invited, author.language, self.at)
        self._look_ahead(0, load(self.order_id))

    def _step(self, step: Step) -> None:
        at = self._instant(step.at, step.number)
        wait_until(at)
        self.at = at
        refusal = self._act(step, step.by, step.deed) if step.by and step.deed else None
        if refusal is not None and refusal.code is not step.expect.refusal:
            raise _Stumbled(f"refused: {_said(refusal)}")
        order = load(self.order_id)
        self._look_ahead(step.number, order)
        found = Found(order, self._books(order), self._happened(), refusal)
        missed = unmet(step.expect, found, self._expected_moments(step, at))
        if missed:
            raise _Stumbled("; ".join(missed))

    def _look_ahead(self, step: int, order: Order) -> None:
        """A step that changed nothing leaves the road before it as it is."""
        if self.looks_ahead and (not self.ahead or self.ahead[-1].order != order):
            self.ahead.append(Ahead(step, self.at, order, if_nobody_moves(order)))

    def _act(self, step: Step, by: Role, deed: Deed) -> Refusal | None:
        order = load(self.order_id)
        cast = self.story.cast[deed.person] if deed.person else self._cast(by) if by in PARTIES else None
        kept = [self._keep(file, cast, step.number) for file in deed.files] if cast is not None else []
        act = Act(
            deed=deed,
            order=order,
            by=by,
            language=cast.language if cast is not None else "en",
            at=self.at,
            played_at=self.played_at,
            person=self._person_id(deed.person) if deed.person else None,
            kept=kept,
        )
        refusal = self._submit(step.number, command_for(act), kept)
        if deed.do == "join_order" and self.invitation and refusal is None:
            self._take_invitation(deed.person)
        return refusal

    def _submit(self, step: int, command: AnyCommand, kept: Sequence[KeptFile] = ()) -> Refusal | None:
        self.steps[command.id] = step
        (answer,) = submit([command], self.at, kept)
        return answer if isinstance(answer, Refusal) else None

    # --- who and when

    def _instant(self, when: When, number: int) -> datetime:
        place = f"step {number}, at"
        if isinstance(when, Next):
            armed = [deadline.at for deadline in deadlines_for(load(self.order_id)) if not deadline.is_nudge]
            if not armed:
                raise BadStory(place, "no deadline is armed any more")
            at = armed[0]
        else:
            at = instant(when, self.calendar, before=self.at, played_at=self.played_at)
        if at < self.at:
            raise BadStory(place, f"{at.isoformat()} is before the step before, {self.at.isoformat()}")
        if self.until is not None and at > self.until:
            raise BadStory(place, f"{at.isoformat()} is later than the story may go, {self.until.isoformat()}")
        return at

    def _expected_moments(self, step: Step, at: datetime) -> Moments:
        """A `due` counts from this step."""
        expect = step.expect
        due = self._expected(expect.due, step.number, "due", at) if expect.due is not None else None
        work_due = {
            number: self._expected(when, step.number, "work_due", at) for number, when in expect.work_due.items()
        }
        return Moments(due, work_due)

    def _expected(self, when: When, number: int, key: str, at: datetime) -> datetime:
        if isinstance(when, Next):
            raise BadStory(f"step {number}, expect, {key}", "an instant, or so long after this step")
        return instant(when, self.calendar, before=at, played_at=self.played_at)

    def _cast(self, role: Role) -> Cast:
        key = self.story.order.key_of(role)
        if key is None:
            person = load(self.order_id).person(role)
            key = next((name for name, known in self.people.items() if str(known.id) == person), None)
        if key is None:
            raise BadStory("the story", f"the {role.value} has not joined yet, and so cannot act")
        return self.story.cast[key]

    def _person_id(self, key: str | None) -> str | None:
        if key is None:
            return None
        if key not in self.people:
            self.people[key] = person_of(self.story.cast[key])
        return str(self.people[key].id)

    def _name(self, role: Role) -> str:
        key = self.story.order.key_of(role)
        if key is not None:
            return self.story.cast[key].name
        joined = load(self.order_id).person(role)
        return next((known.name for known in self.people.values() if str(known.id) == joined), self.story.order.invited)

    def _take_invitation(self, key: str) -> None:
        try:
            use(self.invitation, self.people[key], self.at, other_address_confirmed=True)
        except InvitationRefused as refused:
            raise BadStory("join_order", refused.code) from None

    # --- files, books, events

    def _keep(self, file: SampleFile, cast: Cast, version: int) -> KeptFile:
        try:
            content = Path(self.story.folder, file.source).read_bytes() if file.source else sample(file.name, version)
            return keep_file(self.order_id, BytesIO(content), file.name, file.item, cast.language)
        except (OSError, NoSample, FileTurnedAway) as error:
            raise BadStory(f"step {version}, files", str(error)) from None

    def _books(self, order: Order) -> dict[tuple[Account, int], Money]:
        """The balances as the postings have them."""
        books: dict[tuple[Account, int], Money] = {}
        for posting in postings_of(self.order_id):
            key = Account(posting.account), posting.milestone or 0
            before = books.get(key, zero(order.terms.currency))
            books[key] = before + Money(posting.amount_minor, posting.currency)
        return books

    def _happenings(self) -> list[Happening]:
        return [
            Happening(row.seq, self.steps.get(row.command_id), EVENTS.from_json(data_of(row)))
            for row in events_of(self.order_id)
        ]

    def _happened(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for row in events_of(self.order_id):
            counts[row.kind] = counts.get(row.kind, 0) + 1
        return counts


def person_of(cast: Cast) -> Person:
    """Somebody of the cast as a person of this installation, made if there is none with this address. Raises BadStory."""
    known = Person.objects.with_email(cast.email)
    if known is not None:
        return known
    try:
        return register(cast.name, cast.email, cast.language, cast.zone)
    except ValidationError as error:
        raise BadStory(f"people, {cast.key}", "; ".join(error.messages)) from None


def _said(refusal: Refusal) -> str:
    facts = ", ".join(f"{name} {fact}" for name, fact in refusal.facts.items())
    return f"{refusal.code.value} ({facts})" if facts else refusal.code.value
