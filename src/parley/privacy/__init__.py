"""What the desk knows of a person: handed over to them, erased when they leave, and not kept for longer than it may be.

`inventory.py` says of every column where people's words may stand what becomes of it; a test holds it against the tables.
"""
