"""What the portal puts together from the domains about one case. No rules here."""

from __future__ import annotations

import uuid
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.appeals.decisions import queries as above
from toaan.cases import queries as cases
from toaan.cases.cards import provisional_mark
from toaan.cases.models import Assignment, Case, Deadline, Party
from toaan.cases.page import badge, deadline_card
from toaan.cases.states import (
    ARCHIVED,
    DISCONTINUED,
    EFFECTIVE,
    ENDING_QUASHED,
    JOINED,
    JUDGED,
    PART_QUASHED,
    PREPARING,
    QUASHED,
    SUSPENDED,
    TRANSFERRED,
    TRIAL_SET,
)
from toaan.core import clock
from toaan.core.models import Event
from toaan.core.together import known, load
from toaan.core.viewer import Viewer
from toaan.course import queries as course
from toaan.course.actions.agreeing import AGREED, change_until
from toaan.course.models import CourseDecision
from toaan.course.models.decision import kind_words
from toaan.delivery import queries as delivery
from toaan.delivery.models import ServiceRecipient
from toaan.design.templatetags.ui import vn_date, vn_datetime, vn_long_date
from toaan.hearings import queries as hearings
from toaan.hearings.models import Hearing
from toaan.hearings.states import CLOSED, PAUSED, PLANNED
from toaan.judgments import queries as judgments
from toaan.judgments.models import AppealPeriod, Judgment
from toaan.portal import second_instance
from toaan.rules import review

Step = dict[str, Any]
NEWS = 30
TURN = {
    SUSPENDED: "suspension", DISCONTINUED: "discontinuance", TRANSFERRED: "transfer", EFFECTIVE: "agreement",
}  # fmt: skip
"""State off the ordinary way → the kind of decision that led there."""


def as_citizen(viewer: Viewer) -> Viewer:
    """The same person without the post: an officer's own petition is a private matter."""
    return replace(viewer, post=None)


@dataclass
class Followed:
    """One case with everything that its page tells; read once, in a constant number of queries."""

    viewer: Viewer
    case: Case
    papers: Sequence[ServiceRecipient] = ()
    hearings: Sequence[Hearing] = ()
    judgment: Judgment | None = None
    periods: Sequence[AppealPeriod] = ()
    mine: Sequence[Party] = ()
    may_appeal: bool = False
    open_deadlines: Sequence[Deadline] = field(default=())
    decisions: Sequence[CourseDecision] = ()
    challenged: CourseDecision | None = None
    """The decision whose appeal goes, or went, to the court above."""
    news: Sequence[Event] = ()
    """The newest first."""

    @property
    def judge(self) -> str:
        """Name of the presiding judge, or that none is assigned yet."""
        return person(self.case, Assignment.Role.PRESIDING) or _("Thẩm phán, chưa phân công")

    @property
    def turn(self) -> CourseDecision | None:
        """The decision by which the case stands still or has ended; None on the ordinary way."""
        wanted = TURN.get(self.case.state)
        ends = {"discontinuance", "transfer", "agreement"} if self.case.state == ARCHIVED else {wanted}
        return next((d for d in self.decisions if d.kind in ends), None)

    def planned(self, kind: str) -> Hearing | None:
        """The session or hearing that is still to come."""
        now = clock.now()
        ahead = (PLANNED, PAUSED)
        found = [h for h in self.hearings if h.kind == kind and h.state in ahead and h.ends_at >= now]
        return min(found, key=lambda h: h.starts_at, default=None)

    def held(self, kind: str) -> Hearing | None:
        """The newest that was held."""
        return next((h for h in self.hearings if h.kind == kind and h.state == CLOSED), None)

    @property
    def mind_until(self) -> date | None:
        """The last day on which the viewer may change his mind about what was agreed (BLTTDS 212.1); None where he may not."""
        session = self.held(Hearing.Kind.SESSION)
        if session is None or session.outcome not in AGREED or not self.case.can("course.change_mind"):
            return None
        until = change_until(session)
        return until if clock.today() <= until else None

    @property
    def may_appeal_decisions(self) -> list[course.Standing]:
        """Decisions against which the viewer may still appeal (BLTTDS 273.2)."""
        return [s for s in course.standings(self.viewer, self.decisions, clock.today()) if s.is_open]

    @property
    def late_decisions(self) -> list[CourseDecision]:
        """Decisions that stand and against which the viewer did not appeal in time (BLTTDS 275)."""
        rows = course.standings(self.viewer, self.decisions, clock.today())
        missed = {s.decision.pk for s in rows if s.is_over and s.challenge is None}
        return [d for d in self.decisions if d.pk in missed and above.stands(d, self.case)]

    @property
    def may_complain(self) -> bool:
        """The viewer may still complain of the decision for trial by simplified procedure (BLTTDS 319.1)."""
        if not self.case.is_simplified or not self.case.can("course.complain"):
            return False
        found = course.complaint_standing(self.viewer, self.case)
        return found is not None and any(row.is_open for row in found.rows)

    @cached_property
    def joining(self) -> Event | None:
        """The news that the case became a part of another one (BLTTDS 42.1)."""
        if self.case.state not in {JOINED, ARCHIVED}:
            return None
        return cases.timeline(self.viewer, self.case).filter(act="course.be_joined").first()

    @property
    def may_ask_review(self) -> bool:
        """Something in the case is, or was, in effect and may be looked at again (BLTTDS 325)."""
        judged = {EFFECTIVE, ARCHIVED, QUASHED, PART_QUASHED, ENDING_QUASHED}
        known = (d for d in self.decisions if d.kind in review.DECISIONS)
        return self.case.state in judged or any(d.effective_on or d.reviewed for d in known)

    @property
    def bench(self) -> str:
        """Who tries the case, in words."""
        if self.case.is_simplified:
            return _("Thẩm phán %s") % self.judge
        return _("Hội đồng xét xử, chủ tọa %s") % self.judge

    def links(self, *kinds: str) -> list[dict[str, str]]:
        """Papers of these kinds that were sent to the viewer."""
        return [
            {"label": str(row.service), "url": reverse("delivery:paper", args=[row.pk])}
            for row in self.papers
            if row.service.kind in kinds
        ]

    def due(self, *rules: str) -> Step:
        """`by` and `why` of the court's own open limit among these."""
        for deadline in self.open_deadlines:
            if any(deadline.rule.startswith(rule) for rule in rules):
                why = [deadline.explanation["explanation"], deadline_card(deadline)["extended_text"]]
                return {
                    "by": _("Chậm nhất %s") % vn_long_date(deadline.due_on) + provisional_mark(deadline),
                    "why": " ".join(words for words in why if words),
                }
        return {}


