"""The screen of briefs: what in a brief speaks of fraud, what of real work, and which of the two weighs more.

Pure: it knows no board and no people. Begin at review.py; the arithmetic is told in docs/explanation/screen.md.
"""
