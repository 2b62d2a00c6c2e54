"""./parley work on a machine whose clock is wrong: `python -m tests.worker.wrong_clock SECONDS [--once]`.

So many seconds ahead, or behind when the number is negative. Only the one place that asks for the time is touched.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta, tzinfo

import django

django.setup()

from parley.desk import now as edge  # noqa: E402
from parley.management.cli import main  # noqa: E402

AHEAD = timedelta(seconds=int(sys.argv[1]))


class Wrong(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return datetime.now(tz) + AHEAD


edge.datetime = Wrong  # type: ignore[attr-defined]

if __name__ == "__main__":
    sys.exit(main(["work", *sys.argv[2:]]))
