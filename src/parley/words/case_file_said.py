"""What a case file says beside people's own words: its explanations, its sentences, and how one checks it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from parley.core.money import Money
from parley.core.parties import Role
from parley.words.locales import listed, number
from parley.words.money import money
from parley.words.sentence import Sentence, strong
from parley.words.telling import Telling, tell

# Translators: what became of a proposal.
BECAME: Mapping[str, Promise] = {
    "open": pgettext_lazy("proposal", "still open"),
    "accepted": pgettext_lazy("proposal", "accepted"),
    "by_silence": pgettext_lazy("proposal", "accepted by silence"),
    "declined": pgettext_lazy("proposal", "declined"),
    "withdrawn": pgettext_lazy("proposal", "taken back"),
    "lapsed": pgettext_lazy("proposal", "not answered in time"),
    "offered": pgettext_lazy("proposal", "answered with an offer"),
    "overtaken": pgettext_lazy("proposal", "ended by what happened next"),
}


def reference(order_id: str) -> str:
    """At the head of each page."""
    return _("Case file of order {order}").format(order=order_id)


def page_of() -> str:
    # Translators: keep {page} and {pages} as they are.
    return _("Page {page} of {pages}")


def intro(languages: Sequence[str]) -> tuple[str, str]:
    """What this paper is, and what it does with people's words. `languages` by their names in the reader's language."""
    return (
        _(
            "This is everything that stands on record about this order: what was agreed, what happened, where the money went. "
            "Both sides get the same file, each event stands here with its number, and nothing was added when it was made."
        ),
        _(
            "What people wrote stands as they wrote it and was not translated. This paper exists in: {languages}. Where the "
            "papers and the records beside them differ, the records count."
        ).format(languages=listed(languages)),
    )


def missing_letters() -> str:
    """In place of characters that the PDF cannot draw."""
    # Translators: keep {count} as it is; it is always more than eight.
    return _("{count} characters that this PDF has no letters for; the HTML shows them")


def missing_note() -> str:
    return _(
        "This PDF has letters for Latin, Greek, Cyrillic, Hebrew and Arabic script. Other characters stand here by their "
        "number, as [U+4F60]; the HTML beside it and the records hold them as they were written."
    )


def zone_words(place: str, zone: str) -> str:
    """`place` is "time in Madrid"."""
    return _("All dates and times are {place} ({zone}). The records hold them in UTC.").format(place=place, zone=zone)


def not_agreed_words() -> str:
    return _("Nothing was agreed: these are the terms of the last offer.")


def terms_hash_words() -> str:
    return _("Fingerprint of these terms")


def nothing_written() -> str:
    return _("Nothing was written.")


def private_words() -> str:
    return _("Private: these words are in no case file. Their fingerprint:")


def erased_words(on: str) -> str:
    """`on` is an instant in words, or "" where it is not known."""
    if not on:
        return _("Erased. That something was written stays on record. Its fingerprint:")
    return _("Erased on {date}. That something was written stays on record. Its fingerprint:").format(date=on)


def erased_file() -> str:
    return _("The file was erased.")


def written_by(name: str) -> str:
    """Above somebody's words."""
    return _("{name} wrote").format(name=name)


def earlier_wording() -> str:
    return _("In this offer, and not in the terms that stand now")


def promised_not_done(item: str) -> str:
    return _("Why item {number} was not done").format(number=item)


def reasons_below() -> str:
    return _("The decision stands below, with its reasons.")


def nothing_asked() -> str:
    return _("Nothing was asked for again.")


def asked_and_answered() -> str:
    return _("What was asked for again, and what came of it")


def asked_here() -> str:
    return _("What was asked for, held against what was agreed")


def questions_caption() -> str:
    return _("Questions of the freelancer")


def not_answered() -> str:
    return _("not answered")


def request_name(request: int) -> str:
    """Request 2, or where nothing but something new was asked for, that."""
    return _("request {number}").format(number=number(request)) if request else _("a wish for extra work")


