"""Loaded by pytest before anything else: tests run in test mode, in a folder of their own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

HOME = tempfile.mkdtemp(prefix="toaan-test-")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
(Path(HOME) / "static").mkdir()
os.environ.update(TOAAN_MODE="test", TOAAN_HOME=HOME)
