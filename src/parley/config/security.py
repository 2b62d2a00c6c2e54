"""What keeps strangers out: the key, the cookies, and what a page may load."""

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF

# Everything a page needs comes from the site itself, and nothing is written into the page: no inline script, no inline style,
# no data: pictures. A message that carries markup is then text, even where escaping failed.
PAGE_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "object-src": [NONE],
    "frame-src": [NONE],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
}

# Browser features that no page of ours uses; passkeys need publickey-credentials, which stays open to us alone.
PERMISSIONS_POLICY = ", ".join(
    [
        *(f"{feature}=()" for feature in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")),
        "publickey-credentials-get=(self)",
        "publickey-credentials-create=(self)",
    ]
)


def secret_key(data: Path) -> str:
    """The installation's own key, made at the first start and kept in the data folder, readable by its owner only."""
    path = data / "secret_key"
    try:
        return path.read_text("ascii").strip()
    except FileNotFoundError:
        pass
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Two processes may start at once: each writes a whole file of its own, the first link wins, and both read the winner.
    draft = data / f".secret_key.{os.getpid()}.{secrets.token_hex(4)}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text("ascii").strip()
