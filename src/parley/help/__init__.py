"""The help centre: articles in every language with one structure, the rules they state, what readers think of them, and
what they still ask.

Articles are files (articles/<language>/<slug>.md), rules are a table (rules.toml), and what a sentence says of a rule in each
language is read with a lexicon (modality/<language>.toml). Only votes and questions are kept in the database.
"""
