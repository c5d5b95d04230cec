"""Steps of a case by the real acts: each brings it one stage further, for tests and the demonstration.

Every domain adds its own functions; all take the `World` and the moment, and return what they made.
"""

from __future__ import annotations

import io
import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

import pikepdf
from django.utils import timezone

from toaan.cases import actions as cases
from toaan.cases.models import Case, Party
from toaan.cases.states import JUDGED
from toaan.core import clock, events, rules_in_force
from toaan.core.roles import Role
from toaan.core.viewer import SYSTEM
from toaan.delivery import actions as delivery
from toaan.delivery.models import Service, ServiceRecipient
from toaan.delivery.states import SENT, WAITING
from toaan.demo.people import SINCE, World
from toaan.dossiers import actions as dossiers
from toaan.filing import actions as filing
from toaan.filing import content
from toaan.filing.models import Petition
from toaan.hearings import actions as hearings
from toaan.hearings.models import Hearing, Minutes, Room
from toaan.judgments import actions as judgments
from toaan.judgments import compose, duties
from toaan.judgments.content import Content
from toaan.judgments.models import Judgment
from toaan.publication import actions as publication
from toaan.publication.models import Publication
from toaan.publication.sheet import Decision, Doubt

# --- cases ------------------------------------------------------------------------------------------------


def opened_case(
    world: World,
    at: datetime,
    *,
    value: int | None = 350_000_000,
    with_accounts: bool = True,
    kind: str = "DS",
) -> Case:
    """A case in the register without the petition before it: plaintiff and defendant of the practice court."""
    clock.move_to(at)
    parties = [
        cases.PartyData(
            role=role, name=world.users[username].full_name, address=world.users[username].address, birth_year=born,
            email=world.users[username].email, user=world.users[username] if with_accounts else None,
        )
        for role, username, born in ((Party.Role.PLAINTIFF, "nguyendon", 1987), (Party.Role.DEFENDANT, "bidon", 1979))
    ]  # fmt: skip
    data = cases.CaseData(
        court=world.court, kind=kind, petition_id=uuid.uuid4(), petitioned_on=clock.local_date(at - timedelta(days=11)),
        legal_relation="Tranh chấp hợp đồng đặt cọc", value=value, parties=parties,
        claims=["Buộc bị đơn trả lại tiền đặt cọc 350.000.000 đồng", "Buộc bị đơn chịu phạt cọc 50.000.000 đồng"],
        fee_receipt={"number": "0001234", "dated": clock.local_date(at).isoformat(), "amount": 10_000_000},
    )  # fmt: skip
    return cases.open_case(by=SYSTEM, data=data, at=at)


def assigned_case(world: World, at: datetime, *, case: Case | None = None) -> Case:
    """A case with its judge drawn, a clerk and two lay judges; without `case`, a new one is opened first."""
    case = case or opened_case(world, at)
    president = world.viewer("chanhan")
    cases.draw_judge(by=president, case_id=case.pk, at=at)
    cases.assign_clerk(by=president, case_id=case.pk, post_id=world.posts["thuky"].pk, at=at)
    lay = [world.posts["hoitham"].pk, world.posts["hoitham2"].pk]
    cases.assign_lay_judges(by=president, case_id=case.pk, post_ids=lay, at=at)
    return Case.objects.get(pk=case.pk)


def presiding(world: World, case: Case) -> str:
    """User name of the judge whom the draw chose."""
    post = case.assignments.get(role="presiding", ended_at=None).post
    return next(name for name, held in world.posts.items() if held.pk == post.pk)


# --- delivery ---------------------------------------------------------------------------------------------


def served(
    world: World, case: Case, at: datetime, *, kind: str = "acceptance_notice", on: date | None = None
) -> Service:
    """The newest service of this kind with the proof of every recipient; the worker's part runs here too."""
    clock.move_to(at)
    events.drain()
    service = Service.objects.filter(case=case, kind=kind).latest("ordered_at")
    clerk = next(
        world.viewer(name) for name, post in world.posts.items()
        if post.role == Role.CLERK and post.assignments.filter(case=case, ended_at=None).exists()
    )  # fmt: skip
    waiting = service.recipients.filter(state=WAITING)
    if waiting:
        sendings = [
            delivery.Sending(
                r.pk, barcode=f"RS{number:09d}VN" if r.method == ServiceRecipient.Method.POST else ""
            )
            for number, r in enumerate(waiting, start=1)
        ]
        delivery.send(by=clerk, service_id=service.pk, sendings=sendings, at=at)
    for row in service.recipients.filter(state=SENT, proof=""):
        if row.is_procuracy:
            delivery.confirm_receipt(by=world.viewer("kiemsat"), recipient_id=row.pk, at=at)
        else:
            delivery.record_proof(
                by=clerk, recipient_id=row.pk, received_on=on or clock.local_date(at), at=at
            )
    service.refresh_from_db()
    return service


