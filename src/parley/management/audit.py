"""./parley audit: read every order and prove that nothing was lost, changed or miscounted. Writes nothing.

Of the daily roots the newest is held against the journal, which costs little beside the rest; ./parley roots does so for all.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from parley.casefile.daily_check import flaws
from parley.management.readable import readable_database
from parley.reads.audit import Audit, Problem, audit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the outcome as one JSON object")
    parser.epilog = "Exit code 1: something is wrong, and the orders it concerns are named."


def run(args: argparse.Namespace) -> int:
    shows = sys.stderr.isatty()
    with readable_database():
        result = audit(_tell if shows else lambda _: None)
        result.found += [Problem(None, "roots", f"{flaw.day}: {flaw.says}") for flaw in flaws(every_day=False)]
    if shows:
        print(file=sys.stderr)
    print(json.dumps(_as_json(result)) if args.json else _as_text(result))
    return 1 if result.found else 0


def _tell(orders: int) -> None:
    print(f"\rparley: {orders} orders looked at", end="", file=sys.stderr, flush=True)


def _as_json(result: Audit) -> dict[str, object]:
    found = [{**asdict(problem), "order_id": _name(problem)} for problem in result.found]
    return {
        "orders": result.orders,
        "events": result.events,
        "entries": result.entries,
        "lag_s": result.lag_s,
        "problems": result.problems,
        "found": found,
    }


def _as_text(result: Audit) -> str:
    looked = f"{result.orders} orders, {result.events} events, {result.entries} entries looked at"
    if not result.found:
        return f"{looked}: everything is as it was written."
    lines = [f"{looked}: {result.problems} problems."]
    lines += [f"  {_name(problem) or '-'}  {problem.check}: {problem.says}" for problem in result.found]
    return "\n".join(lines)


def _name(problem: Problem) -> str | None:
    return str(problem.order_id) if problem.order_id else None
