#!/usr/bin/env python3
# ruff: noqa: B905, DTZ007, PTH123, TRY300, TRY301  (it runs with Python 3.8, and its reader need not know more)
"""Check a case file of Parley without Parley: python3 -I parley_verify.py FILE [FILE ...] --key KEY [--head HASH] [--json]

Needs Python 3.8 or later and nothing else. KEY is the public key of the desk or its fingerprint, from a letter of the desk or
from its page: a key that comes with the archive proves nothing about who made it. HASH is the fingerprint of the order that a
letter carried: whoever has the desk's key could sign a shorter story, and only what was sent out before shows it.

Exit code 0: nothing is wrong; 1: something is; 2: the call itself is. What needs the rules of Parley (whether the events follow
from each other, and the money and the divisions from the events) is checked by "parley case verify" only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import struct
import sys
import uuid
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, BinaryIO

Json = Any

CHECKS = ["container", "manifest", "signature", "key", "entries", "chain", "texts", "attachments", "books", "decisions"]
CHECKS += ["order", "head"]
FORMAT = "parley-case-file/1"
TABLES = ["README.txt", "attachments.json", "books.json", "decisions.json", "events.jsonl", "order.json", "texts.json"]
OTHERS = r"case\.[a-z]{2,8}(-[a-z0-9]{2,8})?\.(html|pdf)|attachments/[0-9a-f]{64}"
MOST_ENTRIES, LARGEST_TABLE, PIECE, LONGEST_NUMBER = 20_000, 1 << 28, 1 << 18, 4300
COMMITMENTS = {
    "answer",
    "bid",
    "explained",
    "facts",
    "name",
    "note",
    "question",
    "reason",
    "reasons",
    "remedy",
    "statement",
}
COMMITMENTS |= {"summary", "test", "text", "title", "what", "words"}
"""The fields of events that stand for a text."""
JUDGES = {"SplitSuggested": "suggestion", "CaseDecided": "decision", "AppealDecided": "appeal"}
CARRIES_OUT = {"mediated": ("suggestion",), "decided": ("decision", "appeal")}


# --- Ed25519 (RFC 8032, 5.1): points of the curve -x^2 + y^2 = 1 + d x^2 y^2 over the whole numbers modulo P

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
Point = Any  # (X, Y, Z, T) with x = X/Z, y = Y/Z, x*y = T/Z
NEUTRAL: Point = (0, 1, 1, 0)


def add(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def point_of(raw: bytes) -> Point:
    """The point that 32 bytes stand for: y, and in the highest bit whether x is odd. None if there is none."""
    y = int.from_bytes(raw, "little")
    odd, y = y >> 255, y & ((1 << 255) - 1)
    if len(raw) != 32 or y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and odd):
        return None
    x = P - x if x & 1 != odd else x
    return (x, y, 1, x * y % P)


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(message: bytes, signature: bytes, key: bytes) -> bool:
    """Whether R = s B - h A, where R and s are the two halves of the signature and A is the key."""
    a = point_of(key)
    s = int.from_bytes(signature[32:], "little")
    if a is None or len(signature) != 64 or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    minus_a = (P - a[0], a[1], 1, P - a[3])
    both, r = add(BASE, minus_a), NEUTRAL
    for bit in range(255, -1, -1):  # both sums at once, from the highest bit down
        r = add(r, r)
        which = (s >> bit & 1) + 2 * (h >> bit & 1)
        r = add(r, (NEUTRAL, BASE, minus_a, both)[which]) if which else r
    inverse = pow(r[2], P - 2, P)
    x, y = r[0] * inverse % P, r[1] * inverse % P
    return bool((y | (x & 1) << 255).to_bytes(32, "little") == signature[:32])


# --- the archive: an uncompressed ZIP with one possible form


class Wrong(Exception):
    """What cannot be read: the entry, the place in it, and why."""


def entries_of(file: BinaryIO) -> dict[str, tuple[int, int]]:
    """Where each file begins, and its size. Raises Wrong at the first byte that no case file has."""
    found: dict[str, tuple[int, int]] = {}
    directory, offset, previous = b"", 0, ""

    def at(start: int, size: int) -> bytes:
        file.seek(start)
        return file.read(size)

    while at(offset, 4) != b"PK\1\2":
        head = at(offset, 30)
        if len(head) < 30 or head[:4] != b"PK\3\4":
            raise Wrong("", f"byte {offset}", "neither a file nor the list of all files begins here")
        checksum, packed, size, length, more = struct.unpack("<3I2H", head[14:])
        raw = at(offset + 30, length)
        name = raw.decode("ascii", "backslashreplace")
        if head[4:14] != struct.pack("<5H", 20, 0, 0, 0, 33) or packed != size or more or len(raw) != length:
            raise Wrong(name, f"byte {offset}", "it is compressed, or packed by another program, or changed")
        if name not in ("manifest.json", "signature.json", *TABLES) and not re.fullmatch(OTHERS, name):
            raise Wrong(name, f"byte {offset}", "no case file holds a file of this name")
        if name <= previous:
            raise Wrong(name, f"byte {offset}", f"it stands behind {previous}: out of order, or twice")
        start, left, actual = offset + 30 + length, size, 0
        while left and (piece := at(start + size - left, min(PIECE, left))):
            actual, left = zlib.crc32(piece, actual), left - len(piece)
        if left:
            raise Wrong(name, f"byte {start + size - left}", "the archive ends here, within the file")
        if actual != checksum:
            raise Wrong(name, f"byte {start}", "its checksum is not that of its content")
        what = (0x0314, 20, 0, 0, 0, 33, checksum, size, size, length, 0, 0, 0, 0, 0o100644 << 16, offset)
        directory += b"PK\1\2" + struct.pack("<6H3I5H2I", *what) + raw
        found[name], previous, offset = (start, size), name, start + size
        if len(found) > MOST_ENTRIES:
            raise Wrong(name, f"byte {offset}", "there are too many files")
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, len(found), len(found), len(directory), offset, 0)
    expected, ends = directory + end, at(offset, len(directory) + len(end) + 1)
    if ends != expected:
        same = next((n for n, (x, y) in enumerate(zip(ends, expected)) if x != y), min(len(ends), len(expected)))
        raise Wrong("", f"byte {offset + same}", "the list of all files is not theirs, or there is more behind it")
    return found


# --- JSON of one form, and of the shapes that are expected


def parsed(text: str) -> Json:
    """Raises ValueError for a number with a point, and for what is not JSON."""

    def never(number: str) -> None:
        raise ValueError(f"{number} is not a whole number")

    def whole_of(digits: str) -> int:
        if len(digits) > LONGEST_NUMBER:
            never("a number of thousands of digits")
        return int(digits)

    try:
        return json.loads(text, parse_float=never, parse_constant=never, parse_int=whole_of)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def canonical(text: str) -> Json:
    """The same, if the text is the one way to say it. Raises ValueError."""
    said = parsed(text)
    if json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False) != text:
        raise ValueError("not canonical")
    return said


def text(value: Json) -> bool:
    return isinstance(value, str)


def anything(_: Json) -> bool:
    return True


def whole(value: Json) -> bool:
    return type(value) is int


def currency(value: Json) -> bool:
    return text(value) and re.fullmatch("[A-Z]{3}", value) is not None


def one_of(*values: Json) -> Callable[[Json], bool]:
    return lambda value: any(value is known or (text(value) and value == known) for known in values)


def instant(value: Json) -> bool:
    try:
        return text(value) and bool(datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%fZ")) and len(value) == 27
    except ValueError:
        return False


def an_id(value: Json) -> bool:
    try:
        return text(value) and str(uuid.UUID(value)) == value
    except ValueError:
        return False


def by_language(value: Json) -> bool:
    return isinstance(value, dict) and all(fits(one, {"title": text, "body": [text]}) for one in value.values())


def maybe(shape: Json) -> Callable[[Json], bool]:
    return lambda value: value is None or fits(value, shape)


def fits(value: Json, shape: Json) -> bool:
    """Whether a value has this shape: a function that says so, [the shape of each], or the shape of each key."""
    if callable(shape):
        return bool(shape(value))
    if isinstance(shape, list):
        return isinstance(value, list) and all(fits(one, shape[0]) for one in value)
    return (
        isinstance(value, dict) and value.keys() == shape.keys() and all(fits(value[key], shape[key]) for key in shape)
    )


def each(shape: Json, *names: str) -> dict[str, Json]:
    return dict.fromkeys(names, shape)


KEPT = one_of("kept", "erased", "private")
ROLE = one_of("client", "freelancer", "clock", "mediator", "bank", "operator")
CLAUSE = one_of("work", "milestones", "money", "deposit", "kill_fee", "changes", "review", "disagreement", "pause")
COUNTS = one_of("completed", "freelancer", "exempt")
MONEY = {"amount_minor": whole, "currency": currency}
SHARES = [{"item": whole, "amount": MONEY}]
PEOPLE = [dict(each(text, "person_id", "name", "language"), role=ROLE)]
PAID = dict(each(MONEY, "to_client", "to_freelancer", "fee"), seq=whole)
BALANCE = {"account": text, "milestone": maybe(whole), "currency": text, "amount_minor": whole}
LISTED = {"path": text, "size": whole, "sha256": text}
WRITTEN = dict(each(text, "commitment", "language"), **each(maybe(text), "salt", "words"))
FILE = dict(each(text, "sha256", "name", "media_type"), size_bytes=whole)
DECISION = dict(
    each(whole, "seq", "milestone"),
    **each(maybe(text), "reasons", "facts", "remedy"),
    **each(MONEY, "held", "amount"),
    **each(SHARES, "arithmetic", "valuation"),
    what=one_of(*JUDGES.values()),
    at=instant,
    person=text,
    clauses=[{"key": CLAUSE, "hash": text, "words": by_language}],
    events=[{"seq": whole, "hash": text}],
    files=[text],
    counts_as=maybe(COUNTS),
    carried_out=maybe(PAID),
)
SHAPES = {
    "manifest.json": dict(each(text, "format", "desk", "key", "head"), order_id=an_id, seq=whole, files=[LISTED]),
    "signature.json": each(text, "algorithm", "key", "signature"),
    "events.jsonl": dict(each(text, "body", "prev_hash", "hash"), **each(whole, "seq", "hash_version")),
    "texts.json": {"texts": [dict(WRITTEN, kept=KEPT, erased_at=maybe(instant))]},
    "attachments.json": {"files": [dict(FILE, kept=KEPT, erased_at=maybe(instant))]},
    "books.json": {"postings": [dict(BALANCE, seq=whole, line=whole, at=instant)], "balances": [BALANCE]},
    "decisions.json": {"decisions": [DECISION]},
    "order.json": dict(
        each(text, "desk", "head", "stage", "zone"),
        order_id=an_id,
        seq=whole,
        languages=[text],
        parties=PEOPLE,
        staff=PEOPLE,
        state=anything,
    ),
}


# --- the checks


class Archive:
    """What could be read so far, and what is wrong: (check, entry, where, what)."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.found: list[tuple[str, str, str, str]] = []
        self.manifest: Json = None
        self.events: list[Json] = []
        self.bodies: list[Json] = []
        self.head_seq = None
        try:
            self.entries = entries_of(file)
        except Wrong as wrong:
            self.entries = {}
            self.say("container", *wrong.args)

    def say(self, check: str, entry: str, where: str, what: str) -> None:
        self.found.append((check, entry, where, what))

    def pieces(self, name: str) -> Iterator[bytes]:
        start, left = self.entries[name]
        while left:
            self.file.seek(start)
            piece = self.file.read(min(PIECE, left))
            start, left = start + len(piece), left - len(piece)
            yield piece

    def table(self, check: str, name: str) -> Json:
        """The content of one file, if it has the form and the shape it must have."""
        if name not in self.entries:
            return None
        try:
            if self.entries[name][1] > LARGEST_TABLE:
                raise ValueError("too large")
            said = b"".join(self.pieces(name)).decode()
            if name == "events.jsonl":
                return said
            said = canonical(said)
            if not fits(said, SHAPES[name]):
                raise ValueError("not of the shape that it must have")
            return said
        except ValueError as error:
            self.say(check, name, "", f"it cannot be read: {error}")
            return None


