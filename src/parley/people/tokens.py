"""Tokens for links: 256 random bits in the link, a hash of them in the database."""

import hashlib
import secrets

TOKEN_CHARACTERS = 43


def new_token() -> str:
    """32 random bytes in base64url. The log removes whatever looks like one (config/logs.py)."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is kept of a token. No salt or stretching: nobody can guess 256 random bits, and the hash must find the row."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
