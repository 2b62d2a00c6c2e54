"""./parley explore: try every order of acts and clocks that the budgets allow, and hold each against the invariants."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from parley.core.policies import POLICIES, Policy
from parley.management.cli import CannotWork
from parley.rehearsal.explore.crew import Progress, explore
from parley.rehearsal.explore.record import save
from parley.rehearsal.explore.report import Report, as_json, lines, table
from parley.rehearsal.explore.runs import Run
from parley.rehearsal.explore.search import runs_of

ALL = "all"
BAR = 24


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--policy",
        metavar="NAME",
        default="standard",
        choices=(*POLICIES, ALL),
        help=f"explore this policy (default: standard): {', '.join(POLICIES)}, or {ALL}",
    )
    parser.add_argument("--run", metavar="NAME", action="append", help="only this run; may be given more than once")
    parser.add_argument(
        "--budget",
        metavar="N",
        type=int,
        help="go no further than N configurations in each run (default: to the end of each)",
    )
    parser.add_argument("--processes", metavar="N", type=int, default=2, help="so many runs at once (default: 2)")
    parser.add_argument("--json", action="store_true", help="print everything as one JSON object")
    parser.add_argument("--table", action="store_true", help="print the transition table, a line a transition")
    parser.add_argument(
        "--save", metavar="FOLDER", type=Path, help="keep figures and transitions there, for the pages of docs/"
    )
    parser.epilog = "Exit code 1: an invariant does not hold; the shortest way there is told. No database is touched."


def run(args: argparse.Namespace) -> int:
    if args.processes < 1 or (args.budget is not None and args.budget < 1):
        raise CannotWork("processes and budget are at least 1")
    chosen = list(POLICIES.values()) if args.policy == ALL else [POLICIES[args.policy]]
    reports = [_explored(policy, _runs(policy, args.run), args.processes, args.budget) for policy in chosen]
    if args.save is not None:
        _save(args.save, reports)
    if args.json:
        told = [as_json(report) for report in reports]
        print(json.dumps(told[0] if args.policy != ALL else told, ensure_ascii=False, indent=1))
    else:
        print(*(line for report in reports for line in lines(report)), sep="\n")
    if args.table:
        print(*(line for report in reports for line in table(report.rows)), sep="\n")
    return 1 if any(report.violations for report in reports) else 0


def _runs(policy: Policy, names: Sequence[str] | None) -> Sequence[Run]:
    known = runs_of(policy)
    if not names:
        return known
    unknown = set(names) - {run.name for run in known}
    if unknown:
        raise CannotWork(f"no such run of {policy.name}: {', '.join(sorted(unknown))}")
    return [run for run in known if run.name in names]


def _explored(policy: Policy, runs: Sequence[Run], processes: int, budget: int | None) -> Report:
    shows = sys.stderr.isatty()
    tell = (lambda progress: _tell(policy, progress)) if shows else _say_nothing
    found = explore(policy, runs, tell, processes=processes, budget=budget)
    if shows:
        print(file=sys.stderr)
    return Report(policy, found)


def _tell(policy: Policy, progress: Progress) -> None:
    """How much of what was met has been looked at; the whole is known only at the end."""
    met, ahead = sum(progress.met.values()), sum(progress.ahead.values())
    finished = progress.done + sum(
        1 - progress.ahead[name] / max(1, met_there) for name, met_there in progress.met.items() if progress.ahead[name]
    )
    bar = "#" * min(BAR, int(BAR * finished / progress.runs))
    print(
        f"\r{policy.name} [{bar:<{BAR}}] {progress.done} of {progress.runs} runs, {met:,} configurations, {ahead:,} ahead  ",
        end="",
        file=sys.stderr,
        flush=True,
    )


def _say_nothing(progress: Progress) -> None:
    """Nobody looks at the terminal."""


def _save(folder: Path, reports: Sequence[Report]) -> None:
    try:
        save(folder, reports)
    except OSError as error:
        raise CannotWork(f"{folder} cannot be written: {error.strerror}") from None