def check_manifest(a: Archive, **_: Json) -> None:
    manifest = a.manifest = a.table("manifest", "manifest.json")
    if "manifest.json" not in a.entries:
        a.say("manifest", "manifest.json", "", "it is missing")
    if not manifest:
        return
    paths = [file["path"] for file in manifest["files"]]
    if manifest["format"] != FORMAT:
        a.say("manifest", "manifest.json", "format", f"it is {manifest['format']}, and this is {FORMAT}")
    for path in sorted({*TABLES, *paths}):
        if path not in TABLES and not re.fullmatch(OTHERS, path):
            a.say("manifest", "manifest.json", path, "no case file lists a file of this name")
        elif path not in paths:
            a.say("manifest", "manifest.json", path, "every case file lists this file, and here it is not")
    if paths != sorted(set(paths)):
        a.say("manifest", "manifest.json", "", "files are sorted by name, and none is listed twice")


def check_signature(a: Archive, key: str | None, **_: Json) -> None:
    signature = a.table("signature", "signature.json")
    if "signature.json" not in a.entries:
        a.say("signature", "signature.json", "", "it is missing")
    if not signature or "manifest.json" not in a.entries:
        return
    try:
        signed = b"parley case file\n" + b"".join(a.pieces("manifest.json"))
        fine = is_signed(signed, bytes.fromhex(signature["signature"]), bytes.fromhex(signature["key"]))
    except ValueError:
        fine = False
    if not fine or signature["algorithm"] != "ed25519":
        a.say("signature", "signature.json", "", "it is not the signature of this manifest by this key")
    if a.manifest and a.manifest["key"] != signature["key"]:
        a.say("signature", "signature.json", "key", "the manifest names another key")
    if key is not None and plain(key) not in (signature["key"], fingerprint(signature["key"])):
        a.say("key", "signature.json", "key", f"it is signed with {signature['key']}: by another desk, or by a forger")


