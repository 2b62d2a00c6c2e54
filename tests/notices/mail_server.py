"""A real SMTP server of our own, which answers as a test wants it to."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import override_settings

from parley.config.mail import mail_settings


@dataclass
class MailServer:
    """What came in, and what is answered. `refused` are addresses that nobody has here; `answer` is the answer to a letter."""

    letters: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    answer: str = "250 2.0.0 Ok: queued as 4XyZ"
    hangs_up: bool = False
    url: str = ""

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's name)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 5.1.1 nobody of this name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.hangs_up:
            if server.transport is not None:
                server.transport.close()
            return "421 gone"
        if self.answer.startswith("250"):
            letter = message_from_bytes(envelope.original_content or b"", policy=policy.default)
            assert isinstance(letter, EmailMessage)
            self.letters.append(letter)
            self.envelopes.append((envelope.mail_from or "", tuple(envelope.rcpt_tos)))
        return self.answer

    @property
    def message_ids(self) -> list[str]:
        return [str(letter["Message-ID"]) for letter in self.letters]


@contextlib.contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server on a free port of this machine for as long as the block runs, and Django sends there."""
    answers = MailServer()
    loop = asyncio.new_event_loop()
    opened = loop.run_until_complete(loop.create_server(lambda: SMTP(answers, loop=loop), "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        answers.url = "smtp://{}:{}".format(*opened.sockets[0].getsockname())
        with sends_to(answers.url):
            yield answers
    finally:
        loop.call_soon_threadsafe(opened.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


@contextlib.contextmanager
def sends_to(url: str) -> Iterator[None]:
    """The settings of an installation whose PARLEY_EMAIL_URL is this, and no patience."""
    with override_settings(**{**mail_settings(url), "EMAIL_TIMEOUT": 5}):
        yield
