"""Letters handed to a mail server: a real one, a folder, the console, and one that is away."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import override_settings

from parley.config.mail import mail_settings
from parley.notices.letter import Letter
from parley.notices.render import render
from parley.notices.send import NotTaken, Post
from tests.given import delivered
from tests.notices.mail_server import MailServer, mail_server, sends_to
from tests.notices.occasions import about


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


def letter(number: int = 1) -> Letter:
    made = render(about(delivered(), "Delivered"))
    return replace(made, headers={**made.headers, "Message-ID": f"<letter.{number}@localhost>"})


def body(of: EmailMessage, kind: str) -> str:
    part = of.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_a_letter_arrives_as_it_was_written(server: MailServer) -> None:
    sent = letter()
    with Post() as post:
        answer = post.send(sent)
    [got] = server.letters
    assert answer == "250 2.0.0 Ok: queued as 4XyZ"
    assert got["Subject"] == sent.subject
    assert body(got, "plain").splitlines() == sent.text.splitlines()
    assert body(got, "html").splitlines() == sent.html.splitlines()
    assert server.envelopes == [("parley@localhost", ("client@example.org",))]


def test_letters_of_every_script_arrive_whole(server: MailServer) -> None:
    words = "Прочтите до пятницы. どうぞ。 שלום. Ça va ? ¿Qué tal? 👩\u200d🎨"
    with Post() as post:
        post.send(replace(letter(), text=words + "\n", subject=words, name="Иван Петров"))
    [got] = server.letters
    assert (got["Subject"].strip(), body(got, "plain").strip()) == (words, words)
    assert got["To"].addresses[0].display_name == "Иван Петров"


def test_a_line_that_is_a_dot_and_a_very_long_line_arrive(server: MailServer) -> None:
    words = ".\n..\n" + "long " * 1000
    with Post() as post:
        post.send(replace(letter(), text=words))
    assert body(server.letters[0], "plain").split() == words.split()


def test_many_letters_go_over_one_connection(server: MailServer) -> None:
    with Post() as post:
        for number in range(5):
            post.send(letter(number))
    assert server.message_ids == [f"<letter.{number}@localhost>" for number in range(5)]


def test_an_address_that_is_refused_harms_no_other_letter(server: MailServer) -> None:
    server.refused = {"gone@example.org"}
    with Post() as post:
        with pytest.raises(NotTaken, match="nobody of this name") as refused:
            post.send(replace(letter(1), address="gone@example.org"))
        post.send(letter(2))
    assert not refused.value.is_away
    assert server.message_ids == ["<letter.2@localhost>"]


def test_a_letter_that_is_put_off_is_not_taken(server: MailServer) -> None:
    server.answer = "451 4.7.1 greylisted, try again"
    with Post() as post, pytest.raises(NotTaken, match="greylisted") as refused:
        post.send(letter())
    assert not refused.value.is_away


def test_a_server_that_hangs_up_is_away_and_the_next_letter_opens_a_new_line(server: MailServer) -> None:
    server.hangs_up = True
    with Post() as post:
        with pytest.raises(NotTaken) as away:
            post.send(letter(1))
        server.hangs_up = False
        post.send(letter(2))
    assert away.value.is_away
    assert server.message_ids == ["<letter.2@localhost>"]


def test_a_server_that_is_not_there_is_away() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: nobody else can answer there
        port = taken.getsockname()[1]
        with sends_to(f"smtp://127.0.0.1:{port}"), Post() as post, pytest.raises(NotTaken) as away:
            post.send(letter())
    assert away.value.is_away
    assert "\n" not in str(away.value)


def test_a_server_that_says_nothing_is_away() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        with (
            sends_to(f"smtp://127.0.0.1:{port}"),
            override_settings(EMAIL_TIMEOUT=0.2),
            Post() as post,
            pytest.raises(NotTaken) as away,
        ):
            post.send(letter())
    assert away.value.is_away


def test_a_folder_takes_letters(tmp_path: Path) -> None:
    with override_settings(**mail_settings(f"filemail://{tmp_path}/mail")):
        with Post() as post:
            answer = post.send(letter())
        [file] = (tmp_path / "mail").iterdir()
    kept = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert (answer, kept["Message-ID"]) == ("taken", "<letter.1@localhost>")


def test_the_console_takes_letters(capsys: pytest.CaptureFixture[str]) -> None:
    with override_settings(**mail_settings("consolemail://")), Post() as post:
        post.send(letter())
    assert "Message-ID: <letter.1@localhost>" in capsys.readouterr().out


def test_whatever_backend_is_chosen_gets_both_sides(mailoutbox: list[EmailMultiAlternatives]) -> None:
    with Post() as post:
        post.send(letter())
    [sent] = mailoutbox
    assert [kind for _, kind in sent.alternatives] == ["text/html"]
