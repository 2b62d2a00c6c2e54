"""Do the files of an archive agree with each other? Everything that can be asked without the rules of the core."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import pairwise
from typing import Any, get_args, get_type_hints
from uuid import UUID

from parley.casefile.contents import (
    ATTACHMENTS_FILES,
    BOOKS_FILES,
    ORDER_HEADS,
    STATE,
    TEXTS_FILES,
    AttachmentLine,
    EventLine,
    ListedFile,
    PostingLine,
    by_account,
)
from parley.casefile.findings import Check
from parley.casefile.layout import ATTACHMENTS, BOOKS, EVENTS, ORDER, TEXTS
from parley.casefile.opened import Opened, values
from parley.casefile.record import Kept, Written
from parley.core.order.messages import AnyEvent
from parley.core.parties import Role
from parley.core.texts import Commitment, Text
from parley.store.chain import verify
from parley.store.codec import parse
from parley.store.plain import CodecError, Json, instant_of, instant_text
from parley.store.rows import EventRow

HEXADECIMAL = frozenset("0123456789abcdef")
HASH_CHARACTERS = 64
SIDES = [Role.CLIENT, Role.FREELANCER]
ATTACHMENT = "attachments/"


def chain(opened: Opened) -> None:
    """No event is missing, put in, moved or changed, and the manifest names the last one."""
    opened.lines()
    if EVENTS not in opened.entries:
        return
    if not opened.events:
        opened.say(Check.CHAIN, EVENTS, "", "there is no event that could be read")
        return
    manifest = opened.manifest
    rows: list[EventRow] = []
    for place, line in enumerate(opened.events, start=1):
        row = _row(line)
        if isinstance(row, str):
            opened.say(Check.CHAIN, EVENTS, f"event {place}", row)
            return
        rows.append(row)
    order_id = manifest.order_id if manifest is not None else None
    broken = verify(rows, order_id=order_id)
    if broken is not None:
        says = f"the chain breaks here: {broken.why.value} {broken.what}".strip()
        opened.say(Check.CHAIN, EVENTS, f"event {broken.seq}", says)
    elif manifest is not None and (len(rows), rows[-1].hash) != (manifest.seq, manifest.head):
        says = (
            f"the manifest ends with event {manifest.seq}, {manifest.head}, and these with {len(rows)}, {rows[-1].hash}"
        )
        opened.say(Check.CHAIN, EVENTS, f"event {min(len(rows), manifest.seq) + 1}", says)


def _row(line: EventLine) -> EventRow | str:
    """The event as the store keeps it, its columns read from its body; or what is wrong with the body."""
    try:
        said = parse(line.body)
        if not isinstance(said, dict) or not isinstance(said.get("data"), dict):
            return "its body is not one of an event"
        kind, by, at = said.get("kind"), said.get("by"), said.get("at")
        if not isinstance(kind, str) or not isinstance(by, str):
            return "its body is not one of an event"
        order_id, command_id = UUID(str(said.get("order_id"))), UUID(str(said.get("command_id")))
        instant = instant_of(at)
    except (CodecError, ValueError) as error:
        return f"its body cannot be read: {error}"
    return EventRow(
        order_id=order_id,
        seq=line.seq,
        kind=kind,
        at=instant,
        by=by,
        command_id=command_id,
        body=line.body,
        prev_hash=line.prev_hash,
        hash=line.hash,
        hash_version=line.hash_version,
    )


def texts(opened: Opened) -> None:
    """Every text that is mentioned is there and is the one that was written, or is said to be erased or private."""
    table = opened.table(Check.TEXTS, TEXTS, TEXTS_FILES)
    if table is None:
        return
    for before, after in pairwise(text.commitment for text in table.texts):
        if before >= after:
            opened.say(Check.TEXTS, TEXTS, f"text {after}", "texts are sorted, and none is there twice")
    for text in table.texts:
        if wrong := _wrong_with(text):
            opened.say(Check.TEXTS, TEXTS, f"text {text.commitment}", wrong)
    named = commitment_fields()
    mentions: dict[str, int] = {}
    for seq, data in enumerate(opened.data, start=1):
        for one in _texts_in(data, named):
            mentions.setdefault(one, seq)
    here = {text.commitment for text in table.texts}
    for missing in sorted(mentions.keys() - here):
        says = f"event {mentions[missing]} mentions it, and it is neither there nor explained"
        opened.say(Check.TEXTS, TEXTS, f"text {missing}", says)
    for unknown in sorted(here - mentions.keys()):
        opened.say(Check.TEXTS, TEXTS, f"text {unknown}", "no event mentions it")


def _wrong_with(text: Written) -> str:
    match text.kept:
        case Kept.KEPT if text.words is None or text.salt is None:
            return "it is said to be kept, and its words or its salt are not there"
        case Kept.KEPT if text.erased_at is not None:
            return "it is said to be kept and to be erased"
        case Kept.KEPT if text.words is not None and text.salt is not None:
            fits = Text(text.words, text.salt).commitment == text.commitment
            return "" if fits else "it is not the one that was written"
        case Kept.ERASED if text.erased_at is None:
            return "it is said to be erased, and not when"
        case _ if text.words is not None or text.salt is not None:
            return f"it is said to be {text.kept.value}, and is there"
        case _:
            return ""


def _texts_in(data: Json, named: frozenset[str]) -> Iterator[str]:
    for _, value in values(data, named.__contains__):
        yield from (one for one in _strings(value) if is_hash(one))


def _strings(value: Json) -> Iterator[str]:
    """A commitment stands alone, in a list, or in a map for what its key names."""
    held = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
    yield from (one for one in held if isinstance(one, str))


def is_hash(text: str) -> bool:
    return len(text) == HASH_CHARACTERS and set(text) <= HEXADECIMAL


@cache
def commitment_fields() -> frozenset[str]:
    """The names of all fields, in whatever an event may hold, that stand for a text."""
    found: set[str] = set()
    seen: set[Any] = set()
    waiting: list[Any] = [AnyEvent]
    while waiting:
        hint = waiting.pop()
        if hint in seen:
            continue
        seen.add(hint)
        waiting += get_args(hint)
        if is_dataclass(hint):
            hints = {field.name: get_type_hints(hint)[field.name] for field in fields(hint)}
            waiting += hints.values()
            found |= {name for name, one in hints.items() if Commitment in (one, *get_args(one))}
    return frozenset(found)


def attachments(opened: Opened) -> None:
    """Every file that was handed in is there, or is said to be erased, and is what the events say of it."""
    table = opened.table(Check.ATTACHMENTS, ATTACHMENTS, ATTACHMENTS_FILES)
    if table is None:
        return
    for before, after in pairwise(file.sha256 for file in table.files):
        if before >= after:
            opened.say(Check.ATTACHMENTS, ATTACHMENTS, f"file {after}", "files are sorted, and none is there twice")
    mentions: dict[str, list[tuple[Json, ...]]] = defaultdict(list)
    for data in opened.data:
        for file in _files_in(data):
            mentions[str(file["sha256"])].append(tuple(file.get(one) for one in ("name", "size_bytes", "media_type")))
    here = {file.sha256: file for file in table.files}
    for missing in sorted(mentions.keys() - here.keys()):
        says = "an event mentions it, and it is neither there nor explained"
        opened.say(Check.ATTACHMENTS, ATTACHMENTS, f"file {missing}", says)
    packed = {file.path: file for file in opened.manifest.files} if opened.manifest is not None else None
    for sha256, line in sorted(here.items()):
        if (line.name, line.size_bytes, line.media_type) not in mentions.get(sha256, []):
            says = "no event mentions it with this name, size and type"
            opened.say(Check.ATTACHMENTS, ATTACHMENTS, f"file {sha256}", says)
        for wrong in _wrong_with_file(line, packed):
            opened.say(Check.ATTACHMENTS, ATTACHMENTS, f"file {sha256}", wrong)
    for path in sorted(packed or ()):
        if path.startswith(ATTACHMENT) and path.removeprefix(ATTACHMENT) not in here:
            opened.say(Check.ATTACHMENTS, path, "", "nothing says what it is")


def _wrong_with_file(line: AttachmentLine, packed: Mapping[str, ListedFile] | None) -> Iterator[str]:
    """`packed` are the files of the archive, if one could read which they are."""
    # Erased, and the backup that came back from before does not know when: that may be.
    if (line.kept is Kept.KEPT and line.erased_at is not None) or line.kept is Kept.PRIVATE:
        yield "whether it was erased is not clear"
    if packed is None:
        return
    file = packed.get(ATTACHMENT + line.sha256)
    if file is None and line.kept is Kept.KEPT:
        yield "it is said to be kept, and is not there"
    elif file is not None and line.kept is not Kept.KEPT:
        yield "it is there, and said to be erased"
    elif file is not None and (file.sha256, file.size) != (line.sha256, line.size_bytes):
        yield "its bytes are not those that were handed in"


def _files_in(data: Json) -> Iterator[dict[str, Json]]:
    """What an event says of each file: an object that has its hash."""
    if isinstance(data, dict):
        if isinstance(data.get("sha256"), str):
            yield data
        for value in data.values():
            yield from _files_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from _files_in(value)


def books(opened: Opened) -> None:
    """Each movement of money comes to nothing, belongs to an event, and the balances are its sums."""
    table = opened.table(Check.BOOKS, BOOKS, BOOKS_FILES)
    if table is None:
        return
    of_event: dict[int, list[PostingLine]] = defaultdict(list)
    for posting in table.postings:
        of_event[posting.seq].append(posting)
    if [(one.seq, one.line) for one in table.postings] != sorted({(one.seq, one.line) for one in table.postings}):
        opened.say(Check.BOOKS, BOOKS, "", "postings are sorted by event and line, and none is there twice")
    instants = [_instant(line) for line in opened.events]
    for seq, postings in sorted(of_event.items()):
        where = f"event {seq}"
        if [one.line for one in postings] != list(range(1, len(postings) + 1)):
            opened.say(Check.BOOKS, BOOKS, where, "a line of its entry is missing")
        if len({one.currency for one in postings}) != 1 or sum(one.amount_minor for one in postings) != 0:
            opened.say(Check.BOOKS, BOOKS, where, "its entry does not balance")
        if not 1 <= seq <= len(instants):
            opened.say(Check.BOOKS, BOOKS, where, "there is no such event")
        elif any(instant_text(one.at) != instants[seq - 1] for one in postings):
            opened.say(Check.BOOKS, BOOKS, where, "its entry is not of its instant")
    sums: dict[tuple[str, int | None, str], int] = defaultdict(int)
    for one in table.postings:
        sums[one.account, one.milestone, one.currency] += one.amount_minor
    right = [(*account, sums[account]) for account in sorted(sums, key=by_account) if sums[account]]
    if [(one.account, one.milestone, one.currency, one.amount_minor) for one in table.balances] != right:
        opened.say(Check.BOOKS, BOOKS, "balances", "they are not the sums of the postings")


def _instant(line: EventLine) -> Json:
    try:
        said = parse(line.body)
    except CodecError:
        return None
    return said.get("at") if isinstance(said, dict) else None


def order(opened: Opened) -> None:
    """The head of the order says what the manifest does. What the order is made of needs the rules of the core."""
    head = opened.table(Check.ORDER, ORDER, ORDER_HEADS, without=STATE)
    manifest = opened.manifest
    if head is None:
        return
    if manifest is not None:
        says = (head.order_id, head.desk, head.seq, head.head)
        if says != (manifest.order_id, manifest.desk, manifest.seq, manifest.head):
            opened.say(Check.ORDER, ORDER, "", "it is of another order, desk or moment than the manifest")
    if [party.role for party in head.parties] != SIDES:
        opened.say(Check.ORDER, ORDER, "parties", "they are not a client and a freelancer")
    if list(head.languages) != sorted({party.language for party in head.parties if party.person_id}):
        opened.say(Check.ORDER, ORDER, "languages", "they are not those of the two sides")
