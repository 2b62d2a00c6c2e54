"""What whoever has the desk's own key may do to a case file: change it, and sign it so that the signature is right."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from random import Random
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from parley.casefile.contents import by_account
from tests.casefile.bases import Base, said, saying, sealed_by
from tests.casefile.edits import Edit, leaves_a_table_out, writes_another_form_into_the_manifest

Files = dict[str, bytes]


def signed(change: Callable[[Random, Base], Files | None]) -> Edit:
    def edit(chance: Random, base: Base, key: Ed25519PrivateKey) -> bytes | None:
        files = change(chance, base)
        return None if files is None else sealed_by(key, files)

    return edit


# --- events


def lines(files: Files) -> list[Any]:
    return [json.loads(line) for line in files["events.jsonl"].decode().splitlines()]


def with_lines(files: Files, events: list[Any]) -> Files:
    text = "".join(json.dumps(one, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n" for one in events)
    return {**files, "events.jsonl": text.encode()}


def changes_an_event(chance: Random, base: Base) -> Files:
    """Its hash is left as it was."""
    events = lines(base.files)
    one = chance.choice(events)
    body = json.loads(one["body"])
    body["command_id"] = str(chance.randbytes(4).hex()) + body["command_id"][8:]
    one["body"] = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return with_lines(base.files, events)


def takes_an_event_out(chance: Random, base: Base) -> Files:
    events = lines(base.files)
    del events[chance.randrange(len(events))]
    return with_lines(base.files, events)


def swaps_two_events(chance: Random, base: Base) -> Files:
    events = lines(base.files)
    one, two = chance.sample(range(len(events)), 2)
    events[one], events[two] = events[two], events[one]
    return with_lines(base.files, events)


def puts_an_event_in_twice(chance: Random, base: Base) -> Files:
    events = lines(base.files)
    place = chance.randrange(len(events))
    return with_lines(base.files, [*events[: place + 1], *events[place:]])


def linked_again(base: Base, events: list[Any]) -> tuple[Files, str]:
    """Every hash made anew, as if this had been written from the beginning; and the new head."""
    previous = ""
    for seq, one in enumerate(events, start=1):
        body = json.loads(one["body"])
        body["seq"] = seq
        text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        own = hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()
        one.update(seq=seq, body=text, prev_hash=previous, hash=own)
        previous = own
    files = with_lines(base.files, events)
    order = {**said(files, "order.json"), "seq": len(events), "head": previous}
    return saying(files, "order.json", order), previous


def writes_an_event_anew(chance: Random, base: Base, key: Ed25519PrivateKey) -> bytes:
    """And every hash from there on."""
    events = lines(base.files)
    one = chance.choice(events)
    body = json.loads(one["body"])
    body["command_id"] = str(chance.randbytes(4).hex()) + body["command_id"][8:]
    one["body"] = json.dumps(body)
    files, head = linked_again(base, events)
    return sealed_by(key, files, head=head)


# --- words and files


def changes_a_word(chance: Random, base: Base) -> Files:
    table = said(base.files, "texts.json")
    text = chance.choice(_kept(table))
    field = chance.choice(["words", "salt"])
    text[field] += "0"
    return saying(base.files, "texts.json", table)


def swaps_two_texts(chance: Random, base: Base) -> Files:
    table = said(base.files, "texts.json")
    one, two = chance.sample(_kept(table), 2)
    one["words"], two["words"], one["salt"], two["salt"] = two["words"], one["words"], two["salt"], one["salt"]
    return saying(base.files, "texts.json", table)


def takes_a_text_out(chance: Random, base: Base) -> Files:
    table = said(base.files, "texts.json")
    del table["texts"][chance.randrange(len(table["texts"]))]
    return saying(base.files, "texts.json", table)


def adds_a_text(chance: Random, base: Base) -> Files:
    table = said(base.files, "texts.json")
    salt, words = chance.randbytes(16).hex(), "I agreed to all of it."
    commitment = hashlib.sha256(f"{salt}\n{words}".encode()).hexdigest()
    new = {"commitment": commitment, "salt": salt, "words": words, "language": "en", "kept": "kept", "erased_at": None}
    table["texts"] = sorted([*table["texts"], new], key=lambda text: str(text["commitment"]))
    return saying(base.files, "texts.json", table)


def calls_a_text_private(chance: Random, base: Base) -> Files:
    table = said(base.files, "texts.json")
    chance.choice(_kept(table)).update(salt=None, words=None, kept="private")
    return saying(base.files, "texts.json", table)


def calls_a_text_erased(chance: Random, base: Base) -> Files:
    table = said(base.files, "texts.json")
    chance.choice(_kept(table)).update(salt=None, words=None, kept="erased", erased_at="2026-06-17T15:30:00.000000Z")
    return saying(base.files, "texts.json", table)


def changes_an_attachment(chance: Random, base: Base) -> Files | None:
    name = _attachment(chance, base)
    return None if name is None else {**base.files, name: base.files[name] + b"x"}


def takes_an_attachment_out(chance: Random, base: Base) -> Files | None:
    name = _attachment(chance, base)
    return None if name is None else {one: data for one, data in base.files.items() if one != name}


def swaps_an_attachment_for_another(chance: Random, base: Base) -> Files | None:
    """Under a name that fits its bytes, where the list names it so."""
    name = _attachment(chance, base)
    if name is None:
        return None
    data = base.files[name] + b"x"
    sha256 = hashlib.sha256(data).hexdigest()
    table = said(base.files, "attachments.json")
    for file in table["files"]:
        if file["sha256"] == name.removeprefix("attachments/"):
            file.update(sha256=sha256, size_bytes=len(data))
    table["files"].sort(key=lambda file: str(file["sha256"]))
    files = {one: held for one, held in base.files.items() if one != name}
    return saying({**files, f"attachments/{sha256}": data}, "attachments.json", table)


def calls_an_attachment_erased(chance: Random, base: Base) -> Files | None:
    name = _attachment(chance, base)
    if name is None:
        return None
    table = said(base.files, "attachments.json")
    for file in table["files"]:
        if file["sha256"] == name.removeprefix("attachments/"):
            file.update(kept="erased", erased_at="2026-06-17T15:30:00.000000Z")
    return saying({one: data for one, data in base.files.items() if one != name}, "attachments.json", table)


def _kept(table: Any) -> list[Any]:
    return [text for text in table["texts"] if text["kept"] == "kept"]


def _attachment(chance: Random, base: Base) -> str | None:
    names = [name for name in base.files if name.startswith("attachments/")]
    return chance.choice(names) if names else None


# --- money


def changes_a_posting(chance: Random, base: Base) -> Files | None:
    table = said(base.files, "books.json")
    if not table["postings"]:
        return None
    one = chance.choice(table["postings"])
    field = chance.choice(["amount_minor", "account", "milestone", "seq", "at", "currency"])
    other = {"account": "client" if one["account"] != "client" else "hold", "currency": "XTS"}
    other["at"] = "2020-01-01T00:00:00.000000Z"
    one[field] = other[field] if field in other else (one[field] or 0) + chance.randint(1, 10**6)
    return saying(base.files, "books.json", table)


def books_other_money(chance: Random, base: Base) -> Files | None:
    """Balanced, with the right balances."""
    table = said(base.files, "books.json")
    if not table["postings"]:
        return None
    seq = chance.choice(table["postings"])["seq"]
    entry = [one for one in table["postings"] if one["seq"] == seq]
    entry[0]["amount_minor"] += 100
    entry[-1]["amount_minor"] -= 100
    return saying(base.files, "books.json", _balanced(table))


def takes_an_entry_out(chance: Random, base: Base) -> Files | None:
    table = said(base.files, "books.json")
    if not table["postings"]:
        return None
    seq = chance.choice(table["postings"])["seq"]
    table["postings"] = [one for one in table["postings"] if one["seq"] != seq]
    return saying(base.files, "books.json", _balanced(table))


def _balanced(table: Any) -> Any:
    sums: dict[tuple[str, int | None, str], int] = {}
    for one in table["postings"]:
        account = one["account"], one["milestone"], one["currency"]
        sums[account] = sums.get(account, 0) + one["amount_minor"]
    names = ("account", "milestone", "currency", "amount_minor")
    balances = [dict(zip(names, (*account, sums[account]), strict=True)) for account in sorted(sums, key=by_account)]
    return {**table, "balances": [one for one in balances if one["amount_minor"]]}


# --- decisions and the order


def changes_a_decision(chance: Random, base: Base) -> Files | None:
    table = said(base.files, "decisions.json")
    if not table["decisions"]:
        return None
    one = chance.choice(table["decisions"])
    fields = ["amount", "person", "at", "milestone", "evidence", "share", "clauses", "what", "carried_out"]
    match chance.choice(fields):
        case "amount":
            one["amount"]["amount_minor"] += 1
        case "evidence" if one["events"]:
            one["events"][0]["hash"] = chance.randbytes(32).hex()
        case "share" if one["arithmetic"]:
            one["arithmetic"][0]["amount"]["amount_minor"] += 1
        case "clauses" if one["clauses"]:
            one["clauses"] = one["clauses"][1:]
        case "carried_out" if one["carried_out"] is not None:
            one["carried_out"]["to_client"]["amount_minor"] += 1
        case "what":
            one["what"] = {"suggestion": "decision", "decision": "appeal", "appeal": "suggestion"}[one["what"]]
        case "milestone":
            one["milestone"] += 1
        case _:
            one["person"] = "nobody"
    return saying(base.files, "decisions.json", table)


def takes_a_decision_out(chance: Random, base: Base) -> Files | None:
    table = said(base.files, "decisions.json")
    if not table["decisions"]:
        return None
    del table["decisions"][chance.randrange(len(table["decisions"]))]
    return saying(base.files, "decisions.json", table)


def values_the_work_otherwise(chance: Random, base: Base) -> Files | None:
    """At the moment of a decision."""
    table = said(base.files, "decisions.json")
    if not table["decisions"]:
        return None
    one = chance.choice(table["decisions"])
    one["valuation"][0]["amount"]["amount_minor"] += 100
    return saying(base.files, "decisions.json", table)


def says_that_it_is_another_order(chance: Random, base: Base) -> Files:
    order = said(base.files, "order.json")
    field = chance.choice(["seq", "head", "desk", "languages"])
    order[field] = {"seq": order["seq"] + 1, "languages": ["xx"]}.get(field, "another")
    return saying(base.files, "order.json", order)


def says_that_it_stands_otherwise(chance: Random, base: Base) -> Files:
    order = said(base.files, "order.json")
    match chance.choice(["stage", "zone", "person", "state", "price"]):
        case "stage":
            order["stage"] = "withdrawn"
        case "zone":
            order["zone"] = "Asia/Tokyo"
        case "person":
            order["parties"][0]["person_id"] = order["parties"][1]["person_id"]
        case "state":
            chance.choice(order["state"]["milestones"])["held"]["amount_minor"] += 1
        case _:
            order["state"]["offer"]["terms"]["milestones"][0]["price"]["amount_minor"] += 1
    return saying(base.files, "order.json", order)


def changes_a_name(chance: Random, base: Base) -> Files:
    order = said(base.files, "order.json")
    chance.choice(order["parties"])["name"] += " Jr."
    return saying(base.files, "order.json", order)


def words_a_clause_otherwise(chance: Random, base: Base) -> Files | None:
    table = said(base.files, "decisions.json")
    worded = [clause for one in table["decisions"] for clause in one["clauses"]]
    if not worded:
        return None
    for words in chance.choice(worded)["words"].values():
        words["title"] += "!"
    return saying(base.files, "decisions.json", table)


def words_the_readme_otherwise(_: Random, base: Base) -> Files:
    return {**base.files, "README.txt": b"Trust me.\n"}


WITH_THE_KEY: dict[str, Edit] = {
    "writes another form into the manifest": writes_another_form_into_the_manifest,
    "leaves a table out": leaves_a_table_out,
    "changes an event": signed(changes_an_event),
    "takes an event out": signed(takes_an_event_out),
    "swaps two events": signed(swaps_two_events),
    "puts an event in twice": signed(puts_an_event_in_twice),
    "writes an event anew, and every hash behind it": writes_an_event_anew,
    "changes a word": signed(changes_a_word),
    "swaps two texts": signed(swaps_two_texts),
    "takes a text out": signed(takes_a_text_out),
    "adds a text": signed(adds_a_text),
    "calls a text private": signed(calls_a_text_private),
    "changes an attachment": signed(changes_an_attachment),
    "takes an attachment out": signed(takes_an_attachment_out),
    "swaps an attachment for another": signed(swaps_an_attachment_for_another),
    "changes a posting": signed(changes_a_posting),
    "books other money": signed(books_other_money),
    "takes an entry out": signed(takes_an_entry_out),
    "changes a decision": signed(changes_a_decision),
    "takes a decision out": signed(takes_a_decision_out),
    "values the work otherwise": signed(values_the_work_otherwise),
    "says that it is another order": signed(says_that_it_is_another_order),
    "says that it stands otherwise": signed(says_that_it_stands_otherwise),
}

FOUND_BY_NOTHING: dict[str, Edit] = {
    "calls a text erased": signed(calls_a_text_erased),
    "calls an attachment erased": signed(calls_an_attachment_erased),
    "changes a name": signed(changes_a_name),
    "words a clause otherwise": signed(words_a_clause_otherwise),
    "words the readme otherwise": signed(words_the_readme_otherwise),
}
"""What the desk says and nothing else could prove: it stands with its signature for it."""


# --- nonsense

NONSENSE: tuple[Any, ...] = (
    *(None, True, False, -1, 0, 10**30, "", "x", "0" * 64, [], {}, [[]], {"a": 1}, "2026-01-01"),
    *("2026-01-01T00:00:00.000000Z", "kept", "erased", "\u202e", "\x00", "EUR"),
)


def writes_nonsense(chance: Random, base: Base, key: Ed25519PrivateKey) -> bytes:
    """Some value, somewhere in a table, is another one; keys come and go."""
    name = chance.choice(
        ["attachments.json", "books.json", "decisions.json", "events.jsonl", "order.json", "texts.json"]
    )
    if name == "events.jsonl":
        events = lines(base.files)
        _spoil(chance, events)
        try:
            return sealed_by(key, with_lines(base.files, events))
        except UnicodeEncodeError:
            return base.data
    table = said(base.files, name)
    _spoil(chance, table)
    return sealed_by(key, saying(base.files, name, table))


def _spoil(chance: Random, value: Any) -> None:
    places: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        one = waiting.pop()
        inside = list(one.items()) if isinstance(one, dict) else list(enumerate(one))
        places += [(one, place) for place, _ in inside]
        waiting += [held for _, held in inside if isinstance(held, dict | list)]
    held, place = chance.choice(places)
    match chance.randrange(4):
        case 0 if isinstance(held, dict):
            del held[place]
        case 1 if isinstance(held, dict):
            held[chance.choice(["a", "kind", "seq", "zz"])] = chance.choice(NONSENSE)
        case _:
            held[place] = chance.choice(NONSENSE)
