"""The tables of docs/, made from the code that they describe. `bin/docs` writes them anew, `bin/docs --check` compares.

A page of docs/ is written by hand; what the code knows better stands between two comments that name a block, and the module
`blocks.py` says which function makes it.
"""