def plain(hexadecimal: str) -> str:
    """As people copy it from a letter: groups and capitals do no harm."""
    return "".join(hexadecimal.split()).lower()


def fingerprint(key: str) -> str:
    """What letters carry of a key."""
    try:
        return hashlib.sha256(bytes.fromhex(key)).hexdigest()[:32]
    except ValueError:
        return ""


def check_entries(a: Archive, **_: Json) -> None:
    if not a.manifest:
        return
    listed = {file["path"]: file for file in a.manifest["files"]}
    for name in sorted({*a.entries, *listed} - {"manifest.json", "signature.json"}):
        if name not in listed:
            a.say("entries", name, "", "it is in the archive and not in the manifest")
        elif name not in a.entries:
            a.say("entries", name, "", "it is in the manifest and not in the archive")
        else:
            digest = hashlib.sha256()
            for piece in a.pieces(name):
                digest.update(piece)
            if (a.entries[name][1], digest.hexdigest()) != (listed[name]["size"], listed[name]["sha256"]):
                a.say("entries", name, f"byte {a.entries[name][0]}", "its content is not what was signed")


def check_chain(a: Archive, **_: Json) -> None:
    """Every event holds the hash of the one before, and its own is that of its body."""
    name = "events.jsonl"
    said = a.table("chain", name)
    if said is None:
        return
    *lines, rest = said.split("\n")
    if rest or not lines:
        a.say("chain", name, f"line {len(lines) + 1}", "it does not end with a whole line")
    for number, line in enumerate(lines, start=1):
        try:
            event = canonical(line)
            if not fits(event, SHAPES[name]):
                raise ValueError("not of the shape that it must have")
        except ValueError as error:
            a.say("chain", name, f"line {number}", f"it cannot be read: {error}")
            break
        a.events.append(event)
        a.bodies.append(body_of(event["body"]))
    if not a.events:
        a.say("chain", name, "", "there is no event that could be read")
        return
    if None in a.bodies:
        a.say("chain", name, f"event {a.bodies.index(None) + 1}", "its body is not one of an event")
        return
    order_id = a.manifest["order_id"] if a.manifest else a.bodies[0]["order_id"]
    previous = ""
    for seq, (event, body) in enumerate(zip(a.events, a.bodies), start=1):
        hashed = hashlib.sha256(f"{event['prev_hash']}\n{event['body']}".encode()).hexdigest()
        wrong = (
            "an event is missing, moved or there twice" if event["seq"] != seq
            else "it does not hold the hash of the event before" if event["prev_hash"] != previous
            else "its way of hashing is unknown" if event["hash_version"] != 1
            else "its hash is not that of its body" if event["hash"] != hashed
            else "it is of another order or place" if (body["order_id"], body["seq"]) != (order_id, seq)
            else "its body contradicts itself" if body["data"].get("kind", body["kind"]) != body["kind"]
            else ""
        )  # fmt: skip
        if wrong:
            a.say("chain", name, f"event {seq}", wrong)
            return
        previous = event["hash"]
    if a.manifest and (a.manifest["seq"], a.manifest["head"]) != (len(a.events), previous):
        where = min(len(a.events), a.manifest["seq"]) + 1
        a.say("chain", name, f"event {where}", "the manifest ends with another event than these")


