"""./parley roots: the daily roots, each held against its signature, the one before it and the journal; and proofs from them."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from uuid import UUID

from parley.casefile.daily import BadStatement, read_statement
from parley.casefile.daily_check import Flaw, flaws
from parley.casefile.proof import NoProof, Why, proof_of
from parley.casefile.signing import public_key
from parley.casefile.timestamp import BadStamp, can_be_checked, stamped_at
from parley.management.cli import CannotWork, add_data
from parley.management.readable import readable_database
from parley.store.daily_roots import daily_roots_after
from parley.store.rows import DailyRootRow

PAGE = 100
WHY = {
    Why.NO_ROOT: "the desk has signed nothing about this day; ./parley work signs each day after it has ended in UTC",
    Why.NOT_BEGUN: "there was no such order when this day ended in UTC",
    Why.CHANGED: "what is stored does not lead to the root that was signed; ./parley roots tells since when",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the outcome as one JSON object")
    parser.add_argument("--newest", action="store_true", help="hold only the newest root against the journal")
    more = parser.add_subparsers(metavar="proof", title="commands")
    proof = more.add_parser("proof", help="write the proof that an order was under a day's root", allow_abbrev=False)
    proof.add_argument("order", metavar="ORDER", type=UUID, help="the id of the order")
    proof.add_argument("--day", metavar="YYYY-MM-DD", type=day, required=True, help="a finished day in UTC")
    proof.add_argument("-o", "--output", metavar="FILE", type=Path, help="write it there instead of printing it")
    add_data(proof)
    parser.epilog = "Exit code 1: a root is not as it was signed, or there is no proof, and the reason is told."


def day(text: str) -> date:
    """A day as it is typed; argparse names this function when it is none."""
    return date.fromisoformat(text)


def run(args: argparse.Namespace) -> int:
    with readable_database():
        return _proof(args) if "order" in args else _list(args)


def _proof(args: argparse.Namespace) -> int:
    try:
        text = proof_of(args.order, args.day) + "\n"
    except NoProof as refused:
        print(f"parley roots: {WHY[refused.why]}", file=sys.stderr)
        return 1
    if args.output is None:
        print(text, end="")
        return 0
    try:
        args.output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CannotWork(f"cannot write {args.output}: {error.strerror}") from None
    return 0


def _list(args: argparse.Namespace) -> int:
    shows = sys.stderr.isatty()
    found = list(flaws(every_day=not args.newest, tell=_tell if shows else lambda _: None))
    if shows:
        print(file=sys.stderr)
    roots = _all()
    print(json.dumps(_as_json(roots, found), ensure_ascii=False) if args.json else _as_text(roots, found))
    return 1 if found else 0


def _tell(roots: int) -> None:
    print(f"\rparley: {roots} roots looked at", end="", file=sys.stderr, flush=True)


def _all() -> list[DailyRootRow]:
    found: list[DailyRootRow] = []
    while page := daily_roots_after(found[-1].day if found else "", PAGE):
        found += page
    return found


def _as_json(roots: list[DailyRootRow], found: list[Flaw]) -> dict[str, object]:
    return {
        "key": public_key(),
        "roots": [
            {"day": row.day, "statement": row.statement, "signature": row.signature, "stamped_at": _stamped(row)}
            for row in roots
        ],
        "found": [{"day": flaw.day, "check": flaw.check, "says": flaw.says} for flaw in found],
    }


def _as_text(roots: list[DailyRootRow], found: list[Flaw]) -> str:
    lines = [f"This desk signs with the key {public_key()}"]
    lines += [_line(row) for row in roots]
    if found:
        lines.append(f"{len(roots)} roots looked at: {len(found)} problems.")
        lines += [f"  {flaw.day}  {flaw.check}: {flaw.says}" for flaw in found]
    else:
        lines.append(f"{len(roots)} roots looked at: all are as they were signed.")
    return "\n".join(lines)


def _line(row: DailyRootRow) -> str:
    try:
        said = read_statement(row.statement)
    except BadStatement:
        return f"{row.day}  (cannot be understood)"
    return f"{row.day}  {said.orders:>8} orders  {said.root}  {_stamped(row) or ''}".rstrip()


def _stamped(row: DailyRootRow) -> str | None:
    """When an authority stamped it, if that can be told."""
    if row.stamp is None or not can_be_checked():
        return None
    try:
        return f"{stamped_at(row.statement.encode(), row.stamp).isoformat()}"
    except BadStamp:
        return None
