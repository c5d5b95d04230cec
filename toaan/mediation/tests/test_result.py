"""The result: minutes, confirmation, recognition on its conditions, review (LHGDT 27–39)."""

from __future__ import annotations

from datetime import date

import pytest

from toaan.cases.models import Deadline
from toaan.core import audit, clock, files, signatures
from toaan.core.errors import Refused
from toaan.demo import mediations as m
from toaan.demo import steps
from toaan.filing.models import Petition
from toaan.mediation import actions
from toaan.mediation.models import Copy
from toaan.mediation.tests.helpers import moment


def limits(made, state: str = "open") -> dict[str, date]:
    return {d.rule: d.due_on for d in Deadline.objects.filter(petition_id=made.petition_id, state=state)}


def outcome(**other) -> actions.Outcome:
    said = {"agreed": m.AGREED, "whole": True, "wants_recognition": True, "signed": True}
    return actions.Outcome(**{**said, **other})


def test_what_the_minutes_must_hold(world):
    at = moment("2026-01-05")
    made = m.mediating(world, at)
    mediator = world.viewer("hoagiai")

    def record(at, **other):
        actions.record_result(by=mediator, mediation_id=made.pk, outcome=outcome(**other), at=at)

    with pytest.raises(Refused, match="result.no_session"):
        record(at)
    starts = m.planned(world, at, made, kind="result", after=1)
    clock.move_to(starts)
    m.held(world, starts, made, was=False)
    assert limits(made)["LHGDT:29.2"] == date(2026, 1, 13), "put off for seven days at most"
    with pytest.raises(Refused, match="session.after_term"):
        m.planned(world, starts, made, kind="result", after=8)
    starts = m.planned(world, starts, made, kind="result", after=1)
    clock.move_to(starts)
    m.held(world, starts, made)
    for other, code in (
        ({"agreed": " "}, "result.nothing_agreed"), ({"whole": False}, "result.open_missing"),
        ({"divorce": True}, "result.divorce"), ({"signed": False}, "result.not_signed"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=code):
            record(starts, **other)
    record(starts)
    with pytest.raises(Refused, match="wrong_state"):
        record(starts)
    with pytest.raises(Refused, match="not_allowed"):
        actions.confirm_result(by=world.viewer("thamphan"), mediation_id=made.pk, at=starts)


def test_recognised_signed_given_out_and_final(world):
    made = m.recognised(world, moment("2026-01-05"))
    petition = Petition.objects.get(pk=made.petition_id)
    assert (made.state, petition.state, made.decision.recognised) == ("recognised", "settled", True)
    found = signatures.verify(files.read(made.decision.sha256))
    assert len(found.signatures) == 2, "the judge and the court"
    assert len(signatures.verify(files.read(made.result.sha256)).signatures) == 2, (
        "the mediator and the judge"
    )
    open_limits = limits(made)
    assert set(open_limits) == {"LHGDT:36.2", "LHGDT:36.3"}
    assert set(limits(made, "met")) >= {"LHGDT:16.4", "LHGDT:16.8", "LHGDT:20.1", "LHGDT:32.2", "LHGDT:32.4"}
    assert audit.verify().good
    with pytest.raises(Refused, match="wrong_state"):
        actions.offer(by=world.viewer("thuky"), petition_id=petition.pk, at=clock.now())
    with pytest.raises(Refused, match="wrong_state"):
        steps.filing.assign_examiner(
            by=world.viewer("chanhan"),
            petition_id=petition.pk,
            post_id=world.posts["thamphan"].pk,
            at=clock.now(),
        )


def test_a_condition_that_is_not_met_sends_the_petition_on_with_the_reason_only(world):
    made, at = m.to_decide(world, moment("2026-01-05"), absent_people="Bà Tô Thị Bưởi, đồng sở hữu")
    keys = [g.key for g in actions.conditions(made)]
    assert [k.partition(":")[2] for k in keys] == ["33.1", "33.2", "33.3", "33.5"]
    judge = world.viewer("thamphan2")
    with pytest.raises(Refused, match="decision.no_reason") as refused:
        actions.decide(by=judge, mediation_id=made.pk, met=keys[:3], at=at)
    assert "khoản 5 Điều 33" in refused.value.message
    done = actions.decide(
        by=judge,
        mediation_id=made.pk,
        met=keys[:3],
        reason="Người liên quan chưa có ý kiến bằng văn bản.",
        at=at,
    )
    assert not done.recognised
    assert m.AGREED not in str(done.content)
    petition = Petition.objects.get(pk=made.petition_id)
    assert (m.anew(made).state, petition.state) == ("refused", "received")
    assert petition.papers.filter(kind="med_refuse").exists()
    assert "BLTTDS:191.2" in limits(made)
    with pytest.raises(Refused, match="filing.judge_barred") as barred:
        steps.filing.assign_examiner(
            by=world.viewer("chanhan"), petition_id=petition.pk, post_id=world.posts["thamphan2"].pk, at=at
        )
    assert "khoản 2 Điều 41" in barred.value.message


def test_a_part_is_recognised_and_the_rest_goes_on(world):
    made = m.recognised(world, moment("2026-01-05"), whole=False, open="Tiền phạt cọc 50.000.000 đồng.")
    assert (made.state, Petition.objects.get(pk=made.petition_id).state) == ("recognised", "received")
    assert "mediation_condition:33.6" in [g.key for g in actions.conditions(made)]


def test_settled_without_a_request_needs_no_decision(world):
    made, at = m.to_decide(world, moment("2026-01-05"), wants_recognition=False)
    assert (made.state, Petition.objects.get(pk=made.petition_id).state) == ("settled", "settled")
    assert limits(made) == {}
    with pytest.raises(Refused, match="wrong_state"):
        actions.decide(by=world.viewer("thamphan2"), mediation_id=made.pk, met=[], reason="x", at=at)


def test_review_in_time_or_with_an_obstacle_and_what_the_court_above_decides(world):
    made = m.recognised(world, moment("2026-01-05"))
    last = actions.last_day(made, made.parties.get(role="defendant"))
    assert last == limits(made)["LHGDT:36.2"]
    clause = "mediation_condition:33.3"
    late = moment("2026-02-20")
    with pytest.raises(Refused, match="review.too_late"):
        actions.file_review(by=world.viewer("bidon"), mediation_id=made.pk, condition=clause, at=late)
    with pytest.raises(Refused, match="review.too_late"):
        actions.file_review(
            by=world.viewer("kiemsat"), mediation_id=made.pk, condition=clause, obstacle="Ốm", at=late
        )
    with pytest.raises(Refused, match="not_allowed"):
        actions.file_review(by=world.viewer("nguoila"), mediation_id=made.pk, condition=clause, at=late)
    actions.file_review(
        by=world.viewer("bidon"), mediation_id=made.pk, condition=clause, obstacle="Lũ lụt chia cắt", at=late
    )
    assert limits(made)["LHGDT:38.1#chuyen"] == date(2026, 2, 24)
    clerk = world.viewer("thuky")
    with pytest.raises(Refused, match="review.no_number"):
        actions.close_review(
            by=clerk, mediation_id=made.pk, outcome="annulled", number="", on=date(2026, 2, 20), at=late
        )
    actions.close_review(
        by=clerk, mediation_id=made.pk, outcome="annulled", number="01/2026/QĐ", on=date(2026, 2, 20), at=late
    )
    assert (m.anew(made).state, Petition.objects.get(pk=made.petition_id).state) == ("annulled", "received")
    assert set(limits(made)) == {"BLTTDS:191.2"}


def test_a_paper_counts_from_the_day_it_was_received(world):
    made = m.recognised(world, moment("2026-01-05"))
    copy = Copy.objects.get(paper__mediation=made, key="procuracy")
    with pytest.raises(Refused, match="copy.received"):
        actions.record_receipt(
            by=world.viewer("thuky"), copy_id=copy.pk, on=clock.today(), how="x", at=clock.now()
        )
    with pytest.raises(Refused, match="not_allowed"):
        actions.record_receipt(
            by=world.viewer("hoagiai"), copy_id=copy.pk, on=clock.today(), how="x", at=clock.now()
        )
