"""What an act would change, for both, before it is done: the rows of the consequence slip. Every row says something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parley.core.foresight import Movement, Preview
from parley.core.order.messages import ChargebackOpened, PaidOut
from parley.core.order.state import Milestone, Order, OrderStage, Stage
from parley.core.parties import PARTIES, Role
from parley.words.dates import day
from parley.words.deadlines import default_sentence
from parley.words.locales import listed
from parley.words.money import money, signed_money
from parley.words.refusals import refusal_words
from parley.words.sentence import Sentence, strong
from parley.words.stages import milestone_state, order_stage_name
from parley.words.telling import NOTHING_MORE, Telling, begun, tell
from parley.words.turns import milestone_in_focus
from parley.words.waiting import waited_for_by_stage


@dataclass(frozen=True, slots=True)
class PreviewRowWords:
    """A case and what it brings each side. Where `other` is empty the words stand for both."""

    label: str
    you: Sentence
    other: Sentence = NOTHING_MORE


@dataclass(frozen=True, slots=True)
class PreviewWords:
    """The rows, the heads of the two columns, and a closing line that is empty unless the act would be refused."""

    rows: tuple[PreviewRowWords, ...]
    you: str
    other: str
    note: Sentence = NOTHING_MORE


def preview_words(preview: Preview, telling: Telling, milestone: int | None = None) -> PreviewWords:
    """Say what `preview` found, to one of the two sides; to others the columns are the client's and the freelancer's.
    `milestone` is the one that is acted on, if any."""
    # Translators: head of a column, beside the other side's name.
    you, other = pgettext("column", "You"), telling.other_name
    if not telling.is_party:
        you, other = telling.name(Role.CLIENT), telling.name(Role.FREELANCER)
    if preview.refusal is not None:
        words = refusal_words(preview.refusal, telling.zone, telling.now)
        row = PreviewRowWords(_("Now"), tell(_("Nothing changes")))
        return PreviewWords((row,), you, other, tell("{says} {way_on}", says=words.says, way_on=words.way_on))
    return PreviewWords(tuple(_rows(preview, telling, milestone)), you, other)


def _rows(preview: Preview, telling: Telling, milestone: int | None) -> Iterator[PreviewRowWords]:
    focus = _focus(preview.after, telling, milestone)
    yield _now(preview, telling, focus)
    yield _silence(preview, telling, focus)
    yield from _milestones(preview, telling, milestone)
    yield _money(preview, telling)


def _focus(after: Order, telling: Telling, milestone: int | None) -> int | None:
    """The milestone that matters then: the one acted on, or once it has ended what comes next."""
    if milestone is not None and after.milestones and not after.milestone(milestone).has_ended:
        return milestone
    return milestone_in_focus(after, telling.viewer_role) or (milestone if after.milestones else None)


def _now(preview: Preview, telling: Telling, focus: int | None) -> PreviewRowWords:
    """Whose turn it is then, and until when."""
    # Translators: labels of the slip's first column; about fourteen letters fit.
    label = _("Now")
    after = preview.after
    if after.stage is not OrderStage.OFFERED and (focus is None or after.stage is OrderStage.CLOSED):
        return PreviewRowWords(label, tell(_("Everything is done")))
    if focus is None:
        waiting = preview.turns
        until: datetime | None = after.offer.expires_at
    else:
        here = after.milestone(focus)
        waiting = waited_for_by_stage(after, here)
        until = here.due_at if here.stage in (Stage.WORKING, Stage.REVISING) else here.ends_at
        if here.stage is Stage.PAUSED and until is not None:
            on = day(until, telling.zone, telling.now)
            return PreviewRowWords(label, tell(_("All clocks stand still, until {day} at most"), day=on))
    if not waiting or until is None:
        return PreviewRowWords(label, tell(_("Nobody has to do anything about it")))
    on = day(until, telling.zone, telling.now)
    if Role.MEDIATOR in waiting:
        return PreviewRowWords(label, tell(_("It is the mediator’s turn, until {day}"), day=on))
    if not telling.is_party:
        return PreviewRowWords(
            label, tell(_("It is {name}’s turn, until {day}"), name=_names(waiting, telling), day=on)
        )
    if waiting == PARTIES:
        return PreviewRowWords(
            label, tell(_("It is your turn and {name}’s, until {day}"), name=telling.other_name, day=on)
        )
    if telling.viewer_role in waiting:
        return PreviewRowWords(label, tell(_("It is your turn, until {day}"), day=on))
    return PreviewRowWords(label, tell(_("It is {name}’s turn, until {day}"), name=telling.other_name, day=on))


def _silence(preview: Preview, telling: Telling, focus: int | None) -> PreviewRowWords:
    label = _("Then silence")
    number = focus if any(stop.milestone == focus for stop in preview.silence) else None
    sentence = default_sentence(preview.after, preview.silence, telling, number)
    return PreviewRowWords(label, begun(sentence))


def _milestones(preview: Preview, telling: Telling, milestone: int | None) -> Iterator[PreviewRowWords]:
    """The milestone that is acted on, and every other whose stage or due date moves."""
    before = {one.number: one for one in preview.before.milestones}
    if not preview.after.milestones:
        text = order_stage_name(preview.after.stage)
        yield PreviewRowWords(_("The offer"), tell("{stage}", stage=text))
    for after in preview.after.milestones:
        was = before.get(after.number)
        moved = was is None or (was.stage, was.due_at) != (after.stage, after.due_at)
        if after.number == milestone or (moved and not (was is None and _sleeps(after))):
            yield PreviewRowWords(telling.milestone_label(after.number), _moved(preview.after, after, moved, telling))


def _moved(order: Order, after: Milestone, moved: bool, telling: Telling) -> Sentence:
    state = milestone_state(after, order.terms, telling)
    # Translators: {state} is where a milestone stands, as in "In progress, due Thu 3 Dec (unchanged)".
    return tell("{state}", state=state) if moved else tell(_("{state} (unchanged)"), state=state)


def _sleeps(milestone: Milestone) -> bool:
    return milestone.version == 0


def _names(waiting: frozenset[Role], telling: Telling) -> str:
    return listed([telling.name(role) for role in (Role.CLIENT, Role.FREELANCER) if role in waiting])


def _money(preview: Preview, telling: Telling) -> PreviewRowWords:
    label, movement = _("Money"), preview.movement
    for event in preview.events:
        if isinstance(event, PaidOut):
            return PreviewRowWords(label, tell(_("{amount} is paid out"), amount=strong(money(event.amount))))
        if isinstance(event, ChargebackOpened):
            taken = strong(money(event.chargeback.taken.total))
            return PreviewRowWords(label, tell(_("{amount} lies with the bank"), amount=taken))
    if not any((movement.client_pays, movement.client_gets_back, movement.freelancer_gets, movement.fee)):
        return PreviewRowWords(label, tell(_("No money moves")))
    client, freelancer = _client_side(movement, telling), _freelancer_side(movement)
    if telling.is_viewer(Role.FREELANCER):
        return PreviewRowWords(label, freelancer, client)
    return PreviewRowWords(label, client, freelancer)


def _client_side(movement: Movement, telling: Telling) -> Sentence:
    if movement.client_pays:
        # Translators: stands under the head "You", or under the client's name.
        pattern = _("pay {amount}, held") if telling.is_viewer(Role.CLIENT) else _("pays {amount}, held")
        return tell(pattern, amount=strong(money(movement.client_pays)))
    if movement.client_gets_back:
        return tell(_("{amount} back"), amount=strong(signed_money(movement.client_gets_back)))
    return tell(_("nothing more to pay"))


def _freelancer_side(movement: Movement) -> Sentence:
    if movement.freelancer_gets.amount_minor < 0:
        return tell(_("{amount}, the deposit goes back"), amount=strong(signed_money(movement.freelancer_gets)))
    if movement.freelancer_gets and movement.fee:
        got = strong(signed_money(movement.freelancer_gets))
        return tell(_("{amount}, after the fee of {fee}"), amount=got, fee=money(movement.fee))
    if movement.freelancer_gets:
        return tell(_("{amount}, released"), amount=strong(signed_money(movement.freelancer_gets)))
    if movement.client_pays:
        return tell(_("{amount}, held"), amount=strong(money(movement.client_pays)))
    return tell(_("nothing yet"))
