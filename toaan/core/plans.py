"""What an officer's pages ask again and again is put into SQL once a day: of two visits only the answers differ.

Putting a question together costs more than its answer: a home asks forty things, with every page a dozen figures are
counted. What is asked hangs on the officer's post, the day and what `on` names, and on no other hour or row: a test puts
the questions together at two moments, with an act between them (`desk/tests/test_plans.py`).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from toaan.core import clock
from toaan.core.viewer import Viewer

T = TypeVar("T")
MOST = 600
"""Kept in one process: six for each officer, 15 kB for what is only counted, 95 kB for the case, 190 kB for the first page;
some 30 MB with four for each of the hundred who are at work. The longest unused goes first.
"""
_kept: OrderedDict[Hashable, Any] = OrderedDict()


def kept(viewer: Viewer, name: str, make: Callable[[], T], *on: Hashable) -> T:
    """What `make` puts together for this officer today."""
    post = viewer.post
    place = (post.pk, post.kind, post.chamber, post.court_id, post.valid_from) if post else None
    key = (name, place, viewer.user_id, clock.today(), *on)
    found: T | None = _kept.pop(key, None)
    if found is None:
        found = make()
    _kept[key] = found
    while len(_kept) > MOST:
        _kept.popitem(last=False)
    return found
