"""Briefs: found, posted, answered with an offer; and looked at by a person where the screen was in doubt."""
