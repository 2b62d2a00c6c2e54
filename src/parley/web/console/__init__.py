"""The console: how the desk is doing, and what its operators decide for it."""