# --- hearings ---------------------------------------------------------------------------------------------


def court_room(world: World, name: str = "Phòng xử án số 1") -> Room:
    """A room of the practice court; made on first use."""
    found = Room.objects.filter(court=world.court, name=name).first()
    return found or hearings.add_room(
        by=world.viewer("chanhan"),
        court=world.court,
        name=name,
        valid_from=date(2025, 7, 1),
        at=SINCE,
        capacity=40,
    )


def mediated_case(
    world: World,
    at: datetime,
    *,
    case: Case | None = None,
    outcome: str = "not_settled",
    after_opening: timedelta = timedelta(),
) -> Case:
    """A case whose disclosure and mediation session was held and its minutes signed, all by `at` + 9 days.

    Args:
        after_opening: so much after the opening of the court the session begins.
    """
    case = case or assigned_case(world, at)
    judge, clerk = world.viewer(presiding(world, case)), world.viewer("thuky")
    day = next_working_day(at + timedelta(days=7)) + after_opening
    session = hearings.schedule_session(
        by=judge,
        case_id=case.pk,
        room_id=court_room(world).pk,
        starts_at=day,
        ends_at=day + timedelta(hours=2),
        at=at,
    )
    everybody_present(world, session, day)
    record = hearings.SessionRecord(
        opinions="Nguyên đơn giữ nguyên yêu cầu khởi kiện. Bị đơn không đồng ý trả tiền phạt cọc.",
        evidence="Hợp đồng đặt cọc; giấy nhận tiền; tin nhắn trao đổi giữa hai bên.",
        court_decision="Chấp nhận đề nghị của bị đơn về việc nộp bổ sung sao kê tài khoản.",
        agreed="Hai bên thống nhất đã ký hợp đồng đặt cọc và giao nhận 350.000.000 đồng.",
        disputed="Trách nhiệm trả tiền phạt cọc 50.000.000 đồng.",
        result=outcome,
    )
    clock.move_to(day)
    minutes = hearings.record_session(by=clerk, hearing_id=session.pk, record=record, revision=0, at=day)
    later = day + timedelta(hours=2)
    hearings.finish_minutes(by=clerk, hearing_id=session.pk, revision=minutes.revision, at=later)
    hearings.sign_session_minutes(by=judge, hearing_id=session.pk, at=later + timedelta(minutes=5))
    clock.move_to(later)
    return Case.objects.get(pk=case.pk)


def trial_decided_case(world: World, at: datetime, *, case: Case | None = None) -> Case:
    """A case with the decision to bring it to trial; the hearing is planned two weeks after the session."""
    case = case or mediated_case(world, at)
    decided = max(at, clock.now()) + timedelta(hours=1)
    starts = next_working_day(decided + timedelta(days=14))
    plan = hearings.TrialPlan(
        room_id=court_room(world).pk, starts_at=starts, ends_at=starts + timedelta(hours=3),
        procurator=world.users["kiemsat"].full_name,
    )  # fmt: skip
    clock.move_to(decided)
    hearings.decide_trial(by=world.viewer(presiding(world, case)), case_id=case.pk, plan=plan, at=decided)
    return Case.objects.get(pk=case.pk)


def opened_hearing(world: World, at: datetime, *, case: Case | None = None) -> Hearing:
    """The trial hearing of a case, opened with everybody present."""
    case = case or trial_decided_case(world, at)
    hearing = case.hearings.get(kind=Hearing.Kind.TRIAL, state="planned")
    moment = hearing.starts_at + timedelta(minutes=5)
    clock.move_to(moment)
    everybody_present(world, hearing, moment)
    return hearings.open_hearing(by=world.viewer(presiding(world, case)), hearing_id=hearing.pk, at=moment)


