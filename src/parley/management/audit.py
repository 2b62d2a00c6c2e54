"""./parley audit: read every order and prove that nothing was lost, changed or miscounted. Changes no order; what it found in
all is kept for the operator's console, where the database can be written.

Of the daily roots the newest is held against the journal, which costs little beside the rest; ./parley roots does so for all.
"""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import suppress
from dataclasses import asdict

from django.db import DatabaseError

from parley.casefile.daily_check import flaws
from parley.desk.now import now
from parley.management.readable import readable_database
from parley.office.last_audit import LastAudit, note_audit
from parley.reads.audit import Audit, Problem, audit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the outcome as one JSON object")
    parser.epilog = "Exit code 1: something is wrong, and the orders it concerns are named."


def run(args: argparse.Namespace) -> int:
    shows = sys.stderr.isatty()
    with readable_database():
        result = audit(_tell if shows else lambda _: None)
        result.found += [Problem(None, "roots", f"{flaw.day}: {flaw.says}") for flaw in flaws(every_day=False)]
    _keep(result)
    if shows:
        print(file=sys.stderr)
    print(json.dumps(_as_json(result)) if args.json else _as_text(result))
    return 1 if result.found else 0


def _keep(result: Audit) -> None:
    """A copy that cannot be written is audited too, and an audit that found much must not end in an error of its own."""
    with suppress(DatabaseError):
        note_audit(LastAudit(now(), result.orders, result.events, result.entries, result.problems))


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
