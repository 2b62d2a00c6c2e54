"""How one installation is set up: what the operator may choose, and what Django makes of it."""
