"""Policies: the ways of working that an installation offers, looked at and written by its operators."""
