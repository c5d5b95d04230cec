"""Steps of a case off its ordinary way by the real acts: suspended, discontinued, counterclaimed, simplified."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from toaan.cases.models import Case, Party
from toaan.core import actions as core
from toaan.core import clock, daily, events
from toaan.core.models import Court, Post
from toaan.core.roles import Role
from toaan.core.viewer import ANONYMOUS, SYSTEM, Viewer
from toaan.course import actions as course
from toaan.course.models import JurisdictionDispute, Sending
from toaan.demo.people import PASSWORD, World
from toaan.demo.steps import (
    assigned_case,
    court_room,
    everybody_present,
    filed_petition,
    next_working_day,
    presiding,
    served,
)
from toaan.filing.models import Petition
from toaan.hearings import actions as hearings
from toaan.hearings.models import Hearing
from toaan.measures import actions as measures
from toaan.measures.models import MeasureRequest
from toaan.rules.fees import claim_of

MET = frozenset({"simple", "admitted", "complete", "addresses", "domestic"})
"""Every fact of BLTTDS 317.1."""
MEASURED = 200_000_000
"""What the blocked account is to secure, where the claim is not for less (133.4)."""


def suspend(judge: Viewer, case: Case, at: datetime) -> None:
    """The case waits for a valuation (BLTTDS 214.1.đ)."""
    wish = course.Suspension(
        ground="suspension:214.1.đ",
        reason="Tòa án đã yêu cầu Hội đồng định giá định giá quyền sử dụng đất tranh chấp; đến nay chưa có kết quả.",
        waiting_for="Kết quả của Hội đồng định giá tài sản",
        expected_on=clock.local_date(at) + timedelta(days=45),
    )
    course.suspend(by=judge, case_id=case.pk, wish=wish, at=at)


def recognise(judge: Viewer, case: Case, at: datetime) -> None:
    """What the parties agreed at the session is recognised as its minutes say it; each side bears half the fee."""
    session = case.hearings.get(kind=Hearing.Kind.SESSION)
    divorce = bool(claim_of(case.kind, case.legal_relation))
    wish = course.Agreement(
        agreement=session.minutes.content["agreed"], whole=True, willing=True, lawful=True, divorce=divorce, bearer="half",
        value=None if divorce else case.value,
    )  # fmt: skip
    course.recognise(by=judge, case_id=case.pk, wish=wish, at=at)


def discontinue(judge: Viewer, case: Case, at: datetime) -> None:
    """The plaintiff has given the whole claim up (BLTTDS 217.1.c)."""
    wish = course.Discontinuance(
        "discontinuance:217.1.c#rut",
        "Nguyên đơn có đơn rút toàn bộ yêu cầu khởi kiện; việc rút đơn là tự nguyện.",
    )
    course.discontinue(by=judge, case_id=case.pk, wish=wish, at=at)


def transfer(judge: Viewer, case: Case, to: Court, at: datetime) -> None:
    """The case belongs to another court (BLTTDS 41.1)."""
    wish = course.Transfer(
        reason=f"Bị đơn cư trú tại nơi thuộc lãnh thổ của {to.name} từ trước ngày thụ lý vụ án (điểm a khoản 1 Điều 39).",
        court_id=to.pk,
    )
    course.transfer(by=judge, case_id=case.pk, wish=wish, at=at)


def neighbour(world: World, at: datetime, *, hashed: str = "") -> Viewer:
    """The clerk of another regional court of the province, founded for the purpose."""
    found = Post.objects.select_related("user", "court").filter(user__username="thukykv2").first()
    if found is None:
        court = core.found_court(
            by=SYSTEM, code="TAND-ST-KV2", name="Tòa án nhân dân khu vực 2 - tỉnh Sông Thanh",
            level=Court.Level.REGION, parent=world.province, valid_from=date(2025, 7, 1), at=at, place="Sông Thanh",
            address="Số 7 đường Chợ Mới, xã Mỹ Lý, tỉnh Sông Thanh",
            procuracy_name="Viện kiểm sát nhân dân khu vực 2 - tỉnh Sông Thanh",
        )  # fmt: skip
        secret: dict[str, Any] = {"hashed": hashed} if hashed else {"password": PASSWORD}
        user = core.register(
            by=ANONYMOUS, username="thukykv2", full_name="Ông Văn Sáu", email="thukykv2@toaan.example", at=at, **secret
        )  # fmt: skip
        found = core.appoint(by=SYSTEM, user=user, court=court, kind=Role.CLERK, since=at, at=at)
        found = Post.objects.select_related("user", "court").get(pk=found.pk)
    return Viewer(user=found.user, post=found, address="127.0.0.1")


def neighbour_president(world: World, at: datetime, *, hashed: str = "") -> Viewer:
    """The president of that court."""
    court = neighbour(world, at, hashed=hashed).post.court  # type: ignore[union-attr]
    found = Post.objects.select_related("user", "court").filter(user__username="chanhankv2").first()
    if found is None:
        secret: dict[str, Any] = {"hashed": hashed} if hashed else {"password": PASSWORD}
        user = core.register(
            by=ANONYMOUS, username="chanhankv2", full_name="Khổng Minh Tuệ", email="chanhankv2@toaan.example", at=at, **secret
        )  # fmt: skip
        made = core.appoint(by=SYSTEM, user=user, court=court, kind=Role.PRESIDENT, since=at, at=at)
        found = Post.objects.select_related("user", "court").get(pk=made.pk)
    return Viewer(user=found.user, post=found, address="127.0.0.1")


def sent_case(world: World, at: datetime, to: Court, *, case: Case | None = None) -> Sending:
    """Nobody complained of the transfer: the file is on its way."""
    case = transferred_case(world, at, to, case=case)
    daily.run(clock.today(), clock.now())
    later = next_working_day(clock.now() + timedelta(days=7))
    clock.move_to(later)
    daily.run(clock.today(), later)
    decision = case.course_decisions.get()
    return course.send_file(by=world.viewer("thuky"), decision_id=decision.pk, letter="", at=later)


def disputed(
    world: World, at: datetime, *, case: Case | None = None, hashed: str = ""
) -> JurisdictionDispute:
    """The neighbour holds that the case is not its own either: the president of the provincial court decides (BLTTDS 41.2)."""
    by = neighbour_president(world, at, hashed=hashed)
    sent = sent_case(world, at, by.post.court, case=case)  # type: ignore[union-attr]
    return course.ask_settlement(
        by=by, sending_id=sent.pk, at=clock.now(),
        reason="Bị đơn đã chuyển về xã Sông Thanh, thuộc khu vực 3, trước ngày nộp đơn.",
    )  # fmt: skip


def transferred_case(world: World, at: datetime, to: Court, *, case: Case | None = None) -> Case:
    """A case on its way to another court: everybody has the decision, the three days run."""
    clock.move_to(at)
    case = case or assigned_case(world, at)
    transfer(world.viewer(presiding(world, case)), case, to, at)
    events.drain()
    served(world, Case.objects.get(pk=case.pk), at, kind="transfer_decision")
    return Case.objects.get(pk=case.pk)


def paused(world: World, hearing: Hearing, at: datetime) -> None:
    """The open hearing stops for another expert opinion and goes on in three weeks (BLTTDS 259.1.d)."""
    clock.move_to(at)
    starts = next_working_day(at + timedelta(days=21))
    hearings.pause(
        by=world.viewer(presiding(world, hearing.case)), hearing_id=hearing.pk, ground="pause:259.1.d",
        text="Nguyên đơn không đồng ý kết luận giám định chữ ký; Hội đồng xét xử trưng cầu giám định lại.",
        slot=hearings.Slot(court_room(world).pk, starts, starts + timedelta(hours=3)), at=at,
    )  # fmt: skip


def suspended_case(world: World, at: datetime, *, case: Case | None = None) -> Case:
    """A case that stands still until a valuation is there."""
    clock.move_to(at)
    case = case or assigned_case(world, at)
    suspend(world.viewer(presiding(world, case)), case, at)
    events.drain()
    return Case.objects.get(pk=case.pk)


def discontinued_case(world: World, at: datetime, *, case: Case | None = None) -> Case:
    """A case whose plaintiff gave the whole claim up."""
    clock.move_to(at)
    case = case or assigned_case(world, at)
    discontinue(world.viewer(presiding(world, case)), case, at)
    events.drain()
    return Case.objects.get(pk=case.pk)


def counterclaimed_case(world: World, at: datetime, *, case: Case | None = None) -> Case:
    """A case with two counterclaims: the first is to be paid for, the second to be examined."""
    clock.move_to(at)
    case = case or assigned_case(world, at)
    defendant = case.parties.get(role=Party.Role.DEFENDANT)
    made = [
        course.file_claim(
            by=world.viewer("bidon"), case_id=case.pk, at=at,
            wish=course.ClaimWish(uuid.uuid4(), defendant.pk, [asked], "Nguyên đơn giao nhà chậm ba tháng.", value),
        )
        for asked, value in (
            ("Buộc nguyên đơn bồi thường 60.000.000 đồng do giao nhà chậm", 60_000_000),
            ("Tuyên bố hợp đồng đặt cọc vô hiệu", None),
        )
    ]  # fmt: skip
    course.admit_claim(
        by=world.viewer(presiding(world, case)),
        claim_id=made[0].pk,
        ground="counterclaim:200.2.c",
        value=60_000_000,
        at=at,
    )
    events.drain()
    return Case.objects.get(pk=case.pk)


def simplify(judge: Viewer, case: Case, at: datetime) -> None:
    """The defendant has admitted the debt and the papers are complete (BLTTDS 317.1)."""
    note = "Biên bản đối chiếu công nợ có chữ ký của bị đơn; bản tự khai của bị đơn thừa nhận nợ."
    course.simplify(by=judge, case_id=case.pk, met=MET, note=note, at=at)


def simplified_case(world: World, at: datetime, *, case: Case | None = None) -> Case:
    """A case that goes by simplified procedure, with its judge and clerk."""
    clock.move_to(at)
    case = case or assigned_case(world, at)
    simplify(world.viewer(presiding(world, case)), case, at)
    events.drain()
    return Case.objects.get(pk=case.pk)


def simplified_trial(world: World, at: datetime, *, case: Case | None = None, serve: bool = True) -> Case:
    """With the decision for trial, the hearing planned within ten days."""
    case = case or simplified_case(world, at)
    decided = max(at, clock.now()) + timedelta(hours=1)
    clock.move_to(decided)
    starts = next_working_day(decided + timedelta(days=7))
    plan = hearings.TrialPlan(
        room_id=court_room(world).pk, starts_at=starts, ends_at=starts + timedelta(hours=2)
    )
    hearings.decide_trial(by=world.viewer(presiding(world, case)), case_id=case.pk, plan=plan, at=decided)
    if serve:
        served(world, case, clock.now(), kind="simplified_trial_decision")
    return Case.objects.get(pk=case.pk)


def simplified_hearing(
    world: World, at: datetime, *, case: Case | None = None, mediated: bool = True
) -> Hearing:
    """The hearing opened with everybody there; mediation tried in vain unless told otherwise."""
    case = case or simplified_trial(world, at)
    hearing = case.hearings.get(kind=Hearing.Kind.TRIAL, state="planned")
    moment = hearing.starts_at + timedelta(minutes=5)
    clock.move_to(moment)
    everybody_present(world, hearing, moment)
    judge = world.viewer(presiding(world, case))
    hearing = hearings.open_hearing(by=judge, hearing_id=hearing.pk, at=moment)
    if mediated:
        hearings.mediate(
            by=judge, hearing_id=hearing.pk, outcome="not_settled", at=moment + timedelta(minutes=20),
            text="Bị đơn xin trả dần trong ba năm, nguyên đơn không đồng ý.",
        )  # fmt: skip
        clock.move_to(moment + timedelta(minutes=20))
        hearing.refresh_from_db()
    return hearing


def complained(world: World, case: Case, at: datetime) -> None:
    """The defendant complains that the case is not simple (BLTTDS 319.1)."""
    party = case.parties.get(role=Party.Role.DEFENDANT)
    course.complain(
        by=world.viewer("bidon"), case_id=case.pk, party_id=party.pk, at=at,
        ground="Tôi chưa thừa nhận khoản lãi 40.000.000 đồng.",
    )  # fmt: skip
    events.drain()


def ask_measure(clerk: Viewer, case: Case, at: datetime) -> MeasureRequest:
    """The clerk takes in the plaintiff's request to block the defendant's bank account (BLTTDS 114.10)."""
    parties = {p.role: p for p in case.parties.all()}
    asked = measures.Asked(
        id=uuid.uuid4(), measure="measure:114.10", party_id=parties[Party.Role.PLAINTIFF].pk,
        against_id=parties[Party.Role.DEFENDANT].pk, demands="Tài khoản 0123456789 mang tên bị đơn",
        reason="Bị đơn đang rút tiền khỏi tài khoản sau khi nhận thông báo thụ lý.", value=min(MEASURED, case.value or MEASURED),
        holder_name="Ngân hàng Sông Thanh", holder_address="15 đường Trần Phú",
    )  # fmt: skip
    return measures.request(by=clerk, case_id=case.pk, asked=asked, at=at)


def apply_measure(judge: Viewer, clerk: Viewer, case: Case, at: datetime) -> None:
    """The account is blocked, after the plaintiff deposited security (BLTTDS 136, 133.2)."""
    one, day = MeasureRequest.objects.filter(case=case).latest("recorded_at"), clock.local_date(at)
    security = measures.Security(
        form="Gửi tiền vào tài khoản phong tỏa tại Ngân hàng Sông Thanh", amount=40_000_000,
        due_on=day + timedelta(days=2), reason="Biện pháp phong tỏa tài khoản phải thực hiện biện pháp bảo đảm.",
    )  # fmt: skip
    measures.decide(by=judge, request_id=one.pk, wish=security, at=at)
    measures.record_security(by=clerk, request_id=one.pk, done_on=day, proof="Giấy nộp tiền số 0456", at=at)
    wish = measures.Application(
        "Phong tỏa tài khoản 0123456789 mang tên bị đơn.", "Có căn cứ bị đơn tẩu tán tài sản."
    )
    measures.decide(by=judge, request_id=one.pk, wish=wish, at=at)


def measure_asked(world: World, at: datetime, *, case: Case | None = None) -> Case:
    """The plaintiff has asked for the defendant's bank account to be blocked (BLTTDS 114.10)."""
    clock.move_to(at)
    case = case or assigned_case(world, at)
    ask_measure(world.viewer("thuky"), case, at)
    events.drain()
    return Case.objects.get(pk=case.pk)


