#!/usr/bin/env python3
"""Check what a Parley desk has signed about a day, and that an order was under it. Needs python3 and nothing else.

    python3 -I parley_verify_day.py --key KEY FILE.json ...

Each FILE is a day's root, as the desk's page /evidence hands it out, or the proof of an order and a day. KEY is the desk's
public key or its fingerprint. Take it from outside these files: from a letter, or from the desk's page. Spaces do no harm.

    --head HEAD    the fingerprint of an order as a letter tells it: the proofs must be about it
    --case FILE    a case file: the proofs must be about an event in it. Check the case file itself with parley_verify.py.

Of several files it is also checked that the desk said the same in each about the same day, and that each day's root
names the one of the day before. Ends with 0 when all is right, 1 when something is wrong, 2 when the call cannot work.

This is one file on purpose: whoever checks a desk reads all of it, and shares no code with that desk.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

LARGEST_FILE = 1 << 20
LARGEST_EVENTS = 1 << 28
MOST_STEPS = 64
PROOF, DAY = "parley-day-proof/1", "parley-day/1"
STATEMENT = "parley-daily-root/1"
SIGNED_AS = b"parley daily root\n"


class Wrong(Exception):
    """What was found to be wrong, in words."""


class Signed(NamedTuple):
    """What the desk has signed about a day. `digest` is the name by which the next statement calls this one."""

    day: date
    desk: str
    orders: int
    root: str
    previous: str
    digest: str


# --- Ed25519, RFC 8032, section 5.1.7

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def on_curve(encoded: bytes) -> tuple[int, int, int, int] | None:
    """The point (x, y, 1, xy) of these 32 bytes, or None."""
    number = int.from_bytes(encoded, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (not x and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


def added(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(factor: int, point: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    found = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            found = added(found, point)
        point = added(point, point)
        factor >>= 1
    return found


BASE = on_curve((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")) or (0, 1, 1, 0)


def is_signed(message: bytes, signature: bytes, key: bytes) -> bool:
    """Whether these 64 bytes are a signature over the message by the owner of these 32 bytes."""
    if len(signature) != 64 or len(key) != 32:
        return False
    owner = on_curve(key)
    s = int.from_bytes(signature[32:], "little")
    if owner is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    x, y, z, t = owner
    x, y, z, _ = added(times(s, BASE), times(h, (P - x, y, z, P - t)))
    inverse = pow(z, P - 2, P)
    x, y = x * inverse % P, y * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


# --- the tree, RFC 9162, section 2.1.3.2


def root_by(path: list[bytes], leaf: bytes, index: int, size: int) -> bytes | None:
    """The root that a path gives for leaf `index` of `size`, or None when no such tree has such a path."""
    if not 0 <= index < size:
        return None
    whole, at, last = leaf, index, size - 1
    for beside in path:
        if last == 0:
            return None
        if at & 1 or at == last:
            whole = hashlib.sha256(b"\x01" + beside + whole).digest()
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            whole = hashlib.sha256(b"\x01" + whole + beside).digest()
        at, last = at >> 1, last >> 1
    return whole if last == 0 else None


# --- what the files say


def canonical(said: object) -> str:
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def no_number(text: str) -> None:
    raise Wrong(f"it holds {text[:40]}, which is no whole number")


def read_object(text: str) -> dict[str, Any]:
    try:
        said = json.loads(text, parse_float=no_number, parse_constant=no_number)
    except (ValueError, RecursionError) as error:
        raise Wrong(f"it is not JSON: {error}") from None
    if not isinstance(said, dict):
        raise Wrong("it is not a JSON object")
    return said


def taken(said: dict[str, Any], name: str, kind: type) -> Any:
    """A field of the right kind. A true is no number here."""
    found = said.get(name)
    if type(found) is not kind:
        raise Wrong(f"its {name} is missing or of the wrong kind")
    return found


def hexadecimal(said: dict[str, Any], name: str, size: int) -> bytes:
    found = taken(said, name, str)
    if not re.fullmatch(f"[0-9a-f]{{{2 * size}}}", found):
        raise Wrong(f"its {name} is not {size} bytes in hexadecimal")
    return bytes.fromhex(found)


def fingerprint(key: bytes) -> str:
    return hashlib.sha256(key).hexdigest()[:32]


def signed(document: dict[str, Any], key: str) -> Signed:
    """What a file's statement says. Raises Wrong unless the owner of the key has signed it."""
    text = taken(document, "statement", str)
    said = read_object(text)
    if said.get("format") != STATEMENT:
        raise Wrong(f"its statement has the format {said.get('format')!r}, and this program knows {STATEMENT}")
    if sorted(said) != ["day", "desk", "format", "key", "orders", "previous", "root"] or canonical(said) != text:
        raise Wrong("its statement is not written as a desk writes one")
    own = hexadecimal(said, "key", 32)
    if key not in (own.hex(), fingerprint(own)):
        raise Wrong(f"its statement is of another key: {own.hex()}")
    if not is_signed(SIGNED_AS + text.encode("utf-8", "surrogatepass"), hexadecimal(document, "signature", 64), own):
        raise Wrong("the signature does not belong to the statement")
    previous = taken(said, "previous", str) and hexadecimal(said, "previous", 32).hex()
    day = day_of(taken(said, "day", str))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    root = hexadecimal(said, "root", 32).hex()
    return Signed(day, taken(said, "desk", str), taken(said, "orders", int), root, previous, digest)


def day_of(text: str) -> date:
    try:
        day = date(*map(int, text.split("-")))
    except (ValueError, TypeError):
        raise Wrong("its day is none") from None
    if day.isoformat() != text:
        raise Wrong("its day is none")
    return day


