"""Django's way to an SMTP server, and it remembers what the server answered: the number under which a letter was queued there
is what one asks for when a letter seems lost."""

from __future__ import annotations

import smtplib
from typing import Any

from django.core.mail.backends.smtp import EmailBackend


class _Remembers:
    """Mixed into smtplib's classes; `answer` is the last thing the server said to a letter."""

    answer = ""

    def data(self, msg: Any) -> tuple[int, bytes]:
        code, said = super().data(msg)  # type: ignore[misc]  # smtplib's own
        self.answer = f"{code} {said.decode('utf-8', 'replace')}"
        return code, said


class _Plain(_Remembers, smtplib.SMTP):
    pass


class _Encrypted(_Remembers, smtplib.SMTP_SSL):
    pass


class AnsweringBackend(EmailBackend):
    """As Django's, with `answer`."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _Encrypted if self.use_ssl else _Plain

    @property
    def answer(self) -> str:
        return getattr(self.connection, "answer", "")