def follow(viewer: Viewer, case: Case) -> Followed:
    """Read what the page of a case tells, side by side."""
    parties = case.parties.all()
    papers = known(delivery.inbox(viewer).filter(service__case=case), case=[case], party=parties)
    sittings, decisions = hearings.of_case(viewer, case), course.of_case(viewer, case)
    pronounced, challenged = judgments.pronounced(case), above.challenged_decisions(case)
    limits = known(Deadline.objects.filter(case=case, state=Deadline.State.OPEN), party=parties)
    news = cases.timeline(viewer, case)[:NEWS]
    load(papers, sittings, decisions, pronounced, challenged, limits, news)
    judgment = next(iter(pronounced), None)
    mine = [p for p in parties if viewer.user_id in p.user_ids]
    may_appeal = judgment is not None and not judgments.is_reviewed(judgment)
    return Followed(
        viewer=viewer, case=case, papers=list(papers), hearings=list(sittings), judgment=judgment, mine=mine,
        periods=[p for p in judgment.periods.all() if p.party in mine] if judgment else (),
        may_appeal=may_appeal and bool(judgments.appellants(viewer, case)), decisions=list(decisions),
        open_deadlines=list(limits), challenged=above.foremost(challenged), news=list(news),
    )  # fmt: skip


def person(case: Case, role: str) -> str:
    """Who holds a role in the case now."""
    for a in case.assignments.all():
        if a.role == role and a.ended_at is None:
            return a.post.user.full_name
    return ""


def standing(viewer: Viewer, case: Case) -> str:
    """How the viewer stands in the case: "Bạn là nguyên đơn", "Bạn là luật sư của Vũ Đức Thịnh (bị đơn)"."""
    for party in case.parties.all():
        if party.user_id == viewer.user_id:
            return _("Bạn là %s") % party.get_role_display().lower()
        for r in party.representations.all():
            if r.user_id == viewer.user_id:
                return _("Bạn là %(kind)s của %(party)s (%(role)s)") % {
                    "kind": r.get_kind_display().lower(), "party": party.name, "role": party.get_role_display().lower(),
                }  # fmt: skip
    return ""


