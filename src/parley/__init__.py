"""Parley: agreements between clients and freelancers that know what happens next."""

__version__ = "0.1.0"
