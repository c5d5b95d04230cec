"""The next step of a case that stands still or has left the court's hands."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases.cards import provisional_mark
from toaan.cases.models import Case
from toaan.cases.page import NextStep, next_step_finder
from toaan.cases.states import PREPARING, STRUCK_OUT, SUSPENDED
from toaan.core import clock, policy
from toaan.core.viewer import Viewer
from toaan.course import periods, queries
from toaan.course.actions.agreeing import change_until, last_session
from toaan.course.actions.deciding import number_act
from toaan.course.actions.procuracy import PASS_ON, next_act
from toaan.course.actions.replacing import may_answer
from toaan.course.actions.wishes import pending_complaints, running_suspension
from toaan.course.models import (
    Challenge,
    CourseDecision,
    JurisdictionDispute,
    OtherClaim,
    Replacement,
    TransferComplaint,
)
from toaan.course.states import FILED
from toaan.hearings.models import Hearing


def _unfinished(case: uuid.UUID) -> QuerySet[CourseDecision]:
    return CourseDecision.objects.filter(case=case, sha256="")


@next_step_finder(15, _unfinished)
def finish_decision(viewer: Viewer, case: Case) -> NextStep | None:
    """A decision that was numbered but not signed: the judge goes on."""
    made = queries.unfinished(case).first()
    if made is None or not policy.allows(viewer, number_act(made.kind), case):
        return None
    return NextStep(
        _("Ký tiếp quyết định"), _("%s đã có số nhưng chưa ban hành xong.") % made.title, _("Ký tiếp"),
        page_url(made), act=number_act(made.kind),
    )  # fmt: skip


K = CourseDecision.Kind
PAGE = {
    K.SUSPENSION: "course:suspend", K.RESUMPTION: "course:resume", K.DISCONTINUANCE: "course:discontinue",
    K.PARTIAL: "course:discontinue_part", K.TRANSFER: "course:transfer", K.RULING: "requests:rule",
    K.CONSENT: "requests:recognise", K.REQUEST_END: "requests:discontinue",
    K.EXPLANATION: "requests:ask_explanation",
    K.ORDINARY: "course:to_ordinary", K.UPHELD: "course:settle_complaints", K.CANCELLED: "course:settle_complaints",
    K.AGREEMENT: "course:recognise", K.JOINDER: "course:join", K.SEPARATION: "course:separate", K.ANSWER: "course:answer", K.SEARCH: "searches:order",
}  # fmt: skip


def page_url(decision: CourseDecision) -> str:
    """The form on which a decision of this kind is made."""
    about = [decision.about_id] if decision.about_id else []
    return reverse(PAGE[K(decision.kind)], args=[decision.case_id, *about])


@next_step_finder(16)
def settle_complaints(viewer: Viewer, case: Case) -> NextStep | None:
    """Complaints against the decision for trial by simplified procedure wait for the president (319.2)."""
    if not case.is_simplified or not case.can("course.uphold_simplified"):
        return None
    if not policy.allows(viewer, "course.uphold_simplified", case) or not (
        rows := list(pending_complaints(case))
    ):
        return None
    return NextStep(
        _("Giải quyết khiếu nại, kiến nghị quyết định xét xử theo thủ tục rút gọn"),
        "; ".join(f"{row}, {row.received_on:%d/%m/%Y}" for row in rows) + ".", _("Giải quyết"),
        reverse("course:settle_complaints", args=[case.pk]), act="course.uphold_simplified",
    )  # fmt: skip


def _disputed(case: uuid.UUID) -> QuerySet[JurisdictionDispute]:
    return JurisdictionDispute.objects.filter(sending__decision__case=case, settled_on=None)


@next_step_finder(17, _disputed)
def wait_for_settlement(_viewer: Viewer, case: Case) -> NextStep | None:
    """The court that got the file holds that it is not its own: the file may come back (41.2–41.4)."""
    made = _disputed(case.pk).first()
    if made is None:
        return None
    told = _("Đang chờ Chánh án %(court)s (%(citation)s BLTTDS).")
    return NextStep(
        _("Chờ giải quyết tranh chấp về thẩm quyền"),
        waiting_for=told % {"court": made.decider_name, "citation": made.citation},
    )


def _filed(case: uuid.UUID) -> QuerySet[OtherClaim]:
    return OtherClaim.objects.filter(case=case, state=FILED)


@next_step_finder(24, _filed)
def examine_claim(viewer: Viewer, case: Case) -> NextStep | None:
    """A counterclaim or an independent claim waits for the judge; nobody else is held up by it."""
    if not policy.allows(viewer, "course.number", case) or not case.can("course.admit_claim"):
        return None
    found = _filed(case.pk).select_related("party").first()
    if found is None:
        return None
    return NextStep(
        _("Xem xét yêu cầu phản tố, yêu cầu độc lập"), f"{found}, {found.filed_on:%d/%m/%Y}.", _("Mở yêu cầu"),
        reverse("course:claims", args=[case.pk]), act="course.admit_claim",
    )  # fmt: skip


def _agreed(case: uuid.UUID) -> QuerySet[Hearing]:
    return Hearing.objects.filter(case=case, kind=Hearing.Kind.SESSION, outcome=Hearing.Outcome.SETTLED)


@next_step_finder(29, _agreed)
def recognise_agreement(viewer: Viewer, case: Case) -> NextStep | None:
    """Parties who agreed may change their minds for some days; then the judge recognises what they agreed (212.1)."""
    if case.state != PREPARING or case.is_request:
        return None
    session = last_session(case)
    if session is None or session.outcome != Hearing.Outcome.SETTLED:
        return None
    until = change_until(session)
    title = _("Ra quyết định công nhận sự thỏa thuận")
    text = _("Hòa giải thành ngày %s.") % f"{session.day:%d/%m/%Y}"
    mind = None
    if policy.allows(viewer, "course.change_mind", case):
        mind = (_("Có đương sự thay đổi ý kiến"), reverse("course:record_mind", args=[case.pk]))
    if clock.today() <= until:
        wait = _("Đương sự được thay đổi ý kiến đến hết ngày %s (khoản 1 Điều 212 BLTTDS).")
        return NextStep(
            title, text, waiting_for=wait % f"{until:%d/%m/%Y}", act="course.recognise", way_out=mind
        )
    if not policy.allows(viewer, "course.recognise", case):
        return NextStep(
            title, text, waiting_for=_("Đang chờ Thẩm phán."), act="course.recognise", way_out=mind
        )
    url = reverse("course:recognise", args=[case.pk])
    return NextStep(title, text, _("Soạn quyết định"), url, act="course.recognise", way_out=mind)


@next_step_finder(25)
def while_suspended(viewer: Viewer, case: Case) -> NextStep | None:
    """The judge watches over the reason (215.4) and goes on when it is gone (216)."""
    if case.state != SUSPENDED or (found := running_suspension(case)) is None:
        return None
    title = _("Ra quyết định tiếp tục giải quyết %s") % _(case.noun)
    if found.gone_on:
        text = _("Lý do tạm đình chỉ không còn từ ngày %s.") % f"{found.gone_on:%d/%m/%Y}"
        if not policy.allows(viewer, "course.resume", case):
            return NextStep(
                title, text, waiting_for=_("Đang chờ Thẩm phán giải quyết vụ án."), act="course.resume"
            )
        return NextStep(
            title, text, _("Soạn quyết định"), reverse("course:resume", args=[case.pk]), act="course.resume"
        )
    text = _("Đang chờ: %s.") % found.waiting_for.rstrip(".")
    if found.expected_on:
        text += " " + _("Dự kiến có kết quả ngày %s.") % f"{found.expected_on:%d/%m/%Y}"
    if not policy.allows(viewer, "course.end_reason", case):
        return NextStep(
            _("Đang tạm đình chỉ"),
            text,
            waiting_for=_("Thẩm phán theo dõi, đôn đốc (khoản 4 Điều 215 BLTTDS)."),
        )
    resume = (
        (title, reverse("course:resume", args=[case.pk]))
        if policy.allows(viewer, "course.resume", case)
        else None
    )
    return NextStep(
        _("Theo dõi, đôn đốc để lý do tạm đình chỉ sớm được khắc phục"), text, _("Ghi nhận lý do không còn"),
        reverse("course:end_reason", args=[case.pk]), act="course.end_reason", way_out=resume,
    )  # fmt: skip


@next_step_finder(46)
def struck_out(viewer: Viewer, case: Case) -> NextStep | None:
    """A discontinued case waits for its effect; one that was transferred for its complaints and its sending."""
    if case.state not in STRUCK_OUT:
        return None
    rows = queries.visible_to(viewer).filter(
        case=case, kind__in=[*periods.APPEALABLE, K.TRANSFER], cancelled_on=None
    )
    decision = rows.order_by("-issued_at").first()
    if decision is None:
        return None
    if decision.kind == K.TRANSFER:
        return _transferred(viewer, case, decision)
    if decision.effective_on is not None:
        return None
    if Challenge.objects.filter(period__decision=decision).exists():
        return NextStep(
            _("Gửi hồ sơ và kháng cáo, kháng nghị cho Tòa án cấp phúc thẩm"),
            waiting_for=_("Quyết định đình chỉ bị kháng cáo, kháng nghị. Hệ thống chưa chuyển được hồ sơ: gửi hồ sơ giấy (Điều 283 BLTTDS)."),
        )  # fmt: skip
    return NextStep(
        _("Chờ hết thời hạn kháng cáo, kháng nghị quyết định đình chỉ"), waiting_for=_until(decision)
    )


def _transferred(viewer: Viewer, case: Case, decision: CourseDecision) -> NextStep | None:
    """Complaints are answered, the periods end, the file goes (41.1)."""
    if decision.effective_on is None:
        if TransferComplaint.objects.filter(period__decision=decision, answer=None).exists():
            title = _("Giải quyết khiếu nại, kiến nghị về việc chuyển vụ án")
            if not policy.allows(viewer, "course.uphold_transfer", case):
                return NextStep(
                    title,
                    waiting_for=_("Chánh án giải quyết trong 03 ngày làm việc (khoản 1 Điều 41 BLTTDS)."),
                )
            url = reverse("course:answer", args=[case.pk, decision.pk])
            return NextStep(title, _("Quyết định của Chánh án là quyết định cuối cùng."), _("Soạn quyết định"), url, act="course.uphold_transfer")  # fmt: skip
        return NextStep(
            _("Chờ hết thời hạn khiếu nại, kiến nghị việc chuyển vụ án"), waiting_for=_until(decision)
        )
    if getattr(decision, "sending", None) is not None:
        return None
    title = _("Gửi hồ sơ đến %s") % decision.to_name
    if not policy.allows(viewer, "course.send_file", case):
        return NextStep(
            title, waiting_for=_("Đang chờ Thư ký vụ án hoặc Văn thư gửi hồ sơ."), act="course.send_file"
        )
    url = reverse("course:send_file", args=[case.pk, decision.pk])
    return NextStep(title, _("Không còn khiếu nại, kiến nghị nào chờ giải quyết."), _("Gửi hồ sơ"), url, act="course.send_file")  # fmt: skip


def _until(decision: CourseDecision) -> str:
    """Whom the periods wait for, or when the last one ends."""
    held = list(decision.periods.all())
    waiting = [p.holder for p in held if p.due_on is None]
    if waiting:
        return _("Thời hạn chưa bắt đầu vì chưa nhận được quyết định: %s.") % ", ".join(waiting)
    last = max(p.due_on for p in held if p.due_on)
    words = _("Thời hạn cuối cùng hết ngày %s.") % f"{last:%d/%m/%Y}{provisional_mark(last)}"
    return words + (" " + _("Hiệu lực được xác định trong ngày.") if last < clock.today() else "")


def _asked(case: uuid.UUID) -> QuerySet[Replacement]:
    return Replacement.objects.filter(case=case, state=Replacement.State.FILED)


@next_step_finder(13, _asked)
def answer_replacement(viewer: Viewer, case: Case) -> NextStep | None:
    """Somebody is to be replaced: the president before the hearing, the panel at it, decides first (56, 84, 368)."""
    if not policy.allows(viewer, "course.answer_replacement", case):
        return None
    rows = list(_asked(case.pk).select_related("party", "assignment__post", "procurator"))
    for one in rows:
        one.case = case
    made = next((one for one in rows if may_answer(viewer, one)), None)
    if made is None:
        return None
    url = reverse("course:decide_replacement", args=[case.pk, made.pk])
    title = _("Giải quyết đề nghị thay đổi %s") % made
    return NextStep(
        title, f"{made.party}: {made.reason}"[:300], _("Giải quyết"), url, act="course.answer_replacement"
    )


@next_step_finder(14, _asked)
def procuracy_decides(viewer: Viewer, case: Case) -> NextStep | None:
    """A procurator is to be replaced: the clerk passes the request on, then records the procuracy's answer (62.1)."""
    rows = list(_asked(case.pk).filter(procurator__isnull=False).select_related("party", "procurator"))
    for made in rows:
        made.case = case
        act = next_act(made)
        if not act or not policy.allows(viewer, act, case):
            continue
        url = reverse("course:decide_replacement", args=[case.pk, made.pk])
        if act == PASS_ON:
            title = _("Chuyển đề nghị thay đổi %s đến Viện kiểm sát") % made
            return NextStep(title, f"{made.party}: {made.reason}"[:300], _("Chuyển"), url, act=act)
        text = _("Đã chuyển ngày %s. Có văn bản trả lời thì ghi tại đây.") % f"{made.passed_on:%d/%m/%Y}"
        title = _("Chờ Viện kiểm sát trả lời đề nghị thay đổi %s") % made
        return NextStep(title, text, _("Ghi trả lời"), url, act=act)
    return None
