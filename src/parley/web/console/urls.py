"""The addresses of the console."""

from __future__ import annotations

from django.urls import path

from parley.web.console.acts import acts
from parley.web.console.announcements import announcements, withdraw_announcement
from parley.web.console.books import books
from parley.web.console.coach import coach_findings
from parley.web.console.console import console
from parley.web.console.dismiss import dismiss
from parley.web.console.journal import journal_page
from parley.web.console.start import letter, name, start
from parley.web.console.switches import switches

urlpatterns = [
    path("announcements/dismiss", dismiss, name="dismiss_announcement"),
    path("console", console, name="console"),
    path("console/acts", acts, name="console_acts"),
    path("console/announcements", announcements, name="console_announcements"),
    path("console/announcements/withdraw", withdraw_announcement, name="withdraw_announcement"),
    path("console/books", books, name="console_books"),
    path("console/coach", coach_findings, name="console_coach"),
    path("console/journal", journal_page, name="console_journal"),
    path("console/start", start, name="console_start"),
    path("console/start/letter", letter, name="console_letter"),
    path("console/start/name", name, name="console_name"),
    path("console/switches", switches, name="console_switches"),
]
