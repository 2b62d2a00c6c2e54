"""The pages of those who work for the desk: what waits for them, and who mediates."""
