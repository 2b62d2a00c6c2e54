"""The made-up people of a demo: those of its stories, and an operator. All their addresses are example.org's."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from parley.people.models import Person
from parley.people.register import register
from parley.rehearsal.reading import read_story
from parley.rehearsal.story import Story

STORIES = Path(__file__).resolve().parent / "stories"
OPERATOR = "operator@example.org"
MEDIATOR = "mediator@example.org"
SECOND_MEDIATOR = "second-mediator@example.org"
STAFF = (
    ("Operator", OPERATOR),
    ("Mediator", MEDIATOR),
    ("Second mediator", SECOND_MEDIATOR),
)
"""Who runs the desk of a demo. An appeal needs a mediator who did not decide before."""


@cache
def demo_stories() -> tuple[Story, ...]:
    """The stories whose files are called demo-*.toml, by name."""
    return tuple(read_story(path.read_text("utf-8"), str(path.parent)) for path in sorted(STORIES.glob("demo-*.toml")))


@cache
def demo_people() -> frozenset[str]:
    """The mail addresses of everybody whom one can become in a demo."""
    return frozenset(
        {email for _, email in STAFF} | {cast.email for story in demo_stories() for cast in story.cast.values()}
    )


def register_staff() -> None:
    """The operator and the mediators of the demo, those who are not there yet."""
    for name, email in STAFF:
        if Person.objects.with_email(email) is None:
            runs_it = email == OPERATOR
            register(name, email, "en", "UTC", is_operator=runs_it, is_mediator=not runs_it)
