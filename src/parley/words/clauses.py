"""The clauses of an offer in plain words: what each side agrees to, with its windows, sums and dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.core.order.terms import ClauseKey, Funding, MilestoneTerms, Terms
from parley.core.parties import Role
from parley.words.clause_of_disagreement import cap_line, disagreement_clause, extra_line, pause_clause
from parley.words.clause_of_review import review_clause
from parley.words.clauses_of_change import clarification_line, late_line, question_line
from parley.words.dates import date_only
from parley.words.durations import business_days, days, effort
from parley.words.locales import listed, number, percent
from parley.words.money import money
from parley.words.sentence import Sentence, said, strong
from parley.words.telling import Telling, tell, told


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """`title` says what it is about; `body` is one sentence or row a line."""

    title: str
    body: tuple[Sentence, ...]


def clause_words(key: ClauseKey, terms: Terms, telling: Telling, summary: str = "") -> ClauseWords:
    """One clause of these terms. `summary` is the people's own description of the work, for the clause about it."""
    if key is ClauseKey.WORK:
        return _work(telling, summary)
    return CLAUSES[key](terms, telling)


def kill_fee(terms: Terms, milestone: MilestoneTerms) -> str:
    """What the freelancer keeps of this milestone when the client stops it: the larger of kill fee and deposit."""
    fee = milestone.price.share(terms.kill_fee_percent * 100)
    return money(max(fee, milestone.deposit, key=lambda sum_: sum_.amount_minor))


def _work(telling: Telling, summary: str) -> ClauseWords:
    match telling.viewer_role:
        case Role.CLIENT:
            title = _("What you get")
        case Role.FREELANCER:
            title = _("What you make")
        case _:
            title = _("The work")
    return ClauseWords(title, (tell("{summary}", summary=said(summary)),) if summary else ())


def _milestones(terms: Terms, telling: Telling) -> ClauseWords:
    count = len(terms.milestones)
    if count == 1:
        title = _("One milestone")
    elif terms.funding is Funding.EACH:
        title = ngettext("{n} milestone, paid by itself", "{n} milestones, paid one at a time", count)
    else:
        title = ngettext("{n} milestone, funded at the start", "{n} milestones, all funded at the start", count)
    lines = [line for milestone in terms.milestones for line in _milestone(milestone, telling)]
    if count > 1:
        lines.append(tell(_("Together {amount}."), amount=strong(money(terms.price))))
    lines += [late_line(terms, telling), question_line(telling)]
    return ClauseWords(title.format(n=number(count)), tuple(lines))


def _milestone(milestone: MilestoneTerms, telling: Telling) -> list[Sentence]:
    """Price and date, and what it waits for."""
    name, price = telling.milestone(milestone.number), strong(money(milestone.price))
    due = date_only(milestone.due_on)
    if milestone.working_days:
        pattern = _("{milestone}: {amount}, due {date}, or {days} after work begins where that is later.")
    else:
        pattern = _("{milestone}: due {date}, for {amount}.")
    hours = effort(milestone.effort_minutes)
    lines = [tell(pattern, milestone=name, amount=price, date=due, days=business_days(milestone.working_days))]
    # Translators: {effort} is a length of time such as "14 h".
    lines.append(tell(_("It is planned as {effort} of work."), effort=hours))
    if milestone.after:
        before = listed([telling.milestone_name(one) for one in milestone.after])
        lines.append(tell(_("It opens once this is paid: {milestones}."), milestones=before))
    if milestone.asks_brief:
        you, they = _("It begins with your brief."), _("It begins with the brief from {name}.")
        lines.append(told(telling, Role.CLIENT, you, they))
    return lines


def _money(terms: Terms, telling: Telling) -> ClauseWords:
    within = business_days(terms.windows.funding_business_days)
    if terms.funding is Funding.EACH:
        you = _("You fund each milestone within {days} of its opening. The money is held, not paid out.")
        they = _("{name} funds each milestone within {days} of its opening. The money is held, not paid out.")
    else:
        you = _("You fund every milestone at the start, the first within {days}. The money is held, not paid out.")
        they = _("{name} funds every milestone at the start, the first within {days}. The money is held, not paid out.")
    lines = [told(telling, Role.CLIENT, you, they, days=within)]
    if terms.fee_basis_points:
        share = _fee_percent(terms)
        you = _("When it is released, a fee of {percent} is taken off and the rest is yours.")
        they = _("When it is released, a fee of {percent} is taken off and the rest goes to {name}.")
        lines.append(told(telling, Role.FREELANCER, you, they, percent=share))
    else:
        you, they = _("When it is released, all of it is yours."), _("When it is released, all of it goes to {name}.")
        lines.append(told(telling, Role.FREELANCER, you, they))
    if terms.windows.clearance_days:
        clear = days(terms.windows.clearance_days)
        lines.append(tell(_("Released money becomes available after {days}."), days=clear))
    if terms.hold_cap_days is not None:
        lines.append(cap_line(terms))
    return ClauseWords(_("How the money moves"), tuple(lines))


