"""For whom a sentence is told and how the two are called in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils.translation import gettext as _

from parley.core.order.state import Proposal
from parley.core.parties import PARTIES, Role
from parley.words.locales import capitalized
from parley.words.sentence import Part, Sentence, Word, say, strong

NOTHING_MORE = Sentence(())
"""An empty sentence, where there is nothing to add."""

BOLD = "*"
"""In a pattern of `tell`, words between stars are set in bold, as in "*You* accepted {milestone}"."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Who reads (`viewer_role` is None for an outsider), and the names in use. A mediator, a bank or an operator is told what
    an outsider is told: only the two sides are called "you" in what happened.

    `milestone_names` are people's words, by the milestone's number; one that is not there is called by its number.
    `zone` is the reader's IANA zone; `now` is the instant (UTC) at which the words are read. A side without a name, for
    instance one that has not joined yet, is called the client or the freelancer. `proposals` are those that the teller
    knows, by milestone and number (see `words.proposals_told.proposals_made`): an answer to one of them says what it answers.
    """

    viewer_role: Role | None
    client_name: str
    freelancer_name: str
    milestone_names: Mapping[int, str]
    zone: str
    now: datetime
    proposals: Mapping[tuple[int, int], Proposal] = field(default_factory=dict)

    @property
    def is_party(self) -> bool:
        """Whether the reader is one of the two sides."""
        return self.viewer_role in PARTIES

    def is_viewer(self, role: Role) -> bool:
        return role is self.viewer_role

    def name(self, role: Role) -> str:
        """What to call the person in this role."""
        match role:
            case Role.CLIENT:
                return self.client_name or _("the client")
            case Role.FREELANCER:
                return self.freelancer_name or _("the freelancer")
            case Role.CLOCK:
                return "Parley"
            case Role.MEDIATOR:
                return _("the mediator")
            case Role.BANK:
                return _("the bank")
            case Role.OPERATOR:
                return _("the operator")

    def has_name(self, role: Role) -> bool:
        """Whether the person in this role has a name of their own."""
        named = {Role.CLIENT: self.client_name, Role.FREELANCER: self.freelancer_name, Role.CLOCK: "Parley"}
        return bool(named.get(role))

    @property
    def other_name(self) -> str:
        """The name of the other side; for an outsider the client's."""
        if self.viewer_role is Role.CLIENT:
            return self.name(Role.FREELANCER)
        return self.name(Role.CLIENT)

    def milestone_name(self, number: int) -> str:
        """What to call the milestone inside a sentence."""
        # Translators: takes the place of a milestone's name inside a sentence.
        return self.milestone_names.get(number) or _("milestone {number}").format(number=number)

    def milestone_label(self, number: int) -> str:
        """The milestone's name where it stands alone, at the head of a row."""
        # Translators: takes the place of a milestone's name at the head of a row.
        return self.milestone_names.get(number) or _("Milestone {number}").format(number=number)

    def milestone(self, number: int) -> Part:
        """The milestone's name, set in bold."""
        return strong(self.milestone_name(number))


def begun(sentence: Sentence) -> Sentence:
    """The same as a sentence of its own, with a capital letter first."""
    if not sentence.parts:
        return sentence
    first, *rest = sentence.parts
    return Sentence((replace(first, text=capitalized(first.text)), *rest))


def tell(pattern: str, /, **words: Word) -> Sentence:
    """Fill a translated pattern. Words between stars become bold; everything else is as in `say`."""
    parts: list[Part] = []
    for position, run in enumerate(pattern.split(BOLD)):
        filled = say(run, **words).parts
        bold = position % 2 == 1
        parts += [Part(part.text, strong=True) if bold else part for part in filled]
    return Sentence(tuple(parts))


@dataclass(frozen=True, slots=True)
class EventWords:
    """What happened, and the small line under it: dates, sums and the reason, or nothing."""

    sentence: Sentence
    detail: Sentence = NOTHING_MORE


def told(telling: Telling, role: Role, you: str, they: str, /, **words: Word) -> Sentence:
    """`you` where the reader is this role, else `they` with {name} for the person. Verbs differ, so patterns do."""
    if telling.is_viewer(role):
        return tell(you, **words)
    name = telling.name(role)
    # A person's name is written as it is; "the client" begins a sentence with a capital letter.
    begins = they.startswith("{name}") and not telling.has_name(role)
    return tell(they, name=strong(capitalized(name) if begins else name), **words)
