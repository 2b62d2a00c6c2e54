"""What the operator of one installation may choose.

Every setting is an environment variable `PARLEY_` + the field's name in capitals. A variable whose name ends in `_FILE` gives
a file that holds the value instead, so that a secret never shows in a process list. The fields below are the only list of
settings: the reference page and the check for misspelt names read it too.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from decimal import Decimal, InvalidOperation
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from parley.config.languages import LANGUAGE_CODES

PREFIX = "PARLEY_"


class BadSettings(ImproperlyConfigured):
    """Some settings cannot be used. `problems` has one sentence for each, naming the variable."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__(
            "Parley cannot start, because of its settings:\n" + "\n".join(f"  - {line}" for line in problems)
        )


def text(value: str) -> str:
    return value


def folder(value: str) -> Path:
    if not value.strip():
        raise ValueError("it must name a folder")
    return Path(value).expanduser().absolute()


def yes_or_no(value: str) -> bool:
    if value.lower() in {"1", "true", "yes", "on"}:
        return True
    if value.lower() in {"0", "false", "no", "off", ""}:
        return False
    raise ValueError("it must be true or false")


def whole_number(value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", value):
        raise ValueError("it must be a whole number, 0 or more")
    return int(value)


def percent(value: str) -> str:
    """Checked as a decimal, kept as text: money rules never meet a float."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise ValueError("it must be a number such as 5 or 2.5") from None
    if not number.is_finite() or not 0 <= number <= 100:
        raise ValueError("it must lie between 0 and 100")
    return format(number, "f")


def listed(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def site_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise ValueError("it must look like https://parley.example.org")
    if parts.path.strip("/"):
        raise ValueError("the site must have a host name of its own: an address with a path is not supported")
    return f"{parts.scheme}://{parts.netloc}"


def web_address(value: str) -> str:
    """An address to speak to; an empty text speaks to nobody."""
    if not value:
        return ""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.fragment or parts.username:
        raise ValueError("it must look like https://stamps.example.org/tsr")
    return value


def file_or_none(value: str) -> Path | None:
    return Path(value).expanduser().absolute() if value.strip() else None


def language(value: str) -> str:
    if value not in LANGUAGE_CODES:
        raise ValueError(f"it must be one of {', '.join(LANGUAGE_CODES)}")
    return value


def log_level(value: str) -> str:
    if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ValueError("it must be one of DEBUG, INFO, WARNING, ERROR")
    return value.upper()


def setting(read: Callable[[str], Any], default: str, meaning: str, *, secret: bool = False) -> dict[str, Any]:
    """What a field below says of itself: how its text is read, the text when nothing is set, and what it is for."""
    return {"read": read, "default": default, "meaning": meaning, "secret": secret}


@dataclass(frozen=True, kw_only=True)
class Installation:
    """One installation's choices, read and checked. Sizes in bytes, ages in seconds."""

    data: Path = field(
        metadata=setting(folder, "./var", "Folder for everything that is kept: the database, files, the secret key.")
    )
    database_url: str = field(
        metadata=setting(
            text,
            "",
            "Where the orders live: `sqlite:///path` or `postgresql://user:password@host/name`. Empty: SQLite in `data`.",
            secret=True,
        )
    )
    secret_key: str = field(
        metadata=setting(
            text,
            "",
            "Key that signs sessions and codes, at least 40 characters. Empty: made once and kept in the data folder.",
            secret=True,
        )
    )
    secret_key_fallbacks: tuple[str, ...] = field(
        metadata=setting(
            listed, "", "Earlier secret keys, by commas, still accepted while a new one takes over.", secret=True
        )
    )
    demo: bool = field(
        metadata=setting(
            yes_or_no,
            "false",
            "Demo: made-up people and orders, plain http, a clock one can move. Never for real money.",
        )
    )
    base_url: str = field(
        metadata=setting(
            site_address,
            "http://localhost:8000",
            "Address under which people reach the site; used in mails and to decide which hosts are answered.",
        )
    )
    hosts: tuple[str, ...] = field(
        metadata=setting(
            listed, "", "Further host names that are answered, by commas (for instance of a health probe)."
        )
    )
    trusted_proxies: int = field(
        metadata=setting(
            whole_number,
            "0",
            "How many reverse proxies of yours stand before Parley; their X-Forwarded headers are then believed.",
        )
    )
    email_url: str = field(
        metadata=setting(
            text,
            "consolemail://",
            "How mail leaves: `smtp+tls://user:password@host:587`, `smtp+ssl://`, `smtp://`, `consolemail://`, `filemail:///dir`.",
            secret=True,
        )
    )
    email_from: str = field(
        metadata=setting(text, "", "Sender of all mails. Empty: `Parley <parley@` and the host of the site.")
    )
    operator_fee_percent: str = field(
        metadata=setting(
            percent, "0", "The operator's fee on what a freelancer receives, in percent, as a decimal text."
        )
    )
    language: str = field(
        metadata=setting(language, "en", "Language for guests whose browser asks for none that Parley has.")
    )
    upload_file_bytes: int = field(
        metadata=setting(whole_number, "26214400", "Largest file that may be handed in, in bytes.")
    )
    upload_files: int = field(metadata=setting(whole_number, "20", "Most files in one form."))
    timestamp_url: str = field(
        metadata=setting(
            web_address,
            "",
            "Address of an authority for time stamps (RFC 3161) over the daily roots. Empty: none is asked.",
        )
    )
    timestamp_certificates: Path | None = field(
        metadata=setting(
            file_or_none,
            "",
            "File with the root certificates (PEM) of that authority; a stamp that they do not vouch for is not kept.",
        )
    )
    leaving_wait_days: int = field(
        metadata=setting(
            whole_number,
            "180",
            "Days after an order's end for which the words and files of somebody who left are kept, so that the other side can "
            "still answer a bank or a court. Card networks let a payment be disputed for 120 days, and then ask for papers.",
        )
    )
    keep_words_days: int = field(
        metadata=setting(
            whole_number,
            "0",
            "Days after an order's end when its words and files are erased by themselves. 0: never, because how long papers "
            "must be kept differs from country to country. Books, events and sums always stay.",
        )
    )
    log_level: str = field(
        metadata=setting(log_level, "INFO", "How much is written to the log: DEBUG, INFO, WARNING or ERROR.")
    )

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).hostname or "localhost"

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def is_loopback(self) -> bool:
        """Whether the site is only reachable from the machine it runs on."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost" or self.host.endswith(".localhost")


def variable(of: Field[Any]) -> str:
    return PREFIX + of.name.upper()


def read_installation(environ: Mapping[str, str]) -> Installation:
    """Reads every setting from `environ`.

    Raises BadSettings that names all bad values at once, never the value of a secret.
    """
    problems: list[str] = []
    values: dict[str, Any] = {}
    for each in fields(Installation):
        name = variable(each)
        try:
            raw = raw_value(environ, name, each.metadata["default"])
            values[each.name] = each.metadata["read"](raw)
        except (ValueError, OSError) as error:
            shown = "" if each.metadata["secret"] or name not in environ else f" (it is {environ[name]!r})"
            problems.append(f"{name}: {error}{shown}")
    if problems:
        raise BadSettings(problems)
    installation = Installation(**values)
    problems = contradictions(installation)
    if problems:
        raise BadSettings(problems)
    return installation


def raw_value(environ: Mapping[str, str], name: str, default: str) -> str:
    file_name = environ.get(f"{name}_FILE")
    if file_name is None:
        return environ.get(name, default)
    if name in environ:
        raise ValueError(f"give either it or {name}_FILE, not both")
    try:
        return Path(file_name).read_text("utf-8").strip()
    except UnicodeDecodeError:
        raise ValueError(f"the file that {name}_FILE names is not UTF-8 text") from None
    except OSError as error:
        raise ValueError(f"the file that {name}_FILE names cannot be read: {error.strerror}") from None


def contradictions(installation: Installation) -> list[str]:
    """What is wrong with the settings taken together, one sentence each."""
    problems = []
    if not (installation.is_https or installation.is_loopback or installation.demo):
        problems.append(
            f"PARLEY_BASE_URL: people would sign in over plain http at {installation.base_url}; "
            "use https, or PARLEY_DEMO=true if this is only a demo"
        )
    if installation.secret_key and len(installation.secret_key) < 40:
        problems.append("PARLEY_SECRET_KEY: it has fewer than 40 characters")
    if installation.upload_files == 0 or installation.upload_file_bytes == 0:
        problems.append(
            "PARLEY_UPLOAD_FILES and PARLEY_UPLOAD_FILE_BYTES: both must be more than 0, or nothing can be delivered"
        )
    if installation.timestamp_url and installation.timestamp_certificates is None:
        problems.append(
            "PARLEY_TIMESTAMP_URL: PARLEY_TIMESTAMP_CERTIFICATES must name the authority's root certificates, "
            "because a stamp that nobody can check is worth nothing"
        )
    if 0 < installation.keep_words_days < installation.leaving_wait_days:
        problems.append(
            "PARLEY_KEEP_WORDS_DAYS: it must not be less than PARLEY_LEAVING_WAIT_DAYS, "
            "or the words of those who stay would go before the words of those who leave"
        )
    return problems


def unknown_names(environ: Mapping[str, str]) -> list[str]:
    """PARLEY_ variables that nothing reads: most often a misspelling."""
    known = {variable(each) for each in fields(Installation)}
    return sorted(
        name
        for name in environ
        if name.startswith(PREFIX) and name not in known and name.removesuffix("_FILE") not in known
    )
