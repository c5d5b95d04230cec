"""`python -m toaan.cli` is the same as `toaan`."""

import sys

from toaan.cli import main

sys.exit(main())
