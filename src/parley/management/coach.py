"""./parley coach: advice on drafts, one JSON object a line in and one a line out; and figures on how well it judges."""

from __future__ import annotations

import argparse
import csv
import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

from parley.coach.advice import Advice, Author, Context, Label, Situation
from parley.coach.evaluation import Figure, Figures, Judged, figures, judged
from parley.coach.review import review
from parley.management.cli import CannotWork, add_data
from parley.management.lines import BadLine, converse
from parley.prose import LANGUAGES

SEED = 1
LONG = 60  # words
Choice = TypeVar("Choice", Author, Situation)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="take every line for a JSON object, and print only such")
    more = parser.add_subparsers(metavar="evaluate", title="commands", dest="what")
    measure = more.add_parser("evaluate", help="hold the coach against labelled messages", allow_abbrev=False)
    measure.add_argument(
        "files", metavar="FILE", type=Path, nargs="+", help="messages (.jsonl), or a public set (.csv)"
    )
    measure.add_argument("--split", help="only rows of this split: train, dev or test")
    measure.add_argument("--lang", choices=LANGUAGES, help="the language of a public set, which does not say it")
    measure.add_argument("--json", action="store_true", help="print one JSON object")
    add_data(measure)
    parser.epilog = (
        "A line holds id and text, and may hold lang, author (freelancer or client) and context (situation, case_open,"
        " days_since_reply). Text that is no JSON is one draft. Exit code 1: a line could not be read, and its answer"
        " says why."
    )


def run(args: argparse.Namespace) -> int:
    if args.what == "evaluate":
        return _evaluate(args)
    return converse(_answer, lambda text: _as_text(review(text)), only_json=args.json)


