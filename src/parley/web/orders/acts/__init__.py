"""One act, one page: what it changes for both, then its form. It works without the order's page around it."""
