"""What a judgment waits for: above, the outcome of every part that came up; below, the end of a claim that is challenged."""

from __future__ import annotations

from django.utils.translation import gettext as _

from toaan.appeals import scope
from toaan.appeals.decisions import queries
from toaan.appeals.models import PartRuling
from toaan.cases.models import Case
from toaan.course.models import CourseDecision
from toaan.judgments.checks import Issue, guard


@guard
def the_claim_is_not_out_yet(case: Case) -> list[Issue]:
    """The end of the plaintiff's claim alone is challenged: it is not carried out (BLTTDS 282.1), and the file is with the court
    above (283), so nothing is judged on the rest. The code does not say so of this case: our reading."""
    if case.instance != Case.Instance.FIRST:
        return []
    decision = queries.challenged_decision(case)
    if decision is None or decision.kind != CourseDecision.Kind.PARTIAL:
        return []
    if decision.effective_on is not None or decision.cancelled_on is not None:
        return []
    return [
        Issue(
            "error", "ruling", _("Quyết định đình chỉ yêu cầu khởi kiện đang bị kháng cáo, kháng nghị"),
            _("Chờ quyết định phúc thẩm, hoặc tạm đình chỉ, hoãn, tạm ngừng phiên tòa (khoản 1 Điều 282, Điều 314 Bộ luật Tố tụng dân sự)."),
        )
    ]  # fmt: skip


@guard
def outcomes_are_written(case: Case) -> list[Issue]:
    """BLTTDS 308, 313.4."""
    if case.proceeding not in {"second_instance", "simplified_appeal"} or not case.challenge:
        return []
    ruled = dict(PartRuling.objects.filter(case=case).values_list("part_id", "outcome"))
    lacking = [one for one in scope.challenged(case) if one.part.pk not in ruled]
    if not lacking:
        return []
    orders = ", ".join(str(one.part.order) for one in lacking)
    return [
        Issue(
            "error", "ruling", _("Chưa ghi kết quả đối với phần bị kháng cáo, kháng nghị"),
            _("Ghi kết quả nghị án đối với phần %(orders)s ở mục Phúc thẩm (Điều 308 Bộ luật Tố tụng dân sự).") % {"orders": orders},
        )
    ]  # fmt: skip
