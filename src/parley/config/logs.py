"""One line for each event, in which nobody's text can forge a second line and no key can be read.

A line: instant (UTC), level, logger, message, then the traceback if there is one, its line breaks written out.
"""

import logging
import re
import time
import unicodedata
from typing import Any

REMOVED = "[removed]"

# All our link tokens are 32 random bytes in base64url: 43 characters. A hash in hex has 64 and stays readable.
LINK_TOKEN = re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])")
NAMED_SECRET = re.compile(
    r"(?i)\b(password1?|password2|oldpassword|passwd|secret(?:_key)?|token|csrfmiddlewaretoken|csrftoken|sessionid|parley_session"
    r"|authorization|cookie|api_key|credential|(?<=[?&])code)(['\"]?\s*[=:]\s*['\"]?)((?:(?:bearer|basic|token)\s+)?[^\s'\"&,;)}\]]+)"
)
PASSWORD_IN_ADDRESS = re.compile(r"(://[^\s/:@]*):[^\s/@]+@")


def without_secrets(text: str) -> str:
    """`text` with link tokens, values of secret fields and passwords in addresses removed."""
    text = LINK_TOKEN.sub(REMOVED, text)
    text = NAMED_SECRET.sub(rf"\1\2{REMOVED}", text)
    return PASSWORD_IN_ADDRESS.sub(rf"\1:{REMOVED}@", text)


def on_one_line(text: str) -> str:
    """`text` with every character that could move the cursor, break the line or turn its direction written as an escape."""
    return "".join(escaped(character) for character in text)


def escaped(character: str) -> str:
    if character == " " or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return "\\\\" if character == "\\" else character
    return character.encode("unicode_escape").decode("ascii")


class LineFormatter(logging.Formatter):
    """Writes a record as one line, in UTC, without secrets."""

    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        self.converter = time.gmtime
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return on_one_line(without_secrets(super().format(record)))


def logging_settings(level: str) -> dict[str, Any]:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "parley.config.logs.LineFormatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django brings its own handlers for these; ours at the root writes them once.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": level, "propagate": True},
            # At DEBUG these would print every statement with its values, personal text included.
            "django.db.backends": {"level": "INFO"},
            "django.template": {"level": "INFO"},
        },
    }
