"""The coach on the pages: what it is told of an order, what it says of a draft, and messages from the order's own facts.

It is read by the person who writes and by nobody else. Nothing of a draft is stored or logged, and nothing is held up.
"""