def debated_case(world: World, at: datetime, *, case: Case | None = None) -> Case:
    """A case in deliberation: hearing held, minutes written (not finished), debate closed."""
    hearing = opened_hearing(world, at, case=case)
    paragraphs = [
        {
            "time": "08:05",
            "speaker": "Chủ tọa",
            "text": "Khai mạc phiên tòa, đọc quyết định đưa vụ án ra xét xử.",
        },
        {"time": "08:20", "speaker": "Nguyên đơn", "text": "Giữ nguyên toàn bộ yêu cầu khởi kiện."},
        {
            "time": "08:35",
            "speaker": "Bị đơn",
            "text": "Đồng ý trả tiền cọc, không đồng ý trả tiền phạt cọc.",
        },
        {
            "time": "09:40",
            "speaker": "Kiểm sát viên",
            "text": "Đề nghị chấp nhận một phần yêu cầu khởi kiện.",
        },
    ]
    moment = hearing.starts_at + timedelta(hours=2)
    hearings.write_minutes(
        by=world.viewer("thuky"), hearing_id=hearing.pk, paragraphs=paragraphs, revision=0, at=moment
    )
    clock.move_to(moment)
    judge = world.viewer(presiding(world, hearing.case))
    hearings.close_debate(by=judge, hearing_id=hearing.pk, at=moment + timedelta(minutes=5))
    clock.move_to(moment + timedelta(minutes=5))
    return Case.objects.get(pk=hearing.case_id)


def sign_hearing_minutes(world: World, case: Case, at: datetime) -> None:
    """The clerk finishes the minutes of the trial hearing, the presiding judge signs them."""
    minutes = Minutes.objects.get(hearing__case=case, hearing__kind=Hearing.Kind.TRIAL)
    hearings.finish_minutes(
        by=world.viewer("thuky"), hearing_id=minutes.hearing_id, revision=minutes.revision, at=at
    )
    hearings.sign_minutes(by=world.viewer(presiding(world, case)), hearing_id=minutes.hearing_id, at=at)


def everybody_present(world: World, hearing: Hearing, at: datetime) -> None:
    """The clerk ticks everybody who was called as present."""
    marks = {p.pk: hearings.Mark("present") for p in hearing.participations.all()}
    hearings.record_attendance(by=world.viewer("thuky"), hearing_id=hearing.pk, marks=marks, at=at)


def next_working_day(moment: datetime) -> datetime:
    """08:00 in Vietnam of the first working day from this moment's day on."""
    day = rules_in_force.calendar().next_working_day(clock.local_date(moment))
    return timezone.make_aware(datetime.combine(day, time(8)))


# --- filing -----------------------------------------------------------------------------------------------


