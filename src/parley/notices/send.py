"""Hands letters to the mail server: Django's mail backends, whichever the installation has chosen."""

from __future__ import annotations

import smtplib
from email.utils import formataddr
from types import TracebackType
from typing import Any, Self

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from parley.notices.letter import Letter
from parley.notices.lines import one_line
from parley.notices.smtp import AnsweringBackend

LONGEST_ANSWER = 300

DJANGOS_SMTP = "django.core.mail.backends.smtp.EmailBackend"
ANSWERING_SMTP = f"{AnsweringBackend.__module__}.{AnsweringBackend.__qualname__}"

OF_THE_LETTER = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPSenderRefused)
"""The server is there and does not want this one; the next letter may well be taken."""


class NotTaken(Exception):
    """The mail server did not take a letter. `is_away`: it did not answer as a mail server should, so that there is no use in
    trying the next letter now."""

    def __init__(self, why: str, *, is_away: bool) -> None:
        super().__init__(why)
        self.is_away = is_away


class Post:
    """One connection for as many letters as there are now; opened with the first of them.

    with Post() as post:
        answer = post.send(letter)
    """

    def __init__(self) -> None:
        self._connection: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._close()

    def send(self, letter: Letter) -> str:
        """What the server answered, on one line. Raises NotTaken."""
        message = message_of(letter)
        try:
            if self._connection is None:
                self._connection = get_connection(_backend())
                self._connection.open()
            self._connection.send_messages([message])
        except OSError as error:  # all that smtplib raises is an OSError too
            self._close()
            raise NotTaken(_said(error), is_away=not isinstance(error, OF_THE_LETTER)) from error
        return one_line(getattr(self._connection, "answer", "") or "taken")[:LONGEST_ANSWER]

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except OSError:
                # Whether it says goodbye properly is of no interest: what it took, it has answered.
                return


def message_of(letter: Letter) -> EmailMultiAlternatives:
    """The letter as Django sends it. Raises BadHeaderError for a line break in a header, which `one_line` prevents."""
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[formataddr((letter.name, letter.address)) if letter.name else letter.address],
        headers=dict(letter.headers),
    )
    message.attach_alternative(letter.html, "text/html")
    return message


def _backend() -> str:
    chosen: str = settings.EMAIL_BACKEND
    return ANSWERING_SMTP if chosen == DJANGOS_SMTP else chosen


def _said(error: OSError) -> str:
    return one_line(f"{type(error).__name__}: {error}")[:LONGEST_ANSWER]
