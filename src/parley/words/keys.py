"""A key and a hash as people compare them: a short fingerprint, and groups that the eye can hold."""

from __future__ import annotations

import hashlib

FINGERPRINT_CHARACTERS = 32
"""Of the 64 that SHA-256 has in hexadecimal: still more than anybody could find a second key for."""
GROUP = 4


def fingerprint_of(key: str) -> str:
    """The fingerprint of a public key, both in hexadecimal; the verifiers of one file take it in the key's place."""
    return hashlib.sha256(bytes.fromhex(key)).hexdigest()[:FINGERPRINT_CHARACTERS]


def in_groups(hexadecimal: str) -> str:
    """Four characters at a time, so that two can be compared by eye or over the telephone."""
    return " ".join(hexadecimal[place : place + GROUP] for place in range(0, len(hexadecimal), GROUP))
