"""The key with which this installation signs what it hands out, and the signature itself: Ed25519, RFC 8032.

`evidence_key` in the data folder is the private key, readable by its owner only; `evidence_key.pub` beside it is the public
one, which people are told outside any archive. Both are hexadecimal. The key is made once: whoever loses it can sign no
further case files in the same name, and whoever gets hold of it can sign anything.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

ALGORITHM = "ed25519"
PRIVATE_NAME = "evidence_key"
PUBLIC_NAME = "evidence_key.pub"
SEED_BYTES = 32


class BadKey(RuntimeError):
    """The key in the data folder is none, or its two halves do not belong together."""


def sign(message: bytes) -> str:
    """The signature over these bytes, in hexadecimal. Makes the key of this installation if it has none. Raises BadKey."""
    folder = Path(settings.INSTALLATION.data)
    made_key(folder)
    return _private(folder).sign(message).hex()


def public_key() -> str:
    """The public key of this installation, in hexadecimal. Raises BadKey."""
    return made_key(Path(settings.INSTALLATION.data))


def is_signed(message: bytes, signature: str, key: str) -> bool:
    """Whether `signature` is one over these bytes by the owner of `key`. Never raises, whatever the texts are."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def made_key(folder: Path) -> str:
    """The public key that is kept in this folder; the pair is made if need be. Raises BadKey, and OSError where the folder
    cannot be written."""
    private, public = folder / PRIVATE_NAME, folder / PUBLIC_NAME
    if not private.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_once(private, secrets.token_bytes(SEED_BYTES).hex())
    derived = _private(folder).public_key().public_bytes_raw().hex()
    if not public.exists():
        _write_once(public, derived)
    if public.read_text("ascii", "replace").strip() != derived:
        raise BadKey(f"{public} is not the public half of {private}")
    return derived


def _private(folder: Path) -> Ed25519PrivateKey:
    path = folder / PRIVATE_NAME
    try:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text("ascii").strip()))
    except ValueError:
        raise BadKey(f"{path} holds no key") from None


def _write_once(path: Path, text: str) -> None:
    """The web and the worker may start at once: each writes a whole file of its own, the first link wins, and both go on
    with the winner."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