def body_of(said: str) -> Json:
    """What an event says, or None where it does not say what every event does."""
    try:
        body = parsed(said)
    except ValueError:
        return None
    needed = {"kind": text, "by": text, "at": instant, "order_id": an_id, "command_id": an_id, "seq": whole}
    if not isinstance(body, dict) or not isinstance(body.get("data"), dict):
        return None
    return body if all(fits(body.get(key), shape) for key, shape in needed.items()) else None


def data_of(a: Archive) -> list[Json]:
    """What happened, event by event."""
    return [body["data"] if body else {} for body in a.bodies]


def objects(value: Json) -> Iterator[Json]:
    """Every object in a value, itself included."""
    if isinstance(value, dict):
        yield value
    if isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from objects(inner)


def check_texts(a: Archive, **_: Json) -> None:
    """Words are those that were written, or said to be erased or private; none is missing."""
    table = a.table("texts", "texts.json")
    if table is None:
        return
    name, here = "texts.json", [one["commitment"] for one in table["texts"]]
    if here != sorted(set(here)):
        a.say("texts", name, "", "texts are sorted, and none is there twice")
    for one in table["texts"]:
        words, salt, kept, erased_at = one["words"], one["salt"], one["kept"], one.get("erased_at")
        if kept == "kept":
            fine = words is not None and salt is not None and erased_at is None
            fine = fine and hashlib.sha256(f"{salt}\n{words}".encode()).hexdigest() == one["commitment"]
        else:
            fine = words is None and salt is None and (kept == "private" or erased_at is not None)
        if not fine:
            says = "it is not the one that was written" if kept == "kept" else f"it is said to be {kept}, and is not"
            a.say("texts", name, f"text {one['commitment']}", says)
    mentions = set()
    for data in data_of(a):
        for one in objects(data):
            for key in COMMITMENTS & one.keys():
                held = one[key] if isinstance(one[key], list) else [one[key]]
                held = one[key].values() if isinstance(one[key], dict) else held
                mentions |= {value for value in held if text(value) and re.fullmatch("[0-9a-f]{64}", value)}
    for one in sorted(mentions - {*here}):
        a.say("texts", name, f"text {one}", "an event mentions it, and it is neither there nor explained")
    for one in sorted({*here} - mentions):
        a.say("texts", name, f"text {one}", "no event mentions it")


