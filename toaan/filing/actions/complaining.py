"""Complaints of the petitioner and recommendations of the procuracy about a returned petition (BLTTDS 194.1, 194.5).

They hold for returned requests as well (364.3); that the procuracy may recommend there too, which 364.3 does not name,
is our reading of 361.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from toaan.cases.models import Deadline
from toaan.core import clock, files, rules_in_force
from toaan.core.acts import Act, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import Court, StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.filing.actions.copies import COMPLAIN, COMPLAIN_ABOVE, OWNERS, last_day, wrong
from toaan.filing.actions.evidence import Upload
from toaan.filing.models import Attachment, Petition, Return, ReturnComplaint, ReturnReview
from toaan.filing.states import ABOVE, KEPT, PETITION, RETURN_REVIEW, TO_NAME, UNDER_WAY
from toaan.rules.appeal import way
from toaan.vietnamese.text import clean

S, L, Channel = ReturnComplaint.Source, ReturnReview.Level, ReturnComplaint.Channel


@dataclass(frozen=True)
class ReturnIntake:
    """How a complaint or recommendation on paper reached the court: whose it is, its day, the way, its scans."""

    source: str
    made_on: date
    received_on: date
    channel: str = Channel.DIRECT
    scans: Sequence[Upload] = ()


def complain_of_return(
    *, by: Viewer, petition_id: uuid.UUID, ground: str, at: datetime, intake: ReturnIntake | None = None
) -> ReturnComplaint:
    """Complain or recommend to the court that returned the petition, within ten days of receipt (194.1).

    Without `intake` the petitioner writes in the portal; with it the clerk takes in what came on paper.

    Raises:
        Refused: "complaint.not_open", "complaint.final", "complaint.already", "complaint.late", "complaint.bad_day",
            "complaint.no_ground", "complaint.no_source", "wrong_state".
    """
    return _complain(
        "filing.complain_of_return",
        L.FIRST,
        by=by,
        petition_id=petition_id,
        ground=ground,
        at=at,
        intake=intake,
    )


def complain_of_return_above(
    *, by: Viewer, petition_id: uuid.UUID, ground: str, at: datetime, intake: ReturnIntake | None = None
) -> ReturnComplaint:
    """Complain or recommend to the president of the court directly above, within ten days of the answer (194.5).

    Raises:
        Refused: "complaint.not_answered", "complaint.no_court_above", and those of the first complaint.
    """
    name = "filing.complain_of_return_above"
    return _complain(name, L.ABOVE, by=by, petition_id=petition_id, ground=ground, at=at, intake=intake)


def _complain(
    name: str, level: str, *, by: Viewer, petition_id: uuid.UUID, ground: str, at: datetime, intake: ReturnIntake | None
) -> ReturnComplaint:  # fmt: skip
    today, ground = clock.local_date(at), clean(ground)
    stored = [
        (u, files.take_in(u.stream, name=clean(u.name), by=by, at=at))
        for u in (intake.scans if intake else ())
    ]
    taken = (
        intake if by.post is not None and intake else ReturnIntake(S.PETITIONER, today, today, Channel.ONLINE)
    )
    with act(name, by=by, at=at) as a:
        petition = a.lock(Petition, petition_id, "court__parent", "number")
        a.allow(petition)
        PETITION.after(name, petition.state)
        returned = standing(petition)
        reviews = list(returned.reviews.all())
        answer = _answered(reviews) if level == L.ABOVE else None
        court = _court(petition, level)
        if any(r.is_above and r.is_kept for r in reviews):
            raise Refused(
                "complaint.final",
                _("Chánh án Tòa án trên một cấp trực tiếp đã giải quyết; quyết định ấy là quyết định cuối cùng (khoản 6 Điều 194 BLTTDS)."),
            )  # fmt: skip
        _check(returned, answer, taken, level, today)
        if not ground:
            raise wrong("complaint.no_ground", "ground", _("Hãy nêu vì sao việc trả lại đơn không đúng."))
        review, opened = _review(returned, reviews, level, court, taken.received_on)
        RETURN_REVIEW.after(name, review.state)
        made = ReturnComplaint.objects.create(
            review=review, source=S(taken.source), name=_name(petition, taken.source), made_on=taken.made_on,
            channel=Channel(taken.channel), received_on=taken.received_on, recorded_at=at, ground=ground,
            user=by.user if by.post is None else None, post=by.post,
        )  # fmt: skip
        _keep_scans(petition, made, stored, at)
        _record(a, petition, made, court, opened=opened)
        _met(petition, made, COMPLAIN if level == L.FIRST else COMPLAIN_ABOVE, today)
    return made


def standing(petition: Petition) -> Return:
    """The return that stands, with what was said and decided about it.

    Raises:
        Refused: "complaint.not_open".
    """
    rows = Return.objects.select_related("judge__user", "number").prefetch_related("reviews", "copies")
    found = rows.filter(in_force=petition).first()
    if found is None:
        raise Refused(
            "complaint.not_open", _("Đơn này không bị trả lại nên không có việc khiếu nại, kiến nghị.")
        )
    found.petition = petition
    return found


def _answered(reviews: Sequence[ReturnReview]) -> ReturnReview:
    """The court's own answer, of which one complains above."""
    kept = [r for r in reviews if not r.is_above and r.state == KEPT]
    if not kept:
        raise Refused(
            "complaint.not_answered",
            _(
                "Tòa án đã trả lại đơn chưa có quyết định giải quyết. Khiếu nại, kiến nghị trước hết gửi Tòa án đã trả lại đơn "
                "(khoản 1, khoản 5 Điều 194 BLTTDS)."
            ),
        )
    return kept[-1]


