"""Occasions for letters, from the stories that the core's tests tell. No database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID, uuid5

from parley.core.effects import Letter as Wish
from parley.core.effects import effects_for
from parley.core.parties import Role
from parley.core.texts import Commitment
from parley.notices.letter import Occasion, Reader
from parley.words.proposals_told import proposals_made
from tests.given import Story

NAMES = {Role.CLIENT: "Marc Vidal", Role.FREELANCER: "Ana Ruiz"}
OF_THE_DESK = {Role.MEDIATOR: "Inés Paz", Role.OPERATOR: "Otto Kern"}
"""People who do the work of the desk get letters too, and play no part that a letter names."""
HEAD = "5f" * 32


def reader(role: Role, language: str = "en", zone: str = "Europe/Madrid") -> Reader:
    return Reader(role, (NAMES | OF_THE_DESK)[role], f"{role.value}@example.org", language, zone)


def wishes(story: Story) -> tuple[Wish, ...]:
    """Every letter that the story has asked for."""
    return effects_for(story.history, 1)


def occasion(story: Story, *wanted: Wish, language: str = "en", zone: str = "Europe/Madrid") -> Occasion:
    """The letter for these wishes, written when the story has come to its end. The last wish of the story if none is named."""
    told = wanted or wishes(story)[-1:]
    return Occasion(
        effect_id=uuid5(UUID(int=1), f"{told[0].seq} {told[0].to.value}"),
        reader=reader(told[0].to, language, zone),
        order=story.order,
        events=tuple(story.history[wish.seq - 1] for wish in told),
        names=NAMES,
        texts=texts(story),
        head=HEAD,
        at=story.at,
        proposals=proposals_made(story.history),
    )


def texts(story: Story) -> dict[Commitment, str]:
    return {text.commitment: text.words for step in story.steps for text in step.command.texts()}


def about(story: Story, kind: str, role: Role | None = None) -> Occasion:
    """The letter for the last event of this kind."""
    found = [wish for wish in wishes(story) if wish.kind == kind and role in (None, wish.to)]
    return occasion(story, found[-1])


def with_words(one: Occasion, words: Mapping[Commitment, str]) -> Occasion:
    return replace(one, texts={**one.texts, **words})