def leads_to(document: dict[str, Any], said: Signed) -> None:
    """Raises Wrong unless the path leads from the order to the root."""
    order_id = taken(document, "order_id", str)
    if not re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", order_id):
        raise Wrong("its order_id is none")
    head, seq, index = (
        hexadecimal(document, "head", 32).hex(),
        taken(document, "seq", int),
        taken(document, "index", int),
    )
    path = [hexadecimal({"path": step}, "path", 32) for step in taken(document, "path", list)[: MOST_STEPS + 1]]
    leaf = hashlib.sha256(b"\x00" + canonical({"head": head, "order_id": order_id, "seq": seq}).encode()).digest()
    found = root_by(path, leaf, index, said.orders)
    if found is None:
        raise Wrong("the path does not fit the number of orders")
    if found.hex() != said.root:
        raise Wrong("the path leads to another root: what it says of the order is not what was signed")


def read_file(name: str, key: str) -> tuple[dict[str, Any], Signed]:
    """A file's document and what was signed in it. Raises Wrong, and OSError for a file that cannot be read."""
    with Path(name).open("rb") as file:
        raw = file.read(LARGEST_FILE + 1)
    if len(raw) > LARGEST_FILE:
        raise Wrong("it is too long")
    document = read_object(raw.decode("utf-8", "surrogateescape"))
    form = document.get("format")
    if form not in (PROOF, DAY):
        raise Wrong(f"its format is {form!r}, and this program knows {DAY} and {PROOF}")
    said = signed(document, key)
    if form == PROOF:
        leads_to(document, said)
    return document, said


# --- the files together, and beside what else is known


def among_themselves(read: list[tuple[str, Signed]]) -> list[str]:
    """What does not fit between the days."""
    days: dict[date, tuple[str, Signed]] = {}
    found = []
    for name, said in read:
        first, of_first = days.setdefault(said.day, (name, said))
        if of_first.digest != said.digest:
            found.append(f"{first} and {name}: the desk has signed two different things about {said.day}")
    for day, (name, said) in sorted(days.items()):
        before = days.get(day - timedelta(days=1))
        if before is not None and said.previous != before[1].digest:
            found.append(f"{name}: it does not name the statement of {before[0]} as the one before it")
    return found


def events_in(path: str) -> tuple[str, dict[int, str]]:
    """The order of a case file and the hashes of its events by number."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("events.jsonl") as file:
            raw = file.read(LARGEST_EVENTS + 1)
        if len(raw) > LARGEST_EVENTS:
            raise Wrong("its events are too long to be read")
        lines = [read_object(line) for line in raw.decode("utf-8").splitlines()]
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise Wrong(f"it cannot be read as a case file: {error}") from None
    orders = {taken(read_object(taken(line, "body", str)), "order_id", str) for line in lines}
    if len(orders) != 1:
        raise Wrong("its events are not those of one order")
    return orders.pop(), {taken(line, "seq", int): taken(line, "hash", str) for line in lines}


def against_letter(document: dict[str, Any], head: str) -> None:
    if document["head"] != head:
        raise Wrong(f"it is about the fingerprint {document['head']}, not about the one of the letter")


def against_case(document: dict[str, Any], case: tuple[str, dict[int, str]]) -> None:
    order_id, events = case
    seq = document["seq"]
    if document["order_id"] != order_id:
        raise Wrong("it is about another order than the case file")
    if seq not in events:
        raise Wrong(f"the order had {seq} events when the day ended, and the case file has {len(events)}")
    if events[seq] != document["head"]:
        raise Wrong(f"event {seq} of the case file is not the one that was signed")


def told(document: dict[str, Any], said: Signed) -> str:
    if document["format"] == DAY:
        return f"when {said.day} ended in UTC, {said.desk} had {said.orders} orders with the root {said.root}"
    return (
        f"when {said.day} ended in UTC, order {document['order_id']} had {document['seq']} events,"
        f" the last one with the fingerprint {document['head']}"
    )


def plain_hex(text: str) -> str:
    return re.sub(r"[\s:]", "", text).lower()


def arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="parley_verify_day.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", metavar="FILE.json")
    parser.add_argument("--key", required=True, help="the desk's public key, or its fingerprint")
    parser.add_argument("--head", help="the fingerprint of an order, from a letter")
    parser.add_argument("--case", help="a case file of the order")
    args = parser.parse_args(argv)
    args.key = plain_hex(args.key)
    if not re.fullmatch("[0-9a-f]{32}|[0-9a-f]{64}", args.key):
        parser.error("the key has 64 hexadecimal digits, its fingerprint has 32")
    args.head = plain_hex(args.head) if args.head else None
    return args


def main(argv: list[str]) -> int:
    args = arguments(argv)
    wrong: list[str] = []
    read: list[tuple[str, Signed]] = []
    proofs, case = 0, None
    try:
        case = events_in(args.case) if args.case else None
    except Wrong as why:
        wrong.append(f"{args.case}: {why}")
    for name in args.files:
        try:
            document, said = read_file(name, args.key)
            if document["format"] == PROOF:
                if args.head:
                    against_letter(document, args.head)
                if case:
                    against_case(document, case)
                proofs += 1
        except OSError as error:
            print(f"{name}: {error.strerror}", file=sys.stderr)
            return 2
        except Wrong as why:
            wrong.append(f"{name}: {why}")
            continue
        read.append((name, said))
        print(f"{name}: {told(document, said)}")
    if not proofs and (args.head or args.case):
        wrong.append(
            "no file is a good proof of an order, so nothing could be held against the letter or the case file"
        )
    wrong += among_themselves(read)
    for line in wrong:
        print(f"WRONG  {line}")
    print(f"{len(wrong)} wrong." if wrong else "All is as the desk has signed it.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
