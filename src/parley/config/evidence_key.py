"""The public key by which people know what this installation has signed."""

import re
from pathlib import Path

from django.utils.module_loading import import_string

from parley.config.installation import BadSettings

KEY = re.compile(r"[0-9a-f]{64}")


def evidence_public_key(data: Path) -> str:
    """The public key kept in the data folder, in hexadecimal; at the very first start it is made.

    It lies in a file of its own, so that every later start is spared the library that makes and uses keys. Raises
    BadSettings for what is no key, and OSError where the folder cannot be read or written.
    """
    path = data / "evidence_key.pub"
    try:
        key = path.read_text("ascii", "replace").strip()
    except FileNotFoundError:
        try:
            # By its name, as Django loads what settings name, because only this one start needs it.
            key = str(import_string("parley.casefile.signing.made_key")(data))
        except RuntimeError as bad:
            raise BadSettings([f"PARLEY_DATA: {bad}"]) from None
    if not KEY.fullmatch(key):
        raise BadSettings([f"PARLEY_DATA: {path} holds no key"])
    return key
