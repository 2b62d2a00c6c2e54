"""The public key by which people know what this installation has signed."""

from pathlib import Path

from django.utils.module_loading import import_string


def evidence_public_key(data: Path) -> str:
    """The public key kept in the data folder, in hexadecimal; at the very first start it is made.

    It lies in a file of its own, so that every later start is spared the library that makes and uses keys. Raises OSError
    where the folder cannot be read or written.
    """
    try:
        return (data / "evidence_key.pub").read_text("ascii").strip()
    except FileNotFoundError:
        # By its name, as Django loads what settings name, because only this one start needs it.
        return str(import_string("parley.casefile.signing.made_key")(data))
