"""A measure asked for together with the petition: a judge at once, an answer in 48 hours, into the case (BLTTDS 111.2, 133.3)."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest

from tests.replay import step
from toaan.cases.models import Case, Deadline, Party
from toaan.core import audit, clock, events
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.core.tests.at_once import at_once
from toaan.core.waiting import waiting_for
from toaan.demo import steps, turns
from toaan.dossiers import queries as dossiers
from toaan.filing import actions as filing
from toaan.filing.models import Petition
from toaan.measures import actions, queries
from toaan.measures.models import MeasureComplaint, MeasureCopy, MeasureDecision, MeasureRequest

pytestmark = pytest.mark.django_db
ALIMONY, BLOCK, FREEZE = "measure:114.2", "measure:114.7", "measure:114.10"
APPLY = actions.Application("Cấm chuyển dịch thửa 12.", "Bị đơn đang bán nhà đất.")


def asked(world, petition, at, who="nguyendon", **other) -> MeasureRequest:
    said = {"id": uuid.uuid4(), "measure": ALIMONY, "bound": "defendants:0", "demands": "5.000.000 đồng mỗi tháng",
            "reason": "Con ốm nặng."}  # fmt: skip
    return actions.request_urgent(
        by=world.viewer(who), petition_id=petition.pk, asked=actions.UrgentAsked(**{**said, **other}), at=at
    )


@step
def with_judge(world, petition, at, **other) -> MeasureRequest:
    made = asked(world, petition, at, **other)
    post = world.posts["thamphan2"].pk
    return actions.name_judge(by=world.viewer("chanhan"), request_id=made.pk, post_id=post, at=at)


@step
def decide(world, one, wish, at, who="thamphan2") -> MeasureDecision:
    return actions.decide(by=world.viewer(who), request_id=one.pk, wish=wish, at=at)


def running(petition, rule) -> list[tuple[str, date]]:
    rows = Deadline.objects.filter(petition_id=petition.pk, rule=rule, state="open")
    return [(d.owner, d.due_on) for d in rows]


def titles(world, who) -> set[str]:
    return {w.act for w in waiting_for(world.viewer(who)) if w.act.startswith("measures.")}


def returned(world, petition, at) -> Petition:
    filing.return_petition(
        by=world.viewer("thamphan"), petition_id=petition.pk, ground="petition_return:192.1.a",
        reason="Người khởi kiện không có quyền khởi kiện.", at=at,
    )  # fmt: skip
    return Petition.objects.get(pk=petition.pk)


def accepted(world, at, petition) -> Case:
    notice = filing.take_jurisdiction(by=world.viewer("thamphan"), petition_id=petition.pk, at=at)
    filing.hand_in_receipt(
        by=world.viewer("nguyendon"), petition_id=petition.pk, number="0004321", dated=clock.local_date(at),
        amount=notice.amount, at=at, upload=filing.Upload(steps.small_pdf("biên lai"), "bien-lai.pdf"),
    )  # fmt: skip
    case = filing.accept(by=world.viewer("thuky"), petition_id=petition.pk, at=at)
    return Case.objects.get(pk=case.pk)


def test_the_hours_run_from_receipt_first_for_the_president_then_for_the_judge(world, now):
    petition = steps.filed_petition(world, now)
    made = asked(world, petition, now)
    due = clock.local_date(now) + timedelta(days=2)
    assert running(petition, "BLTTDS:133.3") == [("leaders", due)]
    assert titles(world, "chanhan") == {"measures.name_judge"} and not titles(world, "thamphan2")
    post = world.posts["thamphan2"].pk
    actions.name_judge(by=world.viewer("chanhan"), request_id=made.pk, post_id=post, at=now)
    assert running(petition, "BLTTDS:133.3") == [("judge", due)]
    assert Deadline.objects.get(rule="BLTTDS:133.3").post_id == post
    assert not titles(world, "chanhan") and titles(world, "thamphan2") == {"measures.apply"}
    paper = Event.objects.get(act="measures.request_urgent").documents
    assert [d["kind"] for d in paper] == ["measure_request"], "what was typed is a paper of the file"
    assert audit.verify().good


def test_a_measure_binds_before_acceptance_and_everybody_gets_it(world, now):
    made = turns.urgent_applied(world, now)
    applied = made.decisions.get(kind="application")
    assert made.state == "applied" and made.case is None
    assert applied.number.text == "01/2026/QĐ-BPKCTT" and applied.content["judge"] == world.users["thamphan2"].full_name  # fmt: skip
    assert applied.content["petition_number"] == str(made.petition)
    assert running(made.petition, "BLTTDS:133.3") == running(made.petition, "BLTTDS:136.1") == []
    copies = {c.key: c for c in applied.copies.all()}
    assert set(copies) == {"requester", "bound", "enforcement", "procuracy"}
    assert copies["requester"].received_on, "who filed through the portal has it there"
    security = made.decisions.get(kind="security")
    assert {c.key for c in security.copies.all()} == {"requester"}, "only who asked learns of the security"
    assert [d for _o, d in running(made.petition, "BLTTDS:139.2")] == [clock.local_date(now)]
    for copy in (copies["bound"], copies["enforcement"], copies["procuracy"]):
        actions.record_receipt(by=world.viewer("thuky"), copy_id=copy.pk, on=clock.local_date(now), how="Ký nhận", at=now)  # fmt: skip
    assert running(made.petition, "BLTTDS:139.2") == []
    assert {o for o, _d in running(made.petition, "BLTTDS:140")} == {"party", "procuracy"}
    with pytest.raises(Refused, match="copy.received"):
        actions.record_receipt(by=world.viewer("thuky"), copy_id=copies["bound"].pk, on=clock.local_date(now), how="Lại", at=now)  # fmt: skip
    assert audit.verify().good


def test_security_must_be_there_within_the_same_48_hours(world, now):
    petition = steps.filed_petition(world, now)
    one = with_judge(world, petition, now, measure=BLOCK, demands="Thửa 12")
    today = clock.local_date(now)
    with pytest.raises(Refused, match="measure.security_first"):
        decide(world, one, APPLY, now)

    def security(days: int) -> actions.Security:
        return actions.Security(
            form="Gửi tiền", amount=9_000_000, due_on=today + timedelta(days=days), reason="136"
        )

    with pytest.raises(Refused, match="measure.due_late") as refused:
        decide(world, one, security(3), now)
    assert f"{today + timedelta(days=2):%d/%m/%Y}" in refused.value.message
    decide(world, one, security(1), now)
    assert running(petition, "BLTTDS:136.1") == [("party", today + timedelta(days=1))]
    assert len(running(petition, "BLTTDS:133.3")) == 1, "fixing the security is no answer yet"
    late = now + timedelta(days=3)
    clock.move_to(late)
    with pytest.raises(Refused, match="measure.security_late"):
        actions.record_security(by=world.viewer("thuky"), request_id=one.pk, done_on=clock.local_date(late), proof="Giấy nộp tiền", at=late)  # fmt: skip
    made = decide(world, one, actions.Refusal("Không thực hiện biện pháp bảo đảm trong 48 giờ."), late)
    assert made.citation == "khoản 3 Điều 133" and running(petition, "BLTTDS:136.1") == []


def test_after_48_hours_the_judge_still_answers_and_the_delay_is_seen(world, now):
    petition = steps.filed_petition(world, now)
    one = with_judge(world, petition, now)
    late = now + timedelta(days=4)
    clock.move_to(late)
    row = Deadline.objects.get(petition_id=petition.pk, rule="BLTTDS:133.3")
    assert row.state == "open" and row.due_on < clock.local_date(late)
    decide(world, one, APPLY, late)
    row.refresh_from_db()
    assert row.state == "met" and row.ended_on is not None and row.ended_on > row.due_on
    with pytest.raises(Refused, match="wrong_state"):
        decide(world, one, APPLY, late)


def test_the_answer_is_reasoned_and_open_to_complaint_of_who_asked_only(world, now):
    petition = steps.filed_petition(world, now)
    one = with_judge(world, petition, now)
    with pytest.raises(Refused, match="measure.no_reason"):
        decide(world, one, actions.Refusal(" "), now)
    made = decide(world, one, actions.Refusal("Không có chứng cứ."), now)
    assert made.number.text.endswith("TB-TA") and [c.key for c in made.copies.all()] == ["requester"]
    said = {"decision_id": made.pk, "party_id": None, "ground": "Có đủ chứng cứ", "at": now}
    with pytest.raises(Refused, match="complaint.not_yours"):
        actions.complain(by=world.viewer("thuky"), side="bound", **said)
    for who in ("bidon", "nguoila"):
        with pytest.raises(Refused, match="not_allowed"):
            actions.complain(by=world.viewer(who), side="requester", **said)
    actions.complain(by=world.viewer("nguyendon"), side="requester", **said)
    with pytest.raises(Refused, match="complaint.already"):
        actions.complain(by=world.viewer("nguyendon"), side="requester", **said)
    assert titles(world, "chanhan") == {"measures.settle"}
    assert running(petition, "BLTTDS:140") == [] and len(running(petition, "BLTTDS:141.1")) == 1
    done = decide(world, one, actions.Settlement(accepted=False, reason="Đúng luật."), now, who="chanhan")
    assert done.content["leader"] and MeasureComplaint.objects.get().settled_by == done
    assert running(petition, "BLTTDS:141.1") == []


def test_the_person_bound_complains_on_paper_in_three_working_days_of_receipt(world, now):
    made = turns.urgent_applied(world, now).decisions.get(kind="application")
    copy = made.copies.get(key="bound")
    actions.record_receipt(by=world.viewer("thuky"), copy_id=copy.pk, on=clock.local_date(now), how="Ký nhận", at=now)  # fmt: skip
    said = {"decision_id": made.pk, "party_id": None, "ground": "Đất của tôi"}
    late = now + timedelta(days=4)
    clock.move_to(late)
    with pytest.raises(Refused, match="complaint.late"):
        actions.complain(by=world.viewer("thuky"), side="bound", at=late, **said)
    done = actions.complain(
        by=world.viewer("thuky"), side="bound", at=late, received_on=clock.local_date(now), **said
    )
    assert str(done) == f"Khiếu nại của {world.users['bidon'].full_name}"
    proposal = actions.complain(by=world.viewer("thuky"), at=late, **said)
    assert str(proposal) == "Kiến nghị của Viện kiểm sát cùng cấp"


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"measure": "measure:114.18"}, "measure.unknown"), ({"demands": " "}, "measure.no_demands"),
        ({"measure": FREEZE, "value": 350_000_001}, "measure.above_obligation"), ({"bound": "defendants:7"}, "measure.against"),
        ({"bound": "plaintiffs:0"}, "measure.against"), ({"requester": "defendants:0"}, "measure.requester"),
        ({"who": "bidon"}, "not_allowed"), ({"who": "nguoila"}, "not_allowed"), ({"who": "kiemsat"}, "not_allowed"),
        ({"who": "thuky", "received_on": date(2026, 1, 4)}, "measure.bad_day"),
    ],
)  # fmt: skip
def test_what_is_missing_or_not_ones_own_is_refused_and_nothing_is_written(world, now, other, code):
    petition = steps.filed_petition(world, now)
    with pytest.raises(Refused, match=code):
        asked(world, petition, now, **other)
    assert not MeasureRequest.objects.exists()


def test_a_draft_or_a_returned_petition_takes_no_request_and_a_form_counts_once(world, now):
    draft = steps.draft_petition(world, now)
    with pytest.raises(Refused, match="wrong_state"):
        asked(world, draft, now)
    petition = steps.examined_petition(world, now)
    key = uuid.uuid4()
    asked(world, petition, now, id=key)
    with pytest.raises(Refused, match="measure.asked"):
        asked(world, petition, now, id=key)
    returned(world, petition, now)
    with pytest.raises(Refused, match="wrong_state"):
        asked(world, petition, now)


def test_a_judge_who_may_not_sit_is_not_named_and_only_the_president_names(world, now):
    petition = steps.filed_petition(world, now)
    made = asked(world, petition, now)
    person = world.users["thamphan"]
    person.personal_id = petition.content["plaintiffs"][0]["personal_id"]
    person.save(update_fields=["personal_id"])

    def name(post, who="chanhan"):
        return actions.name_judge(
            by=world.viewer(who), request_id=made.pk, post_id=world.posts[post].pk, at=now
        )

    with pytest.raises(Refused, match="measure.judge_barred"):
        name("thamphan")
    with pytest.raises(Refused, match="measure.not_a_judge"):
        name("thuky")
    for who in ("thuky", "thamphan2", "nguyendon"):
        with pytest.raises(Refused, match="not_allowed"):
            name("thamphan2", who)
    name("thamphan2")
    with pytest.raises(Refused, match="measure.same_judge"):
        name("thamphan2")
    name("chanhan")
    with pytest.raises(Refused, match="not_allowed"):
        decide(world, made, APPLY, now)
    assert decide(world, made, APPLY, now, who="chanhan").kind == "application", "another was named meanwhile"
    with pytest.raises(Refused, match="not_allowed"):
        decide(world, made, actions.Cancellation("measure-end:138.1.a", "Đề nghị"), now, who="thamphan")


def test_when_the_petition_is_returned_the_judge_lifts_the_measure(world, now):
    petition = steps.examined_petition(world, now)
    one = turns.urgent_applied(world, now, petition=petition)
    waits = asked(world, petition, now)
    actions.name_judge(by=world.viewer("chanhan"), request_id=waits.pk, post_id=world.posts["thamphan2"].pk, at=now)  # fmt: skip
    returned(world, petition, now)
    assert titles(world, "thamphan2") == {"measures.cancel", "measures.apply"}
    with pytest.raises(Refused, match="wrong_state"):
        decide(world, waits, APPLY, now)
    decide(world, waits, actions.Refusal("Đơn khởi kiện đã bị trả lại."), now)
    lifted = decide(world, one, actions.Cancellation("measure-end:138.1.h", "Đơn bị trả lại."), now)
    assert lifted.citation == "điểm h khoản 1 Điều 138" and "nhận lại" in lifted.orders
    assert {c.key for c in lifted.copies.all()} == {"requester", "bound", "enforcement", "procuracy"}
    assert not titles(world, "thamphan2") and MeasureRequest.objects.get(pk=one.pk).state == "cancelled"
    assert audit.verify().good


def test_when_the_petition_is_accepted_the_measure_stands_in_the_case(world, now):
    petition = steps.examined_petition(world, now)
    one = turns.urgent_applied(world, now, petition=petition)
    waits = with_judge(world, petition, now)
    case = accepted(world, now, petition)
    events.drain()
    one.refresh_from_db()
    assert (one.case, one.party, one.against) == (
        case, case.parties.get(role=Party.Role.PLAINTIFF), case.parties.get(role=Party.Role.DEFENDANT),
    )  # fmt: skip
    Party.objects.filter(pk=one.against_id).update(user=world.users["bidon"])
    kinds = {f.kind for f in dossiers.folios_of(world.viewer("chanhan"), case)}
    assert {"measure_request", "measure_security", "measure_decision"} <= kinds
    assert list(queries.of_case(world.viewer("bidon"), case)) == [one], (
        "a request that waits would be in vain if told"
    )
    assert set(queries.of_case(world.viewer("nguyendon"), case)) == {one, waits}
    assert titles(world, "thamphan2") == {"measures.apply"}
    assert decide(world, waits, APPLY, now).number.sequence == 2, (
        "until a judge is drawn the one who was named goes on"
    )
    assert Deadline.objects.filter(case=case, rule="BLTTDS:133.3", state="open").count() == 0
    steps.assigned_case(world, now, case=case)
    judge = steps.presiding(world, case)
    wish = actions.Cancellation("measure-end:138.1.a", "Người yêu cầu đề nghị.")
    if judge != "thamphan2":
        with pytest.raises(Refused, match="not_allowed"):
            decide(world, one, wish, now)
    made = decide(world, one, wish, now, who=judge)
    assert not made.copies.exists(), "in a case papers are served as all others are"
    copy = MeasureCopy.objects.filter(decision__request=one, received_on=None).first()
    assert copy is not None
    actions.record_receipt(
        by=world.viewer("thuky"), copy_id=copy.pk, on=clock.local_date(now), how="Ký nhận", at=now
    )
    assert audit.verify().good


def test_who_is_to_be_bound_and_strangers_see_nothing_before_acceptance(world, now):
    petition = steps.filed_petition(world, now)
    made = asked(world, petition, now)
    for who in ("bidon", "nguoila"):
        assert not queries.of_petition(world.viewer(who), petition)
    for who in ("nguyendon", "thamphan", "chanhan", "thuky"):
        assert list(queries.of_petition(world.viewer(who), petition)) == [made]
    second = asked(world, petition, now, who="thuky", channel="post")
    assert second.channel == "post" and second.user is None


@pytest.mark.django_db(transaction=True)
def test_two_judges_deciding_at_once_get_two_numbers_without_a_gap(world, now):
    petition = steps.filed_petition(world, now)
    ones = [with_judge(world, petition, now, demands=f"Khoản {n}") for n in (1, 2)]
    results = at_once(*(lambda one=one: decide(world, one, APPLY, now) for one in ones))
    assert not [r for r in results if isinstance(r, Exception)]
    assert sorted(d.number.sequence for d in MeasureDecision.objects.all()) == [1, 2]
