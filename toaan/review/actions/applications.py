"""Applications for cassation and reopening: taken in, amended, studied, reported on (BLTTDS 328–330, 353)."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from toaan.core import clock, numbering
from toaan.core.acts import act
from toaan.core.errors import Refused, not_found
from toaan.core.models import Post, StoredFile
from toaan.core.roles import JUDGES
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.judgments.actions.common import refused_on
from toaan.review import papers, queries
from toaan.review.actions.common import kind_words, lock_application, record
from toaan.review.models import Application
from toaan.review.states import APPLICATION
from toaan.rules import review as rule
from toaan.vietnamese.text import clean


def file(
    *, by: Viewer, party_id: uuid.UUID, kind: str, ground: str, reason: str, at: datetime,
    judgment_id: uuid.UUID | None = None, decision_id: uuid.UUID | None = None, channel: str = Application.Channel.ONLINE, sent_on: date | None = None, paper: StoredFile | None = None,
) -> Application:  # fmt: skip
    """Take an application into the book: from a party in the portal, or at the counter of the court that may protest.

    Args:
        judgment_id, decision_id: one of the two, what is to be looked at again.

    Raises:
        Refused: "review.not_effective", "review.not_reviewed", "review.elsewhere" (only the Supreme Court's president may protest),
            "review.ground", "review.no_reason", "review.not_yours", "review.day", "review.late" (online after the year of
            327.1), "review.open" (one of this party is being looked at).
    """
    reason = clean(reason)
    ruling = queries.find_ruling(judgment_id=judgment_id, decision_id=decision_id)
    party = ruling.case.parties.filter(pk=party_id).first() if ruling else None
    if ruling is None or party is None:
        raise not_found()
    court = queries.competent_court(ruling)
    online, today = by.post is None, clock.local_date(at)
    made = Application(
        case=ruling.case, **ruling.same, court=court, kind=kind, party=party, ground=ground, reason=reason, recorded_at=at,
        channel=Application.Channel.ONLINE if online else channel,
        sent_on=today if online or sent_on is None else sent_on,
        user=by.user if online else None, post=by.post,
    )  # fmt: skip
    if online and paper is None and court is not None and _stands(made, today):
        paper = papers.application(
            ruling, party, court, kind=kind, ground=ground, reason=reason, by=by, at=at
        )
    with act("review.file", by=by, at=at) as a:
        if court is None:
            raise Refused(
                "review.elsewhere",
                _("Bản án, quyết định của Tòa án cấp tỉnh, kể cả khi giữ nguyên hoặc sửa quyết định sơ thẩm, do Chánh án Tòa án nhân dân tối cao, Viện trưởng Viện kiểm sát nhân dân tối cao xem xét: gửi đơn giấy đến đó (khoản 1 Điều 331)."),
            )  # fmt: skip
        made.sha256 = paper.pk if paper else ""
        a.allow(made)
        _check_new(made, online=online, today=today)
        made.save()
        made.number = numbering.issue(
            court=court, pattern="review_application", kind=ruling.case.kind, subject=made, at=at
        )
        made.save(update_fields=["number"])
        late = " (sau thời hạn đề nghị)" if made.is_late else ""
        record(
            a, made, f"Nhận {str(made)[:1].lower()}{str(made)[1:]} {kind_words(made)} của {party.name}{late}",
            {"number": str(made.number), "about": str(ruling), "kind": kind, "ground": ground, "sent_on": made.sent_on, "sha256": made.sha256},
            shown_to="parties",
        )  # fmt: skip
    return made


def _stands(made: Application, today: date) -> bool:
    """It would be taken: of what is refused no paper is made, none would be left behind."""
    try:
        _check_new(made, online=True, today=today)
    except Refused:
        return False
    return True


def _check_new(made: Application, *, online: bool, today: date) -> None:
    begins = made.ruling.effective_on
    if begins is None or begins > today:
        raise Refused(
            "review.not_effective", _("Bản án, quyết định chưa có hiệu lực pháp luật toàn bộ: chưa đề nghị xem xét lại được.")
        )  # fmt: skip
    open_now = rule.grounds(made.ruling.sort)
    if not open_now:
        raise Refused(
            "review.not_reviewed", _("Quyết định này không giải quyết, không chấm dứt vụ việc nên không xem xét lại theo Điều 325.")
        )  # fmt: skip
    if made.ground not in open_now.get(made.kind, {}):
        raise refused_on("ground", "review.ground", _("Chọn một căn cứ của thủ tục này."))
    if not made.reason:
        raise refused_on(
            "reason", "review.no_reason", _("Nêu lý do và yêu cầu của bạn (điểm d khoản 1 Điều 328).")
        )
    if not begins <= made.sent_on <= today:
        raise refused_on(
            "sent_on",
            "review.day",
            _("Ngày gửi đơn phải từ ngày bản án, quyết định có hiệu lực đến hôm nay."),
        )
    if made.kind == Application.Kind.CASSATION:
        made.due_on = queries.last_day(made.ruling)
    if online and made.is_late and made.due_on is not None:
        raise Refused(
            "review.late",
            _("Thời hạn đề nghị giám đốc thẩm đã hết ngày %(day)s (khoản 1 Điều 327). Nếu Tòa án đã nhận đơn của bạn trong hạn, hãy gửi đơn tiếp theo tại bộ phận Một cửa.")
            % {"day": f"{made.due_on:%d/%m/%Y}"},
        )  # fmt: skip
    before = Application.objects.filter(**made.ruling.same, party=made.party, kind=made.kind)
    found = before.exclude(state__in=["returned", "declined", "protested"]).select_related("number").first()
    if found is not None:
        raise Refused("review.open", _("%(one)s của người này đang được xem xét.") % {"one": found})


def amend(*, by: Viewer, application_id: uuid.UUID, text: str, at: datetime) -> Application:
    """The applicant adds what the court asked for (329.2).

    Raises:
        Refused: "review.no_text", "review.amend_late", "wrong_state".
    """
    text = clean(text)
    with act("review.amend", by=by, at=at) as a:
        made = lock_application(a, application_id)
        made.state = APPLICATION.after("review.amend", made.state)
        if not text:
            raise refused_on("text", "review.no_text", _("Ghi phần sửa đổi, bổ sung."))
        today = clock.local_date(at)
        if made.amend_by is not None and today > made.amend_by:
            raise Refused(
                "review.amend_late",
                _("Thời hạn sửa đổi, bổ sung đã hết ngày %(day)s (khoản 2 Điều 329).") % {"day": f"{made.amend_by:%d/%m/%Y}"},
            )  # fmt: skip
        made.amendments = [*made.amendments, {"on": today.isoformat(), "text": text}]
        made.amend_by = None
        made.save(update_fields=["state", "amendments", "amend_by"])
        record(
            a,
            made,
            f"{made.party.name} sửa đổi, bổ sung đơn đề nghị số {made.number}",
            {},
            shown_to="parties",
        )
    return made


def assign_examiner(
    *, by: Viewer, application_id: uuid.UUID, post_id: uuid.UUID, at: datetime
) -> Application:
    """The application has what 328 asks for; the president names who studies it and the file (329.2, 329.3).

    Raises:
        Refused: "review.examiner", "review.sat_before", "wrong_state".
    """
    with act("review.assign_examiner", by=by, at=at) as a:
        made = lock_application(a, application_id)
        made.state = APPLICATION.after("review.assign_examiner", made.state)
        kinds = [role.value for role in JUDGES]
        post = Post.objects.held_at(at).filter(pk=post_id, court=made.court, kind__in=kinds).first()
        if post is None:
            raise refused_on("post", "review.examiner", _("Chọn một Thẩm phán của Tòa án này."))
        if made.case.assignments.filter(post__user_id=post.user_id).exists():
            raise refused_on(
                "post", "review.sat_before", _("Người này đã tham gia giải quyết chính vụ án này.")
            )
        made.examiner = post
        made.save(update_fields=["state", "examiner"])
        record(
            a, made, f"Phân công {post.user} nghiên cứu đơn đề nghị số {made.number}", {"examiner": post.pk}
        )  # fmt: skip
    return made


def report(*, by: Viewer, application_id: uuid.UUID, text: str, protest: bool, at: datetime) -> Application:
    """The examiner reports what the file shows and proposes (329.3). Read by the court alone.

    Raises:
        Refused: "review.no_text", "wrong_state".
    """
    text = clean(text)
    with act("review.report", by=by, at=at) as a:
        made = lock_application(a, application_id)
        made.state = APPLICATION.after("review.report", made.state)
        if not text:
            raise refused_on("text", "review.no_text", _("Ghi kết quả nghiên cứu đơn và hồ sơ."))
        made.report, made.proposes_protest = text, protest
        made.save(update_fields=["state", "report", "proposes_protest"])
        record(a, made, f"Báo cáo kết quả nghiên cứu đơn đề nghị số {made.number}", {"protest": protest})
    return made
