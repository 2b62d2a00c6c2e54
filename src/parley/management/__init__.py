"""The commands of ./parley, one file each, listed in cli.py."""
