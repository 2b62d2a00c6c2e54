"""The help centre: articles in the reader's language, whether they were useful, and questions to the operators."""
