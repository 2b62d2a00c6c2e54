"""Makes a person whose mail address is known to be theirs."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parley.people.models import Person
from parley.people.names import clean_name
from parley.people.zones import zone_or_utc


def register(
    name: str,
    email: str,
    language: str,
    zone: str,
    password: str | None = None,
    *,
    is_operator: bool = False,
    is_mediator: bool = False,
) -> Person:
    """Makes a person with a confirmed mail address; without a password they sign in by a mailed code.

    `language` is a code of settings.LANGUAGES; an unknown zone becomes UTC. The caller vouches for the address and has checked
    the password. Raises ValidationError for a bad name, address or language, and for an address that has an account.
    """
    email = email.strip().lower()
    validate_email(email)
    if language not in dict(settings.LANGUAGES):
        raise ValidationError(_("Parley does not speak this language."), code="language.unknown")
    person = Person(
        name=clean_name(name),
        email=email,
        language=language,
        zone=zone_or_utc(zone),
        is_operator=is_operator,
        is_mediator=is_mediator,
    )
    person.set_password(password)
    with transaction.atomic():
        if Person.objects.with_email(email) is not None:
            raise ValidationError(_("This address already has an account."), code="email.taken")
        person.save(force_insert=True)
        EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person
