"""Every order that a few acts and every clock can lead to, found on the real machine and held against the invariants.

`acts` is the alphabet, `runs` says which part of it is tried together, `moments` when, `canon` which orders count as one,
`walk` searches breadth-first, `invariants` looks at each step and each order, `whole` at the graph, `delays` at its longest
ways. Nothing here needs a database, a clock or Django.
"""
