"""A late appeal at the court of second instance, against a judgment or a decision: panel, decision (BLTTDS 275.2, 275.3)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from toaan.appeals import late_papers, periods
from toaan.appeals import panel as panels
from toaan.appeals.actions.common import find_review, lock_late, no_court_above
from toaan.appeals.decisions import queries
from toaan.appeals.models import FileTransfer, LateReview
from toaan.cases import queries as cases
from toaan.cases.models import Assignment
from toaan.cases.states import PREPARING, TRIAL_SET
from toaan.core import clock, numbering, policy
from toaan.core.acts import Document, act
from toaan.core.errors import Refused
from toaan.core.models import Post
from toaan.core.roles import JUDGES
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.hearings import signing
from toaan.judgments.actions.common import refused_on
from toaan.judgments.models import LateAppeal
from toaan.vietnamese.text import clean

FORM, NUMBER = "appeals.form_late_panel", "appeals.number_late_decision"
ACCEPT, REFUSE = "appeals.accept_late", "appeals.refuse_late"


@dataclass(frozen=True)
class LatePanel:
    """Whom the president names, and when they meet."""

    presiding: uuid.UUID
    others: Sequence[uuid.UUID]
    session_at: datetime
    place: str


def receive_late(*, by: Viewer, late_id: uuid.UUID, at: datetime) -> LateReview:
    """The late appeal has come to the court above: ten days to form the panel. Follows from its being sent.

    Raises:
        Refused: "late.received", "file.no_court".
    """
    with act("appeals.receive_late", by=by, at=at) as a:
        late = lock_late(a, late_id)
        a.allow()
        case, today = late.case, clock.local_date(at)
        if (above := case.court.above_on(today)) is None:
            raise no_court_above()
        if LateReview.objects.filter(late=late).exists():
            raise Refused("late.received", _("Tòa án cấp phúc thẩm đã nhận kháng cáo quá hạn này."))
        made = LateReview.objects.create(
            late=late, court=above, received_on=today, due_on=periods.late_due(today)
        )
        a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=f"{made.court.name} nhận kháng cáo quá hạn của {late.party}"[:500],
            detail=f"Thành lập Hội đồng xem xét đến hết ngày {made.due_on:%d/%m/%Y} (khoản 2 Điều 275)",
            data={"late": late.pk, "party": late.party_id, "due_on": made.due_on},
            shown_to="parties",
        )
    return made


def form_late_panel(*, by: Viewer, review_id: uuid.UUID, panel: LatePanel, at: datetime) -> LateReview:
    """The president names three judges and the day; the appellant and the procuracy are invited (275.2).

    Raises:
        Refused: "panel.judges", "panel.barred" with the article, "post.not_held", "late.bad_time", "late.no_place",
            "late.decided".
    """
    review = find_review(review_id)
    policy.require(by, FORM, review)
    place = clean(panel.place)[:200]
    posts = _checked(review, panel, place, at)
    notice = late_papers.session_notice(review, posts, panel.session_at, place, at=at)
    with act(FORM, by=by, at=at) as a:
        late = lock_late(a, review.late_id)
        review = a.lock(LateReview, review_id, "court", "number")
        review.late = late
        a.allow(review)
        if review.number is not None:
            raise Refused("late.decided", _("Hội đồng đã quyết định về kháng cáo quá hạn này."))
        presiding, *others = _checked(review, panel, place, at)
        review.presiding, review.formed_on = presiding, clock.local_date(at)
        review.session_at, review.place = panel.session_at, place
        review.save(update_fields=["presiding", "formed_on", "session_at", "place"])
        review.others.set(others)
        day = clock.local_date(panel.session_at)
        a.record(
            review,
            court=review.court,
            case_id=late.case.pk,
            title=f"Thành lập Hội đồng xem xét kháng cáo quá hạn của {late.party}"[:500],
            detail=f"Thẩm phán {', '.join(str(p.user) for p in posts)}; phiên họp ngày {day:%d/%m/%Y}, {place}",
            data={
                "late": late.pk, "party": late.party_id, "posts": [p.pk for p in posts], "session_at": panel.session_at,
                **_served(review),
            },
            documents=[
                Document(notice.pk, late_papers.NOTICE, "late_session_notice", clock.local_date(at))
            ],
            shown_to="parties",
        )  # fmt: skip
    return review


def decide_late(
    *, by: Viewer, review_id: uuid.UUID, accepted: bool, heard: str, reason: str, at: datetime
) -> LateReview:
    """The panel accepts the late appeal or not, by majority and with its reasons (275.3); its presiding judge signs.

    Args:
        heard: who came to the session and what they said; who was absent stops nothing (275.2).

    Raises:
        Refused: "late.no_panel", "late.too_early", "late.no_heard", "late.no_reason", "late.tried", "late.past",
            "late.decided", "late.changed".
    """
    made = _number(
        by=by, review_id=review_id, accepted=accepted, heard=clean(heard), reason=clean(reason), at=at
    )
    paper = late_papers.decision(made.content, at=at)
    paper = signing.signed(paper, by=by, field=signing.JUDGE, reason=made.title, at=at)
    paper = signing.sealed(paper, court=made.court, at=at)
    with act(ACCEPT if accepted else REFUSE, by=by, at=at) as a:
        late = lock_late(a, made.late_id)
        found = a.lock(LateReview, made.pk, "number", "court")
        a.allow(found)
        if found.issued:
            raise _decided(found)
        if found.content != made.content:
            raise Refused(
                "late.changed",
                _("Quyết định vừa được sửa ở cửa sổ khác. Hãy tải lại trang rồi làm tiếp."),
            )
        found.late = late
        if accepted:
            _need_untried(late)
        found.sha256, found.signer, found.issued_at = paper.sha256, by.post, at
        found.save(update_fields=["sha256", "signer", "issued_at"])
        a.record(
            found,
            court=found.court,
            case_id=late.case.pk,
            title=f"{found.title} của {late.party}"[:500],
            detail=found.reason[:1000],
            data={
                "late": late.pk, "party": late.party_id, "number": str(found), "decided_on": found.decided_on, **_served(found),
            },
            documents=[Document(paper.sha256, found.title, "late_appeal_decision", clock.local_date(at))],
            shown_to="parties",
        )  # fmt: skip
    return found


def _number(
    *, by: Viewer, review_id: uuid.UUID, accepted: bool, heard: str, reason: str, at: datetime
) -> LateReview:
    with act(NUMBER, by=by, at=at) as a:
        late = lock_late(a, find_review(review_id).late_id)
        made = a.lock(LateReview, review_id, "number", "court", "presiding__user")
        a.allow(made)
        made.late = late
        if made.issued:
            raise _decided(made)
        if made.session_at is None or made.presiding is None:
            raise Refused("late.no_panel", _("Chánh án chưa thành lập Hội đồng xem xét kháng cáo quá hạn."))
        if at < made.session_at:
            raise Refused(
                "late.too_early",
                _("Phiên họp mở lúc %(when)s: chỉ quyết định tại phiên họp (khoản 3 Điều 275 Bộ luật Tố tụng dân sự).")
                % {"when": f"{timezone.localtime(made.session_at):%H:%M %d/%m/%Y}"},
            )  # fmt: skip
        if not heard:
            raise refused_on(
                "heard",
                "late.no_heard",
                _("Ghi người kháng cáo, Kiểm sát viên có mặt hay vắng mặt và ý kiến của họ."),
            )
        if not reason:
            raise refused_on(
                "reason",
                "late.no_reason",
                _("Ghi rõ lý do chấp nhận hoặc không chấp nhận kháng cáo quá hạn."),
            )
        if accepted:
            _need_untried(late)
        made.accepted, made.heard, made.reason = accepted, heard, reason
        made.decided_on = clock.local_date(at)
        if made.number is None:
            made.number = numbering.issue(
                court=made.court,
                pattern="request_decision_appeal" if late.case.is_request else "decision_appeal",
                kind=late.case.kind,
                subject=made,
                at=at,
            )
        made.content = late_papers.decision_content(made)
        made.save()
        a.record(
            made,
            court=made.court,
            case_id=late.case.pk,
            title=f"Cấp số {made.title[:1].lower()}{made.title[1:]}",
            data={"number": str(made), "content": made.content},
            shown_to="nobody",
        )
    return made


def _checked(review: LateReview, panel: LatePanel, place: str, at: datetime) -> list[Post]:
    """The three judges, the presiding one first; nobody who tried the case below (53.3), none with a tie.

    Raises:
        Refused: "panel.judges", "post.not_held", "panel.barred", "late.bad_time", "late.no_place".
    """
    wanted = [panel.presiding, *dict.fromkeys(o for o in panel.others if o != panel.presiding)]
    judges = panels.size(panels.LATE, clock.local_date(at))
    if len(wanted) != judges:
        raise refused_on("others", "panel.judges", _(
            "Hội đồng xem xét kháng cáo quá hạn gồm %(all)d Thẩm phán: chọn đúng %(others)d Thẩm phán ngoài chủ tọa (khoản 2 Điều 275 "
            "Bộ luật Tố tụng dân sự).") % {"all": judges, "others": judges - 1})  # fmt: skip
    if panel.session_at <= at:
        raise refused_on("starts_at", "late.bad_time", _("Phiên họp phải mở sau lúc này."))
    if not place:
        raise refused_on("place", "late.no_place", _("Ghi nơi họp."))
    held = Post.objects.held_at(at).filter(court_id=review.court_id, kind__in=[r.value for r in JUDGES])
    posts = {p.pk: p for p in held.filter(pk__in=wanted).select_related("user", "court")}
    if len(posts) != len(wanted):
        raise Refused("post.not_held", _("Người được chọn không phải Thẩm phán của Tòa án này."), status=422)
    for one in late_bars(review, list(posts.values()), at).values():
        raise Refused("panel.barred", one, status=422)
    return [posts[pk] for pk in wanted]


def late_bars(review: LateReview, posts: Iterable[Post], at: datetime) -> dict[Post, str]:
    """Every one of these judges who may not decide on this late appeal, with "Name: why"."""
    case, posts = review.late.case, list(posts)
    prefetch_related_objects([case], Prefetch("assignments", Assignment.objects.select_related("post__user")))
    sat = {one.post.user_id for one in case.assignments.all()}
    found = {}
    for post, one in zip(posts, cases.candidates(case, posts, clock.local_date(at)), strict=True):
        reasons = list(one.barred_reasons)
        if post.user_id in sat:
            reasons.insert(0, _("Đã tham gia giải quyết vụ án ở cấp sơ thẩm (khoản 3 Điều 53)."))
        if reasons:
            found[post] = f"{one.name}: {' '.join(reasons)}"
    return found


def _need_untried(late: LateAppeal) -> None:
    if late.decision is not None and not queries.may_come_late(late.decision, late.case):
        raise Refused("late.past", _(
            "%(title)s không còn kháng cáo được: quyết định đã được giải quyết theo thủ tục phúc thẩm hoặc không còn hiệu lực đối với hồ sơ này (hồ sơ đang ở bước “%(stage)s”).")
            % {"title": late.challenged, "stage": late.case.stage})  # fmt: skip
    rows = FileTransfer.objects.filter(judgment=late.judgment, decision=late.decision)
    transfer = rows.select_related("above").first()
    if transfer is None or transfer.above is None:
        return
    if transfer.above.state not in {PREPARING, TRIAL_SET}:
        raise Refused("late.tried", _(
            "Vụ án phúc thẩm số %(number)s đã mở phiên tòa, phiên họp hoặc đã kết thúc nên kháng cáo này không nhập vào được. Hãy báo cáo Chánh "
            "án để xử lý ngoài hệ thống.") % {"number": str(transfer.above)})  # fmt: skip


def _served(review: LateReview) -> dict[str, object]:
    """To the late appellant alone of the parties, and to the procuracy of the court above (275.2, 275.3)."""
    name = review.court.procuracy_name
    return {
        "serve_parties": [str(review.late.party_id)],
        "serve_others": [{"name": name, "address": ""}] if name else [],
    }


def _decided(made: LateReview) -> Refused:
    return Refused(
        "late.decided",
        _("%(title)s ngày %(day)s đã được ban hành.")
        % {"title": made.title, "day": f"{made.decided_on:%d/%m/%Y}"},
    )
