"""Is this archive what a desk once signed, and does it contradict itself? Every check, whatever the bytes are.

The checks are in findings.py, in their order. A later one takes nothing for granted that an earlier one refused.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from parley.casefile.contents import MANIFESTS, SIGNATURES, SIGNED_FIRST, Manifest
from parley.casefile.findings import Check, Finding, Findings, Told
from parley.casefile.layout import EVENTS, FORMAT, MANIFEST, REQUIRED, SIGNATURE, Entry, NotOurs, is_name, read
from parley.casefile.opened import Opened
from parley.casefile.signing import ALGORITHM, is_signed
from parley.casefile.verify_decisions import decisions
from parley.casefile.verify_replay import replayed
from parley.casefile.verify_tables import attachments, books, chain, order, texts
from parley.words.keys import fingerprint_of


def verify(path: Path, key: str | None = None, head: str | None = None) -> Findings:
    """What is wrong with the archive at `path`. `key` is the public key of the desk that is to have signed it, or its
    fingerprint, from outside; `head` one that was sent out. Raises OSError where the file cannot be read, and nothing for
    whatever is in it."""
    with path.open("rb") as file:
        return verify_file(file, key, head)


def verify_file(file: BinaryIO, key: str | None = None, head: str | None = None) -> Findings:
    """The same for a file that is open already."""
    entries: dict[str, Entry] = {}
    try:
        for entry in read(file):
            entries[entry.name] = entry
    except NotOurs as wrong:
        finding = Finding(Check.CONTAINER, wrong.entry, f"byte {wrong.offset}", wrong.says)
        return Findings((finding,), None, has_known_key=key is not None)
    opened = Opened(file, entries)
    for check, look in _CHECKS:
        _guarded(opened, check, look)
    _guarded(opened, Check.KEY, lambda one: _key(one, key))
    head_seq = _head(opened, head)
    opened.found.sort(key=lambda one: _RANK[one.check])
    return Findings(tuple(opened.found), _told(opened.manifest), key is not None, head_seq)


def _guarded(opened: Opened, check: Check, look: Callable[[Opened], None]) -> None:
    try:
        look(opened)
    except Exception as error:  # noqa: BLE001 - whatever a damaged file does to a check, it is named and the others are made
        opened.say(check, "", "", f"it cannot be understood: {error!r}")


def _told(manifest: Manifest | None) -> Told | None:
    if manifest is None:
        return None
    return Told(manifest.desk, manifest.key, str(manifest.order_id), manifest.seq, manifest.head)


def _manifest(opened: Opened) -> None:
    if MANIFEST not in opened.entries:
        opened.say(Check.MANIFEST, MANIFEST, "", "it is missing")
        return
    manifest = opened.manifest = opened.table(Check.MANIFEST, MANIFEST, MANIFESTS)
    if manifest is None:
        return
    paths = [file.path for file in manifest.files]
    if manifest.format != FORMAT:
        opened.say(Check.MANIFEST, MANIFEST, "format", f"it is of the form {manifest.format}, and this is {FORMAT}")
    for path in sorted(set(REQUIRED) - set(paths)):
        opened.say(Check.MANIFEST, MANIFEST, path, "every case file lists this file, and here it is not")
    for path in paths:
        if path in (MANIFEST, SIGNATURE) or not is_name(path):
            opened.say(Check.MANIFEST, MANIFEST, path, "no case file lists a file of this name")
    for before, after in pairwise(paths):
        if before >= after:
            opened.say(Check.MANIFEST, MANIFEST, after, "files are sorted by name, and none is listed twice")


def _signature(opened: Opened) -> None:
    if SIGNATURE not in opened.entries:
        opened.say(Check.SIGNATURE, SIGNATURE, "", "it is missing")
        return
    signature = opened.table(Check.SIGNATURE, SIGNATURE, SIGNATURES)
    manifest = opened.text(Check.SIGNATURE, MANIFEST)
    if signature is None or manifest is None:
        return
    opened.signed_by = signature.key
    if signature.algorithm != ALGORITHM:
        opened.say(Check.SIGNATURE, SIGNATURE, "algorithm", f"it is {signature.algorithm}, and not {ALGORITHM}")
    elif not is_signed(SIGNED_FIRST + manifest.encode(), signature.signature, signature.key):
        opened.say(Check.SIGNATURE, SIGNATURE, "", "it is not the signature of this manifest by this key")
    if opened.manifest is not None and opened.manifest.key != signature.key:
        opened.say(Check.SIGNATURE, SIGNATURE, "key", "the manifest names another key")


def _key(opened: Opened, key: str | None) -> None:
    if key is not None and opened.signed_by is not None and plain(key) not in _names_of(opened.signed_by):
        says = f"it is signed with {opened.signed_by}: by another desk than the one whose key was given, or by a forger"
        opened.say(Check.KEY, SIGNATURE, "key", says)


def plain(hexadecimal: str) -> str:
    """As people copy it from a letter: groups and capitals do no harm."""
    return "".join(hexadecimal.split()).lower()


def _names_of(key: str) -> tuple[str, ...]:
    """The key, and its fingerprint, which is what letters carry."""
    try:
        return key, fingerprint_of(key)
    except ValueError:
        return (key,)


def _entries(opened: Opened) -> None:
    manifest = opened.manifest
    if manifest is None:
        return
    listed = {file.path: file for file in manifest.files}
    for name in sorted(opened.entries.keys() - listed.keys() - {MANIFEST, SIGNATURE}):
        opened.say(Check.ENTRIES, name, "", "it is in the archive and not in the manifest")
    for name, file in sorted(listed.items()):
        entry = opened.entries.get(name)
        if entry is None:
            opened.say(Check.ENTRIES, name, "", "it is in the manifest and not in the archive")
        elif entry.size != file.size:
            opened.say(Check.ENTRIES, name, "", f"it has {entry.size} bytes, and {file.size} were signed")
        elif opened.hash_of(entry) != file.sha256:
            opened.say(Check.ENTRIES, name, f"byte {entry.offset}", "its content is not what was signed")


def _head(opened: Opened, head: str | None) -> int | None:
    """The event whose hash was sent out."""
    if head is None:
        return None
    seq = next((line.seq for line in opened.events if line.hash == plain(head)), None)
    if seq is None:
        says = f"no event has the hash {head}, which was sent out: events are missing, or were written anew since"
        opened.say(Check.HEAD, EVENTS, "", says)
    return seq


_CHECKS: tuple[tuple[Check, Callable[[Opened], None]], ...] = (
    (Check.MANIFEST, _manifest),
    (Check.SIGNATURE, _signature),
    (Check.ENTRIES, _entries),
    (Check.CHAIN, chain),
    (Check.TEXTS, texts),
    (Check.ATTACHMENTS, attachments),
    (Check.BOOKS, books),
    (Check.DECISIONS, decisions),
    (Check.ORDER, order),
    (Check.REPLAY, replayed),
)
_RANK = {check: rank for rank, check in enumerate(Check)}
