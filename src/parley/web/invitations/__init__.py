"""The link by which somebody without an account reads an offer, and takes their place in it."""