def _deposit(terms: Terms, telling: Telling) -> ClauseWords:
    # Translators: {amount} is the sum of all deposits.
    title = _("Deposit of {amount}").format(amount=money(terms.deposit))
    lines = []
    for milestone in terms.milestones:
        if milestone.deposit:
            you = _("Deposit for {milestone}: {amount} of {price}, released to you when work begins.")
            they = _("Deposit for {milestone}: {amount} of {price}, released to {name} when work begins.")
            lines.append(
                told(
                    telling,
                    Role.FREELANCER,
                    you,
                    they,
                    amount=strong(money(milestone.deposit)),
                    price=money(milestone.price),
                    milestone=telling.milestone(milestone.number),
                )
            )
    if any(milestone.deposit and milestone.asks_brief for milestone in terms.milestones):
        lines.append(tell(_("Where work begins without the brief, it is released with the first delivery.")))
    lines.append(tell(_("It is a part of the price. It goes back if nothing is ever delivered.")))
    return ClauseWords(title, tuple(lines))


def _kill_fee(terms: Terms, telling: Telling) -> ClauseWords:
    title = told(telling, Role.CLIENT, _("If you stop: the kill fee"), _("If {name} stops: the kill fee")).plain
    share = percent(Decimal(terms.kill_fee_percent) / 100)
    client, freelancer = telling.name(Role.CLIENT), telling.name(Role.FREELANCER)
    if telling.is_viewer(Role.CLIENT):
        pattern = _(
            "Before the first delivery you can stop a milestone. {freelancer} then keeps {percent} of its price."
        )
    elif telling.is_viewer(Role.FREELANCER):
        pattern = _("Before the first delivery {client} can stop a milestone. You then keep {percent} of its price.")
    else:
        pattern = _(
            "Before the first delivery {client} can stop a milestone. {freelancer} then keeps {percent} of its price."
        )
    lines = [tell(pattern, client=client, freelancer=freelancer, percent=share)]
    for milestone in terms.milestones:
        amount = strong(kill_fee(terms, milestone))
        # Translators: what is kept of one milestone, as in "Moodboard: €75.00 of €300.00".
        row = _("{milestone}: {amount} of {price}")
        name = telling.milestone(milestone.number)
        lines.append(tell(row, milestone=name, amount=amount, price=money(milestone.price)))
    you, they = _("The rest of the hold goes back to you."), _("The rest of the hold goes back to {name}.")
    lines.append(told(telling, Role.CLIENT, you, they))
    if terms.deposit:
        lines.append(tell(_("A deposit that was paid counts towards it.")))
    return ClauseWords(title, tuple(lines))


def _changes(terms: Terms, telling: Telling) -> ClauseWords:
    if terms.rounds == 0:
        title = _("No rounds of changes")
    else:
        title = ngettext("{n} round of changes", "{n} rounds of changes", terms.rounds).format(n=number(terms.rounds))
    lines = []
    if terms.rounds:
        lines.append(tell(_("A change belongs to a scope item; one request takes one round.")))
    if terms.rounds and len(terms.milestones) > 1:
        lines.append(tell(_("Each milestone has its own rounds.")))
    lines.append(tell(_("What misses its acceptance test takes no round.")))
    lines.append(tell(_("Something new becomes an extra with its own price, never a surprise on the bill.")))
    lines.append(extra_line(terms))
    again = business_days(terms.windows.redelivery_business_days)
    you = _("After a request you deliver again within {days}.")
    they = _("After a request {name} delivers again within {days}.")
    lines += [told(telling, Role.FREELANCER, you, they, days=again), clarification_line(terms, telling)]
    return ClauseWords(title, tuple(lines))


def _review(terms: Terms, telling: Telling) -> ClauseWords:
    # Translators: {days} is a length of time, as in "Time to look at each delivery: 7 days".
    title = _("Time to look at each delivery: {days}").format(days=days(terms.windows.review_days))
    return ClauseWords(title, review_clause(terms, telling))


def _disagreement(terms: Terms, telling: Telling) -> ClauseWords:
    title = _("If you cannot agree") if telling.viewer_role else _("If the two cannot agree")
    return ClauseWords(title, disagreement_clause(terms))


def _pause(terms: Terms, _telling: Telling) -> ClauseWords:
    return ClauseWords(_("If life intervenes"), pause_clause(terms))


def _fee_percent(terms: Terms) -> str:
    """The operator's fee, with its decimals where it has some."""
    points = Decimal(terms.fee_basis_points) / 100
    # Translators: {n} is a number that may have decimals, as in 2.5 %.
    return percent(points / 100) if points == int(points) else _("{n}\u00a0%").format(n=number(points))


CLAUSES: Mapping[ClauseKey, Callable[[Terms, Telling], ClauseWords]] = {
    ClauseKey.MILESTONES: _milestones,
    ClauseKey.MONEY: _money,
    ClauseKey.DEPOSIT: _deposit,
    ClauseKey.KILL_FEE: _kill_fee,
    ClauseKey.CHANGES: _changes,
    ClauseKey.REVIEW: _review,
    ClauseKey.DISAGREEMENT: _disagreement,
    ClauseKey.PAUSE: _pause,
}
