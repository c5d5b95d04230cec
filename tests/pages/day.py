"""The day of every check and every picture."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

NOW = datetime(2026, 6, 9, 9, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
"""A Tuesday morning."""
