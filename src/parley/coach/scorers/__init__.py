"""Small scorers of a language: how likely each label is, how polite and how hostile a draft sounds.

Linear models over words and parts of words, trained by bin/train-coach; their weights are data (weights/).
"""