def small_pdf(words: str = "Giấy vay tiền") -> io.BytesIO:
    """A real one-page PDF whose bytes depend on `words`."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.docinfo["/Title"] = words
        pdf.save(out, deterministic_id=True)
    out.seek(0)
    return out


def petition_words(world: World, value: int | None = 350_000_000) -> dict[str, Any]:
    """A complete petition: Hoàng Thị Lan Chi against Vũ Đức Thịnh about a loan."""
    plaintiff, defendant = world.users["nguyendon"], world.users["bidon"]
    return {
        "plaintiffs": [{"kind": "person", "name": plaintiff.full_name, "birth_year": 1987,
                        "personal_id": "001087000001", "address": plaintiff.address, "phone": plaintiff.phone,
                        "email": plaintiff.email}],
        "defendants": [{"kind": "person", "name": defendant.full_name, "birth_year": 1979, "address": defendant.address}],
        "related": [],
        "legal_relation": "Tranh chấp hợp đồng vay tài sản",
        "facts": "Ngày 12/9/2025 bị đơn vay tôi tiền, hẹn trả ngày 12/11/2025 nhưng đến nay chưa trả.",
        "claims": ["Buộc bị đơn trả số tiền đã vay."],
        "value_kind": "none" if value is None else "amount",
        "value": value,
        "witnesses": [{"name": "Kiều Văn Sơn", "address": "Xã Sông Thanh, tỉnh Sông Thanh"}],
    }  # fmt: skip


def draft_petition(
    world: World, at: datetime, *, kind: str = "DS", value: int | None = 350_000_000
) -> Petition:
    """The plaintiff has written everything and attached a paper, but not filed."""
    by = world.viewer("nguyendon")
    petition = filing.start_draft(by=by, court_id=world.court.pk, kind=kind, at=at)
    words = petition_words(world, value)
    for section in content.SECTIONS:
        petition = filing.save_draft(
            by=by, petition_id=petition.pk, section=section, data=words, revision=petition.revision, at=at
        )
    filing.attach(
        by=by, petition_id=petition.pk, upload=small_pdf(f"Giấy vay tiền {petition.pk}"), name="giay-vay-tien.pdf",
        title="Giấy vay tiền ngày 12/9/2025", at=at,
    )  # fmt: skip
    return petition


def filed_petition(
    world: World, at: datetime, *, kind: str = "DS", value: int | None = 350_000_000
) -> Petition:
    """The plaintiff has filed; the petition has its number in the register."""
    petition = draft_petition(world, at, kind=kind, value=value)
    return filing.submit(by=world.viewer("nguyendon"), petition_id=petition.pk, at=at)


def examined_petition(
    world: World, at: datetime, *, kind: str = "DS", value: int | None = 350_000_000
) -> Petition:
    """The president has named the judge "thamphan" to examine the petition."""
    petition = filed_petition(world, at, kind=kind, value=value)
    return filing.assign_examiner(
        by=world.viewer("chanhan"), petition_id=petition.pk, post_id=world.posts["thamphan"].pk, at=at
    )


def fee_paid_petition(
    world: World, at: datetime, *, kind: str = "DS", value: int | None = 350_000_000
) -> Petition:
    """The judge has called for the fee advance, the plaintiff has handed in the receipt."""
    petition = examined_petition(world, at, kind=kind, value=value)
    notice = filing.take_jurisdiction(by=world.viewer("thamphan"), petition_id=petition.pk, at=at)
    filing.hand_in_receipt(
        by=world.viewer("nguyendon"), petition_id=petition.pk, number=f"00{str(petition.pk.int)[:8]}",
        dated=clock.local_date(at), amount=notice.amount, at=at,
        upload=filing.Upload(small_pdf(f"Biên lai {petition.pk}"), "bien-lai.pdf"),
    )  # fmt: skip
    petition.refresh_from_db()
    return petition


def accepted_case(world: World, at: datetime, *, kind: str = "DS", value: int | None = 350_000_000) -> Case:
    """The clerk has accepted the petition; the case has its number, and "bidon" has registered as the defendant."""
    petition = fee_paid_petition(world, at, kind=kind, value=value)
    case = filing.accept(by=world.viewer("thuky"), petition_id=petition.pk, at=at)
    defendant = case.parties.get(role=Party.Role.DEFENDANT)
    cases.link_account(
        by=world.viewer("thuky"), case_id=case.pk, party_id=defendant.pk, user=world.users["bidon"], at=at
    )
    return case


# --- judgments --------------------------------------------------------------------------------------------


def judgment_content(case: Case, on: date) -> Content:
    """A finished draft for a case of the practice court: the first claim accepted, the second refused."""
    plaintiff = case.parties.get(role=Party.Role.PLAINTIFF).name
    defendant = case.parties.get(role=Party.Role.DEFENDANT).name
    return Content(
        about=case.legal_relation,
        facts=(
            f"Nguyên đơn {plaintiff} trình bày: ngày 02/10/2025 hai bên ký hợp đồng đặt cọc, nguyên đơn đã giao cho bị "
            "đơn 350.000.000 đồng để bảo đảm việc chuyển nhượng quyền sử dụng đất. Quá hạn, bị đơn không ra công chứng.",
            f"Bị đơn {defendant} thừa nhận đã nhận tiền, đồng ý trả lại nhưng không đồng ý chịu phạt cọc vì nguyên đơn "
            "chậm vay ngân hàng.",
            "Các bên thống nhất về việc giao nhận tiền; không thống nhất về lỗi và khoản phạt cọc.",
        ),
        reasoning=(
            "Về quan hệ pháp luật: đây là tranh chấp hợp đồng đặt cọc theo khoản 3 Điều 26 Bộ luật Tố tụng dân sự, thuộc "
            "thẩm quyền của Tòa án nhân dân khu vực theo Điều 35, Điều 39 Bộ luật Tố tụng dân sự.",
            "Về nội dung: việc giao nhận tiền cọc được hai bên thừa nhận nên không phải chứng minh theo khoản 2 Điều 92 Bộ "
            "luật Tố tụng dân sự. Hợp đồng không thực hiện được do lỗi của cả hai bên, vì vậy bị đơn phải trả lại tiền cọc "
            "và không phải chịu phạt cọc theo khoản 2 Điều 328 Bộ luật Dân sự.",
            "Về án phí: bị đơn chịu án phí trên số tiền phải trả theo Điều 147 Bộ luật Tố tụng dân sự.",
        ),
        basis=(
            "Căn cứ khoản 3 Điều 26, Điều 35, Điều 39, khoản 2 Điều 92, Điều 147, Điều 271 và Điều 273 Bộ luật Tố tụng dân sự;",
            "Căn cứ khoản 2 Điều 328 Bộ luật Dân sự.",
        ),
        ruling=(
            f"Chấp nhận một phần yêu cầu khởi kiện của {plaintiff}: buộc {defendant} trả cho {plaintiff} 350.000.000 đồng "
            "tiền đặt cọc.",
            f"Không chấp nhận yêu cầu của {plaintiff} về việc buộc {defendant} chịu phạt cọc 50.000.000 đồng.",
        ),
        fees=compose.fee_proposal(case, on=on),
        appeal=compose.appeal_notice(on),
    )  # fmt: skip


def signed_judgment(world: World, at: datetime, *, case: Case | None = None) -> Judgment:
    """The judgment of a case, drafted, numbered, signed and sealed on the day of the hearing."""
    case = case or debated_case(world, at)
    moment = max(at, clock.now())
    judge = world.viewer(presiding(world, case))
    content = judgment_content(case, clock.local_date(moment))
    draft = judgments.save_draft(by=judge, case_id=case.pk, content=content, revision=0, at=moment)
    later = moment + timedelta(minutes=50)
    made = judgments.number(
        by=judge, case_id=case.pk, revision=draft.revision, dated=clock.local_date(later), at=later
    )
    clock.move_to(later)
    return judgments.sign(by=judge, judgment_id=made.pk, at=later)


def pronounced_case(world: World, at: datetime, *, case: Case | None = None) -> Case:
    """A case whose judgment was pronounced with everybody present who came to the hearing; the periods run."""
    judgment = signed_judgment(world, at, case=case)
    moment = clock.now() + timedelta(minutes=10)
    judge = world.viewer(presiding(world, judgment.case))
    judgments.pronounce(by=judge, judgment_id=judgment.pk, at=moment)
    clock.move_to(moment)
    return Case.objects.get(pk=judgment.case_id)


def effective_case(world: World, at: datetime, *, case: Case | None = None) -> Case:
    """A case whose judgment nobody appealed: the last period is over, the judgment has taken effect."""
    case = case if case and case.state == JUDGED else pronounced_case(world, at, case=case)
    last = max(period.due_on for period in case.judgment.periods.all() if period.due_on)
    moment = timezone.make_aware(datetime.combine(last + timedelta(days=1), time(6)))
    clock.move_to(moment)
    duties.settle_effect(clock.local_date(moment), moment)
    return Case.objects.get(pk=case.pk)


# --- publication ------------------------------------------------------------------------------------------


def proposed_case(world: World, at: datetime, *, case: Case | None = None) -> Case:
    """A case whose judgment is in effect and whose encoding the machine has proposed; the worker's part runs here."""
    case = case or effective_case(world, at)
    events.drain()
    return Case.objects.get(pk=case.pk)


