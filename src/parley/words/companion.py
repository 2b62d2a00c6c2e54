"""Six calm steps after a delivery that was not accepted: for the freelancer, and mirrored for the client who waits.

Each step says how the order stands and names the acts that belong to it; the page shows those whose door is open. Nothing here
speaks of what anybody may write about the other later: that is no word for a time of disagreement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from parley.core.order.messages import AnyMilestoneCommand
from parley.core.parties import Role
from parley.words import companion_acts
from parley.words.companion_facts import SentBack, Step
from parley.words.companion_of_client import client_lines
from parley.words.companion_of_freelancer import freelancer_lines
from parley.words.locales import number
from parley.words.sentence import Sentence
from parley.words.telling import Telling

Mark = Literal["done", "now", "later", "left_out"]


@dataclass(frozen=True, slots=True)
class StepWords:
    """`acts` are those that belong to the step, whether their door is open or not."""

    step: Step
    name: str
    lines: tuple[Sentence, ...]
    mark: Mark
    acts: tuple[type[AnyMilestoneCommand], ...]


def companion_title() -> str:
    return _("Six calm steps")


def where_in_it(step: Step) -> str:
    """2 of 6"""
    return _("{n} of {all}").format(n=number(step.value), all=number(len(Step)))


def calm_note(telling: Telling) -> str:
    """What a request does not mean; to the freelancer alone."""
    if not telling.is_viewer(Role.FREELANCER):
        return ""
    return _(
        "Being asked for changes belongs to ordinary work. It is no mark against you, and no figure about you counts it."
    )


def companion_steps(about: SentBack, telling: Telling) -> tuple[StepWords, ...]:
    """The six steps as this side reads them."""
    is_client = telling.is_viewer(Role.CLIENT)
    names = _of_client(about, telling) if is_client else _of_freelancer()
    lines, acts = (client_lines, companion_acts.CLIENT) if is_client else (freelancer_lines, companion_acts.FREELANCER)
    done, left_out, now = about.done(), about.left_out(), about.now()
    found = []
    for step in Step:
        mark: Mark = "now" if step is now else "done" if step in done else "left_out" if step in left_out else "later"
        said = tuple(one for one in lines(step, about, telling) if one)
        found.append(StepWords(step, names[step], said, mark, acts[step.value]))
    return tuple(found)


def _of_freelancer() -> dict[Step, str]:
    # Translators: the names of six steps; short, and a verb or a noun as your language likes it.
    return {
        Step.BREATHE: _("Breathe"),
        Step.UNDERSTAND: _("Understand"),
        Step.SCOPE: _("Set the scope straight"),
        Step.DELIVER: _("Deliver again"),
        Step.NO_PRESSURE: _("No pressure"),
        Step.LAST_RESORT: _("The last resort"),
    }


def _of_client(about: SentBack, telling: Telling) -> dict[Step, str]:
    name = telling.name(Role.FREELANCER)
    # Translators: the names of six steps, for the client who waits; short.
    return {
        Step.BREATHE: _("What you asked for"),
        Step.UNDERSTAND: _("What is meant"),
        Step.SCOPE: _("What was agreed"),
        Step.DELIVER: _("The new delivery"),
        Step.NO_PRESSURE: _("Your look at it"),
        Step.LAST_RESORT: _("If it leads nowhere")
        if not about.in_case
        else _("You and {name} in a case").format(name=name),
    }
