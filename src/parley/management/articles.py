"""./parley articles: hold the help articles against each other and against the rules; or compare old articles of one origin."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from parley.help.checking import faults
from parley.help.comparing import Difference, compare
from parley.help.library import library
from parley.help.rules import BadRules, rules
from parley.help.source import BadArticle
from parley.management.cli import CannotWork, add_data
from parley.prose import LANGUAGES

MOST_BYTES = 1_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(metavar="ACT", title="acts", dest="act", required=True)
    check = acts.add_parser("check", help="say what is wrong with the articles of the help centre", allow_abbrev=False)
    check.add_argument("--lang", choices=LANGUAGES, action="append", help="only this language; may be repeated")
    check.add_argument("--json", action="store_true", help="print one JSON object a line")
    add_data(check)
    held = acts.add_parser(
        "compare", help="say where articles of one origin differ in what they say", allow_abbrev=False
    )
    held.add_argument("files", metavar="LANG=FILE", nargs="+", help="a text and its language, such as fr=old.txt")
    held.add_argument("--json", action="store_true", help="print one JSON object a line")
    add_data(held)


def run(args: argparse.Namespace) -> int:
    return _check(args) if args.act == "check" else _compare(args)


def _check(args: argparse.Namespace) -> int:
    """Exit code 1 when anything is wrong."""
    try:
        found = faults(library(), rules(), tuple(args.lang or LANGUAGES))
    except (BadArticle, BadRules) as bad:
        print(bad, file=sys.stderr)
        return 1
    for fault in found:
        print(json.dumps(asdict(fault), ensure_ascii=False) if args.json else fault)
    if not args.json:
        print(f"{len(found)} to mend" if found else "nothing to mend")
    return 1 if found else 0


def _compare(args: argparse.Namespace) -> int:
    texts = dict(_read(argument) for argument in args.files)
    if len(texts) < 2:
        raise CannotWork("name at least two texts, each in a language of its own")
    found = compare(texts)
    for one in found.differences:
        print(json.dumps(one.as_plain(), ensure_ascii=False) if args.json else _told(one))
    if not args.json:
        print(f"{len(found.differences)} differences in {found.passages} passages that stand in two texts or more")
    return 0


def _read(argument: str) -> tuple[str, str]:
    language, _, name = argument.partition("=")
    if language not in LANGUAGES or not name:
        raise CannotWork(f"{argument} is not LANG=FILE with one of {', '.join(LANGUAGES)}")
    path = Path(name)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CannotWork(f"{name} is larger than {MOST_BYTES} bytes")
        return language, path.read_text("utf-8", errors="replace")
    except OSError as error:
        raise CannotWork(f"cannot read {name}: {error.strerror}") from None


def _told(one: Difference) -> str:
    lines = [f"{one.kind}{': ' + one.about if one.about else ''}"]
    lines += [f"  {said.language}, line {said.line}: {said.value}: {said.text}" for said in one.said]
    return "\n".join([*lines, ""])
