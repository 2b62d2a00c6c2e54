"""What people read of a case file: one paper, told once for each language, and set as HTML and as PDF."""
