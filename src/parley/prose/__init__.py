"""What people write, as letters, words, sentences and patterns: what the coach and the screen of briefs both read with.

Pure and linear in the text, whatever the text is.
"""

LANGUAGES = ("en", "es", "fr", "nl", "ru")
"""The languages that prose is read in."""