def published_case(world: World, at: datetime, *, case: Case | None = None) -> Case:
    """A case whose judgment is open to the public: every doubt decided as "leave as it is", then published."""
    case = proposed_case(world, at, case=case)
    judge, moment = world.viewer(presiding(world, case)), clock.now() + timedelta(hours=2)
    found = Publication.objects.get(case=case)
    decisions = [
        Decision(item.start, None)
        if isinstance(item, Doubt)
        else Decision(item.first.start, item.first.replacement)
        for item in found.sheet.undecided
    ]
    if decisions:
        found = publication.review(
            by=judge, publication_id=found.pk, changes=decisions, revision=found.revision, at=moment
        )
    clock.move_to(moment)
    publication.publish(by=judge, publication_id=found.pk, revision=found.revision, at=moment)
    events.drain()
    return Case.objects.get(pk=case.pk)


# --- dossiers ---------------------------------------------------------------------------------------------


def closed_case(world: World, at: datetime, *, case: Case | None = None) -> Case:
    """A case whose judgment is in effect (`case`, or a new one), published, its file closed by the clerk a day later."""
    case = published_case(world, at, case=case)
    if Minutes.objects.filter(hearing__case=case, hearing__kind=Hearing.Kind.TRIAL, state="draft").exists():
        sign_hearing_minutes(world, case, clock.now())
    moment = clock.now() + timedelta(days=1)
    clock.move_to(moment)
    dossiers.close(by=world.viewer("thuky"), case_id=case.pk, at=moment)
    return Case.objects.get(pk=case.pk)
