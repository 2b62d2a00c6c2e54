"""What is answered to a command, and how the same command is known again.

The receipt is kept for the life of the order. What was asked is kept only as a salted hash, never as text. The hash is keyed
with the secret of the installation, which is not in the database: a sum that somebody sealed has so few values that a salt
alone, which lies beside the hash, would not hide it once the offer itself is destroyed.
"""

from __future__ import annotations

import hashlib
import hmac
import uuid
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from parley.core.order.messages import AnyCommand
from parley.store.codec import Codec
from parley.store.forms import COMMANDS
from parley.store.rows import ReceiptRow


@dataclass(frozen=True, slots=True)
class Receipt:
    """The command was carried out: it brought the events up to `seq`, and `head` is the hash of the last of them."""

    order_id: UUID
    command_id: UUID
    seq: int
    head: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Reused:
    """This command id was used before for something else; nothing was done."""

    order_id: UUID
    command_id: UUID


RECEIPTS: Codec[Receipt] = Codec(Receipt)


def write_receipt(command: AnyCommand, receipt: Receipt, salt: str) -> ReceiptRow:
    return ReceiptRow(
        order_id=receipt.order_id,
        command_id=receipt.command_id,
        salt=salt,
        body_hash=body_hash(command, salt),
        receipt=RECEIPTS.to_text(receipt),
        at=receipt.at,
    )


def read_receipt(row: ReceiptRow, command: AnyCommand) -> Receipt | Reused:
    """The first answer again, if it was the same question."""
    if not hmac.compare_digest(row.body_hash, body_hash(command, row.salt)):
        return Reused(row.order_id, row.command_id)
    return RECEIPTS.from_text(row.receipt)


def id_for_other_words(command: AnyCommand) -> UUID:
    """An id for a form that was sent before with other words: it follows from the words, so that sending these twice is
    one question again."""
    return uuid.uuid5(command.id, body_hash(command, ""))


def body_hash(command: AnyCommand, salt: str) -> str:
    """A salted and keyed hash of what was asked. The salts of its texts are made anew each time a form is read, so they and the
    commitments that follow from them are left out: the words count."""
    asked = COMMANDS.to_text(command)
    for text in command.texts():
        words = hashlib.sha256(text.words.encode("utf-8", "surrogatepass")).hexdigest()
        asked = asked.replace(text.commitment, words).replace(text.salt, "")
    said = f"{salt}\n{asked}".encode("utf-8", "surrogatepass")
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()