def check_attachments(a: Archive, **_: Json) -> None:
    """Files are those that were handed in, or said to be erased; none is missing."""
    table = a.table("attachments", "attachments.json")
    if table is None:
        return
    name, here = "attachments.json", [one["sha256"] for one in table["files"]]
    if here != sorted(set(here)):
        a.say("attachments", name, "", "files are sorted, and none is there twice")
    told = ("sha256", "name", "size_bytes", "media_type")
    handed_in = [[one.get(key) for key in told] for one in objects(data_of(a)) if text(one.get("sha256"))]
    for one in sorted({file[0] for file in handed_in} - {*here}):
        a.say("attachments", name, f"file {one}", "an event mentions it, and it is neither there nor explained")
    packed = {file["path"]: file for file in a.manifest["files"]} if a.manifest else None
    for one in table["files"]:
        where = f"file {one['sha256']}"
        if [one[key] for key in told] not in handed_in:
            a.say("attachments", name, where, "no event mentions it with this name, size and type")
        if one["kept"] == "private" or (one["kept"] == "kept" and one["erased_at"] is not None):
            a.say("attachments", name, where, "whether it was erased is not clear")
        file = packed.get(f"attachments/{one['sha256']}") if packed is not None else None
        if packed is not None and (file is not None) != (one["kept"] == "kept"):
            a.say("attachments", name, where, f"it is said to be {one['kept']}, and is not")
        elif file and (file["sha256"], file["size"]) != (one["sha256"], one["size_bytes"]):
            a.say("attachments", name, where, "its bytes are not those that were handed in")
    for path in sorted(packed or ()):
        if path.startswith("attachments/") and path[12:] not in here:
            a.say("attachments", path, "", "nothing says what it is")


