"""The session of the committee of judges: day and members, the presentation, the minutes (BLTTDS 337–341)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from toaan.cases.recusals import barred, declared_by, places_before
from toaan.core import clock, policy
from toaan.core.acts import Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import Post
from toaan.core.roles import JUDGES, LEADERS
from toaan.core.together import answered
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.hearings import signing
from toaan.judgments.actions.common import refused_on
from toaan.review import papers, queries
from toaan.review.actions.common import AROUND, due, lock_proceeding, record
from toaan.review.models import Proceeding
from toaan.rules import review as rule
from toaan.vietnamese.text import clean

SET, KEEP = "review.set_session", "review.keep_minutes"


@dataclass(frozen=True)
class Sitting:
    """What the president fixes (337.4, 338, 340)."""

    session_at: datetime
    place: str
    members: Sequence[uuid.UUID]
    presiding: uuid.UUID
    reporter: uuid.UUID
    procurator: str = ""
    summons: bool = False


def set_session(*, by: Viewer, proceeding_id: uuid.UUID, plan: Sitting, at: datetime) -> Proceeding:
    """Fix day, members, the judge who presents the case; done again, the day or the members change.

    Raises:
        Refused: "review.bad_time", "review.too_late" (339), "review.no_place", "review.members",
            "review.presiding", "review.reporter", "review.not_committee" (66.1), "review.quorum", "review.barred" (52, 53),
            "wrong_state".
    """
    made = find(proceeding_id)
    policy.require(by, SET, made)
    made.machine.after(SET, made.state)
    place, procurator = clean(plan.place)[:200], clean(plan.procurator)[:200]
    posts = _checked(made, plan, place, at)
    made.summons = plan.summons
    notice = papers.session_notice(made, when=plan.session_at, place=place, members=len(posts), by=by, at=at)
    title = f"Thông báo mở phiên tòa {papers.PROCEDURE[made.kind]}"
    notice = signing.signed(notice, by=by, field=signing.JUDGE, reason=title, at=at)
    notice = signing.sealed(notice, court=made.court, at=at)
    with act(SET, by=by, at=at) as a:
        made = lock_proceeding(a, proceeding_id)
        made.state = made.machine.after(SET, made.state)
        posts = _checked(made, plan, place, at)
        chosen = {p.pk: p for p in posts}
        made.presiding, made.reporter = chosen[plan.presiding], chosen[plan.reporter]
        made.session_at, made.place, made.procurator, made.summons = (
            plan.session_at,
            place,
            procurator,
            plan.summons,
        )
        made.save()
        made.members.set(posts)
        day, name = clock.local_date(plan.session_at), made.court.procuracy_name
        record(
            a, made, f"Ấn định phiên tòa {papers.PROCEDURE[made.kind]} ngày {day:%d/%m/%Y}",
            {
                "proceeding": made.pk, "session_at": plan.session_at, "members": [p.pk for p in posts],
                "serve_others": [{"name": name, "address": ""}] if name else [],
                **({} if plan.summons else {"serve_parties": []}),
            },
            detail=f"{place}; Ủy ban Thẩm phán gồm {len(posts)} thành viên; chủ tọa {made.presiding.user}",
            shown_to="parties", documents=[Document(notice.pk, title, "cassation_notice", clock.local_date(at))],
        )  # fmt: skip
    return made


def send_report(*, by: Viewer, proceeding_id: uuid.UUID, text: str, at: datetime) -> Proceeding:
    """The presentation of the case goes to the members, some days before the session (340).

    Raises:
        Refused: "review.no_text", "wrong_state".
    """
    text = clean(text)
    with act("review.send_report", by=by, at=at) as a:
        made = lock_proceeding(a, proceeding_id)
        made.state = made.machine.after("review.send_report", made.state)
        if not text:
            raise refused_on("text", "review.no_text", _("Ghi bản thuyết trình."))
        made.presentation, made.presented_on = text, clock.local_date(at)
        made.save(update_fields=["presentation", "presented_on"])
        late = ", muộn hơn thời hạn trước phiên tòa (Điều 340)" if is_late(made) else ""
        record(a, made, f"Gửi bản thuyết trình cho các thành viên{late}", {"proceeding": made.pk})
    return made


def keep_minutes(
    *, by: Viewer, proceeding_id: uuid.UUID, present: Sequence[uuid.UUID], procurator: str, heard: str, at: datetime
) -> Proceeding:  # fmt: skip
    """The session took place: who took part, what was said (341); the clerk signs the minutes.

    Raises:
        Refused: "review.too_early", "review.no_presentation" (340), "review.quorum" (341.5), "review.presiding_absent",
            "review.no_procurator" (338.1), "review.barred" (52, 53), "review.no_text", "wrong_state".
    """
    made, heard = find(proceeding_id), clean(heard)
    policy.require(by, KEEP, made)
    made.machine.after(KEEP, made.state)
    procurator = clean(procurator)[:200]
    posts = _took_part(made, present, procurator, heard, at)
    made.procurator = procurator
    paper = papers.minutes(made, present=[p.user.full_name for p in posts], heard=heard, by=by, at=at)
    title = f"Biên bản phiên tòa {papers.PROCEDURE[made.kind]}"
    paper = signing.signed(paper, by=by, field=signing.CLERK, reason=title, at=at)
    with act(KEEP, by=by, at=at) as a:
        made = lock_proceeding(a, proceeding_id)
        made.state = made.machine.after(KEEP, made.state)
        posts = _took_part(made, present, procurator, heard, at)
        made.present, made.heard, made.procurator = [str(p.pk) for p in posts], heard, procurator
        made.minutes_sha256, made.clerk_name = paper.pk, by.name
        made.save()
        record(
            a, made, f"Phiên tòa {papers.PROCEDURE[made.kind]} đã mở",
            {"proceeding": made.pk, "present": made.present, "sha256": paper.pk}, shown_to="court",
            detail=f"{len(posts)} thành viên tham gia",
            documents=[Document(paper.pk, title, "cassation_minutes", clock.local_date(at))],
        )  # fmt: skip
    return made


def is_late(made: Proceeding) -> bool:
    """Whether the presentation was sent later than the days before the session that 340 wants."""
    if made.session_at is None or made.presented_on is None:
        return False
    return made.presented_on > due(rule.REPORT, clock.local_date(made.session_at))


def eligible(made: Proceeding, at: datetime) -> list[Post]:
    """Judges of the court who may sit in its committee on this case.

    Whoever decided the case below as a judge may (the exception of 53.3); who was its clerk may not (53.4), nor who is
    tied to a party (52).
    """
    held = Post.objects.held_at(at).filter(court_id=made.court_id, kind__in=[r.value for r in JUDGES])
    posts = list(held.select_related("user", "court"))
    against = bars(made, posts)
    return [p for p in posts if p.pk not in against]


def bars(made: Proceeding, posts: Sequence[Post]) -> dict[uuid.UUID, str]:
    """Post → why this judge must step aside (52–53)."""
    parties = list(made.case.parties.prefetch_related("representations"))
    asking: list[Any] = [places_before([made.case_id]), declared_by({p.user_id for p in posts})]
    places, ties = answered(asking)
    found: dict[uuid.UUID, str] = {}
    for post in posts:
        earlier = places.get((made.case_id, post.user_id), frozenset())
        why = next(iter(barred(post, parties, earlier, ties=ties, committee=True)), "")
        if why:
            found[post.pk] = why
    return found


def candidates(made: Proceeding, day: date, at: datetime) -> tuple[list[Post], dict[uuid.UUID, str]]:
    """Who makes up the committee on the day of the session, and which of them must step aside, with the reason.

    All its members count for the two thirds and the majority (341.5), those who step aside too. A court that keeps no
    list of them names them for each session; who must step aside is then not named.
    """
    standing = queries.committee_on(made.court_id, day, at)
    if not standing:
        return eligible(made, at), {}
    return standing, bars(made, standing)


def find(proceeding_id: uuid.UUID) -> Proceeding:
    """The judgment or decision under protest, not locked.

    Raises:
        Refused: "not_found".
    """
    found = Proceeding.objects.select_related(*AROUND, "presiding__user").filter(pk=proceeding_id).first()
    if found is None:
        raise not_found()
    return found


def _checked(made: Proceeding, plan: Sitting, place: str, at: datetime) -> list[Post]:
    day, today = clock.local_date(plan.session_at), clock.local_date(at)
    if plan.session_at <= at:
        raise refused_on("day", "review.bad_time", _("Phiên tòa phải mở sau lúc này."))
    if made.open_by is not None and day > made.open_by >= today:
        raise refused_on(
            "day", "review.too_late",
            _("Phải mở phiên tòa đến hết ngày %(day)s (Điều 339).") % {"day": f"{made.open_by:%d/%m/%Y}"},
        )  # fmt: skip
    if not place:
        raise refused_on("place", "review.no_place", _("Ghi nơi mở phiên tòa."))
    wanted = set(plan.members)
    known, against = candidates(made, day, at)
    if queries.committee_on(made.court_id, day, at) and wanted != {p.pk for p in known}:
        raise refused_on(
            "members", "review.not_committee",
            _("Hội đồng là toàn thể Ủy ban Thẩm phán (khoản 1 Điều 66): chọn đúng, đủ các thành viên trong danh sách của Tòa án vào ngày mở phiên tòa. Danh sách thay đổi thì Chánh án cập nhật ở trang Ủy ban Thẩm phán."),
        )  # fmt: skip
    posts = [p for p in known if p.pk in wanted]
    if len(posts) != len(wanted):
        raise refused_on(
            "members", "review.members", _("Thành viên phải là Thẩm phán của Tòa án này, không thuộc trường hợp phải từ chối hoặc bị thay đổi (Điều 52, Điều 53).")
        )  # fmt: skip
    if len(posts) < rule.FEWEST:
        raise refused_on("members", "review.members", _("Chọn toàn bộ thành viên Ủy ban Thẩm phán."))
    if not rule.is_quorate(len(posts), len(posts) - len(against)):
        raise refused_on(
            "members", "review.quorum",
            _("Quá nhiều thành viên phải từ chối tham gia: không đủ hai phần ba trong %(n)s thành viên (khoản 5 Điều 341). %(why)s")
            % {"n": len(posts), "why": next(iter(against.values()), "")},
        )  # fmt: skip
    for field, chosen in (("presiding", plan.presiding), ("reporter", plan.reporter)):
        if chosen in against:
            raise refused_on(field, "review.barred", against[chosen])
    presiding = next((p for p in posts if p.pk == plan.presiding), None)
    if presiding is None or presiding.kind not in {r.value for r in LEADERS}:
        raise refused_on(
            "presiding", "review.presiding", _("Chủ tọa là Chánh án hoặc Phó Chánh án, thành viên Ủy ban Thẩm phán.")
        )  # fmt: skip
    if plan.reporter not in wanted:
        raise refused_on("reporter", "review.reporter", _("Người thuyết trình là một thành viên (Điều 341)."))
    return posts


def _took_part(
    made: Proceeding, present: Sequence[uuid.UUID], procurator: str, heard: str, at: datetime
) -> list[Post]:
    if made.session_at is None or at < made.session_at:
        when = f"{timezone.localtime(made.session_at):%H:%M %d/%m/%Y}" if made.session_at else "?"
        raise Refused("review.too_early", _("Phiên tòa mở lúc %(when)s.") % {"when": when})
    if not made.presentation:
        raise Refused(
            "review.no_presentation", _("Bản thuyết trình chưa được gửi cho các thành viên (Điều 340): chưa xét xử được.")
        )  # fmt: skip
    members = list(made.members.select_related("user"))
    posts = [p for p in members if p.pk in set(present)]
    against = bars(made, posts)
    if against:
        name = next(p.user.full_name for p in posts if p.pk in against)
        raise refused_on("present", "review.barred", f"{name}: {next(iter(against.values()))}")
    if not rule.is_quorate(len(members), len(posts)):
        raise refused_on(
            "present", "review.quorum",
            _("Phải có ít nhất hai phần ba trong %(n)s thành viên tham gia (khoản 5 Điều 341). Hãy ấn định lại ngày mở phiên tòa.")
            % {"n": len(members)},
        )  # fmt: skip
    if made.presiding_id not in {p.pk for p in posts}:
        raise refused_on("present", "review.presiding_absent", _("Chủ tọa phiên tòa phải có mặt."))
    if not procurator:
        raise refused_on(
            "procurator", "review.no_procurator", _("Phiên tòa phải có Viện kiểm sát cùng cấp tham gia (khoản 1 Điều 338).")
        )  # fmt: skip
    if not heard:
        raise refused_on("heard", "review.no_text", _("Ghi diễn biến phiên tòa, ý kiến phát biểu."))
    return posts