def now(told: Followed) -> dict[str, Any]:
    """The one thing to know about the case today."""
    case, judgment = told.case, told.judgment
    if (found := second_instance.now(told) or _agreed(told)) is not None:
        return found
    sitting = told.planned(Hearing.Kind.TRIAL) or told.planned(Hearing.Kind.SESSION)
    if case.state in {PREPARING, TRIAL_SET} and sitting is not None:
        what = _("Phiên tòa") if sitting.is_trial else _("Phiên họp công khai chứng cứ và hòa giải")
        come = (
            _("Bạn cần có mặt, hoặc gửi đơn đề nghị xét xử vắng mặt trước ngày này.")
            if sitting.is_trial
            else _("Bạn cần có mặt. Mang theo căn cước và bản gốc giấy tờ.")
        )
        return {
            "label": f"{what}: {sitting_words(sitting)}",
            "text": f"{sitting.room.name}, {case.court.address}. {come}",
            "url": reverse("portal:calendar_file", args=[case.pk, sitting.pk]),
            "button": _("Thêm vào lịch"),
            "icon": "calendar-event",
        }
    if case.state == JUDGED and judgment is not None:
        due = next((p.due_on for p in told.periods if p.due_on), None)
        over = due is not None and due < clock.today()
        if over:
            text = _(
                "Thời hạn kháng cáo của bạn đã hết ngày %s. Chậm vì lý do chính đáng thì gửi đơn kháng cáo quá hạn, kèm lý do và giấy tờ chứng minh."
            ) % vn_date(due)
        elif due:
            text = _("Nếu không đồng ý, kháng cáo đến hết %s.") % (vn_long_date(due) + provisional_mark(due))
        else:
            text = _("Thời hạn kháng cáo của bạn tính từ ngày bạn nhận được bản án.")
        way, button = ("late_appeal", _("Kháng cáo quá hạn")) if over else ("appeal", _("Kháng cáo"))
        act = {"url": reverse(f"judgments:{way}", args=[case.pk]), "button": button}
        return {
            "label": _("Tòa án đã tuyên án ngày %s") % vn_date(judgment.pronounced_on),
            "text": text,
            **(act if told.may_appeal else {}),
        }
    if case.state in {EFFECTIVE, ARCHIVED} and judgment is not None:
        day = judgment.effective_on
        return {
            "label": _("Bản án có hiệu lực từ ngày %s") % vn_date(day) if day else case.stage,
            "text": _("Bên phải thi hành cần tự nguyện thi hành. Nếu không, bên kia gửi đơn đến cơ quan thi hành án dân sự."),
        }  # fmt: skip
    if (turn := told.turn) is not None:
        return _turned(told, turn)
    return _newest(told)


def _newest(told: Followed) -> dict[str, Any]:
    """Where the case is now, or else what happened last."""
    if (part := joined(told)) is not None:
        return {"label": told.case.stage, "text": part["text"]}
    newest = next(iter(told.news), None)
    return {
        "label": told.case.stage,
        "text": _("Việc mới nhất: %s.") % newest.title if newest else "",
    }


def joined(told: Followed) -> Step | None:
    """The step at which the case became a part of another one (BLTTDS 42.1)."""
    if (found := told.joining) is None:
        return None
    text = _("%s. Mọi yêu cầu được giải quyết trong vụ án đó; bạn theo dõi tại đó.") % found.title
    day = vn_date(clock.local_date(found.at))
    return {
        "label": _("Đã nhập vào vụ án khác"),
        "when": day,
        "text": text,
        "state": "done",
        "icon": "file-certificate",
    }


def _agreed(told: Followed) -> dict[str, Any] | None:
    """The parties agreed at the session, and one of them may still change his mind (BLTTDS 212.1)."""
    if (until := told.mind_until) is None:
        return None
    return {
        "label": _("Hòa giải thành"),
        "text": _("Thẩm phán ra quyết định công nhận sau ngày %s, nếu không ai thay đổi ý kiến.") % vn_long_date(until),
        "url": reverse("course:my_mind", args=[told.case.pk]), "button": _("Tôi thay đổi ý kiến"),
    }  # fmt: skip


