"""Styles, scripts and pictures, each under a name that carries a hash of its content.

A browser may then keep a file for ever, and a new version has a new name. The hash is taken when a name is first asked for,
so that nothing has to be collected before the start. A file that another file names (an @import, a module) is served under
its plain name too, for a minute at a time: name assets in templates where you can.
"""

# mypy: disallow-subclassing-any=False

import hashlib
import logging
import posixpath
import threading
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.http import HttpRequest, HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware

log = logging.getLogger(__name__)

HASH_DIGITS = 12


@cache
def hashed_name(name: str) -> str:
    """`css/parley.css` becomes `css/parley.0123456789ab.css`. Raises ValueError when there is no such file."""
    path = finders.find(name)
    if path is None:
        raise ValueError(f"There is no static file {name!r}.")
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()[:HASH_DIGITS]
    stem, suffix = posixpath.splitext(name)
    return f"{stem}.{digest}{suffix}"


class AssetStorage(StaticFilesStorage):
    """Gives templates the hashed address of an asset."""

    def url(self, name: str | None) -> str:
        if not name or name.endswith("/"):
            return super().url(name)
        try:
            return super().url(hashed_name(name))
        except ValueError:
            # A page without one of its pictures is still a page.
            log.error("There is no static file %s.", name)  # noqa: TRY400  (where it was asked for says nothing)
            return super().url(name)


class AssetsMiddleware(WhiteNoiseMiddleware):
    """Serves the assets from where they lie, found once at the first request for one."""

    def __init__(self, get_response: Any = None, **kwargs: Any) -> None:
        self._found = False
        self._finding = threading.Lock()
        super().__init__(get_response, **kwargs)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(self.static_prefix):
            response: HttpResponseBase = self.get_response(request)
            return response
        with self._finding:
            if not self._found:
                super().add_files_from_finders()
                self._found = True
        served: HttpResponseBase = super().__call__(request)
        return served

    def add_files_from_finders(self) -> None:
        """Not at construction: a process that serves pages only, or a test, should not pay for it."""

    def add_file_to_dictionary(self, url: str, path: str, stat_cache: Any = None) -> None:
        super().add_file_to_dictionary(url, path, stat_cache=stat_cache)
        hashed = self.static_prefix + hashed_name(url.removeprefix(self.static_prefix))
        super().add_file_to_dictionary(hashed, path, stat_cache=stat_cache)

    def immutable_file_test(self, path: str, url: str) -> bool:
        """Whether `url` names a file by its hash. Whitenoise asks by position, and has a path that we do not need."""
        del path
        plain = self.plain_name(url)
        return url.removeprefix(self.static_prefix) != plain and url.endswith(hashed_name(plain))

    def plain_name(self, url: str) -> str:
        """The name without its hash, if it has one."""
        name = url.removeprefix(self.static_prefix)
        without = self.get_name_without_hash(name)
        return without if without != name and finders.find(without) else name