def measure_applied(world: World, at: datetime, *, case: Case | None = None) -> Case:
    """The account is blocked, after the plaintiff deposited security (BLTTDS 136, 133.2)."""
    case = measure_asked(world, at, case=case)
    apply_measure(world.viewer(presiding(world, case)), world.viewer("thuky"), case, at)
    events.drain()
    return Case.objects.get(pk=case.pk)


def urgent_asked(world: World, at: datetime, *, petition: Petition | None = None) -> MeasureRequest:
    """The plaintiff asked for a measure together with the petition (BLTTDS 111.2)."""
    clock.move_to(at)
    petition = petition or filed_petition(world, at)
    asked = measures.UrgentAsked(
        id=uuid.uuid4(), measure="measure:114.7", bound="defendants:0", demands="Nhà đất thửa 12, tờ bản đồ số 5",
        reason="Bị đơn đã ký hợp đồng đặt cọc bán nhà đất, hẹn công chứng ngày mai.",
    )  # fmt: skip
    made = measures.request_urgent(by=world.viewer("nguyendon"), petition_id=petition.pk, asked=asked, at=at)
    events.drain()
    return made


def urgent_named(world: World, at: datetime, *, petition: Petition | None = None) -> MeasureRequest:
    """The president named the judge who deals with it (BLTTDS 133.3)."""
    made = urgent_asked(world, at, petition=petition)
    post = world.posts["thamphan2"]
    return measures.name_judge(by=world.viewer("chanhan"), request_id=made.pk, post_id=post.pk, at=at)


def urgent_applied(world: World, at: datetime, *, petition: Petition | None = None) -> MeasureRequest:
    """The measure binds before the petition is accepted, after security was given (BLTTDS 133.3, 136.1)."""
    made, judge = urgent_named(world, at, petition=petition), world.viewer("thamphan2")
    day = clock.local_date(at)
    security = measures.Security(
        form="Gửi tiền vào tài khoản phong tỏa tại Ngân hàng Sông Thanh", amount=30_000_000, due_on=day,
        reason="Biện pháp này phải thực hiện biện pháp bảo đảm.",
    )  # fmt: skip
    measures.decide(by=judge, request_id=made.pk, wish=security, at=at)
    measures.record_security(
        by=world.viewer("thuky"), request_id=made.pk, done_on=day, proof="Giấy nộp tiền số 0789", at=at
    )
    wish = measures.Application(
        "Cấm chuyển dịch quyền sử dụng đất thửa 12.", "Việc bán nhà đất làm cho không thể thi hành án."
    )
    measures.decide(by=judge, request_id=made.pk, wish=wish, at=at)
    events.drain()
    return MeasureRequest.objects.get(pk=made.pk)
