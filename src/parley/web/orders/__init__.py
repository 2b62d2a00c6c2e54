"""Pages of an order. One page is one view file and one template of the same name."""
