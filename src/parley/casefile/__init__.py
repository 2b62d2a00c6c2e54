"""What leaves the house as evidence: the file of a case, its signature, and the root that each day leaves over all orders."""
