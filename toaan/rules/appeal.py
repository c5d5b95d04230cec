"""Which way an appeal goes: in time (BLTTDS 273), or late and to be examined by the appellate court first (275).

273.3: the day of an appeal sent by post is that of the postmark; whoever asks gives that day. A term ends at 24:00
of its last day (BLDS 148.6). 275.1: what the court of first instance sends to the appellate court with a late
appeal. Check status: checked, print 2:44–2:45.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

Way = Literal["not_begun", "in_time", "late"]

LATE = "BLTTDS:275.2"
"""Key of the limit in which the appellate court forms the panel that examines a late appeal."""


def way(due: date | None, on: date) -> Way:
    """How an appeal of this day is treated; `due` is the last day of the period, None while it has not begun.

    A period that has not begun takes appeals too: nobody has to wait for the judgment to be delivered.
    """
    if due is None:
        return "not_begun"
    return "late" if on > due else "in_time"


def goes_along(*, statement: bool, evidence: int) -> tuple[str, ...]:
    """What is sent to the appellate court (275.1), from what the appellant handed in; the statement is never missing.

    Raises:
        ValueError: without the statement of reasons.
    """
    if not statement:
        raise ValueError("a late appeal has a statement of its reasons (BLTTDS 275.1)")
    papers = ("đơn kháng cáo", "bản tường trình lý do kháng cáo quá hạn")
    return (*papers, f"{evidence} tài liệu, chứng cứ") if evidence else papers
