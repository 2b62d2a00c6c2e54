"""How mail leaves the installation."""

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

# A mail server that does not answer must not hold a page for minutes.
TIMEOUT_S = 15


def mail_settings(url: str) -> dict[str, Any]:
    """Django's EMAIL_ settings for `url`. Raises ValueError for an address of no kind that we know."""
    try:
        config = dict(environ.Env.email_url_config(url))
    except ImproperlyConfigured:
        raise ValueError(
            "it must begin with smtp://, smtp+tls://, smtp+ssl://, consolemail:// or filemail://"
        ) from None
    config.pop("OPTIONS", None)
    # An address without a path must not turn into the folder of the process.
    path = config.pop("EMAIL_FILE_PATH")
    if config["EMAIL_BACKEND"].endswith("filebased.EmailBackend"):
        if not path:
            raise ValueError("filemail:// needs a folder, as in filemail:///var/mail/parley")
        config["EMAIL_FILE_PATH"] = f"/{path.lstrip('/')}"
    given = {name: value for name, value in config.items() if value is not None}
    return {"EMAIL_TIMEOUT": TIMEOUT_S, **given}
