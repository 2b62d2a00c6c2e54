"""The hand that has daily roots stamped by an authority outside, where the operator named one (RFC 3161).

A hand of its own: an authority that answers slowly, or not at all, holds up nobody, not even the next root. What it refuses or
cannot do is asked again, later and later.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from urllib.request import Request, urlopen

from django.conf import settings

from parley.casefile.timestamp import ANSWERS_AS, ASKS_AS, BadStamp, question_about, stamp_of
from parley.desk.now import now
from parley.store.daily_roots import keep_stamp, unstamped_roots
from parley.worker.clock import never

log = logging.getLogger("parley.worker.stamps")

POLL_S = 60
PATIENCE_S = 5
"""Shorter than a stop waits for a hand."""
LARGEST_ANSWER = 1 << 16
"""Bytes. An answer with all its certificates has a tenth of that."""
FIRST_PAUSE_S, LONGEST_PAUSE_S = 60, 6 * 3600
DAYS_BACK = 31
"""Older roots are left alone: each is named by the next, so a stamp on a later one tells that they were there as well."""


class Stamps:
    """`now` gives the instant, `is_stopping` is asked before each question. `kept` counts stamps."""

    name = "stamps"

    def __init__(self, now: Callable[[], datetime] = now, is_stopping: Callable[[], bool] = never) -> None:
        self._now = now
        self._is_stopping = is_stopping
        self._pause_s = 0
        self.kept = 0

    def round(self) -> float:
        """Have the newest root that has no stamp stamped. Returns the seconds until it is worth looking again."""
        since = (self._now().astimezone(UTC) - timedelta(days=DAYS_BACK)).date().isoformat()
        roots = unstamped_roots(since, 1)
        if not roots or self._is_stopping():
            return POLL_S
        [root] = roots
        statement = root.statement.encode()
        question = question_about(statement)
        try:
            stamp = stamp_of(statement, question, answer_of(settings.INSTALLATION.timestamp_url, question.body))
        except (OSError, HTTPException, BadStamp) as error:
            self._pause_s = min(LONGEST_PAUSE_S, self._pause_s * 2 or FIRST_PAUSE_S)
            log.warning("the root of %s has no time stamp yet, asked again in %d s: %s", root.day, self._pause_s, error)
            return self._pause_s
        self._pause_s = 0
        self.kept += keep_stamp(root.day, stamp)
        return 0


def answer_of(url: str, question: bytes) -> bytes:
    """What the authority answers. Raises OSError or HTTPException when it does not, or with anything but a reply."""
    headers = {"Content-Type": ASKS_AS, "Accept": ANSWERS_AS}
    asked = Request(url, data=question, headers=headers, method="POST")  # noqa: S310  (installation.py takes http and https only)
    with urlopen(asked, timeout=PATIENCE_S) as answer:  # noqa: S310
        if answer.headers.get_content_type() != ANSWERS_AS:
            raise OSError(f"it answers with {answer.headers.get_content_type()}, not with a time stamp")
        body: bytes = answer.read(LARGEST_ANSWER + 1)
    if len(body) > LARGEST_ANSWER:
        raise OSError(f"its answer has more than {LARGEST_ANSWER} bytes")
    return body
