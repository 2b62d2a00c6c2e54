"""Letters that lie in a folder, where an installation sends its mail there (`filemail://`, as the demo does).

Django writes what one connection carried into one file, letter after letter, with a line of hyphens under each.
"""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses
from pathlib import Path
from uuid import UUID

from django.conf import settings

from parley.notices.links import thread_id

LINE = b"-" * 79 + b"\n"


def remove_letters_of_order(order_id: UUID) -> int:
    """Every letter about this order, whoever it went to: it may quote either side. How many."""
    thread = thread_id(order_id)
    return _remove(lambda letter: thread in str(letter.get("References", "")))


def remove_letters_to(address: str) -> int:
    """Every letter to this mail address. How many."""
    wanted = address.lower()
    return _remove(
        lambda letter: (
            wanted in {one.lower() for _name, one in getaddresses([str(to) for to in letter.get_all("To", [])])}
        )
    )


def _remove(is_meant: Callable[[Message], bool]) -> int:
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", None) or "/nowhere")
    if not settings.EMAIL_BACKEND.endswith("filebased.EmailBackend") or not folder.is_dir():
        return 0
    return sum(_remove_from(path, is_meant) for path in sorted(folder.glob("*.log")))


def _remove_from(path: Path, is_meant: Callable[[Message], bool]) -> int:
    letters = [one for one in path.read_bytes().split(LINE) if one.strip()]
    kept = [one for one in letters if not is_meant(message_from_bytes(one))]
    if len(kept) == len(letters):
        return 0
    if kept:
        aside = path.with_suffix(".rest")
        aside.write_bytes(b"".join(one + LINE for one in kept))
        aside.replace(path)
    else:
        path.unlink()
    return len(letters) - len(kept)