def is_done(done: bool) -> str:
    return _("done") if done else _("not done")


def became_name(became: str) -> str:
    return str(BECAME[became])


def no_proposals() -> str:
    return _("Nobody proposed anything.")


def no_case() -> str:
    return _("No case was opened.")


def case_title(which: int, milestone: Sentence | str) -> Sentence:
    # Translators: {milestone} is the name of a milestone, {number} counts its cases.
    return tell(_("Case {number} about {milestone}"), number=number(which), milestone=milestone)


def stages_caption() -> str:
    return _("From the first disagreement to the end")


def spoke(name: str, events: Sequence[int]) -> Sentence:
    """Which events hold what this side said in the case."""
    if not events:
        return tell(_("{name} said nothing for the record."), name=strong(name))
    listed_ = listed([number(one) for one in events])
    pattern = ngettext(
        "{name} spoke for the record in event {events}.", "{name} spoke for the record in events {events}.", len(events)
    )
    return tell(pattern, name=strong(name), events=listed_)


def sealed_rounds(rounds: Sequence[tuple[int, bool]]) -> tuple[Sentence, ...]:
    """Of each round that ended only whether the offers met."""
    met, apart = _("Round {number} of sealed offers: the offers met."), _("Round {number}: the offers did not meet.")
    return tuple(tell(met if overlap else apart, number=number(one)) for one, overlap in rounds)


def sealed_explained() -> str:
    return _("How much was offered is in no file. Sealed offers are destroyed when their round ends.")


def proposed_by(name: str, amount: Money, telling: Telling) -> Sentence:
    """`name` is the mediator's, or "" where it is not known any more."""
    return tell(
        _("{mediator} proposed {amount} of the hold for {name}, the rest back to {client}."),
        mediator=strong(name or telling.name(Role.MEDIATOR)),
        amount=strong(money(amount)),
        name=telling.name(Role.FREELANCER),
        client=telling.name(Role.CLIENT),
    )


def decided_by(name: str, amount: Money, telling: Telling) -> Sentence:
    return tell(
        _("{mediator} decided: {amount} of the hold for {name}, the rest back to {client}."),
        mediator=strong(name or telling.name(Role.MEDIATOR)),
        amount=strong(money(amount)),
        name=telling.name(Role.FREELANCER),
        client=telling.name(Role.CLIENT),
    )


def valuation_rule() -> str:
    return _(
        "Each item weighs its price, or where it has none its effort. What was accepted, or delivered and not contested, "
        "counts in full; what is contested counts by half."
    )


def valuation_note(is_over: bool) -> str:
    return _("As it stood when the case ended.") if is_over else _("As it stands after the last event.")


def deposit_taken_off(paid: Money) -> str:
    return _("A deposit of {paid} was paid before and is taken off.").format(paid=money(paid))


def books_note() -> str:
    return _("Each movement takes from one account and adds to another, so each event comes to nothing in all.")


def no_money() -> str:
    return _("No money has moved.")


def balances_caption() -> str:
    return _("What each account comes to")


def movements_caption() -> str:
    return _("Every movement")


def no_files() -> str:
    return _("No files were handed in.")


def files_note() -> str:
    return _("Each file lies in the folder attachments of the archive, under its SHA-256.")


def check_lines(desk: str) -> tuple[str, ...]:
    """How somebody who trusts nobody checks the archive."""
    return (
        _(
            "Each event carries the hash of the one before it. The last hash, the head, therefore stands for all of them."
        ),
        _(
            "Compare the head with the one in a letter that {desk} sent about this order: then nothing before that letter "
            "was changed, taken out or put in."
        ).format(desk=desk),
        _(
            "The archive is signed by {desk}. Take its public key and the checking program from where the desk publishes them "
            "({address}), never from whoever gave you the file:"
        ).format(desk=desk, address=f"{desk}/evidence"),
    )


def unknown_person() -> str:
    return _("has not joined")
