"""The one door through which accounts write to people: plain text, in the reader's language."""

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage

from parley.people.models import Person


@dataclass(frozen=True)
class Letter:
    """One letter to one address. `language` is the one its words are in."""

    to: str
    language: str
    subject: str
    body: str


def language_for(email: str, otherwise: str) -> str:
    """The language in which to write to this address: the person's own, or `otherwise` for somebody without an account."""
    person = Person.objects.with_email(email)
    return person.language if person is not None else otherwise


def send_letter(letter: Letter) -> None:
    """Hands the letter to the mail server. Raises OSError or SMTPException when the server does not take it."""
    EmailMessage(
        # A subject of several lines would be a header of the writer's choice.
        subject=" ".join(letter.subject.split()),
        body=letter.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letter.to],
        headers={"Content-Language": letter.language, "Auto-Submitted": "auto-generated"},
    ).send()
