"""Taking along what the desk knows of oneself, leaving, and what operators may put in the way of it: a legal hold."""
