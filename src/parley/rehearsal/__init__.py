"""The machine played without the world: stories with a clock of their own, and the made-up people of a demo.

A story (story.py) is read from TOML (reading.py), turned into commands (acting.py) and played through the real desk (play.py).
"""
