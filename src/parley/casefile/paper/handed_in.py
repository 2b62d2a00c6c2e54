"""Every file that was handed in, by its content; and how one checks the whole."""

from __future__ import annotations

from collections.abc import Iterable

from parley.casefile.paper.model import Cell, Column, Lines, Paragraph, Section, Table
from parley.casefile.paper.scene import Scene
from parley.casefile.record import Attached, Kept
from parley.core.order.state import DeliveredFile
from parley.reads.mentions import mentioned
from parley.words.case_file import front, labels
from parley.words.case_file_said import check_lines, erased_file, files_note, no_files
from parley.words.files import size
from parley.words.locales import listed, number

CHECK_COMMAND = "python3 -I parley_verify.py FILE --key KEY --head HEAD"


def files(scene: Scene) -> Section:
    said = labels()
    all_files = [scene.record.files[one] for one in scene.record.files]
    if not all_files:
        return Section("files", said.files, (Paragraph(no_files(), quiet=True),))
    columns = (Column(said.file, 5), Column(said.handed_in, 3), Column(said.size, 2), Column("SHA-256", 0))
    first = sorted(((_came_with(scene, one), one) for one in all_files), key=lambda pair: (pair[0], pair[1].sha256))
    rows = tuple(_row(scene, came, file) for came, file in first)
    return Section(
        "files", said.files, (Paragraph(files_note(), quiet=True), Table(said.files, columns, rows, captioned=False))
    )


def file_table(scene: Scene, handed_in: Iterable[DeliveredFile], caption: str) -> Table:
    """Files that came with one event."""
    said = labels()
    columns = (Column(said.file, 5), Column(said.size, 2), Column("SHA-256", 0))
    rows = tuple(
        (Cell(quote=scene.quote(file.name)), Cell(size(file.size_bytes)), Cell(file.sha256, code=True))
        for file in handed_in
    )
    return Table(caption, columns, rows)


def check(scene: Scene) -> Section:
    said, record = labels(), scene.record
    return Section(
        "check",
        said.check,
        (
            Table(
                front().head,
                (Column(said.event, 1), Column(front().head, 0)),
                ((Cell(number(record.seq)), Cell(record.head, code=True)),),
                captioned=False,
            ),
            Lines(check_lines(record.desk)),
            Paragraph(CHECK_COMMAND, code=True),
        ),
    )


def _row(scene: Scene, came_with: tuple[int, ...], file: Attached) -> tuple[Cell, ...]:
    gone = erased_file() if file.kept is Kept.ERASED else ""
    return (
        Cell(quote=scene.quote(file.name), small=gone or file.media_type),
        Cell(listed([number(one) for one in came_with])),
        Cell(size(file.size_bytes)),
        Cell(file.sha256, code=True),
    )


def _came_with(scene: Scene, file: Attached) -> tuple[int, ...]:
    return tuple(
        seq for seq, event in scene.numbered() if any(one.sha256 == file.sha256 for one in mentioned([event]).files)
    )
