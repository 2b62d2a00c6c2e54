"""How well the screen judges, held against briefs that people have labelled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from parley.screen.screening import Verdict


@dataclass(frozen=True, slots=True)
class Share:
    """`right` of `of`; nothing can be said of none."""

    right: int
    of: int

    @property
    def value(self) -> float | None:
        return self.right / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Judged:
    """Of a set of briefs: `table` counts (wanted, given); `stopped` is block and review together."""

    briefs: int
    table: Mapping[tuple[Verdict, Verdict], int]
    block_precision: Share
    block_recall: Share
    stopped_precision: Share
    stopped_recall: Share


def judged(pairs: Iterable[tuple[Verdict, Verdict]]) -> Judged:
    """Figures for pairs of the verdict that was wanted and the one that was given."""
    table = Counter(pairs)

    def share(given: set[Verdict], of: set[Verdict], *, recall: bool) -> Share:
        both = sum(count for (wanted, got), count in table.items() if wanted in given and got in given)
        whole = sum(count for (wanted, got), count in table.items() if (wanted if recall else got) in of)
        return Share(both, whole)

    block, stopped = {Verdict.BLOCK}, {Verdict.BLOCK, Verdict.REVIEW}
    return Judged(
        briefs=table.total(),
        table=dict(table),
        block_precision=share(block, block, recall=False),
        block_recall=share(block, block, recall=True),
        stopped_precision=share(stopped, stopped, recall=False),
        stopped_recall=share(stopped, stopped, recall=True),
    )
