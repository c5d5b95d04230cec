"""What several acts on the judgment share."""

from __future__ import annotations

import uuid

from toaan.cases.models import Case
from toaan.core.acts import Act
from toaan.core.errors import Refused, not_found
from toaan.core.models import Post
from toaan.core.viewer import Viewer
from toaan.judgments.models import Judgment


def post_of(by: Viewer) -> Post:
    """The post the viewer acts in.

    Raises:
        Refused: "not_allowed" without one.
    """
    if by.post is None:
        raise Refused("not_allowed", "Việc này chỉ người giữ chức vụ tại Tòa án làm được.", status=403)
    return by.post


def refused_on(field: str, code: str, message: str) -> Refused:
    """A refusal that belongs to one field of the form."""
    return Refused(code, message, status=422, fields={field: message})


def lock_judgment(a: Act, judgment_id: uuid.UUID | str) -> Judgment:
    """The judgment and its case, locked, the case first as everywhere."""
    case_id = Judgment.objects.filter(pk=judgment_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise not_found()
    case = a.lock(Case, case_id, "court__parent", "number")
    judgment = a.lock(Judgment, judgment_id, "number")
    judgment.case = case
    return judgment
