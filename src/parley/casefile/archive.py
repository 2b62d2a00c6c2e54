"""One order as one signed file."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import BinaryIO
from uuid import UUID

from parley.casefile.contents import MANIFESTS, SIGNATURES, SIGNED_FIRST, ListedFile, Manifest, Signature
from parley.casefile.documents import documents
from parley.casefile.layout import (
    FORMAT,
    LARGEST_TABLE,
    MANIFEST,
    PIECE,
    SIGNATURE,
    Content,
    TooLarge,
    content_of,
    write,
)
from parley.casefile.record import Attached, Kept, Record, Unsound, record_of
from parley.casefile.signing import ALGORITHM, public_key, sign
from parley.casefile.telling import tables
from parley.reads.audit_of_order import look_at
from parley.store.blobs import Erased, blobs

ATTACHMENT = "attachments/"


class NoSuchOrder(LookupError):
    """There is no order of this id."""


def write_case_file(order_id: UUID, out: BinaryIO) -> Record:
    """Write the case file of this order as it stands now, and return what it tells.

    The desk puts its name only under what holds: raises Unsound, saying what audit finds, for an order that does not.
    Raises NoSuchOrder, and TooLarge for more than one archive may hold.
    """
    record = record_of(order_id)
    if record is None:
        raise NoSuchOrder(str(order_id))
    if findings := look_at(order_id).findings:
        raise Unsound("; ".join(f"{one.check}: {one.says}" for one in findings))
    pack(record, documents(record), out)
    return record


def packed(record: Record, papers: Mapping[str, bytes]) -> bytes:
    """The archive as bytes, where it is known to be small."""
    out = BytesIO()
    pack(record, papers, out)
    return out.getvalue()


def pack(record: Record, papers: Mapping[str, bytes], out: BinaryIO) -> None:
    """Write the archive of this record with its readable papers, by name. Files that were handed in go through it a piece
    at a time. Raises Unsound for a file that is not what it was, and TooLarge."""
    key = public_key()
    files = {**tables(record, key), **papers}
    if any(len(data) > LARGEST_TABLE for data in files.values()):
        raise TooLarge("a table or a document of this order is too large for an archive")
    contents = {name: content_of(data) for name, data in files.items()}
    listed = [ListedFile(name, len(data), hashlib.sha256(data).hexdigest()) for name, data in files.items()]
    for file in record.files.values():
        if file.kept is Kept.KEPT:
            contents[ATTACHMENT + file.sha256] = _attachment(file)
            listed.append(ListedFile(ATTACHMENT + file.sha256, file.size_bytes, file.sha256))
    manifest = Manifest(
        format=FORMAT,
        desk=record.desk,
        key=key,
        order_id=record.order_id,
        seq=record.seq,
        head=record.head,
        files=tuple(sorted(listed, key=lambda one: one.path)),
    )
    contents |= {name: content_of(data) for name, data in sealed(MANIFESTS.to_text(manifest).encode(), key).items()}
    write(contents, out)


def sealed(manifest: bytes, key: str) -> dict[str, bytes]:
    """The manifest and the signature over it, which bind everything else."""
    signature = Signature(ALGORITHM, key, sign(SIGNED_FIRST + manifest))
    return {MANIFEST: manifest, SIGNATURE: SIGNATURES.to_text(signature).encode()}


def _attachment(file: Attached) -> Content:
    """Read once now, for the checksum and to know that it is still the file; read again when it is written."""
    checksum, digest, size = 0, hashlib.sha256(), 0
    for piece in _pieces(file):
        checksum, size = zlib.crc32(piece, checksum), size + len(piece)
        digest.update(piece)
    if (digest.hexdigest(), size) != (file.sha256, file.size_bytes):
        raise Unsound(f"the file {file.sha256} has other bytes on disk")
    return Content(size, checksum, lambda: _pieces(file))


def _pieces(file: Attached) -> Iterator[bytes]:
    try:
        with blobs().open(file.stored_as or "") as source:
            while piece := source.read(PIECE):
                yield piece
    except (OSError, Erased):
        raise Unsound(f"the file {file.sha256} cannot be read") from None
