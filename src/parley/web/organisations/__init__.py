"""Organisations: what they say of themselves, who belongs to them, and how one joins and leaves."""
