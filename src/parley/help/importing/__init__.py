"""Old help articles, as they were scraped or exported, made into drafts of ours: HTML or plain text in, Markdown and a
report of every change out. Nothing is fetched, and nothing leaves an article without a line in the report.

The way of an article: decoding, hypertext or plaintext (what stands there), tidying, advertising and furniture (what does
not belong), doubles, structure (steps, headings, lists, notes), writing. article.py goes it.
"""
