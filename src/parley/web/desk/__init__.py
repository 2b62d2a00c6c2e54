"""The desk: what waits for me, what waits for others, and my money."""
