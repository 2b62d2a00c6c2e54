"""What the coach's labels, standard messages and comparisons are called, in the language of whoever writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from babel.dates import format_skeleton
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from parley.coach.advice import Label
from parley.coach.composer import Kind, Phrase
from parley.coach.translation import Difference
from parley.coach.translation import Kind as Differs
from parley.words.locales import date_locale, listed, number

LEAP_YEAR = 2000
"""A year that has every day; it is not shown."""

# Translators: what a draft reads as, above the reason; about the words, never about the person who wrote them.
READS_AS: Mapping[Label, Promise] = {
    Label.ACCUSATION: gettext_lazy("Reads as blame."),
    Label.ASSUMPTION_OF_MOTIVE: gettext_lazy("Reads as guessing at intentions."),
    Label.RATING_PRESSURE: gettext_lazy("Reads as pressure by a review."),
    Label.HOSTILITY: gettext_lazy("Reads as contempt."),
    Label.THREAT: gettext_lazy("Reads as a threat."),
    Label.OFF_PLATFORM: gettext_lazy("Leads away from this order."),
    Label.MUST_BE_RIGHT: gettext_lazy("Reads as the last word."),
    Label.NO_NEXT_STEP: gettext_lazy("Leaves no way on."),
}

# Translators: names of standard messages, on buttons that put their text into the box.
KINDS: Mapping[Kind, Promise] = {
    Kind.FOLLOW_UP: pgettext_lazy("standard message", "A kind reminder"),
    Kind.SECOND_FOLLOW_UP: pgettext_lazy("standard message", "A second reminder"),
    Kind.LAST_NOTICE: pgettext_lazy("standard message", "The last notice, with its date"),
    Kind.OUT_OF_SCOPE: pgettext_lazy("standard message", "What goes beyond the agreement, with the hours"),
    Kind.POSSIBLE_REVISIONS: pgettext_lazy("standard message", "Which changes are possible"),
    Kind.EXTENSION: pgettext_lazy("standard message", "Ask for more time"),
    Kind.REDELIVERY: pgettext_lazy("standard message", "It is delivered again"),
    Kind.APOLOGY: pgettext_lazy("standard message", "Admit a mistake and put it right"),
    Kind.CANCELLATION: pgettext_lazy("standard message", "End it by agreement"),
    Kind.NEW_DATE: pgettext_lazy("standard message", "Go on, with a new date"),
}

# Translators: what a sentence to begin with does, above a few of them.
PHRASES: Mapping[Phrase, Promise] = {
    Phrase.ACKNOWLEDGE: pgettext_lazy("sentences to begin with", "Show that you see it"),
    Phrase.PARAPHRASE: pgettext_lazy("sentences to begin with", "Say it in your own words"),
    Phrase.ASK: pgettext_lazy("sentences to begin with", "Ask"),
}

# Translators: what differs between a text and its translation.
DIFFERS: Mapping[Differs, Promise] = {
    Differs.NUMBER: pgettext_lazy("what differs", "Numbers"),
    Differs.MONEY: pgettext_lazy("what differs", "Currencies"),
    Differs.DATE: pgettext_lazy("what differs", "Dates"),
    Differs.NEGATION: pgettext_lazy("what differs", "What is denied"),
}


def reads_as(label: Label) -> str:
    """Reads as blame."""
    return str(READS_AS[label])


def message_name(kind: Kind) -> str:
    return str(KINDS[kind])


def phrases_name(phrase: Phrase) -> str:
    return str(PHRASES[phrase])


def noticed(labels: Sequence[Label]) -> str:
    """What a screen reader says when something was found: 2 remarks by the coach. Reads as blame. Leaves no way on."""
    if not labels:
        return ""
    count = len(labels)
    found = ngettext("{count} remark by the coach.", "{count} remarks by the coach.", count).format(count=number(count))
    return " ".join([found, *map(reads_as, labels)])


def differs(difference: Difference) -> str:
    """Numbers, dates: what they are called."""
    return str(DIFFERS[difference.kind])


def difference_words(difference: Difference) -> tuple[str, str]:
    """What stands in the original alone, and in the translation alone; empty for nothing."""
    missing, added = (
        listed([_shown(difference, one) for one in found]) for found in (difference.missing, difference.added)
    )
    return (
        # Translators: {what} is a list of numbers, dates or words.
        _("Only in the original: {what}").format(what=missing) if missing else "",
        _("Only in the translation: {what}").format(what=added) if added else "",
    )


def _shown(difference: Difference, found: str) -> str:
    """A date as the reader's language writes it; everything else as it was found."""
    day, _point, month = found.partition(".")
    if difference.kind is not Differs.DATE or not (day.isdecimal() and month.isdecimal()):
        return found
    try:
        return format_skeleton("MMMMd", date(LEAP_YEAR, int(month), int(day)), locale=date_locale())
    except ValueError:
        return found


def quoted(words: str) -> str:
    """Somebody's words inside a sentence."""
    # Translators: only the quotation marks of the language.
    return _("“{words}”").format(words=words)


def asked_line(number_of_item: int, words: str, share: str) -> str:
    """One wish with what it takes, as a line of a message: 2. “Add a menu”: 4 h, 29 % of the effort of the delivery."""
    # Translators: {share} is what the wish takes, as in "2 h: 14 % of the effort of the whole delivery".
    return _("{number}. “{words}”. {share}").format(number=number(number_of_item), words=words, share=share)
