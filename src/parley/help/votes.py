"""Was this useful? One voice for each person, or browser of a guest, in each article and language. It can be changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from parley.core.statistics import Share
from parley.help.models import Tally, Vote
from parley.people.models import Person


@dataclass(frozen=True, slots=True)
class Voter:
    """A person, or the browser of a guest by the random word that it was given."""

    person: Person | None = None
    browser: str = ""

    @property
    def key(self) -> dict[str, Any]:
        if self.person is not None:
            return {"person": self.person}
        return {"browser": hashlib.sha256(self.browser.encode()).hexdigest()}


@dataclass(frozen=True, slots=True)
class Counted:
    """What readers of an article in a language said."""

    useful: int = 0
    not_useful: int = 0

    @property
    def voices(self) -> int:
        return self.useful + self.not_useful

    @property
    def share(self) -> Share | None:
        """None before the first vote."""
        return Share(self.useful, self.voices) if self.voices else None


def vote(voter: Voter, article: str, language: str, *, is_useful: bool, at: datetime) -> None:
    """Count this voice, or move it to the other side. Saying the same again changes nothing."""
    where: dict[str, Any] = {"article": article, "language": language}
    with transaction.atomic():
        standing, is_new = Vote.objects.get_or_create(
            **where, **voter.key, defaults={"is_useful": is_useful, "voted_at": at}
        )
        if not is_new:
            # Of two that come at once only one finds the old side still there, so the tally moves once.
            moved = Vote.objects.filter(id=standing.id, is_useful=not is_useful)
            if not moved.update(is_useful=is_useful, voted_at=at):
                return
        Tally.objects.get_or_create(**where)
        ours, theirs = ("useful", "not_useful") if is_useful else ("not_useful", "useful")
        change: dict[str, Any] = {ours: F(ours) + 1}
        if not is_new:
            change[theirs] = F(theirs) - 1
        Tally.objects.filter(**where).update(**change)


def voice_of(voter: Voter, article: str, language: str) -> bool | None:
    """What this voter said; None for nothing yet."""
    if voter.person is None and not voter.browser:
        return None
    found = Vote.objects.filter(article=article, language=language, **voter.key).values_list("is_useful", flat=True)
    return found.first()


def votes_of(person: Person) -> Sequence[Vote]:
    """Everything that this person said of articles."""
    return list(Vote.objects.filter(person=person).order_by("article", "language"))


def counted(article: str, language: str) -> Counted:
    row = Tally.objects.filter(article=article, language=language).first()
    return Counted(row.useful, row.not_useful) if row is not None else Counted()


def all_counted() -> Mapping[tuple[str, str], Counted]:
    """By article and language: as many rows as there are articles in all languages, at most."""
    return {(row.article, row.language): Counted(row.useful, row.not_useful) for row in Tally.objects.all()}
