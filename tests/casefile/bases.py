"""Case files of orders that had a life: made by stories, packed and signed as a desk does it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from parley.casefile import archive
from parley.casefile.contents import SIGNED_FIRST
from parley.casefile.layout import Content, Entry, _directory, _local, content_of, read, write
from parley.casefile.record import Record, record_of
from parley.casefile.signing import public_key
from parley.rehearsal.demo_people import STORIES
from parley.rehearsal.play import Played, play
from parley.rehearsal.reading import read_story
from parley.store.codec import parse, text_of
from parley.store.queries import texts_of

PLAYED_AT = datetime(2026, 6, 17, 15, 30, tzinfo=UTC)
"""A Wednesday."""

TOLD = {
    "inventory/17-customer-support.toml": "mediation, a decision and an appeal that was decided",
    "inventory/1e-4-resolution-room.toml": "sealed offers, then a mediator's proposal that both took",
    "demo-at-bank.toml": "a payment that the bank took back",
    "inventory/09-custom-offer.toml": "extra work",
    "inventory/22-several-releases.toml": "several milestones",
    "inventory/33-bereavement.toml": "a pause for a private reason",
    "inventory/34-outreach.toml": "words for support alone",
    "demo-finished.toml": "an order that went well, with many files",
    "demo-waiting-for-reviews.toml": "a review that is still sealed",
}
"""Stories, and what each is here for."""

FORGER = Ed25519PrivateKey.from_private_bytes(b"\1" * 32)
"""Another desk's key, or anybody's."""


@dataclass(frozen=True)
class Base:
    """A sound case file, with its files by name. `stored` are the words as they lay in the database, by commitment."""

    name: str
    data: bytes
    record: Record
    key: str
    stored: Mapping[str, str | None] = field(default_factory=dict)

    @cached_property
    def files(self) -> dict[str, bytes]:
        return unpacked(self.data)

    @property
    def head(self) -> str:
        return self.record.head


def played(name: str) -> Played:
    path = STORIES / name
    outcome = play(read_story(path.read_text("utf-8"), str(path.parent)), PLAYED_AT)
    assert outcome.failure is None
    return outcome


def base(name: str) -> Base:
    order_id = played(name).order.id
    record = record_of(order_id)
    assert record is not None
    # Papers say nothing that the tables do not, and typesetting them takes its time.
    data = archive.packed(record, {"case.en.html": b"<p>The case.</p>"})
    return Base(name, data, record, public_key(), {row.commitment: row.body for row in texts_of(order_id).values()})


def unpacked(data: bytes) -> dict[str, bytes]:
    return {entry.name: data[entry.offset : entry.offset + entry.size] for entry in read(BytesIO(data))}


def packed(files: dict[str, bytes]) -> bytes:
    """As a case file is packed, whatever is in it."""
    out = BytesIO()
    contents: dict[str, Content] = {name: content_of(data) for name, data in files.items()}
    write(contents, out)
    return out.getvalue()


def packed_in_order(files: list[tuple[str, bytes]]) -> bytes:
    """The same form, with the files as they are listed, sorted or not, once or twice."""
    out, entries = b"", []
    for name, data in files:
        content = content_of(data)
        head = _local(name, content.size, content.crc)
        entries.append(Entry(name, content.size, content.crc, len(out) + len(head)))
        out += head + data
    return out + b"".join(_directory(entries, len(out)))


def said(files: dict[str, bytes], name: str) -> Any:
    """What a file says, to be changed."""
    return parse(files[name].decode())


def saying(files: dict[str, bytes], name: str, what: object) -> dict[str, bytes]:
    return {**files, name: text_of(what).encode()}


def sealed_by(signer: Ed25519PrivateKey, files: dict[str, bytes], **manifest: Any) -> bytes:
    """Signed and packed anew, the manifest made to fit."""
    key = signer.public_key().public_bytes_raw().hex()
    told = {**said(files, "manifest.json"), "key": key, **manifest}
    inside = {name: data for name, data in files.items() if name not in ("manifest.json", "signature.json")}
    told["files"] = [
        {"path": name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        for name, data in sorted(inside.items())
    ]
    manifest_bytes = text_of(told).encode()
    signature = signer.sign(SIGNED_FIRST + manifest_bytes).hex()
    told_of_it = {"algorithm": "ed25519", "key": key, "signature": signature}
    return packed({**inside, "manifest.json": manifest_bytes, "signature.json": text_of(told_of_it).encode()})


def desk_key(data: Path) -> Ed25519PrivateKey:
    """The private key of the desk, as only its operator has it."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex((data / "evidence_key").read_text().strip()))
