"""Files for the desk: whatever a command says it hands in lies on disk before, as it would behind a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from io import BytesIO
from typing import Any
from uuid import UUID

from parley.core.order.messages import AnyCommand
from parley.core.order.state import DeliveredFile
from parley.desk.files import KeptFile, keep_file
from parley.rehearsal.simulate.variants import Setting

BEGINNINGS = {"pdf": b"%PDF-1.4 "}
VERSIONS = 4
"""So many contents of each kind: the same file comes twice, too."""


class Shelf:
    """The files of one leg, each kept once."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int], KeptFile] = {}

    def with_files(self, command: AnyCommand, setting: Setting) -> tuple[AnyCommand, list[KeptFile]]:
        """The command with real files in place of the ones it names, each with its name in words, and what is kept of them.
        One that says of itself that it is empty stays as it is."""
        names = {each.name for each in fields(command)}
        handed_in: tuple[DeliveredFile, ...] = getattr(command, "files", ())
        if "files" not in names or not all(isinstance(one, DeliveredFile) for one in handed_in) or not handed_in:
            return command, []
        kept = [self._file(command.order_id, one, setting) for one in handed_in]
        changed: dict[str, Any] = {
            "files": tuple(
                one.delivered if said.size_bytes > 0 else said for one, said in zip(kept, handed_in, strict=True)
            )
        }
        if "names" in names:
            changed["names"] = tuple(one.name for one in kept)
        return replace(command, **changed), kept

    def stock(self, order_id: UUID, endings: Sequence[str]) -> None:
        """Keep every version of files with these endings now."""
        for ending in endings:
            for version in range(VERSIONS):
                self._content(order_id, ending, version)

    def kept_for(self, command: AnyCommand) -> list[KeptFile]:
        """What is kept of the files that this command names, which came from this shelf."""
        by_content = {kept.row.sha256: kept for kept in self._kept.values()}
        named = [file for file in getattr(command, "files", ()) if isinstance(file, DeliveredFile)]
        found = [by_content[file.sha256] for file in named if file.sha256 in by_content]
        return [replace(kept, row=replace(kept.row, order_id=command.order_id)) for kept in found]

    def _content(self, order_id: UUID, ending: str, version: int) -> KeptFile:
        key = ending, version
        if key not in self._kept:
            content = BEGINNINGS.get(ending, b"") + f"{ending} {version}".encode()
            self._kept[key] = keep_file(order_id, BytesIO(content), f"file.{ending}", 0)
        return self._kept[key]

    def _file(self, order_id: UUID, said: DeliveredFile, setting: Setting) -> KeptFile:
        ending = said.ending if said.ending.isalnum() and len(said.ending) < 10 else "txt"
        version = setting.chance.randrange(VERSIONS)
        first = self._content(order_id, ending, version)
        return KeptFile.again(
            order_id,
            setting.text(f"item-{said.item}-{version}.{ending}"),
            sha256=first.row.sha256,
            size_bytes=first.row.size_bytes,
            media_type=first.row.media_type,
            ending=ending,
            item=said.item,
            stored_as=first.row.stored_as or "",
        )
