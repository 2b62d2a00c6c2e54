"""The bar that plays everyone: only in a demo, where all people are made up."""