def check_books(a: Archive, **_: Json) -> None:
    """Each movement of money comes to nothing, belongs to an event, and the balances are its sums."""
    table = a.table("books", "books.json")
    if table is None:
        return
    name = "books.json"
    entries: dict[int, list[Json]] = {}
    sums: dict[tuple[str, int | None, str], int] = {}
    for one in table["postings"]:
        entries.setdefault(one["seq"], []).append(one)
        account = (one["account"], one["milestone"], one["currency"])
        sums[account] = sums.get(account, 0) + one["amount_minor"]
    places = [(one["seq"], one["line"]) for one in table["postings"]]
    if places != sorted(set(places)):
        a.say("books", name, "", "postings are sorted by event and line, and none is there twice")
    for seq, entry in sorted(entries.items()):
        if [one["line"] for one in entry] != list(range(1, len(entry) + 1)):
            a.say("books", name, f"event {seq}", "a line of its entry is missing")
        if len({one["currency"] for one in entry}) != 1 or sum(one["amount_minor"] for one in entry):
            a.say("books", name, f"event {seq}", "its entry does not balance")
        body = a.bodies[seq - 1] if 1 <= seq <= len(a.bodies) else None
        if any(one["at"] != (body or {}).get("at") for one in entry):
            a.say("books", name, f"event {seq}", "its entry is not of its instant, or there is no such event")
    right = sorted((key for key in sums if sums[key]), key=lambda key: (key[0], key[1] or 0, key[2]))
    told = [(one["account"], one["milestone"], one["currency"], one["amount_minor"]) for one in table["balances"]]
    if told != [(*account, sums[account]) for account in right]:
        a.say("books", name, "balances", "they are not the sums of the postings")


def check_decisions(a: Archive, **_: Json) -> None:
    """What is told of each judgement is what its event says, its shares add up, and what followed from it did."""
    table, data = a.table("decisions", "decisions.json"), data_of(a)
    if table is None:
        return
    right = [seq for seq, one in enumerate(data, start=1) if one.get("kind") in JUDGES]
    if [one["seq"] for one in table["decisions"]] != right:
        a.say("decisions", "decisions.json", "", f"the events that judge are {right}, and it tells of others")
    for one in table["decisions"]:
        if one["seq"] in right:
            for wrong in wrong_with_decision(a, one, data):
                a.say("decisions", "decisions.json", f"event {one['seq']}", wrong)


def wrong_with_decision(a: Archive, one: Json, data: list[Json]) -> Iterator[str]:
    event = data[one["seq"] - 1]
    what = JUDGES[event["kind"]]
    said = dict_of(event.get("suggestion" if what == "suggestion" else "decision"))
    reasons = dict_of(said.get("reasons"))
    same = ("milestone", "at")
    told = {key: one[key] for key in (*same, "person", "amount", "counts_as", "reasons", "facts", "remedy", "files")}
    told["arithmetic"], told["what"] = one["arithmetic"], one["what"]
    told["clauses"] = [clause["key"] for clause in one["clauses"]]
    told["events"] = [evidence["seq"] for evidence in one["events"]]
    right = {key: event.get(key) for key in same}
    right.update({key: said.get(key) for key in ("person", "amount", "counts_as")})
    right.update({key: reasons.get(key) for key in ("facts", "remedy")})
    right.update({key: reasons.get(key, []) for key in ("clauses", "events", "files", "arithmetic")})
    right.update(what=what, reasons=said.get("reasons") if what == "suggestion" else None)
    for key in sorted(key for key in told if told[key] != right[key]):
        yield f"{key} is not what the event says"
    for evidence in one["events"]:
        if not 1 <= evidence["seq"] <= len(a.events) or evidence["hash"] != a.events[evidence["seq"] - 1]["hash"]:
            yield f"its evidence, event {evidence['seq']}, is not the event of this number"
    amount, paid = one["amount"]["amount_minor"], one["carried_out"]
    if one["what"] != "suggestion" and sum(share["amount"]["amount_minor"] for share in one["arithmetic"]) != amount:
        yield "its shares do not add up to the sum"
    if paid != carried_out(one, data):
        yield "what followed from it is not what the events say"
    elif paid:
        to_client, to_freelancer, fee = (paid[key]["amount_minor"] for key in ("to_client", "to_freelancer", "fee"))
        gross = to_freelancer + fee
        if gross != amount or gross + to_client != one["held"]["amount_minor"]:
            yield "what was paid is not what was decided"


