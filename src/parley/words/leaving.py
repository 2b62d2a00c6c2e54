"""What is said about leaving: what is in the way of it, what would end that, and the letters to both sides."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.words.dates import date_of
from parley.words.sentence import fill


def offer_words(*, is_own: bool, ends: str) -> str:
    """An open offer, and how it comes to an end."""
    if is_own:
        return fill(_("Your offer is open. Withdraw it, or wait: it ends on {date}."), date=ends)
    return fill(_("An offer to you is open. Decline it, or wait: it ends on {date}."), date=ends)


def under_way_words() -> str:
    return _("The work is under way. It has to be delivered and accepted, cancelled by both, or stopped.")


def case_words() -> str:
    return _("A case is open. It has to be settled, decided or withdrawn.")


def taken_words() -> str:
    return _("You mediate in this case. Decide it, or leave it, so that somebody else can take it.")


def bank_words() -> str:
    return _("A bank has asked for a payment back. It has to judge first.")


def clearing_words(cleared: str) -> str:
    """`cleared` is a date, or "" where it is not known yet."""
    if not cleared:
        return _("Money of yours is being cleared. It has to be paid out first.")
    return fill(_("Money of yours is being cleared until {date}. It has to be paid out after that."), date=cleared)


def pay_out_words() -> str:
    return _("Money of yours waits for you. Have it paid out.")


def owed_words() -> str:
    return _("A bank took back what you had been paid. It has to be made good: write to whoever runs this desk.")


def hold_words(until: datetime, zone: str, now: datetime) -> str:
    return fill(
        _("A legal hold stands until {date}. Until then nothing of yours may be erased."),
        date=date_of(until, zone, now),
    )


def last_operator_words() -> str:
    return _(
        "You are the only one who runs this installation. Make somebody else an operator first: whoever has access to the "
        "machine does that with ./parley operators --add ADDRESS."
    )


def waiting_words(days: int) -> str:
    """For how long words are kept after an order has ended, and why."""
    return ngettext(
        "Words and files in an order stay for {count} day after its end, so that the other side can still show them to a bank "
        "or a court. Then they go by themselves.",
        "Words and files in an order stay for {count} days after its end, so that the other side can still show them to a bank "
        "or a court. Then they go by themselves.",
        days,
    ).format(count=days)


# --- letters


def letter_to_the_other_side(name: str, title: str, date: str, address: str) -> tuple[str, str]:
    """Subject and body of the letter to somebody whose other side has left. `title` may be empty."""
    order = title or _("An order")
    subject = _("{name} leaves: what they wrote in “{order}” goes on {date}").format(name=name, order=order, date=date)
    pattern = _(
        "{name} has left, and has asked for everything that they wrote to be erased.\n\n"
        "In “{order}” their words and files go on {date}. Your own words, the sums, the dates and what happened stay.\n\n"
        "If you may need their words later, take the order’s case file until then:\n{address}"
    )
    return subject, fill(pattern, name=name, order=order, date=date, address=address)


def letter_to_whoever_left(date: str) -> tuple[str, str]:
    """Subject and body of the last letter to somebody who left. `date` is when the last of it goes; "" where nothing waits."""
    subject = _("Your account is closed")
    if not date:
        return subject, _(
            "Your account is closed, and everything that you wrote here is being erased now. This is the last letter to you; "
            "your address goes with it.\n\nSums, dates and what happened stay in the books of the orders, without your name."
        )
    return subject, _(
        "Your account is closed, and nobody can sign in to it any more.\n\n"
        "What you wrote in orders that ended not long ago goes by itself, the last of it on {date}; your name and this "
        "address are kept until then, and then go too. A bank’s claim or a legal hold can make that later.\n\n"
        "Sums, dates and what happened stay in the books of the orders, without your name."
    ).format(date=date)
