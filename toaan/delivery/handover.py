"""Papers still to be served go with the clerk of the case: counted for the page of one person."""

from __future__ import annotations

from toaan.cases.handover import Figure, adds_figure
from toaan.core.models import Post
from toaan.core.viewer import SYSTEM
from toaan.delivery.queries import open_rows


@adds_figure
def to_serve(post: Post) -> Figure:
    """Copies without proof in the cases of which this officer is the clerk."""
    rows = open_rows(SYSTEM).filter(
        court=post.court_id,
        case__assignments__post=post,
        case__assignments__role="clerk",
        case__assignments__ended_at=None,
    )
    return Figure("văn bản tống đạt chưa có kết quả", rows, "đi theo Thư ký vụ án")
