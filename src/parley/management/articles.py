"""./parley articles: hold the help articles against each other and against the rules; compare old articles of one origin, or
make drafts of ours from them."""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from parley.help.checking import faults
from parley.help.comparing import Difference, compare
from parley.help.importing.article import Imported, import_article
from parley.help.importing.decoding import MOST_BYTES as MOST_BYTES_OF_OLD
from parley.help.importing.draft import Refused
from parley.help.importing.keeping import AlreadyThere, keep, report
from parley.help.library import library
from parley.help.rules import BadRules, rules
from parley.help.source import BadArticle
from parley.management.cli import CannotWork, add_data
from parley.prose import LANGUAGES

MOST_BYTES = 1_000_000
_FRONT_MATTER = re.compile(r"\A\+\+\+\n.*?\n\+\+\+\n", re.DOTALL)


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
    old = acts.add_parser(
        "import", help="make drafts of ours from old articles, and say what was changed", allow_abbrev=False
    )
    old.add_argument("files", metavar="FILE", nargs="+", help="an old article as HTML or plain text")
    old.add_argument("--lang", choices=LANGUAGES, help="what they are written in (default: found out for each)")
    old.add_argument(
        "--out", metavar="DIR", type=Path, help="write draft, original and report here (default: print them)"
    )
    old.add_argument("--json", action="store_true", help="print one JSON object for each file")
    add_data(old)


def run(args: argparse.Namespace) -> int:
    return {"check": _check, "compare": _compare, "import": _import}[args.act](args)


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
        return language, _FRONT_MATTER.sub(_emptied, path.read_text("utf-8", errors="replace"))
    except OSError as error:
        raise CannotWork(f"cannot read {name}: {error.strerror}") from None


def _emptied(found: re.Match[str]) -> str:
    """The lines without what stands in them, so that those below keep their numbers."""
    return "\n" * found[0].count("\n")


def _import(args: argparse.Namespace) -> int:
    """Exit code 1 when a file gave no article; the others are imported all the same."""
    code = 0
    for name in args.files:
        try:
            raw = _bytes(Path(name))
            found = import_article(raw, name, args.lang)
            if args.out:
                keep(found, raw, Path(name), args.out)
        except (Refused, AlreadyThere) as refused:
            code = 1
            print(
                json.dumps({"file": name, "error": str(refused)}) if args.json else f"{name}: {refused}", file=_to(args)
            )
            continue
        except OSError as error:
            raise CannotWork(f"cannot write in {args.out}: {error.strerror}") from None
        _tell(found, name, args)
    return code


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES_OF_OLD + 1)
    except OSError as error:
        raise Refused(f"it cannot be read: {error.strerror}") from None


def _to(args: argparse.Namespace) -> TextIO:
    return sys.stdout if args.json else sys.stderr


def _tell(found: Imported, name: str, args: argparse.Namespace) -> None:
    """With neither --out nor --json the draft goes to the output, and the report beside it to the errors."""
    if args.json:
        print(json.dumps({"file": name, **asdict(found)}, ensure_ascii=False))
    elif args.out:
        print(report(found, name))
    else:
        print(found.markdown)
        print(report(found, name), file=sys.stderr)


def _told(one: Difference) -> str:
    lines = [f"{one.kind}{': ' + one.about if one.about else ''}"]
    lines += [f"  {said.language}, line {said.line}: {said.value}: {said.text}" for said in one.said]
    return "\n".join([*lines, ""])
