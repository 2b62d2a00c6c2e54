"""Keeping the translations in step with the sources, in plain Python: no gettext programs need to be installed.

sources.py    which strings the sources want translated
catalog.py    one language's .po: read, merged with the sources, written
faults.py     what makes a translation unfit, such as a lost placeholder
gaps.py       what a catalog lacks
batches.py    untranslated strings out, answers in, as JSON lines
__main__.py   bin/catalogs
"""
