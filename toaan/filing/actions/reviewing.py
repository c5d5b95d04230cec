"""Complaints about a returned petition are settled: another judge, a session, the answer; then the president above (BLTTDS 194.2–6).

Our readings: only the complainant's absence is excused (194.3), so without the procurator the session is set anew; only
an answer that keeps the return goes up to the court above (194.5); the judge who takes the petition back goes on with it,
and when the court above demands it, the president of the court below names who does. Each decision is signed when the act is
over (`signing.py`): where the signature fails, the decision stands with its number and waits for it ("signing.…").
"""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.utils import timezone

from toaan.cases.models import Deadline
from toaan.core import clock, numbering, rules_in_force
from toaan.core.acts import Act, act
from toaan.core.errors import Refused, TooLate
from toaan.core.models import Event, Post
from toaan.core.roles import JUDGES
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.filing.actions.complaining import standing
from toaan.filing.actions.copies import give_out, wrong
from toaan.filing.actions.examining import barred
from toaan.filing.actions.signing import sign_return_answer
from toaan.filing.models import FeeNotice, Petition, Return, ReturnReview, ReturnSession
from toaan.filing.states import ABOVE, AT_THE_COURT, DEMANDED, PETITION, RETURN_REVIEW, UNDER_WAY
from toaan.vietnamese.text import clean

SESSION = "BLTTDS:194.3"


@dataclass(frozen=True)
class ReturnRecord:
    """What the session (194.3) says of itself: who took part, and what they said."""

    procurator: str
    opinions: str
    complainant: bool = True
    """The complainant took part; his absence does not stop the session."""


def name_return_judge(
    *, by: Viewer, petition_id: uuid.UUID, post_id: uuid.UUID, at: datetime
) -> ReturnReview:
    """The president at once names another judge than the one who returned the petition (194.2); also anew.

    Raises:
        Refused: "filing.not_a_judge", "filing.same_judge", "filing.judge_barred" (52–53), "wrong_state".
    """
    with act("filing.name_return_judge", by=by, at=at) as a:
        petition, returned, review = _open(a, petition_id, "filing.name_return_judge", AT_THE_COURT)
        post = _judge(petition, post_id, at)
        if post.user_id == returned.judge.user_id:
            raise wrong(
                "filing.same_judge", "judge",
                _("Thẩm phán %s đã trả lại đơn. Hãy phân công một Thẩm phán khác (khoản 2 Điều 194 BLTTDS).") % post.user,
            )  # fmt: skip
        review.judge, review.named_on = post, clock.local_date(at)
        review.save(update_fields=["state", "judge", "named_on"])
        a.record(
            petition,
            court=petition.court,
            petition_id=petition.pk,
            title=_("Phân công Thẩm phán %s giải quyết khiếu nại, kiến nghị về việc trả lại đơn") % post.user,
            data={**petition.told, "review": review.pk, "examiner_post": post.pk},
            shown_to="parties",
        )
    return review


def set_return_session(
    *, by: Viewer, petition_id: uuid.UUID, starts_at: datetime, place: str, at: datetime, why: str = ""
) -> ReturnSession:
    """The judge sets the session, within five working days of being named (194.3); the notice goes to everybody called.

    Args:
        why: why the session set before is not held; needed when there was one.

    Raises:
        Refused: "session.past", "session.too_late", "session.no_place", "session.no_why", "wrong_state".
    """
    place, why = clean(place)[:200], clean(why)[:500]
    with act("filing.set_return_session", by=by, at=at) as a:
        petition, returned, review = _open(a, petition_id, "filing.set_return_session", AT_THE_COURT)
        if starts_at <= at:
            raise wrong("session.past", "day", _("Phiên họp phải ở sau giờ này."))
        due = _due(petition)
        if due is not None and clock.local_date(at) <= due < clock.local_date(starts_at):
            raise wrong(
                "session.too_late", "day",
                _("Phiên họp phải được mở chậm nhất ngày %(day)s: %(term)s kể từ ngày được phân công (khoản 3 Điều 194 BLTTDS).")
                % {"day": f"{due:%d/%m/%Y}", "term": rules_in_force.time_limit(SESSION, due).words()},
            )  # fmt: skip
        if not place:
            raise wrong("session.no_place", "place", _("Hãy ghi nơi mở phiên họp."))
        if review.sessions.exists() and not why:
            raise wrong("session.no_why", "why", _("Hãy ghi vì sao phiên họp đã ấn định không mở được."))
        if review.judge is None:
            raise LookupError(f"review {review.pk} has no judge")
        made = ReturnSession(
            review=review, judge=review.judge, starts_at=starts_at, place=place, why=why, set_at=at
        )
        made.number = numbering.issue(
            court=petition.court, pattern="notice", kind=petition.kind, subject=made, at=at
        )
        made.save(force_insert=True)
        review.save(update_fields=["state"])
        when = timezone.localtime(starts_at)
        a.record(
            petition,
            court=petition.court,
            petition_id=petition.pk,
            title=_("Mở phiên họp giải quyết khiếu nại, kiến nghị về việc trả lại đơn lúc %s")
            % f"{when:%H:%M ngày %d/%m/%Y}",
            detail="; ".join(w for w in (place, why) if w),
            data={
                **petition.told, "review": review.pk, "session": made.pk, "number": made.number,
                "returned": returned.pk, "starts_at": starts_at,
            },
            shown_to="parties",
        )  # fmt: skip
    return made


