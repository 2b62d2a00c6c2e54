"""What anybody can check without believing this desk: its key, its daily roots, the programs, and the proof of an order."""
