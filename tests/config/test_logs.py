"""A line of the log is one event, and shows no key."""

import io
import logging
import unicodedata
from collections.abc import Iterator

import pytest

from parley.config.logs import LineFormatter, on_one_line, without_secrets
from parley.people.tokens import TOKEN_CHARACTERS, new_token


@pytest.fixture
def written() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    stream = io.StringIO()
    logger = logging.getLogger("parley.test.logs")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(LineFormatter())
    logger.addHandler(handler)
    yield logger, stream
    logger.removeHandler(handler)


HOSTILE = [
    "Ana\r\n2026-11-21 INFO all is well",
    "\x1b[2J\x1b[31mred",
    "a\u2028b\u2029c\x85d",
    "\u202egnp.exe",
    "nul\x00",
    "back\\nslash",
    "half \ud800 pair",
    "tab\tand\x0b\x0c",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nobody_can_forge_a_line(text: str, written: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = written
    logger.warning("Somebody is called %s", text)
    line = stream.getvalue()
    assert line.endswith("\n")
    assert len(line[:-1].splitlines()) == 1
    assert not [c for c in line[:-1] if unicodedata.category(c) in {"Cc", "Cf", "Cs"}]


def test_a_traceback_stays_on_its_line(written: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = written
    try:
        int("bad\nluck")
    except ValueError:
        logger.exception("It failed")
    assert stream.getvalue().count("\n") == 1
    assert "\\nTraceback" in stream.getvalue()


def test_what_is_not_hostile_stays_readable() -> None:
    assert on_one_line("Señor Иванов said 你好, naïve café") == "Señor Иванов said 你好, naïve café"


def test_link_tokens_never_reach_the_log() -> None:
    for _ in range(200):
        token = new_token()
        assert len(token) == TOKEN_CHARACTERS
        assert token not in without_secrets(f"GET /welcome/{token} 200")
        assert token not in without_secrets(f'"GET /i/{token}?x=1 HTTP/1.1"')


@pytest.mark.parametrize(
    "text",
    [
        "password=sesame",
        "{'password1': 'sesame', 'a': 1}",
        "Authorization: Bearer sesame",
        "authorization: sesame",
        "Cookie: parley_session=sesame",
        "csrfmiddlewaretoken=sesame&x=1",
        "postgresql://me:sesame@db/parley",
        "smtp+tls://me:sesame@mail.example.org:587",
        "/accounts/login/code/confirm/?code=sesame",
        "token = sesame",
    ],
)
def test_secrets_are_removed(text: str) -> None:
    assert "sesame" not in without_secrets(text)


@pytest.mark.parametrize("text", ["exit code: 1", "order 01a2004f-c943-77e6-8ed7-3b6b57e84276", "head " + "0f" * 32])
def test_what_is_no_secret_stays(text: str) -> None:
    assert without_secrets(text) == text
