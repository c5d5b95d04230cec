"""The stages of a publication: one table that runs and is drawn in the docs."""

from __future__ import annotations

from toaan.core.states import Machine
from toaan.core.states import Transition as T

PROPOSED, REVIEWED, PUBLISHED, DECLINED, WITHDRAWN = (
    "proposed", "reviewed", "published", "declined", "withdrawn",
)  # fmt: skip
OPEN = (PROPOSED, REVIEWED)
"""Still to be decided: the deadline runs."""

PUBLICATION = Machine(
    {
        PROPOSED: "Chờ duyệt mã hóa",
        REVIEWED: "Đang duyệt mã hóa",
        PUBLISHED: "Đã công bố",
        DECLINED: "Không công bố",
        WITHDRAWN: "Đã gỡ",
    },
    (
        T("publication.review", OPEN, REVIEWED),
        T("publication.take_correction", (*OPEN, PUBLISHED), REVIEWED),
        T("publication.publish", OPEN, PUBLISHED),
        T("publication.decline", OPEN, DECLINED),
        T("publication.withdraw", (PUBLISHED,), WITHDRAWN),
    ),
)
