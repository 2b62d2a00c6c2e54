"""What stands for the mail server where no real one is needed."""

from __future__ import annotations

from collections.abc import Callable

from parley.notices.letter import Letter
from parley.notices.send import NotTaken


class Door:
    """Stands for the mail server: takes letters, or does with them what `answer` says."""

    def __init__(self, answer: Callable[[Letter], str] = lambda _: "taken") -> None:
        self.answer = answer
        self.taken: list[Letter] = []

    def __call__(self) -> Door:
        return self

    def __enter__(self) -> Door:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""

    def send(self, letter: Letter) -> str:
        said_to_it = self.answer(letter)
        self.taken.append(letter)
        return said_to_it


def refuses(_: Letter) -> str:
    raise NotTaken("550 nobody of this name", is_away=False)


def is_away(_: Letter) -> str:
    raise NotTaken("ConnectionRefusedError", is_away=True)
