"""An interim measure: asked, secured, applied at once, served, complained of, lifted (BLTTDS 111–142)."""

from __future__ import annotations

import os
import uuid
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.replay import step
from toaan.cases.models import Case
from toaan.core import audit, clock, events
from toaan.core.errors import Refused
from toaan.core.tests.at_once import at_once
from toaan.course.tests.helpers import discontinued, judge_of, later, moment
from toaan.delivery.models import ENFORCEMENT, PROCURACY, Service
from toaan.demo import steps, turns
from toaan.measures import actions
from toaan.measures.models import MeasureComplaint, MeasureDecision, MeasureRequest
from toaan.rules import measures as rule
from toaan.rules.tests.shipped import ROWS

pytestmark = pytest.mark.django_db
BLOCK, ALIMONY, FREEZE = "measure:114.7", "measure:114.2", "measure:114.10"


def asked(world, case, at, who="nguyendon", **other) -> MeasureRequest:
    said = {
        "id": uuid.uuid4(), "measure": BLOCK, "against_id": case.parties.get(role="defendant").pk,
        "party_id": case.parties.get(role="plaintiff").pk, "demands": "Nhà đất thửa 12, tờ bản đồ số 5",
        "reason": "Bị đơn đang rao bán nhà đất.",
    }  # fmt: skip
    return actions.request(
        by=world.viewer(who), case_id=case.pk, asked=actions.Asked(**{**said, **other}), at=at
    )


@step
def decide(world, one, wish, at) -> MeasureDecision:
    return actions.decide(by=judge_of(world, one.case), request_id=one.pk, wish=wish, at=at)


def security(at, **other) -> actions.Security:
    said = {"form": "Gửi vào tài khoản phong tỏa tại ngân hàng", "amount": 50_000_000, "reason": "Theo Điều 136",
            "due_on": clock.local_date(at) + timedelta(days=2)}  # fmt: skip
    return actions.Security(**{**said, **other})


APPLY = actions.Application(
    "Cấm chuyển dịch quyền sử dụng đất thửa 12.", "Bị đơn có hành vi tẩu tán tài sản."
)


@step
def applied(world, at, **other) -> MeasureDecision:
    """Asked, secured and applied."""
    case = steps.assigned_case(world, at)
    one = asked(world, case, at, **other)
    decide(world, one, security(at), at)
    actions.record_security(
        by=world.viewer("thuky"),
        request_id=one.pk,
        done_on=clock.local_date(at),
        proof="Giấy nộp tiền 0123",
        at=at,
    )
    one.refresh_from_db()
    return decide(world, one, APPLY, at)


def running(case: Case, key: str) -> list[date]:
    return [d.due_on for d in case.deadlines.filter(rule=key, state="open")]


def test_every_clause_has_its_row_and_what_other_articles_attach_to_it():
    found = rule.measures(ROWS, date(2026, 1, 5))
    assert [m.citation for m in found] == [f"khoản {n} Điều 114" for n in range(1, 18)]
    numbers = {
        name: [n for n, m in enumerate(found, 1) if getattr(m, name)]
        for name in ("security", "own", "valued")
    }
    assert numbers == {"security": [6, 7, 8, 10, 11, 15, 16], "own": [1, 2, 3, 4, 5, 14], "valued": [10, 11]}
    before = [n for n, m in enumerate(rule.measures(ROWS, date(2023, 6, 30)), 1) if m.own]
    assert before == [1, 2, 3, 4, 5], "14 only since 01/07/2023"
    assert [g.article[-1] for g in rule.ends(ROWS, date(2026, 1, 5))] == list("abcdđegh")


@pytest.mark.data
def test_each_is_worded_as_in_the_code():
    from toaan.rules.tests.law_text import articles

    law = articles(Path(os.environ["TOAAN_DATA"]) / "law" / "pdf")
    day = date(2026, 1, 5)
    assert [m.title for m in rule.measures(ROWS, day) if m.title not in " ".join(law["114"].split())] == []
    assert [g.title for g in rule.ends(ROWS, day) if g.title not in " ".join(law["138"].split())] == []


