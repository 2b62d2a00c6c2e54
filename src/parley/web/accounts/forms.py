"""The account forms: django-allauth's, without the grey hints inside the fields, and the person's own settings."""

# mypy: disallow-subclassing-any=False

from typing import Any, cast

from allauth.account import forms as allauth
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parley.people.models import Person, Theme
from parley.people.names import LONGEST_NAME, LONGEST_ORGANISATION, clean_name
from parley.people.organisations import clean_organisation
from parley.people.zones import grouped_zones, is_zone, zone_or_utc

OPTIONAL_PASSWORD = _(
    "You can leave this empty and sign in by a code that we mail you. If you choose one: at least ten characters."
)

ORGANISATION_IS_FOR = _(
    "A company, an agency, a school. The operators of this desk see it; the other side of an order does not. "
    "Nobody mediates in an order of somebody from their own organisation."
)


ADDRESS = _("Mail address")
PASSWORD = _("Password")
PASSWORD_RULES = _("At least ten characters, and not a common one.")

# What django-allauth's fields are called here, by their names.
LABELS = {
    "email": ADDRESS,
    "login": ADDRESS,
    "password": PASSWORD,
    "oldpassword": _("The password so far"),
    "password1": _("The new password"),
    "password2": _("The new password once more"),
    "code": _("Code"),
}

# Translators: the name of a passkey or a security key.
NAME_OF_KEY = pgettext_lazy("key", "Name")


class Plain:
    """Our labels, above the fields; a hint inside a field would vanish while one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.label = LABELS.get(name, field.label)
            if name == "password1":
                field.help_text = PASSWORD_RULES
            field.widget.attrs.pop("placeholder", None)
            # A script-like jump to the first field would skip the page's heading for a screen reader.
            field.widget.attrs.pop("autofocus", None)


class NameField(forms.CharField):
    """A person's name, cleaned by the rules of people.names."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Your name"))
        kwargs.setdefault("help_text", _("As others in an order will see it."))
        # The widget's limit is generous: invisible characters are taken out before the length is judged.
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "name", "maxlength": LONGEST_NAME * 2}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        return clean_name(super().clean(value))


class OrganisationField(forms.CharField):
    """The organisation somebody belongs to, cleaned by the rules of people.organisations; empty for none."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Your organisation (optional)"))
        kwargs.setdefault("help_text", ORGANISATION_IS_FOR)
        attrs = {"autocomplete": "organization", "maxlength": LONGEST_ORGANISATION * 2}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> str:
        return clean_organisation(super().clean(value))


class SignUp(Plain, allauth.SignupForm):
    """Name, mail address, and a password for those who want one."""

    name = NameField()
    field_order = ("name", "email", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("Password (optional)")
        self.fields["password1"].help_text = OPTIONAL_PASSWORD


class SignIn(Plain, allauth.LoginForm):
    """Mail address and password."""


class AskForCode(Plain, allauth.RequestLoginCodeForm):
    """A mail address to send a sign-in code to."""


class SignInCode(Plain, allauth.ConfirmLoginCodeForm):
    """The code from the mail, to sign in."""


class EmailCode(Plain, allauth.ConfirmEmailVerificationCodeForm):
    """The code from the mail, to show that the address is one's own."""


class ForgottenPassword(Plain, allauth.ResetPasswordForm):
    """A mail address to send a code to."""


class ForgottenPasswordCode(Plain, allauth.ConfirmPasswordResetCodeForm):
    """The code from the mail, to choose another password."""


class NewPassword(Plain, allauth.ResetPasswordKeyForm):
    """Another password after the old one was forgotten."""


class ChangePassword(Plain, allauth.ChangePasswordForm):
    """The old password and the new one."""


class FirstPassword(Plain, allauth.SetPasswordForm):
    """A password for somebody who signs in by code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = PASSWORD
        self.fields["password2"].label = _("The password once more")


class ConfirmPassword(Plain, allauth.ReauthenticateForm):
    """The password once more, before something about the account changes."""


class ChangeEmail(Plain, allauth.AddEmailForm):
    """Another mail address."""


class SecondStepCode(Plain, AuthenticateForm):
    """The code of the authenticator app, to sign in."""


class SecondStepCodeAgain(Plain, ReauthenticateForm):
    """The code of the authenticator app, before something about the account changes."""


class AddApp(Plain, ActivateTOTPForm):
    """The first code that an authenticator app shows."""


class AddKey(Plain, AddWebAuthnForm):
    """A passkey or a security key, by its name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = NAME_OF_KEY
        self.fields["passwordless"].label = _("This key alone signs me in")
        self.fields["passwordless"].help_text = _("It then asks for your finger, your face or a PIN.")


class RenameKey(Plain, EditWebAuthnForm):
    """Another name for a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = NAME_OF_KEY


class LanguageField(forms.ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=lambda: settings.LANGUAGES, label=_("Language"), **kwargs)


class ZoneField(forms.ChoiceField):
    """A zone, by region and city, in the words of the language that is active when the form is shown."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Time zone"), help_text=_("Every date and deadline is shown in it."), **kwargs)

    def offer(self, language: str) -> None:
        self.choices = [group if len(group[1]) > 1 else group[1][0] for group in grouped_zones(language)]

    def prepare_value(self, value: Any) -> Any:
        """A place that was renamed since it was chosen stays chosen."""
        return zone_or_utc(value) if is_zone(value or "") else value

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        return zone_or_utc(typed) if is_zone(typed) else typed

    def valid_value(self, value: Any) -> bool:
        return is_zone(value)


class MyPlace(forms.Form):
    """Language and zone, for the forms that ask for both."""

    language = LanguageField()
    zone = ZoneField()

    def __init__(self, *args: Any, shown_in: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("ZoneField", self.fields["zone"]).offer(shown_in)


class Me(MyPlace):
    """What a person may change about how they are seen and how they see Parley."""

    name = NameField()
    organisation = OrganisationField()
    theme = forms.ChoiceField(choices=Theme.choices, label=_("Colours"), widget=forms.RadioSelect)
    wants_coach = forms.BooleanField(
        required=False,
        label=_("Show the coach"),
        help_text=_(
            "It reads along while you write to the other side and says what may hurt. Only you see it, nothing of it is kept, "
            "and it never stops a message."
        ),
    )
    field_order = ("name", "organisation", "language", "zone", "theme", "wants_coach")


class FirstOperator(MyPlace):
    """The account of whoever runs the installation."""

    name = NameField()
    email = forms.EmailField(label=ADDRESS, widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(
        label=PASSWORD,
        help_text=PASSWORD_RULES,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    field_order = ("name", "email", "password", "language", "zone")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "password" in cleaned:
            likeness = Person(name=cleaned.get("name", ""), email=cleaned.get("email", ""))
            try:
                validate_password(cleaned["password"], likeness)
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned
