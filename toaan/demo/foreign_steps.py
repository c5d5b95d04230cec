"""Steps of a request about a foreign judgment or award by the real acts, for tests and the practice court."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from toaan.cases import actions as cases
from toaan.cases.models import Case
from toaan.core import clock
from toaan.demo import request_steps, steps
from toaan.demo.people import World
from toaan.filing import actions as filing
from toaan.filing.models import Petition
from toaan.hearings import actions as hearings
from toaan.hearings.models import Hearing
from toaan.requests import actions
from toaan.requests.actions import panel
from toaan.requests.recognition import Recognition

JUDGMENT, REFUSAL, UNENFORCED, AWARD = "27.5", "27.5.khong", "27.5.khong-thi-hanh", "31.5"
CLAIM = {
    JUDGMENT: "Công nhận và cho thi hành tại Việt Nam bản án dân sự số 2025-118 của Tòa án quận Seobu, buộc trả 300.000.000 đồng.",
    REFUSAL: "Không công nhận bản án dân sự số 2025-118 của Tòa án quận Seobu.",
    UNENFORCED: "Không công nhận bản án dân sự số 2025-118 của Tòa án quận Seobu.",
    AWARD: "Công nhận và cho thi hành tại Việt Nam phán quyết trọng tài số ARB-25/041, buộc thanh toán 1.200.000.000 đồng.",
}


def facts(kind: str = JUDGMENT, **other: Any) -> filing.ForeignFacts:
    """What the judge reads in the papers: in effect on 15 July 2025."""
    said: dict[str, Any] = {
        "issuer": "Tòa án quận Seobu" if kind != AWARD else "Trung tâm trọng tài thương mại Hangang",
        "country": "Hàn Quốc", "number": "2025-118" if kind != AWARD else "ARB-25/041", "dated": date(2025, 6, 10),
        "counts_on": date(2025, 7, 15), "opponent": None if kind == UNENFORCED else 0,
    }  # fmt: skip
    if kind == UNENFORCED:
        said["counts_on"] = date(2025, 12, 1)
    return filing.ForeignFacts(**{**said, **other})


def words(world: World, kind: str) -> dict[str, Any]:
    """The request: who asks, against whom, what for."""
    return {
        "plaintiffs": [request_steps.person(world, "nguyendon")],
        "related": [{**request_steps.person(world, "bidon"), "email": ""}],
        "facts": "Bản án, phán quyết có hiệu lực từ ngày 15/07/2025. Bên kia cư trú tại xã Yên Khê.",
        "claims": [CLAIM[kind]],
    }


def examined(world: World, at: datetime, *, kind: str = JUDGMENT) -> Petition:
    """In the register, with the judge "thamphan" to examine it."""
    clock.move_to(at)
    by = world.viewer("nguyendon")
    petition = filing.start_draft(by=by, court_id=world.court.pk, kind="", request_kind=kind, at=at)
    for section in ("plaintiffs", "related", "facts", "claims"):
        petition = filing.save_draft(
            by=by,
            petition_id=petition.pk,
            section=section,
            data=words(world, kind),
            revision=petition.revision,
            at=at,
        )
    filing.submit(by=by, petition_id=petition.pk, at=at)
    return filing.assign_examiner(
        by=world.viewer("chanhan"), petition_id=petition.pk, post_id=world.posts["thamphan"].pk, at=at
    )


def accepted(world: World, at: datetime, *, kind: str = JUDGMENT) -> Case:
    """The judgment is on record, the charge paid at the court, the request accepted; judge and clerk are named."""
    petition = examined(world, at, kind=kind)
    judge = world.viewer("thamphan")
    filing.record_foreign(by=judge, petition_id=petition.pk, facts=facts(kind), at=at)
    notice = filing.take_jurisdiction(by=judge, petition_id=petition.pk, at=at)
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


def free_judges(world: World, case: Case) -> list[Any]:
    """Posts of judges of the court who do not preside over the case."""
    sitting = case.assignments.get(role="presiding", ended_at=None).post_id
    names = ("thamphan", "thamphan2", "thamphan3", "phochanhan", "chanhan")
    return [world.posts[n].pk for n in names if n in world.posts and world.posts[n].pk != sitting]


def seated(world: World, at: datetime, *, kind: str = JUDGMENT) -> Case:
    """Three judges sit on it."""
    case = accepted(world, at, kind=kind)
    chosen = free_judges(world, case)[:2]
    panel.assign_panel(by=world.viewer("chanhan"), case_id=case.pk, post_ids=chosen, at=at)
    return Case.objects.get(pk=case.pk)


def plan(world: World, starts: datetime) -> hearings.TrialPlan:
    """A session of an hour and a half."""
    return hearings.TrialPlan(
        room_id=steps.court_room(world).pk, starts_at=starts, ends_at=starts + timedelta(hours=1, minutes=30),
        procurator="Nghiêm Thị Bích",
    )  # fmt: skip


def session_set(world: World, at: datetime, *, kind: str = JUDGMENT) -> Hearing:
    """The judge has decided to open the session, late enough for the procuracy to study the file."""
    case = seated(world, at, kind=kind)
    starts = steps.next_working_day(at + timedelta(days=17)) + timedelta(hours=8)
    judge = world.viewer(steps.presiding(world, case))
    return hearings.decide_trial(by=judge, case_id=case.pk, plan=plan(world, starts), at=at).hearing


def session_open(world: World, at: datetime, *, kind: str = JUDGMENT) -> Hearing:
    """The file is back from the procuracy and the panel sits."""
    hearing = session_set(world, at, kind=kind)
    panel.send_to_procuracy(
        by=world.viewer("thuky"),
        case_id=hearing.case_id,
        sent_on=clock.local_date(at),
        at=at + timedelta(minutes=30),
    )
    clock.move_to(hearing.starts_at)
    steps.everybody_present(world, hearing, hearing.starts_at)
    judge = world.viewer(steps.presiding(world, hearing.case))
    hearings.open_hearing(by=judge, hearing_id=hearing.pk, at=hearing.starts_at)
    return Hearing.objects.select_related("case").get(pk=hearing.pk)


def decision(outcome: str = "recognise", **other: Any) -> Recognition:
    """What the panel decided."""
    said: dict[str, Any] = {
        "outcome": outcome, "findings": "Giấy tờ kèm theo đơn đầy đủ, bản án có hiệu lực pháp luật.",
        "law": "Điều 423, Điều 438 Bộ luật Tố tụng dân sự", "orders": "Nội dung như phần quyết định của bản án.",
        "procuracy": "Đề nghị chấp nhận yêu cầu.",
    }  # fmt: skip
    return Recognition(**{**said, **other})


def decided(world: World, at: datetime, *, kind: str = JUDGMENT, wish: Recognition | None = None) -> Case:
    """The panel has decided at its session."""
    hearing = session_open(world, at, kind=kind)
    judge = world.viewer(steps.presiding(world, hearing.case))
    actions.rule(
        by=judge, case_id=hearing.case_id, wish=wish or decision(), at=hearing.starts_at + timedelta(hours=1)
    )
    return Case.objects.get(pk=hearing.case_id)
