"""./parley case: write the case file of an order, and check one.

What is checked, and which check finds what, is told in docs/explanation/case-file.md.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

from parley.casefile.archive import NoSuchOrder, write_case_file
from parley.casefile.findings import Finding, Findings
from parley.casefile.layout import TooLarge
from parley.casefile.record import Record, Unsound
from parley.casefile.signing import BadKey, public_key
from parley.casefile.verify import plain, verify
from parley.management.cli import CannotWork, add_data
from parley.management.readable import readable_database

HASH = re.compile(r"[0-9a-f]{64}")
KEY = re.compile(r"[0-9a-f]{64}|[0-9a-f]{32}")
UNKNOWN_MAKER = (
    "No --key was given. The key came with the archive itself, so this proves nothing about who made it: "
    "ask the desk for its public key."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(metavar="ACT", title="acts", required=True, dest="act")
    export = acts.add_parser("export", help="write the case file of an order", allow_abbrev=False)
    export.add_argument("order", metavar="ORDER", help="the id of the order; ./parley orders lists them")
    export.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="where to write it")
    check = acts.add_parser("verify", help="check a case file", allow_abbrev=False)
    check.add_argument("file", metavar="FILE", type=Path, help="the case file")
    check.add_argument("--key", help="the public key of the desk or its fingerprint, from a letter or the desk's page")
    check.add_argument("--head", metavar="HASH", help="the fingerprint of the order that a letter carried")
    check.add_argument("--json", action="store_true", help="print the outcome as one JSON object")
    for act in (export, check):
        add_data(act)
        act.epilog = parser.epilog = "Exit code 1: something is wrong, and is named."


def run(args: argparse.Namespace) -> int:
    return _export(args.order, args.output) if args.act == "export" else _verify(args)


def _export(order: str, output: Path) -> int:
    try:
        order_id = UUID(order)
    except ValueError:
        raise CannotWork(f"{order} is not the id of an order; ./parley orders lists them") from None
    try:
        with readable_database():
            record = _written(order_id, output)
    except NoSuchOrder:
        raise CannotWork(f"there is no order {order_id}; ./parley orders lists them") from None
    except BadKey as bad:
        raise CannotWork(str(bad)) from None
    except OSError as error:
        raise CannotWork(f"{output} cannot be written: {error.strerror}") from None
    except (Unsound, TooLarge) as wrong:
        print(f"parley case: this order has no case file, because something is wrong with it: {wrong}", file=sys.stderr)
        return 1
    print(f"{output}: order {record.order_id} after {record.seq} events, signed with {public_key()}.")
    return 0


def _written(order_id: UUID, output: Path) -> Record:
    """Under its name only when it is whole."""
    handle, draft = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            record = write_case_file(order_id, out)
        Path(draft).replace(output)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return record


def _verify(args: argparse.Namespace) -> int:
    if args.key is not None and not KEY.fullmatch(plain(args.key)):
        raise CannotWork(f"--key is 64 hexadecimal digits, or the 32 of its fingerprint, and this is not: {args.key}")
    if args.head is not None and not HASH.fullmatch(plain(args.head)):
        raise CannotWork(f"--head is 64 hexadecimal digits, and this is not: {args.head}")
    try:
        findings = verify(args.file, args.key, args.head)
    except OSError as error:
        raise CannotWork(f"{args.file} cannot be read: {error.strerror}") from None
    print(json.dumps(_as_json(findings), ensure_ascii=False) if args.json else _as_text(findings))
    return 0 if findings.is_sound else 1


def _as_json(findings: Findings) -> dict[str, object]:
    return {
        "sound": findings.is_sound,
        "found": [{**asdict(finding), "check": finding.check.value} for finding in findings.found],
        "archive": asdict(findings.told) if findings.told else None,
        "key_known": findings.has_known_key,
        "head_seq": findings.head_seq,
    }


def _as_text(findings: Findings) -> str:
    told = findings.told
    lines = [_line(finding) for finding in findings.found]
    if lines:
        lines.insert(0, f"{len(lines)} problems:" if len(lines) > 1 else "1 problem:")
    elif told is not None:
        lines = [
            f"Nothing is wrong: order {told.order_id} of {told.desk} after {told.seq} events, signed with {told.key}."
        ]
    if findings.head_seq is not None:
        lines.append(f"The head that was sent out is that of event {findings.head_seq}.")
    if not findings.has_known_key:
        lines.append(UNKNOWN_MAKER)
    return "\n".join(lines)


def _line(finding: Finding) -> str:
    place = ", ".join(part for part in (finding.entry, finding.where) if part)
    return (
        f"  {finding.check.value}: {place}: {finding.says}." if place else f"  {finding.check.value}: {finding.says}."
    )
