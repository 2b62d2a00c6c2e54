"""Letters: made in the reader's language and zone, and handed to the mail server.

This room knows no tables. Whoever has a letter sent brings everything that it may say: see `letter.Occasion`.
"""
