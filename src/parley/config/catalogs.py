"""Compiles the catalogs of translations. The compiled files are made at every start, never kept in the repository."""

import os
import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_catalogs(locale: Path = LOCALE) -> list[Path]:
    """Compiles each .po whose .mo is missing or older, and returns the compiled files that were written.

    Safe to run in several processes at once: a reader sees the old file or the new one, never half of one.
    """
    return [compile_catalog(po) for po in sorted(locale.glob("*/LC_MESSAGES/*.po")) if is_stale(po)]


def is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns


def compile_catalog(po: Path) -> Path:
    """Writes the .mo beside `po`. Raises ValueError that names the file and the line when it cannot be read.

    The plural rule is the one in the file's own header: Django's catalogs count plurals otherwise than Babel does.
    """
    with po.open("rb") as file:
        catalog = read_po(file, locale=po.parent.parent.name, abort_invalid=True)
    mo = po.with_suffix(".mo")
    descriptor, name = tempfile.mkstemp(prefix=f".{mo.name}.", dir=mo.parent)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            write_mo(file, catalog)
        draft.chmod(0o644)
        draft.replace(mo)
    except BaseException:
        draft.unlink()
        raise
    return mo