def keep_return(
    *, by: Viewer, petition_id: uuid.UUID, record: ReturnRecord, reason: str, at: datetime
) -> ReturnReview:
    """After the session the judge keeps the return and tells everybody (194.4.a).

    Raises:
        Refused: "session.too_early", "session.no_procurator", "session.no_opinions", "answer.no_reason", "wrong_state".
    """
    with act("filing.keep_return", by=by, at=at) as a:
        petition, returned, review = _open(a, petition_id, "filing.keep_return", AT_THE_COURT)
        _answer(review, record, reason, at)
        event = _told(a, petition, review, _("Giữ nguyên việc trả lại đơn, quyết định số %s"))
        give_out(event, returned, review)
    sign_return_answer(by=by, review_id=review.pk, at=at)
    return review


def take_back(
    *, by: Viewer, petition_id: uuid.UUID, record: ReturnRecord, reason: str, at: datetime
) -> ReturnReview:
    """After the session the judge takes the petition and its papers back, to go on with acceptance (194.4.b).

    Raises:
        Refused: those of `keep_return`.
    """
    with act("filing.take_back", by=by, at=at) as a:
        petition, returned, review = _open(a, petition_id, "filing.take_back", AT_THE_COURT)
        _answer(review, record, reason, at)
        if review.judge is None:
            raise LookupError(f"review {review.pk} has no judge")
        _restore(petition, returned, review, review.judge, "filing.take_back")
        event = _told(a, petition, review, _("Nhận lại đơn để tiến hành thụ lý, quyết định số %s"))
        give_out(event, returned, review)
    sign_return_answer(by=by, review_id=review.pk, at=at)
    return review


def keep_return_above(*, by: Viewer, petition_id: uuid.UUID, reason: str, at: datetime) -> ReturnReview:
    """The president of the court above keeps the return; final since 01/07/2025 (194.6.a).

    Raises:
        Refused: "answer.no_reason", "filing.judge_barred", "wrong_state".
    """
    return _above("filing.keep_return_above", by, petition_id, reason, at)


def demand_take_back(*, by: Viewer, petition_id: uuid.UUID, reason: str, at: datetime) -> ReturnReview:
    """The president of the court above demands that the court below take the petition back (194.6.b).

    Raises:
        Refused: those of `keep_return_above`.
    """
    return _above("filing.demand_take_back", by, petition_id, reason, at)


def take_back_demanded(
    *, by: Viewer, petition_id: uuid.UUID, post_id: uuid.UUID, at: datetime
) -> ReturnReview:
    """The court below takes the petition back as demanded; its president names the judge who goes on with acceptance.

    Raises:
        Refused: "filing.not_a_judge", "filing.judge_barred", "wrong_state".
    """
    with act("filing.take_back_demanded", by=by, at=at) as a:
        petition, returned, review = _open(a, petition_id, "filing.take_back_demanded", (DEMANDED,))
        post = _judge(petition, post_id, at)
        _restore(petition, returned, review, post, "filing.take_back_demanded")
        review.save(update_fields=["state"])
        a.record(
            petition,
            court=petition.court,
            petition_id=petition.pk,
            title=_("Nhận lại đơn theo quyết định số %(number)s của Chánh án %(court)s")
            % {"number": review, "court": review.court},
            detail=_("Thẩm phán %s tiếp tục việc thụ lý") % post.user,
            data={**petition.told, "review": review.pk, "examiner_post": post.pk},
            shown_to="parties",
        )
    return review


def _open(
    a: Act, petition_id: uuid.UUID, name: str, states: tuple[str, ...]
) -> tuple[Petition, Return, ReturnReview]:
    """The petition, its return and the settlement that this act goes on with, which is in its new state, not saved.

    Raises:
        TooLate: "wrong_state" when nothing of the kind is under way.
    """
    petition = a.lock(Petition, petition_id, "court__parent", "number")
    a.allow(petition)
    PETITION.after(name, petition.state)
    returned = standing(petition)
    waiting = next((r.pk for r in returned.reviews.all() if r.state in states), None)
    if waiting is None:
        raise TooLate(
            "wrong_state",
            _(
                "Không có khiếu nại, kiến nghị nào đang chờ ở bước này. Hãy tải lại trang để xem bước hiện tại."
            ),
        )
    review = a.lock(ReturnReview, waiting, "judge__user", "court", "number")
    review.returned = returned
    review.state = RETURN_REVIEW.after(name, review.state)
    return petition, returned, review