def _answer(asked: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(asked.get("text"), str):
        raise BadLine("a line is an object with a text")
    return _as_json(_review(asked))


def _review(asked: Mapping[str, Any]) -> Advice:
    lang = asked.get("lang") or None
    if lang is not None and str(lang).lower()[:2] not in LANGUAGES:
        return Advice(str(lang), (), review("").scores)
    return review(asked["text"], str(lang).lower()[:2] if lang else None, _context(asked))


def _context(asked: Mapping[str, Any]) -> Context:
    """What the line says of the order; whatever is unknown there is unknown here."""
    told = asked.get("context")
    told = told if isinstance(told, dict) else {}
    days = told.get("days_since_reply")
    return Context(
        author=_one_of(Author, asked.get("author")),
        situation=_one_of(Situation, told.get("situation")),
        case_open=told.get("case_open") is True,
        days_since_reply=days if isinstance(days, int) else None,
    )


def _one_of(choices: type[Choice], value: object) -> Choice | None:
    return next((choice for choice in choices if choice.value == value), None)


def _as_json(advice: Advice) -> dict[str, Any]:
    return {
        "lang": advice.language,
        "findings": [
            {
                "label": one.label.value,
                "start": one.start,
                "end": one.end,
                "severity": one.severity.value,
                "reason": one.reason,
                "rewrite": one.rewrite,
            }
            for one in advice.findings
        ],
        "scores": {
            "politeness": round(advice.scores.politeness, 3),
            "hostility": round(advice.scores.hostility, 3),
        },
        "checklist": [{"point": one.id, "done": one.done, "say": one.say} for one in advice.checklist],
    }


def _as_text(advice: Advice) -> str:
    if advice.language is None:
        return "The coach does not know this language."
    lines = []
    for one in advice.findings:
        lines += [f"{one.severity.value}: {one.label.value.replace('_', ' ')}, characters {one.start} to {one.end}"]
        lines += [f"  {one.reason}", f"  > {one.rewrite}"]
    return "\n".join(lines) or "Nothing to remark."


# --- figures ------------------------------------------------------------------------------------------------------------


def _evaluate(args: argparse.Namespace) -> int:
    messages: list[Judged] = []
    times: list[tuple[int, float, float]] = []
    answer: dict[str, Any] = {}
    for path in args.files:
        try:
            if path.suffix == ".csv":
                answer[path.name] = _public(path, args.lang)
            else:
                for row in _rows(path, args.split):
                    begun = time.perf_counter()
                    advice = _review(row)
                    read = time.perf_counter()
                    json.loads(json.dumps(row))  # the floor: what any answer to a line costs besides
                    times.append((len(row["text"].split()), read - begun, time.perf_counter() - read))
                    messages.append(judged(row.get("lang", "?"), row.get("style", ""), row["labels"], advice))
        except (OSError, ValueError, KeyError) as bad:
            raise CannotWork(f"cannot read {path}: {bad}") from None
    if messages:
        answer |= _groups(messages, times)
    print(json.dumps(_plain(answer), ensure_ascii=False, indent=1) if args.json else _report(answer))
    return 0


def _rows(path: Path, split: str | None) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if split is None or row.get("split") == split:
            yield row


def _groups(messages: Sequence[Judged], times: Sequence[tuple[int, float, float]]) -> dict[str, Any]:
    chance = random.Random(SEED)  # noqa: S311 (draws for intervals, the same every time)
    found: dict[str, Any] = {}
    for lang in sorted({message.lang for message in messages}):
        own = [message for message in messages if message.lang == lang]
        found[lang] = figures(own, chance.randrange)
        clean = [message for message in own if not message.wanted]
        for style in ("plain", "oblique"):
            some = [message for message in own if message.wanted and message.style == style]
            if some:  # with the clean ones, or nothing could be found wrongly
                found[f"{lang} {style}"] = figures([*some, *clean], chance.randrange)
        if pairs := [message for message in own if message.style == "paired"]:
            found[f"{lang} pairs"] = figures(pairs, chance.randrange)
    long = [one for one in times if one[0] >= LONG] or list(times)
    spent, floor = sorted(one for _, one, _ in long), sorted(one for _, _, one in long)
    by_length = sorted(one * 100 / words for words, one, _ in long)
    found[f"latency of {len(long)} messages of {LONG} words and more"] = {
        "median ms": round(1000 * spent[len(spent) // 2], 2),
        "p95 ms": round(1000 * spent[int(0.95 * (len(spent) - 1))], 2),
        "p95 ms for 100 words": round(1000 * by_length[int(0.95 * (len(by_length) - 1))], 2),
        "times a JSON round trip of the line": round(spent[len(spent) // 2] / floor[len(floor) // 2], 1),
    }
    return found


def _public(path: Path, lang: str | None) -> dict[str, float]:
    """A public set: sentences with a politeness score, or the cases of HateCheck."""
    if lang is None:
        raise CannotWork("a public set needs --lang")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if "score" in rows[0]:
        right = sum(
            (review(row["sentence"], lang).scores.politeness > 0.5) == (float(row["score"]) > 0) for row in rows
        )
        return {"rows": len(rows), "politeness accuracy": right / len(rows)}
    calm = [row["test_case"] for row in rows if row["label_gold"] == "non-hateful"]
    alarms = sum(
        any(one.label in (Label.HOSTILITY, Label.THREAT) for one in review(text, lang).findings) for text in calm
    )
    return {"rows": len(calm), "calm cases called hostile": alarms / len(calm)}


def _plain(value: object) -> object:
    if isinstance(value, Figures):
        return {
            "messages": value.messages, "clean": value.clean, "hints": value.hints,
            **{name: _plain(getattr(value, name)) for name in ("macro", "micro", "alarms")},
            "labels": {row.label: {"support": row.support, **{name: _plain(getattr(row, name))
                       for name in ("precision", "recall", "f1")}} for row in value.rows},
        }  # fmt: skip
    if isinstance(value, Figure):
        return [round(value.share, 3), round(value.low, 3), round(value.high, 3)]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in cast("dict[str, object]", value).items()}
    return value


def _report(answer: Mapping[str, Any]) -> str:
    lines: list[str] = []
    for name, group in answer.items():
        if not isinstance(group, Figures):
            lines.append(f"{name}: " + ", ".join(f"{what} {round(value, 3)}" for what, value in group.items()))
            continue
        lines += ["", f"{name}: {group.messages} messages, {group.clean} of them clean"]
        lines += [f"  {'label':22}{'n':>5}  {'precision':18}{'recall':18}{'F1':18}"]
        for row in group.rows:
            if row.support:
                cells = "".join(f"{_cell(one):18}" for one in (row.precision, row.recall, row.f1))
                lines.append(f"  {row.label:22}{row.support:5}  {cells}".rstrip())
        lines.append(f"  macro F1 {_cell(group.macro)}, micro F1 {_cell(group.micro)}")
        lines.append(f"  clean with a finding above a hint: {_cell(group.alarms)}, with any: {group.hints:.3f}")
    return "\n".join(lines).lstrip("\n")


def _cell(one: Figure) -> str:
    return f"{one.share:.2f} ({one.low:.2f}-{one.high:.2f})"
