"""The coach: reads the draft of a message and says what may hurt, why, and how to say it better.

Pure functions over text and a little context. It knows no orders, asks nobody, and blocks nothing: what it finds is
advice. Rules of a language are data (packs/), and so are the weights of its scorers (weights/).
"""
