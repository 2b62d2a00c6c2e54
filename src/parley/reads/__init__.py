"""Questions that pages ask. They never write, and they return the core's own values with the words beside them."""
