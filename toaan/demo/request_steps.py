"""Steps of a civil request by the real acts, for tests and the demonstration."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from toaan.cases import actions as cases
from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.errors import Refused
from toaan.demo import steps
from toaan.demo.people import PERSONAL_IDS, World
from toaan.filing import actions as filing
from toaan.filing.actions.drafting import digest_of
from toaan.filing.models import Petition
from toaan.hearings import actions as hearings
from toaan.hearings.models import Hearing
from toaan.requests import actions
from toaan.requests.wishes import Consent, Ruling

AGREED = (
    "Con chung: giao cháu Vũ Hoàng Minh (sinh năm 2018) cho mẹ trực tiếp nuôi; bố cấp dưỡng mỗi tháng 3.000.000 đồng.\n"
    "Tài sản chung, nợ chung: không yêu cầu Tòa án giải quyết."
)


def person(world: World, username: str) -> dict[str, Any]:
    """How a request names one of the citizens."""
    user = world.users[username]
    return {
        "kind": "person", "name": user.full_name, "birth_year": user.birth_date.year if user.birth_date else None,
        "personal_id": PERSONAL_IDS.get(username, ""), "address": user.address, "phone": user.phone, "email": user.email,
    }  # fmt: skip


def words(world: World, kind: str = "29.2") -> dict[str, Any]:
    """A complete request: two spouses ask for divorce together, or one person asks to have another declared."""
    if kind == "29.2":
        return {
            "plaintiffs": [person(world, "nguyendon"), person(world, "bidon")],
            "facts": "Kết hôn năm 2012. Từ năm 2023 sống ly thân, không còn tình cảm. Cả hai thống nhất ly hôn.",
            "claims": [
                "Công nhận thuận tình ly hôn.",
                "Công nhận thỏa thuận: con chung do mẹ nuôi, bố cấp dưỡng.",
            ],
        }
    if kind == "27.7":
        return {
            "plaintiffs": [person(world, "nguyendon")],
            "related": [{**person(world, "bidon"), "email": ""}],
            "facts": "Hòa giải viên ở cơ sở xã Sông Thanh đã hòa giải thành việc trả nợ; chúng tôi muốn được Tòa án công nhận.",
            "claims": [
                "Công nhận kết quả hòa giải thành: ông Vũ Đức Thịnh trả 40.000.000 đồng trong 06 tháng."
            ],
        }
    if kind.startswith(("27.2", "27.3", "27.4")):
        return {
            "plaintiffs": [person(world, "nguyendon")],
            "facts": "Chồng tôi là ông Trịnh Văn Lượm, sinh ngày 12/05/1968, cư trú tại xã Sông Thanh, đi biển ngày 03/02/2023, từ đó "
            "không có tin tức; gia đình đã báo Công an, tìm ở các tỉnh ven biển.",
            "claims": ["Thông báo tìm kiếm và quyết định theo quy định về ông Trịnh Văn Lượm."],
        }
    other = {**person(world, "bidon"), "email": ""}
    return {
        "plaintiffs": [person(world, "nguyendon")],
        "related": [other],
        "facts": "Anh trai tôi bị tai nạn năm 2024, đến nay không nhận biết được người thân; có bệnh án kèm theo.",
        "claims": [
            "Tuyên bố ông Vũ Đức Thịnh mất năng lực hành vi dân sự.",
            "Xác định người giám hộ theo luật.",
        ],
    }


def drafted(world: World, at: datetime, *, kind: str = "29.2") -> Petition:
    """Everything is written; nobody else has confirmed."""
    clock.move_to(at)
    by = world.viewer("nguyendon")
    petition = filing.start_draft(by=by, court_id=world.court.pk, kind="", request_kind=kind, at=at)
    said = words(world, kind)
    for section in ("plaintiffs", "related", "facts", "claims"):
        petition = filing.save_draft(
            by=by, petition_id=petition.pk, section=section, data=said, revision=petition.revision, at=at
        )
    return petition


def confirmed(world: World, at: datetime) -> Petition:
    """Both spouses stand behind the words."""
    petition = drafted(world, at)
    filing.invite(by=world.viewer("nguyendon"), petition_id=petition.pk, at=at)
    filing.confirm(
        by=world.viewer("bidon"), petition_id=petition.pk, digest=digest_of(petition.content), at=at
    )
    return petition


def filed(world: World, at: datetime, *, kind: str = "29.2") -> Petition:
    """In the register, with the judge "thamphan" to examine it."""
    petition = confirmed(world, at) if kind == "29.2" else drafted(world, at, kind=kind)
    filing.submit(by=world.viewer("nguyendon"), petition_id=petition.pk, at=at)
    return filing.assign_examiner(
        by=world.viewer("chanhan"), petition_id=petition.pk, post_id=world.posts["thamphan"].pk, at=at
    )


def accepted(world: World, at: datetime, *, kind: str = "29.2") -> Case:
    """The charge is paid, the request has its number, a judge is drawn and a clerk assigned."""
    petition = filed(world, at, kind=kind)
    notice = filing.take_jurisdiction(by=world.viewer("thamphan"), petition_id=petition.pk, at=at)
    filing.hand_in_receipt(
        by=world.viewer("nguyendon"), petition_id=petition.pk, number=f"LP{str(petition.pk.int)[:8]}",
        dated=clock.local_date(at), amount=notice.amount, at=at,
        upload=filing.Upload(steps.small_pdf(f"Biên lai lệ phí {petition.pk}"), "bien-lai.pdf"),
    )  # fmt: skip
    case = filing.accept(by=world.viewer("thuky"), petition_id=petition.pk, at=at)
    president = world.viewer("chanhan")
    cases.draw_judge(by=president, case_id=case.pk, at=at)
    cases.assign_clerk(by=president, case_id=case.pk, post_id=world.posts["thuky"].pk, at=at)
    return Case.objects.get(pk=case.pk)


def reconciled(world: World, at: datetime, *, result: str = "consent", case: Case | None = None) -> Case:
    """The spouses were reconciled some days later, with this result; the minutes are signed."""
    case = case or accepted(world, at)
    judge = world.viewer(steps.presiding(world, case))
    starts = steps.next_working_day(at + timedelta(days=5)) + timedelta(hours=6)
    hearing = hearings.schedule_session(
        by=judge,
        case_id=case.pk,
        room_id=steps.court_room(world).pk,
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        at=at,
    )
    clock.move_to(starts)
    steps.everybody_present(world, hearing, starts)
    agreed = AGREED if result == "consent" else ""
    record = hearings.SessionRecord(
        opinions="Hai bên trình bày không thể đoàn tụ." if result != "reunited" else "Hai bên đồng ý về chung sống.",
        agreed=agreed, disputed="" if agreed else "Người trực tiếp nuôi con.", result=result,
    )  # fmt: skip
    clerk = world.viewer("thuky")
    hearings.record_session(by=clerk, hearing_id=hearing.pk, record=record, revision=0, at=starts)
    hearings.finish_minutes(by=clerk, hearing_id=hearing.pk, revision=1, at=starts)
    hearings.sign_session_minutes(by=judge, hearing_id=hearing.pk, at=starts)
    return Case.objects.get(pk=case.pk)


def consent(**other: Any) -> Consent:
    """What the judge finds when every condition is met."""
    said = {"willing": True, "agreed_all": True, "fair": True, "agreement": AGREED}
    return Consent(**{**said, **other})


def divorced(world: World, at: datetime) -> Case:
    """The divorce by consent is recognised."""
    case = reconciled(world, at)
    later = clock.now() + timedelta(days=11)
    clock.move_to(later)
    actions.recognise(
        by=world.viewer(steps.presiding(world, case)), case_id=case.pk, wish=consent(), at=later
    )
    return Case.objects.get(pk=case.pk)


def session_set(world: World, at: datetime, *, kind: str = "27.1", on: date | None = None) -> Hearing:
    """The judge has decided to open the session."""
    case = accepted(world, at, kind=kind)
    judge = world.viewer(steps.presiding(world, case))
    starts = steps.next_working_day(at + timedelta(days=8)) + timedelta(hours=8)
    if on is not None:
        starts = starts.replace(year=on.year, month=on.month, day=on.day)
    plan = hearings.TrialPlan(
        room_id=steps.court_room(world).pk,
        starts_at=starts,
        ends_at=starts + timedelta(hours=1, minutes=30),
        procurator="Nghiêm Thị Bích",
    )
    return hearings.decide_trial(by=judge, case_id=case.pk, plan=plan, at=at).hearing


def session_open(world: World, at: datetime, *, kind: str = "27.1") -> Hearing:
    """The session is open; the clerk has begun the minutes."""
    hearing = session_set(world, at, kind=kind)
    clock.move_to(hearing.starts_at)
    steps.everybody_present(world, hearing, hearing.starts_at)
    judge = world.viewer(steps.presiding(world, hearing.case))
    hearings.open_hearing(by=judge, hearing_id=hearing.pk, at=hearing.starts_at)
    paragraphs = [{"time": "08:10", "speaker": "Người yêu cầu", "text": "Giữ nguyên yêu cầu."}]
    hearings.write_minutes(
        by=world.viewer("thuky"),
        hearing_id=hearing.pk,
        paragraphs=paragraphs,
        revision=0,
        at=hearing.starts_at,
    )
    return Hearing.objects.select_related("case").get(pk=hearing.pk)


def session_paused(world: World, at: datetime, *, kind: str = "27.1") -> Hearing:
    """The open session stands still until another expert has spoken (BLTTDS 259.1.d by 361)."""
    hearing = session_open(world, at, kind=kind)
    now = hearing.starts_at + timedelta(minutes=30)
    clock.move_to(now)
    starts = steps.next_working_day(now + timedelta(days=14))
    hearings.pause(
        by=world.viewer(steps.presiding(world, hearing.case)), hearing_id=hearing.pk, ground="pause:259.1.d",
        text="Cần giám định bổ sung về khả năng nhận thức.", at=now,
        slot=hearings.Slot(steps.court_room(world).pk, starts, starts + timedelta(hours=1)),
    )  # fmt: skip
    return Hearing.objects.select_related("case").get(pk=hearing.pk)


def ruling(**other: Any) -> Ruling:
    """The request is granted."""
    said = {
        "granted": "all", "findings": "Kết luận giám định cho thấy ông Thịnh không nhận thức, làm chủ được hành vi.",
        "law": "Điều 22 Bộ luật Dân sự\nĐiều 376, Điều 378 Bộ luật Tố tụng dân sự",
        "orders": "Tuyên bố ông Vũ Đức Thịnh mất năng lực hành vi dân sự.", "procuracy": "Đề nghị chấp nhận yêu cầu.",
    }  # fmt: skip
    return Ruling(**{**said, **other})


def ruled(world: World, at: datetime, *, kind: str = "27.1") -> Case:
    """The judge has decided at the session."""
    hearing = session_open(world, at, kind=kind)
    judge = world.viewer(steps.presiding(world, hearing.case))
    actions.rule(by=judge, case_id=hearing.case_id, wish=ruling(), at=hearing.starts_at + timedelta(hours=1))
    return Case.objects.get(pk=hearing.case_id)


def of_today(world: World, at: datetime) -> None:
    """Requests of the demonstration, all begun on the day of loading: one at each of the first stages."""
    drafted(world, at)
    filed(world, at, kind="27.7")
    _when_free(at, lambda starts: _set_session(world, at, starts), accepted(world, at, kind="27.1"))
    divorce = accepted(world, at)
    room = steps.court_room(world).pk
    judge = world.viewer(steps.presiding(world, divorce))
    _when_free(
        at,
        lambda starts: (
            lambda case: hearings.schedule_session(
                by=judge,
                case_id=case.pk,
                room_id=room,
                starts_at=starts,
                ends_at=starts + timedelta(hours=1),
                at=at,
            )
        ),
        divorce,
    )


def _set_session(world: World, at: datetime, starts: datetime) -> Callable[[Case], object]:
    def decide(case: Case) -> object:
        plan = hearings.TrialPlan(
            room_id=steps.court_room(world).pk, starts_at=starts, ends_at=starts + timedelta(hours=1),
            procurator=world.users["kiemsat"].full_name,
        )  # fmt: skip
        judge = world.viewer(steps.presiding(world, case))
        return hearings.decide_trial(by=judge, case_id=case.pk, plan=plan, at=at)

    return decide


def _when_free(at: datetime, act: Callable[[datetime], Callable[[Case], object]], case: Case) -> None:
    """On the first day after a week on which room and people are free; the calendar of the province is full."""
    for days in range(7, 14):
        try:
            act(steps.next_working_day(at + timedelta(days=days)))(case)
        except Refused as refusal:
            if refusal.code != "hearing.clash":
                raise
        else:
            return
