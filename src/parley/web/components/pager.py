"""Onward by key, never by page number: "Older" leads to what came before the last line shown.

Pager(older_href="?before=0199…", note=_("50 entries shown"))
{% include "components/pager.html" with pager=it %}
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.web.components.sentence import Text


@dataclass(frozen=True, slots=True)
class Pager:
    """Empty hrefs are left out. Labels default to "Older" and "Newest"."""

    older_href: str = ""
    newest_href: str = ""
    older_label: str = ""
    newest_label: str = ""
    note: Text = ""
