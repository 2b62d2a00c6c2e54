"""Seeded random parties: they do anything, in any order, at any moment, and what must always hold is checked all the while.

Two places. In the pure one (walk.py) the core alone answers, a million times. At the desk (crowd.py) the same parties ask
through the real desk with a database under it whose weather is bad (weather.py): statements fail, processes die, answers get
lost. killing.py kills real processes that write. What the parties think of comes from the core's own specimens (acts.py) and
from the types of the commands (variants.py), so that a new act is tried without a line here.

Everything follows from the seed: the same seed gives the same run, on one processor or on eight (legs.py).
"""
