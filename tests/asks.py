"""The vocabulary of the tests: what people ask.

`fund()`, `deliver()` and the others are asks: each becomes a command once it knows the order as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import count
from typing import Any
from uuid import UUID

from parley.core.money import Money
from parley.core.order import messages as m
from parley.core.order.clock import DeadlineKind, RunOut
from parley.core.order.requests import AnswerKind, ItemKind
from parley.core.order.state import DeliveredFile, Order
from parley.core.order.terms import ClauseKey, clauses, terms_hash
from parley.core.parties import Role
from parley.core.texts import Text
from tests.deals import Deal, all_files, deal, names_of, text

ORDER = UUID(int=7)
CLIENT, FREELANCER, CLOCK = Role.CLIENT, Role.FREELANCER, Role.CLOCK
CLIENT_PERSON, FREELANCER_PERSON, STRANGER = "client-person", "freelancer-person", "a-stranger"

Ask = Callable[[Order | None], m.AnyCommand]
_ids = count(1)


def new_id() -> UUID:
    """Ids that sort as they were made."""
    return UUID(int=next(_ids))


def make_offer(
    the: Deal | None = None,
    by: Role = FREELANCER,
    client: str | None = CLIENT_PERSON,
    freelancer: str | None = FREELANCER_PERSON,
    order_id: UUID = ORDER,
) -> Ask:
    the = the or deal()
    command = m.MakeOffer(
        order_id=order_id,
        id=new_id(),
        by=by,
        client=client,
        freelancer=freelancer,
        terms=the.terms,
        wording=the.wording,
    )
    return lambda _: command


def counter(the: Deal, by: Role | None = None, seen: int | None = None) -> Ask:
    return partial(_of_offer, m.CounterOffer, by, terms=the.terms, wording=the.wording, seen=seen)


def note(
    clause: ClauseKey, words: str = "Not like this", agreed: Sequence[ClauseKey] = (), by: Role | None = None
) -> Ask:
    return partial(_of_offer, m.NoteOnClause, by, clause=clause, note=text(words), agreed=tuple(agreed), seen=None)


def withdraw(by: Role = FREELANCER) -> Ask:
    return partial(_of_offer, m.WithdrawOffer, by)


def decline(reason: str | None = None, by: Role | None = None) -> Ask:
    return partial(_of_offer, m.DeclineOffer, by, reason=text(reason) if reason is not None else None)


def join(person: str, by: Role = CLIENT) -> Ask:
    return partial(_of_offer, m.JoinOrder, by, person=person)


def accept_offer(by: Role | None = None, ticked: Sequence[ClauseKey] | None = None) -> Ask:
    """Every clause of the version on the table is ticked, unless `ticked` says otherwise."""

    def ask(order: Order | None) -> m.AnyCommand:
        terms = there(order).terms
        keys = tuple(clause.key for clause in clauses(terms)) if ticked is None else tuple(ticked)
        return _of_offer(m.AcceptOffer, by, order, terms_hash=terms_hash(terms), ticked=keys)

    return ask


def fund(number: int = 1, amount: Money | None = None) -> Ask:
    def ask(order: Order | None) -> m.AnyCommand:
        exact = amount if amount is not None else there(order).all_terms[number - 1].price
        return ask_of(m.Fund, CLIENT, number, order, amount=exact)

    return ask


def brief(words: str | None = "Here is all you need", *files: DeliveredFile, number: int = 1) -> Ask:
    note_text = text(words) if words is not None else None
    return partial(ask_of, m.SubmitBrief, CLIENT, number, note=note_text, files=files, names=names_of(files))


def skip_brief(number: int = 1) -> Ask:
    return partial(ask_of, m.SkipBrief, FREELANCER, number)


def deliver(number: int = 1, *files: DeliveredFile, version: str = "first", words: str | None = None) -> Ask:
    """Every agreed file, unless `files` are given."""
    return _handing_in(m.Deliver, number, files, version, words)


def deliver_again(number: int = 1, *files: DeliveredFile, version: str = "second", words: str | None = None) -> Ask:
    return _handing_in(m.DeliverAgain, number, files, version, words)


def open_files(number: int = 1) -> Ask:
    return partial(ask_of, m.OpenFiles, CLIENT, number)


def accept_items(*items: int, number: int = 1) -> Ask:
    return partial(ask_of, m.AcceptItems, CLIENT, number, items=items)


def accept(number: int = 1) -> Ask:
    return partial(ask_of, m.Accept, CLIENT, number)


def defect(words: str = "This misses the test", item: int | None = 1) -> m.Asked:
    return m.Asked(kind=ItemKind.DEFECT, words=text(words), scope_item=item)


def change(words: str = "Please do this differently", item: int | None = 1) -> m.Asked:
    return m.Asked(kind=ItemKind.CHANGE, words=text(words), scope_item=item)


def new(words: str = "And one thing more") -> m.Asked:
    return m.Asked(kind=ItemKind.NEW, words=text(words))


def request(*items: m.Asked, number: int = 1) -> Ask:
    return partial(ask_of, m.RequestRevision, CLIENT, number, items=items)


def will_do(item: int = 1, effort_minutes: int | None = None) -> m.Reply:
    return m.Reply(item=item, kind=AnswerKind.WILL_DO, effort_minutes=effort_minutes)


def priced(item: int, price: Money | None, effort_minutes: int | None = None) -> m.Reply:
    return m.Reply(item=item, kind=AnswerKind.PRICE, price=price, effort_minutes=effort_minutes)


def outside(item: int = 1, reason: str | None = "Not part of what we agreed") -> m.Reply:
    return m.Reply(item=item, kind=AnswerKind.OUTSIDE, reason=text(reason) if reason is not None else None)


def answer(*replies: m.Reply, number: int = 1) -> Ask:
    return partial(ask_of, m.AnswerRequest, FREELANCER, number, answers=replies)


def redeliver(
    number: int = 1,
    *files: DeliveredFile,
    done: Sequence[int] | None = None,
    explained: Mapping[int, str] | None = None,
    version: str = "second",
) -> Ask:
    """Every agreed file and every promised item ticked, unless `files` and `done` say otherwise."""

    def ask(order: Order | None) -> m.AnyCommand:
        known = there(order)
        open_request = known.milestone(number).request if known.milestones else None
        ticked = done if done is not None else (open_request.promised() if open_request else ())
        reasons = tuple((item, text(words)) for item, words in (explained or {}).items())
        handed_in = _handing_in(m.Redeliver, number, files, version, None)(order)
        redelivery: m.Redeliver = replace(handed_in, done=tuple(ticked), explained=reasons)
        return redelivery

    return ask


def contact(words: str = "I called and nobody answered", number: int = 1) -> Ask:
    return partial(ask_of, m.DeclareContact, FREELANCER, number, channel=m.Channel.CALL, note=text(words))


def notice(number: int = 1, words: str | None = None) -> Ask:
    return partial(ask_of, m.SendNotice, FREELANCER, number, note=text(words) if words is not None else None)


def statement(by: Role, words: str = "This is how it was", number: int = 1) -> Ask:
    return partial(ask_of, m.MakeStatement, by, number, statement=text(words))


def cancel_before_work(by: Role = CLIENT, number: int = 1, words: str | None = None) -> Ask:
    return partial(ask_of, m.CancelBeforeWork, by, number, reason=_maybe(words))


def cancel_late(number: int = 1, words: str | None = None) -> Ask:
    return partial(ask_of, m.CancelLate, CLIENT, number, reason=_maybe(words))


def stop(number: int = 1, words: str | None = None) -> Ask:
    return partial(ask_of, m.Stop, CLIENT, number, reason=_maybe(words))


def resign(number: int = 1, words: str = "I have fallen ill") -> Ask:
    return partial(ask_of, m.Resign, FREELANCER, number, reason=text(words))


def ask_client(words: str = "Which of the two logos?", number: int = 1) -> Ask:
    return partial(ask_of, m.AskClient, FREELANCER, number, question=text(words))


def ask_clarify(words: str = "What do you mean by warmer?", number: int = 1) -> Ask:
    return partial(ask_of, m.AskClarify, FREELANCER, number, question=text(words))


def answer_question(words: str = "The second one", number: int = 1) -> Ask:
    return partial(ask_of, m.AnswerQuestion, CLIENT, number, answer=text(words))


def propose_extension(until: date | int = 2, number: int = 1, words: str = "The printer is late") -> Ask:
    """Until this day, or so many days after the day on which the work is due."""

    def ask(order: Order | None) -> m.AnyCommand:
        known = there(order)
        day = until if isinstance(until, date) else _due_on(known, number) + timedelta(days=until)
        return ask_of(m.ProposeExtension, FREELANCER, number, order, until=day, reason=text(words))

    return ask


def propose_refund(amount: Money, by: Role = FREELANCER, number: int = 1, words: str = "It became less work") -> Ask:
    return partial(ask_of, m.ProposeRefund, by, number, amount=amount, reason=text(words))


def propose_cancel(
    keeps: Money, by: Role = CLIENT, number: int = 1, words: str = "Let us leave it there", **but: Any
) -> Ask:
    return partial(ask_of, m.ProposeCancel, by, number, amount=keeps, reason=text(words), **but)


def accept_proposal(by: Role = CLIENT, proposal: int | None = None, number: int = 1) -> Ask:
    """The newest that is open, unless its number is given."""
    return lambda order: ask_of(m.AcceptProposal, by, number, order, proposal=_newest(order, number, proposal))


def decline_proposal(by: Role = CLIENT, proposal: int | None = None, number: int = 1, words: str | None = None) -> Ask:
    reason = _maybe(words)
    return lambda order: ask_of(
        m.DeclineProposal, by, number, order, proposal=_newest(order, number, proposal), reason=reason
    )


def withdraw_proposal(by: Role = FREELANCER, proposal: int | None = None, number: int = 1) -> Ask:
    return lambda order: ask_of(m.WithdrawProposal, by, number, order, proposal=_newest(order, number, proposal))


def message(by: Role, words: str = "Hello") -> Ask:
    return lambda order: m.SendMessage(order_id=there(order).id, id=new_id(), by=by, text=text(words))


def run_out(kind: DeadlineKind, number: int | None = 1) -> Ask:
    """The clock asks, rightly or not."""
    return lambda order: RunOut(order_id=there(order).id, id=new_id(), by=CLOCK, deadline=kind, milestone=number)


def asked_by(role: Role, ask: Ask) -> Ask:
    """The same ask from somebody else."""
    return lambda order: replace(ask(order), by=role)


def on_page(version: int, ask: Ask) -> Ask:
    """Asked from a page that was made when the stage had this version."""

    def stale(order: Order | None) -> m.AnyCommand:
        command: Any = ask(order)
        changed: m.AnyCommand = replace(command, seen=version)
        return changed

    return stale


def there(order: Order | None) -> Order:
    if order is None:
        raise AssertionError("there is no order yet")
    return order


def _maybe(words: str | None) -> Text | None:
    return text(words) if words is not None else None


def _newest(order: Order | None, number: int, proposal: int | None) -> int:
    milestones = there(order).milestones
    known = milestones[number - 1].proposals if len(milestones) >= number else ()
    return proposal if proposal is not None else max((one.number for one in known), default=0)


def _due_on(order: Order, number: int) -> date:
    """By the calendar of the agreement; where no work is under way, the day that was agreed."""
    due_at = order.milestones[number - 1].due_at if order.milestones else None
    return order.terms.calendar.local_date(due_at) if due_at else order.terms.milestones[number - 1].due_on


def ask_of(
    kind: Callable[..., m.AnyCommand], by: Role, number: int, order: Order | None, **said_with: Any
) -> m.AnyCommand:
    """This command of a milestone of the order as it stands."""
    return kind(order_id=there(order).id, id=new_id(), by=by, milestone=number, **said_with)


def _of_offer(
    kind: Callable[..., m.AnyCommand], by: Role | None, order: Order | None, **said_with: Any
) -> m.AnyCommand:
    """Asked by the side that did not write the offer, unless `by` says otherwise."""
    known = there(order)
    if "seen" in said_with and said_with["seen"] is None:
        said_with["seen"] = known.offer.version
    return kind(order_id=known.id, id=new_id(), by=by or known.offer.by.other, **said_with)


def _handing_in(
    kind: Callable[..., m.AnyCommand], number: int, files: Sequence[DeliveredFile], version: str, words: str | None
) -> Callable[[Order | None], Any]:
    def ask(order: Order | None) -> Any:
        chosen = tuple(files) or all_files(there(order).all_terms[number - 1], version)
        words_text = text(words) if words is not None else None
        more = {"done": ()} if kind is m.Redeliver else {}
        return ask_of(kind, FREELANCER, number, order, files=chosen, names=names_of(chosen), note=words_text, **more)

    return ask
