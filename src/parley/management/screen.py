"""./parley screen: briefs in, one JSON object a line, verdicts out; and figures on how well it judges."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from parley.management.cli import CannotWork, add_data
from parley.management.lines import BadLine, converse
from parley.screen.evaluation import Judged, Share, judged
from parley.screen.review import screen
from parley.screen.screening import Screening, Verdict


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="take every line for a JSON object, and print only such")
    more = parser.add_subparsers(metavar="evaluate", title="commands", dest="what")
    measure = more.add_parser("evaluate", help="hold the screen against labelled briefs", allow_abbrev=False)
    measure.add_argument("files", metavar="FILE", type=Path, nargs="+", help="briefs with their verdict (.jsonl)")
    measure.add_argument("--split", help="only rows of this split: train or test")
    measure.add_argument("--wrong", action="store_true", help="name each brief that was judged otherwise")
    measure.add_argument("--json", action="store_true", help="print one JSON object")
    add_data(measure)
    parser.epilog = (
        "A line holds id, title and text, and may hold lang. The answer holds id, verdict (pass, review or block), lang and"
        " reasons: code, where (title or text), start and end as offsets in characters in that field, and why. Text that is"
        " no JSON is one brief, its first line the title. Exit code 1: a line could not be read, and its answer says why."
    )


def run(args: argparse.Namespace) -> int:
    if args.what == "evaluate":
        return _evaluate(args)
    return converse(_answer, _whole, only_json=args.json)


def _whole(text: str) -> str:
    title, _, rest = text.partition("\n")
    return _as_text(screen(title.strip(), rest))


def _answer(asked: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(asked.get("text"), str) or not isinstance(asked.get("title", ""), str):
        raise BadLine("a line is an object with a title and a text")
    return _as_json(_screen(asked))


def _screen(asked: Mapping[str, Any]) -> Screening:
    return screen(asked.get("title", ""), asked["text"], str(asked.get("lang") or "").lower()[:2] or None)


def _as_json(screening: Screening) -> dict[str, Any]:
    return {
        "verdict": screening.verdict.value,
        "lang": screening.lang,
        "reasons": [
            {"code": one.code.value, "where": one.where, "start": one.start, "end": one.end, "why": one.why}
            for one in screening.reasons
        ],
    }


def _as_text(screening: Screening) -> str:
    lines = [screening.verdict.value]
    for one in screening.reasons:
        lines += [
            f"{one.code.value.replace('_', ' ')}, {one.where}, characters {one.start} to {one.end}",
            f"  {one.why}",
        ]
    return "\n".join(lines)


# --- figures ------------------------------------------------------------------------------------------------------------


def _evaluate(args: argparse.Namespace) -> int:
    pairs: dict[str, list[tuple[Verdict, Verdict]]] = {}
    wrong: list[str] = []
    for path in args.files:
        try:
            for line in path.read_text("utf-8").splitlines():
                row = json.loads(line)
                if args.split is None or row.get("split") == args.split:
                    wanted, given = Verdict(row["verdict"]), _screen(row).verdict
                    pairs.setdefault(row.get("lang", "?"), []).append((wanted, given))
                    if wanted is not given:
                        wrong.append(f"{row.get('id')}: {wanted.value}, judged {given.value}")
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as bad:
            raise CannotWork(f"cannot read {path}: {bad}") from None
    found = {lang: judged(own) for lang, own in sorted(pairs.items())}
    if args.json:
        print(json.dumps({lang: _plain(one) for lang, one in found.items()}, indent=1))
    else:
        print("\n\n".join([*(_report(lang, one) for lang, one in found.items()), *(wrong if args.wrong else ())]))
    return 0


def _plain(one: Judged) -> dict[str, Any]:
    shares = ("block_precision", "block_recall", "stopped_precision", "stopped_recall")
    return {
        "briefs": one.briefs,
        **{name: [getattr(one, name).right, getattr(one, name).of] for name in shares},
        "table": {
            f"{wanted.value} judged {given.value}": count for (wanted, given), count in sorted(one.table.items())
        },
    }


def _report(lang: str, one: Judged) -> str:
    lines = [
        f"{lang}: {one.briefs} briefs",
        f"  block            precision {_cell(one.block_precision)}, recall {_cell(one.block_recall)}",
        f"  block or review  precision {_cell(one.stopped_precision)}, recall {_cell(one.stopped_recall)}",
        "  wanted    judged " + "".join(f"{given.value:>8}" for given in Verdict),
    ]
    for wanted in Verdict:
        counts = "".join(f"{one.table.get((wanted, given), 0):8}" for given in Verdict)
        lines += [f"  {wanted.value:16} {counts}"]
    return "\n".join(lines)


def _cell(share: Share) -> str:
    return "none" if share.value is None else f"{share.value:.2f} ({share.right}/{share.of})"