def carried_out(one: Json, data: list[Json]) -> Json:
    """The division behind a judgement, if nobody judged again before."""
    for later, event in enumerate(data[one["seq"] :], start=one["seq"] + 1):
        kind = event.get("kind") if event.get("milestone") == one["milestone"] else None
        if kind == "Split" and one["what"] in CARRIES_OUT.get(event.get("cause"), ()):
            return dict({key: event.get(key) for key in ("to_client", "to_freelancer", "fee")}, seq=later)
        if kind == "Split" or kind in JUDGES:
            return None
    return None


def dict_of(value: Json) -> Json:
    return value if isinstance(value, dict) else {}


def check_order(a: Archive, **_: Json) -> None:
    head = a.table("order", "order.json")
    if head is None:
        return
    keys = ("order_id", "desk", "seq", "head")
    if a.manifest and [head[key] for key in keys] != [a.manifest[key] for key in keys]:
        a.say("order", "order.json", "", "it is of another order, desk or moment than the manifest")
    if [party["role"] for party in head["parties"]] != ["client", "freelancer"]:
        a.say("order", "order.json", "parties", "they are not a client and a freelancer")
    if head["languages"] != sorted({party["language"] for party in head["parties"] if party["person_id"]}):
        a.say("order", "order.json", "languages", "they are not those of the two sides")


def check_head(a: Archive, head: str | None, **_: Json) -> None:
    if head is not None:
        a.head_seq = next((event["seq"] for event in a.events if event["hash"] == plain(head)), None)
        if a.head_seq is None:
            says = f"no event has the hash {head}, which was sent out: events are missing, or were written anew since"
            a.say("head", "events.jsonl", "", says)


EVERY_CHECK: list[Callable[..., None]] = [check_manifest, check_signature, check_entries, check_chain, check_texts]
EVERY_CHECK += [check_attachments, check_books, check_decisions, check_order, check_head]


def check(file: BinaryIO, key: str | None = None, head: str | None = None) -> Archive:
    """Everything that is wrong with an archive, whatever its bytes are. `key` and `head` come from outside."""
    archive = Archive(file)
    if archive.found:
        return archive
    for one in EVERY_CHECK:
        try:
            one(archive, key=key, head=head)
        except Exception as error:  # noqa: BLE001 - a damaged file is named and the other checks are made
            archive.say(one.__name__[6:], "", "", f"it cannot be understood: {error!r}")
    archive.found.sort(key=lambda finding: CHECKS.index(finding[0]))
    return archive


def main() -> int:
    parser = argparse.ArgumentParser(description="Check a case file of Parley without Parley.")
    parser.add_argument("files", metavar="FILE", nargs="+")
    parser.add_argument("--key", help="the public key of the desk or its fingerprint, from a letter or the desk's page")
    parser.add_argument("--head", metavar="HASH", help="the fingerprint of the order that a letter carried")
    parser.add_argument("--json", action="store_true", help="print one JSON object for each file, a line each")
    args = parser.parse_args()
    wrong = 0
    for path in args.files:
        try:
            with open(path, "rb") as file:
                archive = check(file, args.key, args.head)
        except OSError as error:
            print(f"{path} cannot be read: {error.strerror}", file=sys.stderr)
            return 2
        wrong += bool(archive.found)
        if args.json:
            found = [dict(zip(("check", "entry", "where", "says"), finding)) for finding in archive.found]
            print(json.dumps({"file": path, "sound": not found, "found": found, "head_seq": archive.head_seq}))
            continue
        for finding in archive.found:
            print(f"{path}: {': '.join(part for part in finding if part)}")
        if not archive.found:
            told = archive.manifest
            print(f"{path}: nothing is wrong. Order {told['order_id']} of {told['desk']}, {told['seq']} events.")
        if args.key is None:
            print("No --key was given: the key came with the archive, which proves nothing about who made it.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
