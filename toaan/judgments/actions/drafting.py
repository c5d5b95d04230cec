"""Writing the draft (soạn bản án, BLTTDS 266). The audit learns only its hash."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.utils import timezone

from toaan.cases.models import Case
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.judgments.actions.common import post_of
from toaan.judgments.content import Content
from toaan.judgments.models import Draft, Judgment
from toaan.judgments.states import REOPENED


def save_draft(*, by: Viewer, case_id: uuid.UUID, content: Content, revision: int, at: datetime) -> Draft:
    """Save what the presiding judge has written.

    Args:
        revision: the one that the text was typed on; 0 for a draft that does not exist yet.

    Raises:
        Refused: "draft.changed" when another tab or machine has saved since (the text there stays, the caller
            keeps the one typed here), "draft.numbered" when the judgment has its number, "wrong_state".
    """
    with act("judgments.save_draft", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        case.after("judgments.save_draft")
        if Judgment.objects.filter(case=case).exclude(state=REOPENED).exists():
            raise Refused(
                "draft.numbered",
                "Bản án đã được cấp số nên dự thảo không sửa được nữa. Muốn sửa, hãy mở lại bản án.",
            )
        draft = Draft.objects.select_for_update(no_key=True).filter(case=case).first()
        if (draft.revision if draft else 0) != revision:
            saved = timezone.localtime(draft.saved_at if draft else at)
            raise Refused(
                "draft.changed",
                _(
                    "Dự thảo đã được lưu ở một cửa sổ khác lúc %(saved)s. Nội dung bạn vừa nhập vẫn còn "
                    "trên trang này; hãy đối chiếu với bản đã lưu rồi lưu lại."
                )
                % {"saved": f"{saved:%H:%M}"},
            )
        if draft is None:
            draft = Draft(case=case)
        draft.content, draft.revision = content.as_json(), revision + 1
        draft.saved_by, draft.saved_at = post_of(by), at
        draft.save()
        a.record(
            draft,
            court=case.court,
            case_id=case.pk,
            title="Lưu dự thảo bản án",
            data={"revision": draft.revision, "sha256": content.digest},
            shown_to="nobody",
        )
    return draft
