"""What waits in deliberation. Only the panel learns that there is a draft or a number (BLTTDS 264)."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases import queries as cases
from toaan.cases.models import Assignment, Case
from toaan.cases.states import DELIBERATING, HEARING, TRIAL_SET
from toaan.core.roles import JUDGES, Role
from toaan.core.viewer import Viewer
from toaan.core.waiting import DECIDE, PREPARE, SIGN, Found, Waiting, finder
from toaan.judgments.models import Draft, Judgment, LateAppeal
from toaan.judgments.states import NUMBERED, SIGNED


@finder
def judgments(viewer: Viewer) -> Found:
    """The presiding judge writes, signs, pronounces; a lay judge reads the draft of his panel."""
    if viewer.role in JUDGES:
        seats = yield from cases.held(viewer, Assignment.Role.PRESIDING)
    elif viewer.role == Role.LAY_JUDGE:
        seats = yield from cases.held(viewer, Assignment.Role.LAY_JUDGE)
    else:
        return []
    mine = cases.visible_to(viewer).filter(pk__in=seats, state__in=[TRIAL_SET, HEARING, DELIBERATING])
    rows = mine.select_related("judgment", "judgment_draft").prefetch_related("hearings")
    yield rows
    step = _reading if viewer.role == Role.LAY_JUDGE else _presiding
    return [item for case in rows if (item := step(case)) is not None]


@finder
def late_appeals(viewer: Viewer) -> Found:
    """The clerk of the case sends a late appeal to the appellate court (BLTTDS 275.1)."""
    if viewer.role != Role.CLERK:
        return []
    seats = yield from cases.held(viewer, Assignment.Role.CLERK)
    rows = LateAppeal.objects.filter(sent_on=None, judgment__case__in=seats)
    yield (rows := rows.select_related("judgment__case__number"))
    return [
        _item(
            one.case, _("Gửi kháng cáo quá hạn"), one.recorded_at, DECIDE, "judgments.forward_late_appeal",
            page="late_appeals",
        )
        for one in rows
    ]  # fmt: skip


def _presiding(case: Case) -> Waiting | None:
    judgment: Judgment | None = getattr(case, "judgment", None)
    draft: Draft | None = getattr(case, "judgment_draft", None)
    if case.state != DELIBERATING:
        if draft is None:
            return None
        return _item(
            case, _("Soạn tiếp dự thảo bản án"), draft.saved_at, PREPARE, "judgments.save_draft", page="draft"
        )
    if judgment is not None and judgment.state == NUMBERED:
        return _item(case, _("Ký tiếp bản án"), judgment.numbered_at, SIGN, "judgments.sign")
    if judgment is not None and judgment.state == SIGNED:
        return _item(case, _("Tuyên án"), judgment.signed_at, SIGN, "judgments.pronounce")
    closed = max((h.debate_closed_at for h in case.hearings.all() if h.debate_closed_at), default=None)
    return _item(case, _("Soạn và ký bản án"), closed, DECIDE, "judgments.number")


def _reading(case: Case) -> Waiting | None:
    draft: Draft | None = getattr(case, "judgment_draft", None)
    if case.state != DELIBERATING or draft is None:
        return None
    return _item(case, _("Đọc dự thảo bản án"), draft.saved_at, PREPARE, "judgments.read_draft")


def _item(
    case: Case, title: str, since: datetime | None, rank: int, act: str, *, page: str = "case"
) -> Waiting:
    url = reverse(f"judgments:{page}", args=[case.pk])
    return Waiting(title=title, url=url, matter=str(case), about=case.title, since=since, rank=rank, act=act)
