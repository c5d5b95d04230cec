"""Every page of both faces, the person whose page it is, and a matter at the right stage to see it with.

A new URL pattern needs one line here: in `portal`, `desk` or `case` when it shows a page to a person, else in `others`.
Try the line at once:

    .venv/bin/python scripts/pictures.py --all /tmp/pictures --only cases:overview
"""

from __future__ import annotations

from tests.pages.census.case import CASE
from tests.pages.census.desk import DESK
from tests.pages.census.others import NOT_PAGES, POST_ONLY
from tests.pages.census.page import Page
from tests.pages.census.portal import PORTAL

PAGES: tuple[Page, ...] = (*PORTAL, *DESK, *CASE)

__all__ = ["NOT_PAGES", "PAGES", "POST_ONLY", "Page"]
