"""Finding what people wrote, in the language they wrote it in: one door before both databases."""