def test_from_the_request_to_a_measure_that_binds_at_once(world, now):
    case = steps.assigned_case(world, now)
    one = asked(world, case, now, holder_name="Văn phòng đăng ký đất đai", holder_address="12 phố Sông Thanh")
    assert running(case, "BLTTDS:133.2.a") == [date(2026, 1, 8)]
    with pytest.raises(Refused, match="measure.security_first") as refused:
        decide(world, one, APPLY, now)
    assert "Điều 136" in refused.value.message and not MeasureDecision.objects.exists()
    decide(world, one, security(now), now)
    assert running(case, "BLTTDS:133.2.a") == []
    at = later(now, days=1)
    actions.record_security(
        by=world.viewer("thuky"),
        request_id=one.pk,
        done_on=date(2026, 1, 6),
        proof="Giấy nộp tiền 0123",
        at=at,
    )
    assert running(case, "BLTTDS:133.2.a#bao-dam") == [date(2026, 1, 6)], "at once"
    made = decide(world, one, APPLY, at)
    one.refresh_from_db()
    assert one.is_applied and made.number.text == "01/2026/QĐ-BPKCTT"
    assert running(case, "BLTTDS:133.2.a#bao-dam") == [] and running(case, "BLTTDS:139.2") == [
        date(2026, 1, 6)
    ]
    events.drain()
    service = Service.objects.get(case=case, kind="measure_decision")
    keys = {r.key for r in service.recipients.all()}
    assert {PROCURACY, ENFORCEMENT} <= keys and len(keys) == 5
    holder = service.recipients.get(name="Văn phòng đăng ký đất đai")
    assert (holder.method, holder.address, holder.article) == (
        "post",
        "12 phố Sông Thanh",
        "khoản 2 Điều 139 Bộ luật Tố tụng dân sự",
    )
    only = Service.objects.get(case=case, kind="measure_security")
    assert {r.party_id for r in only.recipients.all()} == {one.party_id}
    steps.served(world, case, clock.now(), kind="measure_decision")
    assert running(case, "BLTTDS:139.2") == []
    assert len(running(case, "BLTTDS:140")) == 3, "both sides and the procuracy may complain"
    assert audit.verify().good


def test_a_refusal_is_a_reasoned_answer_to_who_asked(world, now):
    case = steps.assigned_case(world, now)
    one = asked(world, case, now)
    with pytest.raises(Refused, match="measure.no_reason"):
        decide(world, one, actions.Refusal(" "), now)
    made = decide(world, one, actions.Refusal("Không có chứng cứ về việc tẩu tán."), now)
    assert made.number.text.endswith("TB-TA") and running(case, "BLTTDS:133.2.a") == []
    events.drain()
    service = Service.objects.get(case=case, kind="measure_refusal")
    assert {r.party_id for r in service.recipients.all()} == {one.party_id}
    with pytest.raises(Refused, match="wrong_state"):
        decide(world, one, APPLY, now)
    with pytest.raises(Refused, match="complaint.not_yours"):
        actions.complain(
            by=world.viewer("bidon"), decision_id=made.pk, party_id=case.parties.get(role="defendant").pk,
            ground="Không liên quan", at=clock.now(),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"measure": "measure:114.18"}, "measure.unknown"), ({"demands": " "}, "measure.no_demands"),
        ({"reason": ""}, "measure.no_reason"), ({"measure": FREEZE}, "measure.value"),
        ({"measure": FREEZE, "value": 350_000_001}, "measure.above_obligation"), ({"value": 0}, "measure.value"),
        ({"against_id": uuid.UUID(int=7)}, "measure.against"), ({"party_id": uuid.UUID(int=7)}, "measure.not_yours"),
        ({"who": "thuky", "received_on": date(2026, 1, 4)}, "measure.bad_day"),
        ({"who": "thuky", "received_on": date(2026, 1, 6)}, "measure.bad_day"),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_named_and_nothing_is_written(world, now, other, code):
    case = steps.assigned_case(world, now)
    with pytest.raises(Refused, match=code):
        asked(world, case, now, **other)
    assert not MeasureRequest.objects.exists()


def test_of_its_own_motion_the_court_takes_only_the_measures_of_135(world, now):
    case = steps.assigned_case(world, now)
    judge = steps.presiding(world, case)
    with pytest.raises(Refused, match="measure.not_own") as refused:
        asked(world, case, now, who=judge, party_id=None)
    assert "Điều 135" in refused.value.message
    one = asked(
        world, case, now, who=judge, party_id=None, measure=ALIMONY, demands="3.000.000 đồng mỗi tháng"
    )
    assert one.party is None and running(case, "BLTTDS:133.2.a") == []
    with pytest.raises(Refused, match="measure.own"):
        decide(world, one, actions.Refusal("Không"), now)
    assert decide(world, one, APPLY, now).kind == "application", "nobody gives security for the court"


@pytest.mark.parametrize("who", ["chanhan", "thamphan2", "thuky", "kiemsat", "nguyendon", "cntt"])
def test_only_the_judge_of_the_case_decides(world, now, who):
    case = steps.assigned_case(world, now)
    case.assignments.filter(role="presiding").update(post=world.posts["thamphan"])
    one = asked(world, case, now)
    with pytest.raises(Refused, match="not_allowed"):
        actions.decide(by=world.viewer(who), request_id=one.pk, wish=security(now), at=now)


def test_in_simplified_procedure_the_case_goes_over_first(world, now):
    case = turns.simplified_case(world, now)
    one = asked(world, case, now, measure=ALIMONY)
    with pytest.raises(Refused, match="measure.simplified") as refused:
        decide(world, one, APPLY, now)
    assert "điểm c khoản 3 Điều 317" in refused.value.message


