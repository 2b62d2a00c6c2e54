"""Offers: written, read clause by clause, talked over, and answered."""
