"""The rules of an order: pure functions and frozen values.

Nothing in this room knows Django, files, sockets, the clock or chance: who acts, when, and every salt arrive as arguments.
Read `order/messages.py` first: it lists everything that can be asked and everything that can happen.
"""
