"""The pages of the docs: their links, the code they name, the calls they show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.house.tree import ROOT

AT_THE_TOP = ("README.md", "STYLE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"(?P<picture>!?)\[(?P<words>[^\]]*)\]\((?P<to>[^)\s]+)\)")
INLINE = re.compile(r"`([^`\n]+)`")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """A page by its path; `text` is all of it, `prose` without what stands in fences."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def prose(self) -> str:
        return FENCE.sub("", self.text)

    @property
    def links(self) -> list[tuple[str, str]]:
        """(words, where to) of every link that is not a picture."""
        return [(found["words"], found["to"]) for found in LINK.finditer(self.prose) if not found["picture"]]

    @property
    def pictures(self) -> list[tuple[str, str]]:
        return [(found["words"], found["to"]) for found in LINK.finditer(self.prose) if found["picture"]]

    @property
    def names_of_code(self) -> list[str]:
        """Everything in backticks."""
        return INLINE.findall(self.prose)

    @property
    def anchors(self) -> set[str]:
        """What a link to a heading of this page may name."""
        return {_anchor(found) for found in HEADING.findall(self.prose)}

    @property
    def calls(self) -> Iterator[list[str]]:
        """The words of every line that a reader is asked to type."""
        for language, body in FENCE.findall(self.text):
            if language == "sh":
                yield from (line.partition("  #")[0].split() for line in body.splitlines() if line.strip())


def pages() -> list[Page]:
    return [Page(ROOT / name) for name in AT_THE_TOP] + [Page(path) for path in sorted((ROOT / "docs").rglob("*.md"))]


def _anchor(heading: str) -> str:
    kept = re.sub(r"[^\w\- ]", "", heading.lower())
    return kept.replace(" ", "-")
