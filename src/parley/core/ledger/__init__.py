"""The books: double entry, derived from events, so that nobody can forget to write them."""