def _court(petition: Petition, level: str) -> Court:
    if level == L.FIRST:
        return petition.court
    if (above := petition.court.above_on(clock.today())) is None:
        raise Refused(
            "complaint.no_court_above",
            _(
                "Tòa án trên một cấp trực tiếp chưa dùng chung hệ thống này: hãy gửi đơn bằng giấy đến Chánh án Tòa án đó "
                "(khoản 5 Điều 194 BLTTDS)."
            ),
        )
    return above


def _check(
    returned: Return, answer: ReturnReview | None, taken: ReturnIntake, level: str, today: date
) -> None:
    """Whose it is, that it is his first on this, and that its day lies within his term."""
    if taken.source not in S.values:
        raise wrong(
            "complaint.no_source", "source", _("Hãy chọn người khiếu nại hoặc Viện kiểm sát kiến nghị.")
        )
    before = ReturnComplaint.objects.filter(
        review__returned=returned, review__level=level, source=taken.source
    )
    if before.exists():
        raise Refused("complaint.already", _("Khiếu nại, kiến nghị này đã được nhận. Hãy xem kết quả ở trang của đơn."))  # fmt: skip
    since = answer.decided_on if answer else clock.local_date(returned.returned_at)
    if since is None or not since <= taken.made_on <= taken.received_on <= today:
        raise wrong(
            "complaint.bad_day", "made_on",
            _("Ngày khiếu nại, kiến nghị phải từ ngày ra văn bản đến ngày Tòa án nhận; ngày nhận không sau hôm nay."),
        )  # fmt: skip
    due = last_day(list(returned.copies.all()), taken.source, answer)
    if due is not None and way(due, taken.made_on) == "late":
        words = (
            _("Thời hạn khiếu nại, kiến nghị đã hết ngày %(day)s: %(term)s kể từ ngày nhận được quyết định giải quyết (khoản 5 Điều 194 BLTTDS).")
            if answer
            else _("Thời hạn khiếu nại, kiến nghị đã hết ngày %(day)s: %(term)s kể từ ngày nhận được văn bản trả lại đơn (khoản 1 Điều 194 BLTTDS). Đã có đủ điều kiện khởi kiện thì nộp đơn lại (khoản 3 Điều 192 BLTTDS).")
        )  # fmt: skip
        term = rules_in_force.time_limit(COMPLAIN_ABOVE if answer else COMPLAIN, due).words()
        raise wrong("complaint.late", "made_on", words % {"day": f"{due:%d/%m/%Y}", "term": term})


def _review(
    returned: Return, reviews: Sequence[ReturnReview], level: str, court: Court, day: date
) -> tuple[ReturnReview, bool]:
    """The settlement under way, which takes up both; else a new one."""
    found = next((r for r in reviews if r.level == level and r.state in UNDER_WAY), None)
    if found is not None:
        return found, False
    state = TO_NAME if level == L.FIRST else ABOVE
    made = ReturnReview.objects.create(
        returned=returned, level=level, court=court, state=state, opened_on=day
    )
    return made, True


def _name(petition: Petition, source: str) -> str:
    return (petition.plaintiff_names if source == S.PETITIONER else petition.court.procuracy_name)[:300]


def _keep_scans(
    petition: Petition, made: ReturnComplaint, stored: Sequence[tuple[Upload, StoredFile]], at: datetime
) -> None:
    last = petition.versions.order_by("-n").values_list("n", flat=True).first()
    for upload, file in stored:
        Attachment.objects.get_or_create(
            petition=petition, file=file,
            defaults={
                "name": clean(upload.name)[:255], "title": str(made)[:300], "kind": Attachment.Kind.COMPLAINT, "at": at,
                "version": last,
            },
        )  # fmt: skip


def _record(a: Act, petition: Petition, made: ReturnComplaint, court: Court, *, opened: bool) -> None:
    if petition.number is None:
        raise not_found()
    verb = (
        _("%s khiếu nại về việc trả lại đơn") if made.is_complaint else _("%s kiến nghị về việc trả lại đơn")
    )
    title = verb % made.name
    if made.review.is_above:
        title = _("%(title)s với Chánh án %(court)s") % {"title": title, "court": court}
    a.record(
        petition,
        court=court,
        petition_id=petition.pk,
        title=title[:500],
        detail=made.ground[:1000],
        data={
            **petition.told, "complaint": made.pk, "review": made.review_id, "source": made.source,
            "made_on": made.made_on, "received_on": made.received_on, "opened": opened,
        },
        shown_to="parties",
    )  # fmt: skip


def _met(petition: Petition, made: ReturnComplaint, rule: str, today: date) -> None:
    """The term of whoever has complained or recommended is over."""
    rows = Deadline.objects.filter(
        petition_id=petition.pk, rule=rule, owner=OWNERS[made.source], state=Deadline.State.OPEN
    )
    rows.update(state=Deadline.State.MET, ended_on=today)
