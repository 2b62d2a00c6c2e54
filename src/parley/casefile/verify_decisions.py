"""Is what is told of each judgement what its event says? Asked of the plain JSON, as anybody can."""

from __future__ import annotations

from collections.abc import Iterator

from parley.casefile.contents import DECISIONS_FILES, DecisionsFile
from parley.casefile.findings import Check
from parley.casefile.layout import DECISIONS
from parley.casefile.opened import Opened
from parley.store.plain import Json, JsonObject

WHAT = {"SplitSuggested": "suggestion", "CaseDecided": "decision", "AppealDecided": "appeal"}
"""Events that judge, and what a judgement of theirs is called."""
CARRIES_OUT = {"mediated": ("suggestion",), "decided": ("decision", "appeal")}
"""By the cause of a division: what it carries out."""


def decisions(opened: Opened) -> None:
    """What is said of each judgement is what its event says, its shares add up, and what followed from it did."""
    table = opened.table(Check.DECISIONS, DECISIONS, DECISIONS_FILES)
    if table is None:
        return
    data = [one if isinstance(one, dict) else {} for one in opened.data]
    right = [seq for seq, one in enumerate(data, start=1) if one.get("kind") in WHAT]
    told = [line.seq for line in table.decisions]
    if told != right:
        opened.say(Check.DECISIONS, DECISIONS, "", f"it tells of the events {told}, and those that judge are {right}")
    for line in _plain(table):
        seq = line["seq"]
        if isinstance(seq, int) and seq in right:
            for wrong in _wrong_with(line, seq, data, [event.hash for event in opened.events]):
                opened.say(Check.DECISIONS, DECISIONS, f"event {seq}", wrong)


def _plain(table: DecisionsFile) -> list[JsonObject]:
    said = DECISIONS_FILES.to_json(table)
    lines = said["decisions"] if isinstance(said, dict) else []
    return [line for line in lines if isinstance(line, dict)] if isinstance(lines, list) else []


def _wrong_with(line: JsonObject, seq: int, data: list[JsonObject], hashes: list[str]) -> Iterator[str]:
    expected = _expected(data[seq - 1])
    for name, value in expected.items():
        if _field(line, name) != value:
            yield f"{name} is not what the event says"
    for one in _objects(line["events"]):
        place = one.get("seq")
        if not isinstance(place, int) or not 1 <= place <= len(hashes) or one.get("hash") != hashes[place - 1]:
            yield f"its evidence, event {place}, is not the event of this number"
    if line["what"] != "suggestion":
        shares = [one.get("amount") for one in _objects(line["arithmetic"])]
        if _total(shares) != _minor(line["amount"]):
            yield "its shares do not add up to the sum"
    if line["carried_out"] != _carried_out(line, seq, data):
        yield "what followed from it is not what the events say"
    elif isinstance(line["carried_out"], dict) and not _adds_up(line, line["carried_out"]):
        yield "what was paid is not what was decided"


def _expected(event: JsonObject) -> JsonObject:
    """The same facts, as the event has them."""
    what = WHAT[str(event["kind"])]
    said = _object(event.get("suggestion" if what == "suggestion" else "decision"))
    reasons = _object(said.get("reasons"))
    return {
        "what": what,
        "milestone": event.get("milestone"),
        "at": event.get("at"),
        "person": said.get("person"),
        "amount": said.get("amount"),
        "counts_as": said.get("counts_as"),
        "reasons": said.get("reasons") if what == "suggestion" else None,
        "facts": reasons.get("facts"),
        "clauses": reasons.get("clauses", []),
        "events": reasons.get("events", []),
        "files": reasons.get("files", []),
        "arithmetic": reasons.get("arithmetic", []),
        "remedy": reasons.get("remedy"),
    }


def _field(line: JsonObject, name: str) -> Json:
    """As the event has it: of a clause its key, of evidence its number."""
    inner = {"clauses": "key", "events": "seq"}.get(name)
    return [one.get(inner) for one in _objects(line[name])] if inner else line[name]


def _carried_out(line: JsonObject, seq: int, data: list[JsonObject]) -> Json:
    """The division that this judgement brought: the first one behind it, if nobody judged again before."""
    for later, event in enumerate(data[seq:], start=seq + 1):
        if event.get("milestone") != line["milestone"]:
            continue
        if event.get("kind") == "Split" and line["what"] in CARRIES_OUT.get(str(event.get("cause")), ()):
            return {"seq": later, **{name: event.get(name) for name in ("to_client", "to_freelancer", "fee")}}
        if event.get("kind") == "Split" or event.get("kind") in WHAT:
            return None
    return None


def _adds_up(line: JsonObject, paid: JsonObject) -> bool:
    gross = _total([paid["to_freelancer"], paid["fee"]])
    return gross == _minor(line["amount"]) and gross + _minor(paid["to_client"]) == _minor(line["held"])


def _total(sums: list[Json]) -> int:
    return sum(_minor(one) for one in sums)


def _minor(money: Json) -> int:
    minor = money.get("amount_minor") if isinstance(money, dict) else None
    return minor if isinstance(minor, int) else 0


def _object(value: Json) -> JsonObject:
    return value if isinstance(value, dict) else {}


def _objects(value: Json) -> list[JsonObject]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