def _judge(petition: Petition, post_id: uuid.UUID, at: datetime) -> Post:
    """A judge of the court against whom nothing stands.

    Raises:
        Refused: "filing.not_a_judge", "filing.judge_barred".
    """
    held = Post.objects.held_at(at).filter(court=petition.court_id, kind__in=[r.value for r in JUDGES])
    post = held.filter(pk=post_id).select_related("user").first()
    if post is None:
        raise wrong(
            "filing.not_a_judge", "judge",
            _("Người được chọn không phải Thẩm phán đang công tác tại Tòa án này."),
        )  # fmt: skip
    if reasons := barred(petition, post):
        raise wrong("filing.judge_barred", "judge", " ".join(reasons))
    return post


def _due(petition: Petition) -> date | None:
    rows = Deadline.objects.filter(petition_id=petition.pk, rule=SESSION, state=Deadline.State.OPEN)
    return rows.order_by("-due_on").values_list("due_on", flat=True).first()


def _answer(review: ReturnReview, record: ReturnRecord, reason: str, at: datetime) -> None:
    """The session was held as 194.3 says, and the answer has its reasons: number and day; saved."""
    reason, procurator, opinions = clean(reason), clean(record.procurator)[:200], clean(record.opinions)
    session = review.sessions.order_by("set_at").last()
    if session is None or at < session.starts_at:
        raise Refused(
            "session.too_early",
            _(
                "Phiên họp chưa mở: quyết định được ra sau khi nghe ý kiến tại phiên họp (khoản 4 Điều 194 BLTTDS)."
            ),
            status=422,
        )
    if not procurator:
        raise wrong(
            "session.no_procurator", "procurator",
            _(
                "Phiên họp phải có đại diện Viện kiểm sát cùng cấp; luật chỉ cho tiến hành khi đương sự vắng mặt (khoản 3 Điều 194 BLTTDS). "
                "Hãy ghi họ tên Kiểm sát viên; nếu vắng mặt thì ấn định lại phiên họp."
            ),
        )  # fmt: skip
    if not opinions:
        raise wrong("session.no_opinions", "opinions", _("Hãy ghi ý kiến của người tham gia phiên họp (khoản 4 Điều 194 BLTTDS)."))  # fmt: skip
    _decided(review, reason, at)
    said = asdict(record) | {"procurator": procurator, "opinions": opinions}
    review.record = {**said, "held_on": clock.local_date(session.starts_at).isoformat()}
    review.save()


def _decided(review: ReturnReview, reason: str, at: datetime) -> None:
    if not reason:
        raise wrong("answer.no_reason", "reason", _("Hãy nêu lý do của quyết định."))
    pattern = "assignment" if review.is_above else "decision"
    kind = review.returned.petition.kind
    review.number = numbering.issue(court=review.court, pattern=pattern, kind=kind, subject=review, at=at)
    review.decided_on, review.reason = clock.local_date(at), reason


def _above(name: str, by: Viewer, petition_id: uuid.UUID, reason: str, at: datetime) -> ReturnReview:
    with act(name, by=by, at=at) as a:
        petition, returned, review = _open(a, petition_id, name, (ABOVE,))
        if by.post is not None and (reasons := barred(petition, by.post)):
            raise Refused("filing.judge_barred", " ".join(reasons), status=422)
        _decided(review, clean(reason), at)
        review.judge = by.post
        review.save()
        title = (
            _("Chánh án %s giữ nguyên việc trả lại đơn")
            if name == "filing.keep_return_above"
            else _("Chánh án %s yêu cầu Tòa án cấp sơ thẩm nhận lại đơn")
        ) % review.court
        event = _told(a, petition, review, f"{title}, {_('quyết định số')} %s")
        give_out(event, returned, review)
    sign_return_answer(by=by, review_id=review.pk, at=at)
    return review


def _restore(petition: Petition, returned: Return, review: ReturnReview, judge: Post, name: str) -> None:
    """The petition is with this judge as before; what was done in between holds no more."""
    petition.state, petition.examiner = PETITION.after(name, petition.state), judge
    petition.save(update_fields=["state", "examiner"])
    Return.objects.filter(pk=returned.pk).update(in_force=None)
    returned.in_force = None
    FeeNotice.objects.filter(in_force=petition).update(in_force=None)
    for other in returned.reviews.filter(state__in=UNDER_WAY).exclude(pk=review.pk):
        other.state = RETURN_REVIEW.after("filing.take_back:others", other.state)
        other.save(update_fields=["state"])


def _told(a: Act, petition: Petition, review: ReturnReview, title: str) -> Event:
    data = {**petition.told, "review": review.pk, "number": review.number, "decided_on": review.decided_on}
    if petition.examiner_id and petition.state != "returned":
        data["examiner_post"] = petition.examiner_id
    return a.record(
        petition,
        court=review.court,
        petition_id=petition.pk,
        title=title % review,
        detail=review.reason[:1000],
        data=data,
        shown_to="parties",
    )
