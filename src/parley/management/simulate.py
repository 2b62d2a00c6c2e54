"""./parley simulate: random parties, bad weather and real kills on a throw-away desk, and what must hold all the while."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from parley.rehearsal.simulate import crowd, killing, pure
from parley.rehearsal.simulate.counts import Counts
from parley.rehearsal.simulate.legs import Player, legs_of
from parley.rehearsal.simulate.legs import run as run_legs

DESK_SHARE = 10
"""One step in so many goes through the real desk, unless one place alone is asked for."""
MOST_STEPS = 10**9
BAR = 30


@dataclass(frozen=True, slots=True)
class Place:
    """Where steps are taken: in the core alone or through the real desk."""

    name: str
    player: Player
    longest_leg: int
    steps: int


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="the same seed gives the same run (default: 1)"
    )
    parser.add_argument("--steps", type=_steps, metavar="N", help="how many steps in all (default: 20000)")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--pure", action="store_true", help="all steps in the core alone")
    where.add_argument("--desk", action="store_true", help="all steps through the real desk, with crashes")
    parser.add_argument(
        "--kill", type=_steps, metavar="N", help="kill a process that writes so many times, with SIGKILL"
    )
    parser.add_argument(
        "--processes", type=int, default=os.cpu_count() or 1, metavar="N", help="default: one a processor"
    )
    parser.add_argument("--json", action="store_true", help="print the outcome as one JSON object")
    parser.epilog = (
        "Without --pure or --desk a tenth of the steps goes through the desk; with --kill alone there are none. "
        "Exit code 1: something went wrong, and its path is told."
    )


def run(args: argparse.Namespace) -> int:
    result: dict[str, object] = {"seed": args.seed, "steps": 0, "problems": 0}
    whole = Counts()
    for place in _places(args):
        counts = _play(place, args.seed, args.processes)
        whole.add(counts)
        result[place.name] = counts.as_json()
    problems = whole.problems
    if args.kill:
        killed = killing.kill(args.seed, args.kill, _bar("kills", args.kill))
        result["kills"] = killed.as_json()
        problems += len(killed.problems)
    result |= {"steps": whole.steps, "problems": problems, **_summed(whole)}
    print(json.dumps(result, ensure_ascii=False) if args.json else _as_text(result))
    return 1 if problems else 0


def _steps(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_STEPS:
        raise argparse.ArgumentTypeError(f"must lie between 1 and {MOST_STEPS}")
    return number


def _places(args: argparse.Namespace) -> list[Place]:
    steps = args.steps or (0 if args.kill else 20_000)
    at_desk = 0 if args.pure else steps if args.desk else steps // DESK_SHARE
    places = [
        Place("pure", pure.play, pure.LONGEST_LEG, steps - at_desk),
        Place("desk", crowd.play, crowd.LONGEST_LEG, at_desk),
    ]
    return [place for place in places if place.steps]


def _play(place: Place, seed: int, processes: int) -> Counts:
    begun = time.perf_counter()
    counts = run_legs(
        place.player, legs_of(seed, place.steps, place.longest_leg), processes, _bar(place.name, place.steps)
    )
    seconds = time.perf_counter() - begun
    print(
        f"parley: {counts.steps} steps in {seconds:.1f} s ({counts.steps / seconds:.0f} a second), "
        f"{counts.orders} orders, {counts.problems} problems ({place.name})",
        file=sys.stderr,
    )
    return counts


def _bar(name: str, steps: int) -> Callable[[int], None]:
    """A bar on a terminal, else nothing."""
    if not sys.stderr.isatty():
        return lambda _: None

    def tell(done: int) -> None:
        full = BAR * done // max(steps, 1)
        end = "\n" if done >= steps else ""
        print(f"\r{name} [{'#' * full}{'.' * (BAR - full)}] {done}/{steps}", end=end, file=sys.stderr, flush=True)

    return tell


def _summed(whole: Counts) -> Mapping[str, object]:
    summed = whole.as_json()
    return {name: summed[name] for name in ("orders", "acts", "refusals", "endings")}


def _as_text(result: Mapping[str, object]) -> str:
    lines = [
        f"seed {result['seed']}: {result['steps']} steps, {result['orders']} orders, {result['problems']} problems"
    ]
    for name in ("acts", "endings", "refusals"):
        counted = result[name]
        if isinstance(counted, dict) and counted:
            most = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
            lines.append(f"{name}: " + ", ".join(f"{what} {many}" for what, many in most))
    for name in ("pure", "desk", "kills"):
        part = result.get(name)
        if not isinstance(part, dict):
            continue
        for one in part["found"]:
            lines.append(f"  {one['where']}: {one['check']}: {one['says']}")
            lines += [f"    {step}" for step in one["path"]]
    return "\n".join(lines)
