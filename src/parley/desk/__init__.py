"""The desk: loads orders, asks the core to decide, and writes what was decided in one transaction.

`submit.py` is the only way an order changes, for a click, an API call, a provider's word and the clock alike.
"""