def _turned(told: Followed, turn: CourseDecision) -> dict[str, Any]:
    """What to know about a case that stands still or has ended without a judgment."""
    label = f"{kind_words(turn.kind, turn.content)}, {vn_date(turn.decided_on)}"
    if told.case.state == SUSPENDED:
        text = _(
            "Tòa án đang chờ: %s. Khi lý do này không còn, Tòa án giải quyết tiếp và báo cho bạn."
        ) % turn.waiting_for.rstrip(".")
    elif turn.kind == "transfer":
        text = _("Hồ sơ được chuyển cho %s giải quyết. Bạn không phải nộp đơn lại.") % turn.to_name
        rows = course.complaint_periods(told.viewer, turn) if told.case.state == TRANSFERRED else []
        if rows and turn.effective_on is None:
            url = reverse("course:my_transfer_complaint", args=[told.case.pk, turn.pk])
            words = _(
                "Nếu không đồng ý, khiếu nại với Chánh án trong 03 ngày làm việc kể từ ngày nhận được quyết định."
            )
            return {"label": label, "text": f"{text} {words}", "url": url, "button": _("Khiếu nại")}
    elif turn.kind == "agreement":
        text = _(
            "Có hiệu lực ngay và không kháng cáo được. Mỗi bên làm đúng điều đã thỏa thuận; bên không làm thì bên kia gửi đơn đến cơ quan thi hành án dân sự."
        )
    else:
        text = _("Vụ án kết thúc mà không có bản án.")
        fee = {
            "returned": _("Tiền tạm ứng án phí được trả lại cho người đã nộp."),
            "state": _("Tiền tạm ứng án phí được nộp vào ngân sách nhà nước."),
        }
        text = f"{text} {fee.get(turn.fee, '')}".strip()
    open_one = next((s for s in told.may_appeal_decisions if s.decision.pk == turn.pk), None)
    if open_one is None:
        return {"label": label, "text": text}
    due = open_one.period.due_on
    until = _("Nếu không đồng ý, kháng cáo đến hết %s.") % vn_long_date(due) if due else _(
        "Thời hạn kháng cáo của bạn tính từ ngày bạn nhận được quyết định."
    )  # fmt: skip
    url = reverse("course:appeal", args=[told.case.pk, turn.pk])
    return {"label": label, "text": f"{text} {until}", "url": url, "button": _("Kháng cáo")}


def sitting_words(sitting: Hearing) -> str:
    """ "08:00, thứ Sáu 22/05/2026"."""
    weekday = vn_long_date(sitting.day).split(",")[0]
    return f"{sitting.hours[:5]}, {weekday} {vn_date(sitting.day)}"


def party_deadlines(told: Followed) -> list[dict[str, Any]]:
    """Time limits that run for this party or for all parties."""
    mine = {p.pk for p in told.mine}
    rows = [d for d in told.open_deadlines if d.owner == Deadline.Owner.PARTY and not lapsed(d)]
    return [deadline_card(d, plain=True) for d in rows if d.party_id is None or d.party_id in mine]


def deadlines_of(viewer: Viewer, parties: Mapping[uuid.UUID, uuid.UUID]) -> QuerySet[Deadline]:
    """Open limits of parties in all cases in which the viewer stands for one of `parties`, the nearest first.

    Whose they are is left to `my_deadlines`: that nobody is named has an index, by which every limit without a party would be read.
    """
    rows = cases.deadlines_visible_to(viewer).filter(
        case__in=sorted(set(parties.values())), owner=Deadline.Owner.PARTY, state=Deadline.State.OPEN
    )
    return rows.order_by("due_on", "pk")


def parties_of(viewer: Viewer) -> dict[uuid.UUID, uuid.UUID]:
    """The parties for whom the viewer stands, none who has left, each with its case."""
    return dict(Party.objects.filter(pk__in=cases.spoken_for(viewer)).order_by().values_list("pk", "case"))


def my_deadlines(rows: Iterable[Deadline], parties: Container[uuid.UUID]) -> list[dict[str, Any]]:
    """What of them is a task of these parties, or of all of a case: {title, url, urgency, text, due}."""
    return [
        {
            "title": d.title,
            "case": d.case,
            "url": reverse("portal:case", args=[d.case_id]),
            "due": d.due_on,
            "mark": provisional_mark(d),
            **(badge(d, plain=True) or {}),
        }
        for d in rows
        if (d.party_id is None or d.party_id in parties) and not lapsed(d)
    ]


def lapsed(deadline: Deadline) -> bool:
    """Whether this is the appeal period (BLTTDS 273) of a party, and over: a right that is gone, not a task."""
    return deadline.rule.startswith("BLTTDS:273") and deadline.due_on < clock.today()


def timeline(told: Followed) -> list[dict[str, Any]]:
    """The newest events, for the timeline component."""
    return [{"title": e.title, "when": vn_datetime(e.at), "text": e.detail, "kind": ""} for e in told.news]
