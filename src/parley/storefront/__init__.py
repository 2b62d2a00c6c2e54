"""Services: what freelancers offer before anybody has asked, in packages that can be ordered as they stand."""
