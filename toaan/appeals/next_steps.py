"""The next step of a case, as far as appeals decide it: on both sides."""

from __future__ import annotations

import uuid

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.appeals import queries, scope
from toaan.appeals.actions.sending import missing_for_sending
from toaan.appeals.models import Advance, PartRuling
from toaan.cases.models import Assignment, Case
from toaan.cases.page import NextStep, next_step_finder
from toaan.cases.states import DELIBERATING, EFFECTIVE, HEARING, JUDGED, PREPARING, QUASHED, TRIAL_SET
from toaan.core import policy
from toaan.core.together import load
from toaan.core.viewer import Viewer
from toaan.judgments.models import Appeal, Judgment, Protest
from toaan.judgments.states import PRONOUNCED


def _appealed(case: uuid.UUID) -> QuerySet[Judgment]:
    its = Judgment.objects.filter(case=case)
    return its.filter(
        Exists(Appeal.objects.filter(judgment=OuterRef("pk")))
        | Exists(Protest.objects.filter(judgment=OuterRef("pk")))
    )


@next_step_finder(44, _appealed)
def below(viewer: Viewer, case: Case) -> NextStep | None:
    """An appealed case: check the appeals, wait for the fee, send up, wait for the court above, take up anew."""
    if case.instance != Case.Instance.FIRST or case.state not in {JUDGED, EFFECTIVE, QUASHED}:
        return None
    pronounced = Judgment.objects.filter(case=case, state=PRONOUNCED).select_related("effect")
    live = Appeal.objects.filter(judgment__case=case, dropped_on=None).select_related("party", "advance")
    files = queries.transfer_rows(case)
    load(pronounced, live, files)
    judgment, transfer = next(iter(pronounced), None), next(iter(files), None)
    if judgment is None:
        return None
    if case.state != JUDGED:
        return _again(viewer, case) if transfer and transfer.above else None
    fresh = [one for one in live if not hasattr(one, "advance")]
    if transfer is not None and not fresh:
        where = transfer.to_court.name
        return NextStep(
            _("Chờ kết quả phúc thẩm"),
            waiting_for=_("%(court)s đã thụ lý số %(number)s.") % {"court": where, "number": transfer.above}
            if transfer.above
            else _("Hồ sơ đã gửi %(court)s ngày %(day)s, chờ thụ lý.")
            % {"court": where, "day": f"{transfer.sent_on:%d/%m/%Y}"},
        )
    return _checking(viewer, case, judgment, list(live))


def _checking(viewer: Viewer, case: Case, judgment: Judgment, live: list[Appeal]) -> NextStep | None:
    fresh = [one for one in live if not hasattr(one, "advance")]
    if fresh:
        title = _("Kiểm tra đơn kháng cáo của %s") % ", ".join(str(one.party) for one in fresh)
        return _step(
            viewer,
            case,
            "appeals.notify_fee",
            title,
            page="case",
            button=_("Mở phần Phúc thẩm"),
            whose=_("Thẩm phán chủ tọa"),
        )
    if getattr(judgment, "effect", None) is None or not (live or judgment.protests.exists()):
        return None
    owing = [one for one in live if one.advance.state == Advance.State.DUE]
    if owing:
        who = ", ".join(str(one.party) for one in owing)
        return NextStep(
            _("Chờ biên lai tạm ứng án phí phúc thẩm"), waiting_for=_("%s chưa nộp biên lai (Điều 276 BLTTDS).") % who,
            act="appeals.hand_in_receipt",
        )  # fmt: skip
    if missing_for_sending(judgment, live):
        return None
    title = _("Gửi hồ sơ lên Tòa án cấp phúc thẩm")
    return _step(
        viewer, case, "appeals.send_up", title, page="send_up", button=_("Gửi hồ sơ"), whose=_("Thư ký vụ án")
    )


def _again(viewer: Viewer, case: Case) -> NextStep | None:
    results = queries.results(case)
    if not any(r.outcome == PartRuling.Outcome.REMITTED for r in results):
        return None
    if queries.tried_again(results[0].case) is not None:
        return None
    return _step(
        viewer, case, "appeals.accept_again", _("Thụ lý lại vụ án theo thủ tục sơ thẩm"), page="accept_again",
        button=_("Thụ lý lại"), whose=_("Thư ký"),
    )  # fmt: skip


@next_step_finder(20)
def above(viewer: Viewer, case: Case) -> NextStep | None:
    """A case of second instance: form the panel, end a trial that nobody wants any more, write the outcomes."""
    if case.proceeding not in {"second_instance", "simplified_appeal"} or not case.challenge:
        return None
    if case.state in {PREPARING, TRIAL_SET, HEARING} and scope.is_abandoned(case):
        title = _("Đình chỉ xét xử phúc thẩm: mọi kháng cáo, kháng nghị đã rút")
        return _step(
            viewer,
            case,
            "appeals.discontinue",
            title,
            page="discontinue",
            button=_("Ra quyết định"),
            whose=_("Thẩm phán chủ tọa"),
        )
    seats = {a.role for a in case.assignments.all() if a.ended_at is None}
    alone = case.is_simplified or Assignment.Role.JUDGE in seats
    if case.state == PREPARING and Assignment.Role.PRESIDING in seats and not alone:
        title = _("Thành lập Hội đồng xét xử phúc thẩm")
        return _step(
            viewer,
            case,
            "appeals.assign_panel",
            title,
            page="panel",
            button=_("Chọn Thẩm phán"),
            whose=_("Chánh án"),
        )
    if case.state == DELIBERATING and policy.allows(viewer, "appeals.rule", case):
        ruled = PartRuling.objects.filter(case=case).count()
        if ruled < len(scope.challenged(case)):
            title = _("Ghi kết quả nghị án đối với từng phần")
            return _step(
                viewer, case, "appeals.rule", title, page="outcomes", button=_("Ghi kết quả"), whose=""
            )
    return None


def _step(
    viewer: Viewer, case: Case, act: str, title: str, *, page: str, button: str, whose: str
) -> NextStep:
    if not policy.allows(viewer, act, case):
        return NextStep(title, waiting_for=_("Đang chờ %s.") % whose, act=act)
    return NextStep(title, button=button, url=reverse(f"appeals:{page}", args=[case.pk]), act=act)
