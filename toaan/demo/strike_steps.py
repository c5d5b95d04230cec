"""Steps of a request about a strike by the real acts of both courts, for tests and the demonstration."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from toaan.appeals.decisions import actions as above
from toaan.appeals.decisions import queries
from toaan.appeals.models import FileDemand, FileTransfer, Review
from toaan.cases import actions as cases
from toaan.cases.models import Case
from toaan.core import clock, events
from toaan.core.errors import Refused
from toaan.course.models import CourseDecision
from toaan.demo import decision_appeals, foreign_steps, people, request_steps, steps
from toaan.demo.appeals import room
from toaan.demo.people import World
from toaan.filing import actions as filing
from toaan.filing.models import Petition
from toaan.hearings import actions as hearings
from toaan.hearings.models import Hearing
from toaan.requests import actions
from toaan.requests.actions import panel
from toaan.requests.legality import Legality

KIND = "33.2"
FREE_HOURS = (2, 0, 6, 8)
"""At which hours after eight a session is tried."""
EMPLOYER, UNION = "Công ty TNHH May Sông Thanh", "Công đoàn cơ sở Công ty TNHH May Sông Thanh"
PLACE = "Xưởng may số 2, xã Sông Thanh, tỉnh Sông Thanh"
CLAIM = {
    "employer": "Tuyên bố cuộc đình công tại Xưởng may số 2 là bất hợp pháp.",
    "workers": "Tuyên bố cuộc đình công tại Xưởng may số 2 là hợp pháp.",
}


def words(world: World, at: datetime, side: str = "employer", **strike: Any) -> dict[str, Any]:
    """The request of the employer, or of the union: a strike that began three days ago; `strike`: what it says otherwise."""
    asks = {
        **request_steps.person(world, "nguyendon"), "kind": "organisation", "birth_year": None, "personal_id": "",
        "name": EMPLOYER if side == "employer" else UNION, "representative": world.users["nguyendon"].full_name,
    }  # fmt: skip
    other = {
        "kind": "organisation", "name": UNION if side == "employer" else EMPLOYER, "representative": "",
        "address": "Khu công nghiệp Sông Thanh, xã Sông Thanh, tỉnh Sông Thanh", "phone": "", "email": "",
    }  # fmt: skip
    told = {
        "side": side,
        "place": PLACE,
        "started_on": clock.local_date(at) - timedelta(days=3),
        "ended_on": "",
    }
    return {
        "plaintiffs": [asks],
        "related": [other],
        "facts": "Tranh chấp về tiền thưởng cuối năm; hòa giải viên lao động chưa mở phiên hòa giải thì tập thể đã ngừng việc.",
        "claims": [CLAIM[side]],
        "strike": {**told, **strike},
    }


def drafted(world: World, at: datetime, side: str = "employer", **strike: Any) -> Petition:
    """Everything is written in the portal."""
    clock.move_to(at)
    by = world.viewer("nguyendon")
    petition = filing.start_draft(by=by, court_id=world.court.pk, kind="", request_kind=KIND, at=at)
    said = words(world, at, side, **strike)
    for section in ("plaintiffs", "related", "facts", "claims"):
        petition = filing.save_draft(
            by=by, petition_id=petition.pk, section=section, data=said, revision=petition.revision, at=at
        )
    return petition


def examined(world: World, at: datetime, side: str = "employer", **strike: Any) -> Petition:
    """In the register, with the judge "thamphan" to examine it, at once (410.1)."""
    petition = drafted(world, at, side, **strike)
    filing.submit(by=world.viewer("nguyendon"), petition_id=petition.pk, at=at)
    return filing.assign_examiner(
        by=world.viewer("chanhan"), petition_id=petition.pk, post_id=world.posts["thamphan"].pk, at=at
    )


def accepted(world: World, at: datetime, side: str = "employer") -> Case:
    """The employer has paid, or the union need not; the request has its number, judge and clerk on the same day."""
    petition, judge = examined(world, at, side), world.viewer("thamphan")
    if side == "workers":
        filing.take_jurisdiction(
            by=judge, petition_id=petition.pk, at=at, exemption="cong-doan",
            exemption_reason="Quyết định công nhận Ban chấp hành công đoàn cơ sở",
        )  # fmt: skip
    else:
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


def seated(world: World, at: datetime, side: str = "employer") -> Case:
    """Three judges sit on it."""
    case = accepted(world, at, side)
    chosen = foreign_steps.free_judges(world, case)[:2]
    panel.assign_panel(by=world.viewer("chanhan"), case_id=case.pk, post_ids=chosen, at=at)
    return Case.objects.get(pk=case.pk)


def session_set(world: World, at: datetime, side: str = "employer") -> Hearing:
    """The decision to open the session is issued on that day; they meet on the third day or the next that works, at the first
    hour at which room, judges and clerk are free.
    """
    case = seated(world, at, side)
    day = steps.next_working_day(at + timedelta(days=3))
    judge = world.viewer(steps.presiding(world, case))
    for hours in FREE_HOURS:
        plan = foreign_steps.plan(world, day + timedelta(hours=hours))
        try:
            return hearings.decide_trial(by=judge, case_id=case.pk, plan=plan, at=at).hearing
        except Refused as refusal:
            if refusal.code != "hearing.clash":
                raise
    raise LookupError("no free hour")


def session_open(world: World, at: datetime, side: str = "employer") -> Hearing:
    """The panel sits, everybody is there."""
    hearing = session_set(world, at, side)
    clock.move_to(hearing.starts_at)
    steps.everybody_present(world, hearing, hearing.starts_at)
    judge = world.viewer(steps.presiding(world, hearing.case))
    hearings.open_hearing(by=judge, hearing_id=hearing.pk, at=hearing.starts_at)
    return Hearing.objects.select_related("case").get(pk=hearing.pk)


def decision(outcome: str = "illegal", **other: Any) -> Legality:
    """What the panel concluded."""
    said: dict[str, Any] = {
        "outcome": outcome, "grounds": ["strike_ground:204.1"] if outcome == "illegal" else [],
        "findings": "Hòa giải viên lao động chưa tiến hành hòa giải, thời hạn hòa giải chưa hết khi tập thể ngừng việc.",
        "law": "Điều 403, Điều 411, Điều 412 Bộ luật Tố tụng dân sự\nĐiều 199, Điều 204 Bộ luật Lao động",
        "workers": "Ngừng việc vì công ty không trả tiền thưởng.", "employer": "Chưa qua hòa giải.",
        "procuracy": "Đề nghị tuyên bố cuộc đình công bất hợp pháp.",
    }  # fmt: skip
    return Legality(**{**said, **other})


def decided(world: World, at: datetime, side: str = "employer", wish: Legality | None = None) -> Case:
    """The panel has decided at its session."""
    hearing = session_open(world, at, side)
    judge = world.viewer(steps.presiding(world, hearing.case))
    actions.rule(
        by=judge, case_id=hearing.case_id, wish=wish or decision(), at=hearing.starts_at + timedelta(hours=1)
    )
    return Case.objects.get(pk=hearing.case_id)


def ruling_of(case: Case) -> CourseDecision:
    """The decision on the strike."""
    return CourseDecision.objects.select_related("case").get(case=case, kind="ruling")


def challenged(world: World, at: datetime, wish: Legality | None = None) -> FileDemand:
    """The employer does not agree: two days later it appeals in the portal, and the court above knows."""
    people.staff_province(world)
    case = decided(world, at, wish=wish or decision("legal"))
    decision_appeals.challenged(world, ruling_of(case), clock.now())
    return FileDemand.objects.get(decision__case=case)


def demanded(world: World, at: datetime, wish: Legality | None = None) -> FileDemand:
    """The judge has found the appeal valid, the court above has asked for the file."""
    known = challenged(world, at, wish)
    moment = clock.now() + timedelta(hours=1)
    moment = max(moment, steps.next_working_day(moment))  # an appeal may come on a Saturday
    clock.move_to(moment)
    case = Case.objects.get(pk=known.decision.case_id)
    challenge = queries.live(known.decision)[0]
    above.accept_challenge(
        by=world.viewer(steps.presiding(world, case)), challenge_id=challenge.pk, at=moment
    )
    made = above.demand_file(
        by=world.viewer("chanhan.tinh"), demand_id=known.pk, at=moment + timedelta(minutes=30)
    )
    events.drain()
    return made


def sent(world: World, at: datetime, wish: Legality | None = None) -> FileTransfer:
    """The clerk has sent the file up two hours later."""
    known = demanded(world, at, wish)
    moment = clock.now() + timedelta(hours=2)
    clock.move_to(moment)
    return above.send_up(by=world.viewer("thuky"), decision_id=known.decision_id, at=moment)


def taken_up(world: World, at: datetime, wish: Legality | None = None) -> Case:
    """The court above has entered it and formed its panel."""
    return decision_appeals.entered(world, sent(world, at, wish))


def planned(world: World, at: datetime, wish: Legality | None = None) -> Hearing:
    """The session above is on the second day from there, or the next that works."""
    case = taken_up(world, at, wish)
    moment = clock.now() + timedelta(hours=1)
    starts = steps.next_working_day(moment + timedelta(days=2)) + timedelta(hours=2)
    judge = world.viewer(steps.presiding(world, case))
    plan = hearings.TrialPlan(room(world).pk, starts, starts + timedelta(hours=1), procurator="Ông Văn Thắng")
    sitting = hearings.decide_trial(by=judge, case_id=case.pk, plan=plan, at=moment).hearing
    events.drain()
    return sitting


def reviewed(world: World, at: datetime, outcome: str = "upheld", **more: str) -> Review:
    """The panel above has decided; the file is back."""
    case = decision_appeals.convened(world, planned(world, at))
    return decision_appeals.settled(world, case, outcome, **more)
