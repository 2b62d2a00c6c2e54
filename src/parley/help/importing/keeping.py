"""Drafts, their originals and reports as files, and a report as people read it."""

from __future__ import annotations

from pathlib import Path

from parley.help.importing.article import Imported
from parley.help.importing.draft import Change

_LONGEST = 100  # letters of a text in the report that people read; the file holds all


class AlreadyThere(ValueError):
    """A file of this name is there and holds something else: an editor's work is not written over."""


def keep(found: Imported, raw: bytes, source: Path, folder: Path) -> None:
    """Writes slug.md, slug.original.ext with every byte of the source, and slug.report.txt.

    Raises AlreadyThere before anything is written, and OSError. A file that holds the same already is left alone.
    """
    wanted = {folder / f"{found.slug}.md": found.markdown.encode()}
    if not found.is_ours:
        wanted[folder / f"{found.slug}.original{source.suffix or '.txt'}"] = raw
        wanted[folder / f"{found.slug}.report.txt"] = report(found, source.name, whole=True).encode()
    for path, content in wanted.items():
        if path.exists() and path.read_bytes() != content:
            raise AlreadyThere(f"{path} is there and holds something else; move it away or choose another --out")
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in wanted.items():
        if not path.exists():
            path.write_bytes(content)


def report(found: Imported, name: str, *, whole: bool = False) -> str:
    """`whole`: texts are not cut."""
    if found.is_ours:
        return f"{name}: an article of ours already; nothing was changed"
    removed = sum(change.is_removal for change in found.changes)
    head = f"{name}: {found.kind} in {found.language}, read as {found.encoding}, {removed} removed"
    lines = [_line(change, whole) for change in found.changes]
    lines += [f"  link, line {one.line}: {one.text} → {one.href}" for one in found.addresses]
    return "\n".join([head, *lines, ""])


def _line(change: Change, whole: bool) -> str:
    place = f", line {change.line}" if change.line else ""
    text = " ".join(change.text.split())
    if len(text) > _LONGEST and not whole:
        text = f"{text[:_LONGEST]}…"
    return f"  {change.what.value}{place}: " + ": ".join(filter(None, (change.why, text)))
