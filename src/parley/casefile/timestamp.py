"""A time stamp of RFC 3161: somebody outside says when a statement was there, and signs that.

Off unless the operator names an authority. What is kept is the whole answer of the authority in base64, so that `openssl ts
-verify` can read it as well. Nothing here speaks to anybody: the worker carries the question and brings the answer.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from django.conf import settings
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

ASKS_AS = "application/timestamp-query"
ANSWERS_AS = "application/timestamp-reply"


class BadStamp(ValueError):
    """An answer that is no time stamp over the statement by the authority that this installation trusts."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about a statement. `body` is what travels; the authority must answer `nonce` back."""

    body: bytes
    nonce: int


def can_be_checked() -> bool:
    """Whether the operator has named certificates. Without them stamps that were kept before are neither good nor bad."""
    return settings.INSTALLATION.timestamp_certificates is not None


def question_about(statement: bytes) -> Question:
    request = (
        TimestampRequestBuilder().data(statement).hash_algorithm(HashAlgorithm.SHA256).cert_request(cert_request=True)
    )
    built = request.build()
    if built.nonce is None:
        raise AssertionError("a question is asked with a number of its own")
    return Question(built.as_bytes(), built.nonce)


def stamp_of(statement: bytes, question: Question, answer: bytes) -> str:
    """The stamp to keep. Raises BadStamp when the answer is not one to this question about this statement."""
    _verified(statement, answer, question.nonce)
    return base64.b64encode(answer).decode("ascii")


def stamped_at(statement: bytes, stamp: str) -> datetime:
    """The instant (UTC) of a kept stamp. Raises BadStamp."""
    try:
        answer = base64.b64decode(stamp, validate=True)
    except (binascii.Error, ValueError):
        raise BadStamp("not base64") from None
    return _verified(statement, answer, None).tst_info.gen_time


def _verified(statement: bytes, answer: bytes, nonce: int | None) -> TimeStampResponse:
    roots = _authority()
    try:
        response = decode_timestamp_response(answer)
        VerifierBuilder(roots=list(roots), nonce=nonce).build().verify_message(response, statement)
    except (VerificationError, ValueError) as error:
        raise BadStamp(str(error) or type(error).__name__) from None
    return response


def _authority() -> Sequence[x509.Certificate]:
    """The certificates that the operator trusts."""
    path = settings.INSTALLATION.timestamp_certificates
    if path is None:
        raise BadStamp("PARLEY_TIMESTAMP_CERTIFICATES names no file to check it with")
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as error:
        raise BadStamp(f"PARLEY_TIMESTAMP_CERTIFICATES: {error}") from None
