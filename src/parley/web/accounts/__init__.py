"""Signing up and in, one's own settings, and the page a guest meets first."""