def test_at_the_hearing_the_panel_decides_there_and_then(world, now):
    hearing = steps.opened_hearing(world, now)
    at = later(clock.now(), minutes=20)
    one = asked(world, hearing.case, at, who="thuky", measure=ALIMONY)
    assert one.at_hearing and running(hearing.case, "BLTTDS:133.2.a") == []
    made = decide(world, one, APPLY, at)
    assert made.by_panel and made.content["by_panel"]
    with pytest.raises(Refused, match="complaint.hearing") as refused:
        actions.complain(
            by=world.viewer("nguyendon"), decision_id=made.pk, party_id=one.party_id, ground="Không", at=at
        )
    assert "khoản 3 Điều 141" in refused.value.message


def test_a_complaint_in_three_working_days_is_settled_in_three(world, now):
    made = applied(world, now)
    case = made.request.case
    steps.served(world, case, clock.now(), kind="measure_decision")
    defendant = case.parties.get(role="defendant")
    at = moment("2026-01-08")
    actions.complain(
        by=world.viewer("bidon"),
        decision_id=made.pk,
        party_id=defendant.pk,
        ground="Đất không phải của tôi",
        at=at,
    )
    assert running(case, "BLTTDS:141.1") == [date(2026, 1, 12)]
    with pytest.raises(Refused, match="complaint.already"):
        actions.complain(
            by=world.viewer("bidon"), decision_id=made.pk, party_id=defendant.pk, ground="Lại", at=at
        )
    with pytest.raises(Refused, match="complaint.late") as refused:
        actions.complain(
            by=world.viewer("kiemsat"),
            decision_id=made.pk,
            party_id=None,
            ground="Muộn",
            at=moment("2026-01-09"),
        )
    assert "08/01/2026" in refused.value.message
    wish = actions.Settlement(accepted=True, reason="Đất của người thứ ba.")
    for who in ("thamphan2", "thuky", "bidon"):
        with pytest.raises(Refused, match="not_allowed"):
            actions.decide(by=world.viewer(who), request_id=made.request_id, wish=wish, at=clock.now())
    done = actions.decide(by=world.viewer("chanhan"), request_id=made.request_id, wish=wish, at=clock.now())
    assert done.number.text.endswith("QĐ-CA") and done.content["leader"]["title"] == ["CHÁNH ÁN"]
    assert MeasureComplaint.objects.get().settled_by == done and running(case, "BLTTDS:141.1") == []
    with pytest.raises(Refused, match="complaint.none"):
        actions.decide(by=world.viewer("chanhan"), request_id=made.request_id, wish=wish, at=clock.now())
    lifted = decide(
        world,
        made.request,
        actions.Cancellation("measure-end:138.1.đ", "Theo quyết định của Chánh án."),
        clock.now(),
    )
    assert lifted.citation == "điểm đ khoản 1 Điều 138" and "nhận lại" in lifted.orders
    assert MeasureRequest.objects.get(pk=made.request_id).state == "cancelled"
    assert audit.verify().good


def test_a_measure_outlives_the_discontinuance_until_it_is_lifted(world, now):
    from toaan.cases.page import next_step

    made = applied(world, now)
    case = made.request.case
    discontinued(world, later(now, hours=2), Case.objects.get(pk=case.pk))
    case = Case.objects.get(pk=case.pk)
    step = next_step(judge_of(world, case), case)
    assert step is not None and step.act == "measures.cancel"
    one = MeasureRequest.objects.get(pk=made.request_id)
    with pytest.raises(Refused, match="measure.no_ground"):
        decide(world, one, actions.Cancellation("discontinuance:217.1.a", "Có"), clock.now())
    lifted = decide(
        world,
        one,
        actions.Cancellation("measure-end:138.1.d", "Vụ án đình chỉ.", returned=False),
        clock.now(),
    )
    assert "khoản 1 Điều 113" in lifted.orders


def test_after_a_break_the_decision_keeps_its_number(world, now, monkeypatch):
    from toaan.measures import papers

    case = steps.assigned_case(world, now)
    one = asked(world, case, now, measure=ALIMONY)

    def breaks(*_args, **_kwargs):
        raise OSError("no power")

    with monkeypatch.context() as broken, pytest.raises(OSError, match="no power"):
        broken.setattr(papers, "decision", breaks)
        decide(world, one, APPLY, now)
    half = MeasureDecision.objects.get()
    assert not half.issued and MeasureRequest.objects.get().state == "received"
    with pytest.raises(Refused, match="measure.unfinished"):
        decide(world, one, actions.Refusal("Không"), now)
    again = decide(world, one, APPLY, now)
    assert (again.pk, again.number.sequence) == (half.pk, 1)
    one.refresh_from_db()
    with pytest.raises(Refused, match="wrong_state"):
        decide(world, one, APPLY, now)


@pytest.mark.django_db(transaction=True)
def test_two_decisions_at_once_have_two_numbers_without_a_gap(world, now):
    case = steps.assigned_case(world, now)
    ones = [asked(world, case, now, measure=ALIMONY, demands=f"Khoản {n}") for n in (1, 2)]
    results = at_once(*(lambda one=one: decide(world, one, APPLY, now) for one in ones))
    assert not [r for r in results if isinstance(r, Exception)]
    assert sorted(d.number.sequence for d in MeasureDecision.objects.all()) == [1, 2]
