"""The stages of a milestone as a picture: an arrow for each way that the walk found, where it leads to another stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from parley.core.order.state import CASE_STAGES, ENDS, Stage
from parley.core.parties import Role
from parley.management.reference.svg import arrow, box, label, picture
from parley.management.reference.walks import BY_ANOTHER, Way, walked
from parley.words.stages import stage_name

COLUMN, ROW, LEFT, TOP = 158, 104, 84, 112
BOX_WIDTH, BOX_HEIGHT = 122, 46
WIDTH, HEIGHT = 1_274, 690

PLACES: Mapping[Stage, tuple[int, int]] = {
    Stage.LOCKED: (0, 0),
    Stage.UNFUNDED: (1, 0),
    Stage.FUNDED: (2, 0),
    Stage.WORKING: (3, 0),
    Stage.DELIVERED: (4, 0),
    Stage.NOTICED: (5, 0),
    Stage.MARKED: (6, 0),
    Stage.RELEASED: (7, 0),
    Stage.LAPSED: (1, 1),
    Stage.REVISING: (4, 1),
    Stage.CLARIFY: (5, 1),
    Stage.VOID: (0, 2),
    Stage.CLAIMED: (3, 1),
    Stage.CASE_TALK: (3, 2),
    Stage.CASE_SEALED: (4, 2),
    Stage.CASE_MEDIATION: (5, 2),
    Stage.CASE_DECISION: (6, 2),
    Stage.CASE_APPEAL: (6, 3),
    Stage.APPEAL_FILED: (5, 3),
    Stage.SPLIT: (7, 3),
    Stage.REFUNDED: (2, 3),
    Stage.PAUSED: (1, 4),
    Stage.AT_BANK: (4, 4),
    Stage.REVERSED: (5, 4),
}
"""Column and row."""

BENDS: Mapping[tuple[Stage, Stage], int] = {
    (Stage.UNFUNDED, Stage.WORKING): 84,
    (Stage.DELIVERED, Stage.RELEASED): 160,
    (Stage.NOTICED, Stage.RELEASED): 96,
    (Stage.NOTICED, Stage.DELIVERED): -46,
    (Stage.REVISING, Stage.DELIVERED): -34,
    (Stage.DELIVERED, Stage.REVISING): -34,
    (Stage.REVISING, Stage.RELEASED): -64,
    (Stage.LAPSED, Stage.WORKING): -40,
    (Stage.CASE_DECISION, Stage.REFUNDED): 40,
}
"""By how much an arrow leaves the straight line, where that would cross a box or another arrow; to its left is positive."""


FROM_ALMOST_ANYWHERE = frozenset(
    {"AcceptProposal", "OpenCase", "WithdrawCase", "PauseWork", "LiftPause", "OpenChargeback", "Stop"}
)
ASIDE = frozenset({Stage.PAUSED, Stage.AT_BANK})
"""What can be done in almost every stage, and goes back there. Drawn, it would hide the rest, so the legend says it."""
ALIKE = frozenset({Stage.RELEASED, Stage.REFUNDED})
"""A case ends in one of these or is split, by its totals; the split is drawn."""


class Point(NamedTuple):
    x: int
    y: int


def drawing() -> str:
    """The picture as SVG."""
    parts = [*_arrows(), *map(_box, Stage), *_legend()]
    return picture("The stages of a milestone and the ways between them", WIDTH, HEIGHT, parts)


def _arrows() -> Iterator[str]:
    found: dict[tuple[Stage, Stage], set[Role]] = {}
    for way in walked().ways:
        if _is_drawn(way):
            found.setdefault((way.origin, way.target), set()).add(way.by)
    order = list(Stage)
    for origin, target in sorted(found, key=lambda pair: (order.index(pair[0]), order.index(pair[1]))):
        yield _arrow(origin, target, only_clock=found[origin, target] == {Role.CLOCK})


def _is_drawn(way: Way) -> bool:
    if way.origin is way.target or way.what in FROM_ALMOST_ANYWHERE:
        return False
    if way.target in ASIDE or (way.origin in ASIDE and way.target is not Stage.REVERSED):
        return False
    if way.origin in CASE_STAGES and way.target in ALIKE:
        return False
    return way.what != BY_ANOTHER or way.target is Stage.UNFUNDED


def _arrow(origin: Stage, target: Stage, *, only_clock: bool) -> str:
    start, end = _centre(origin), _centre(target)
    length = max(abs(end.x - start.x), abs(end.y - start.y)) or 1
    bend = BENDS.get((origin, target), 0)
    # Square to the line, on its left as one walks along it.
    middle = Point(
        (start.x + end.x) // 2 + bend * (end.y - start.y) // length,
        (start.y + end.y) // 2 - bend * (end.x - start.x) // length,
    )
    begin, stop = _edge(start, middle), _edge(end, middle)
    return arrow(f"M{begin.x} {begin.y}Q{middle.x} {middle.y} {stop.x} {stop.y}", is_dashed=only_clock)


def _edge(centre: Point, towards: Point) -> Point:
    """Where the line from the middle of a box leaves it."""
    across, down = towards.x - centre.x, towards.y - centre.y
    if abs(across) * BOX_HEIGHT > abs(down) * BOX_WIDTH:
        half = BOX_WIDTH // 2 if across > 0 else -BOX_WIDTH // 2
        return Point(centre.x + half, centre.y + down * half // across)
    half = BOX_HEIGHT // 2 if down > 0 else -BOX_HEIGHT // 2
    return Point(centre.x + across * half // (down or 1), centre.y + half)


def _box(stage: Stage) -> str:
    centre = _centre(stage)
    x, y = centre.x - BOX_WIDTH // 2, centre.y - BOX_HEIGHT // 2
    shape = box(x, y, BOX_WIDTH, BOX_HEIGHT, stage.value, is_marked=stage in ENDS)
    return f"<g><title>{stage_name(stage)}</title>{shape}</g>"


NOT_DRAWN = (
    "not drawn: by consent, working to marked can end as split or refunded; the client can stop working by the kill fee",
    "from working to marked each side can open a case; whoever opened one can take it back",
    "from funded to marked each side can pause, and comes back; a bank can take the money anywhere until an end",
    "a case ends as released, refunded or split, named by its totals",
)


def _legend() -> Iterator[str]:
    y = HEIGHT - 22
    for x, is_dashed, said in ((24, False, "somebody acts"), (190, True, "a deadline comes")):
        yield arrow(f"M{x} {y}h44", is_dashed=is_dashed)
        yield label(x + 54, y + 5, said)
    for line, said in enumerate(NOT_DRAWN):
        yield label(400, y + 5 - 22 * (len(NOT_DRAWN) - 1 - line), said)


def _centre(stage: Stage) -> Point:
    column, row = PLACES[stage]
    return Point(LEFT + column * COLUMN, TOP + row * ROW)
