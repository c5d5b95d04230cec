"""What the case page gets from this domain: its tab and its next step. Whoever must not know of drafts learns nothing."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases.cards import provisional_mark
from toaan.cases.models import Case
from toaan.cases.page import NextStep, Rows, Tab, add_tab, next_step_finder
from toaan.cases.states import DELIBERATING, JUDGED
from toaan.core import policy
from toaan.core.again import Figures
from toaan.core.together import load
from toaan.core.viewer import Viewer
from toaan.judgments import checks, queries
from toaan.judgments.content import Content
from toaan.judgments.models import AppealPeriod, Judgment
from toaan.judgments.states import NUMBERED, PRONOUNCED, SIGNED

STEPS = {
    NUMBERED: ("Ký tiếp bản án", "Bản án đã có số nhưng chưa ký xong.", "judgments.sign"),
    SIGNED: ("Tuyên án", "Bản án đã ký và đóng dấu.", "judgments.pronounce"),
}


_PRONOUNCED = Figures(lambda case: Judgment.objects.filter(case=case, state=PRONOUNCED))


def _shown(viewer: Viewer, case: Case) -> bool | Rows:
    if not case.ends_with_judgment or queries.may_read_draft(viewer, case):
        return case.ends_with_judgment
    return _PRONOUNCED


add_tab(Tab("Bản án", "judgments:case", order=60, shown=_shown))


@next_step_finder(40)
def write_and_pronounce(viewer: Viewer, case: Case) -> NextStep | None:
    """During deliberation: draft, sign, pronounce; outside the panel only that it deliberates."""
    if case.state != DELIBERATING:
        return None
    if not queries.may_read_draft(viewer, case):
        return NextStep(title=_("Nghị án"), waiting_for=_("Hội đồng xét xử đang nghị án."))
    judgment = Judgment.objects.filter(case=case).first()
    page = "judgments:case"
    if judgment is not None and judgment.state in STEPS:
        title, text, act = STEPS[judgment.state]
    else:
        title, text, act = _("Soạn và ký bản án"), _("Cấp số, ký bản án rồi tuyên án."), "judgments.number"
        if stopping := _stopping(viewer, case):
            text = _("Còn %d chỗ phải sửa trong dự thảo trước khi cấp số.") % stopping
            page = "judgments:draft"
    if not policy.allows(viewer, act, case):
        return NextStep(title=title, waiting_for=_("Đang chờ Thẩm phán chủ tọa."), act=act)
    return NextStep(title=title, text=text, button=_("Mở bản án"), url=reverse(page, args=[case.pk]), act=act)


def _stopping(viewer: Viewer, case: Case) -> int:
    """How many findings of the check list still stop the draft from being numbered; 0 without a draft."""
    draft = queries.draft_of(viewer, case)
    if draft is None:
        return 0
    return len(checks.stopping(case, Content.from_json(draft.content)))


@next_step_finder(45)
def wait_for_effect(viewer: Viewer, case: Case) -> NextStep | None:  # noqa: ARG001
    """After pronouncement: the periods run; who still has to receive the judgment is named."""
    if case.state != JUDGED:
        return None
    pronounced = Judgment.objects.filter(case=case, state=PRONOUNCED).select_related("effect")
    periods = AppealPeriod.objects.filter(judgment__case=case).select_related("party")
    load(pronounced, periods)
    judgment = next(iter(pronounced), None)
    if judgment is None:
        return None
    if getattr(judgment, "effect", None) is not None:
        return NextStep(
            title=_("Chuyển hồ sơ cho Tòa án cấp phúc thẩm"),
            waiting_for=_(
                "Bản án bị kháng cáo, kháng nghị. Hệ thống chưa chuyển được hồ sơ: gửi hồ sơ giấy (Điều 283 BLTTDS)."
            ),
        )
    waiting = [p.holder for p in periods if p.due_on is None]
    if waiting:
        words = _("Thời hạn chưa bắt đầu vì chưa nhận được bản án: %s.") % ", ".join(waiting)
    else:
        last = max((p.due_on for p in periods if p.due_on), default=None)
        words = (
            _("Thời hạn cuối cùng hết ngày %s.") % f"{last:%d/%m/%Y}{provisional_mark(last)}" if last else ""
        )
    return NextStep(
        title=_("Chờ hết thời hạn kháng cáo, kháng nghị"), waiting_for=words, act="judgments.take_effect"
    )
