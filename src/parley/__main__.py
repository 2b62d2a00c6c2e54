"""`python -m parley`, which is what ./parley runs."""

import sys

from parley.management.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
