"""Made-up objects for looking at parts and pages while they are built.

Nobody here exists. The words are English on purpose and are not translated: this is a drawing board, not a page of the product.
"""
