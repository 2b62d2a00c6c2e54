"""Services: looked for by everybody, written by freelancers, and ordered in one page."""
