"""``python -m gwr_graph`` is ``gwr``."""

import sys

from gwr_graph.cli import main

if __name__ == "__main__":
    sys.exit(main())
