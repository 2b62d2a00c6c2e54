"""The people who use an installation: who they are, how they come in, and how they are written to."""
