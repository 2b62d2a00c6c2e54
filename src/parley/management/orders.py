"""./parley orders: every order in a line, with its title, where it stands, for whom it waits and until when."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from parley.management.readable import readable_database
from parley.reads.orders import PAGE, Line, orders


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object for each order, a line each")


def run(args: argparse.Namespace) -> int:
    with readable_database():
        for line in _all():
            print(json.dumps(_as_json(line), ensure_ascii=False) if args.json else _as_text(line))
    return 0


def _all() -> Iterator[Line]:
    page = orders()
    while page:
        yield from page
        page = orders(page[-1].order_id) if len(page) == PAGE else []


def _as_json(line: Line) -> dict[str, object]:
    return {
        "order_id": str(line.order_id),
        "title": line.title,
        "stage": line.stage,
        "turn": [role.value for role in line.turn],
        "due_at": line.due_at.isoformat() if line.due_at else None,
    }


def _as_text(line: Line) -> str:
    turn = ", ".join(role.value for role in line.turn) or "nobody"
    due = line.due_at.strftime("%Y-%m-%d %H:%M UTC") if line.due_at else "no deadline"
    return f"{line.order_id}  {line.stage:<9}  {turn:<18}  {due:<20}  {line.title or '(erased)'}"
