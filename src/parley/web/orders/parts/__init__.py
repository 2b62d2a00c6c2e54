"""From what the order page reads to what its components show; nothing here decides."""
