"""The pages: HTML that works by itself, and htmx where it makes a page calmer."""
