"""How people sign up and in: django-allauth's settings.

By a code that is mailed or by a password, as each person likes; a second step by an authenticator app or a passkey for those
who want one. Nobody learns from an answer whether an address has an account.
"""

ACCOUNT_ADAPTER = "parley.web.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "parley.people.names.shown_name"
ACCOUNT_LOGIN_METHODS = {"email"}
# A password is optional: whoever leaves it out signs in by a mailed code.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_FORMS = {
    "add_email": "parley.web.accounts.forms.ChangeEmail",
    "change_password": "parley.web.accounts.forms.ChangePassword",
    "confirm_email_verification_code": "parley.web.accounts.forms.EmailCode",
    "confirm_login_code": "parley.web.accounts.forms.SignInCode",
    "login": "parley.web.accounts.forms.SignIn",
    "reauthenticate": "parley.web.accounts.forms.ConfirmPassword",
    "request_login_code": "parley.web.accounts.forms.AskForCode",
    "reset_password": "parley.web.accounts.forms.ForgottenPassword",
    "reset_password_from_key": "parley.web.accounts.forms.NewPassword",
    "confirm_password_reset_code": "parley.web.accounts.forms.ForgottenPasswordCode",
    "set_password": "parley.web.accounts.forms.FirstPassword",
    "signup": "parley.web.accounts.forms.SignUp",
}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
# allauth offers the change only where an account was really made, which would tell who had one before.
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# Mail may take minutes; three tries in ten minutes leave a guesser no chance against a code of eight letters.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_CHANGE_EMAIL = True
# A person hears of every change to how the account is entered.
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Counted in the database, so that the limits hold for all processes together.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "request_login_code": "20/m/ip,3/m/key",
    "signup": "20/m/ip",
    "reset_password": "20/m/ip,5/m/key",
}

MFA_FORMS = {
    "activate_totp": "parley.web.accounts.forms.AddApp",
    "add_webauthn": "parley.web.accounts.forms.AddKey",
    "authenticate": "parley.web.accounts.forms.SecondStepCode",
    "edit_webauthn": "parley.web.accounts.forms.RenameKey",
    "reauthenticate": "parley.web.accounts.forms.SecondStepCodeAgain",
}
MFA_ADAPTER = "parley.web.accounts.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Parley"
# One step earlier or later is accepted: phones' clocks drift.
MFA_TOTP_TOLERANCE = 1

USERSESSIONS_TRACK_ACTIVITY = False
