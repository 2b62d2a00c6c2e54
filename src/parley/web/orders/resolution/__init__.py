"""The resolution room: what the two see differently, item by item, and every way out of it."""
