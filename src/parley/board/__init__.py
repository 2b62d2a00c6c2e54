"""Briefs: what clients want done, before they know by whom. Screened, published for a month, answered with offers."""
