"""One order, from offer to the last release: a file for each conversation; `messages.py` is the table of contents."""
