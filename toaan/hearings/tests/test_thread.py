"""A case goes from the mediation session to deliberation, and every act leaves its trace."""

from __future__ import annotations

from datetime import timedelta

from toaan.cases.models import Deadline
from toaan.core import audit, files, signatures
from toaan.core.models import Event
from toaan.demo import steps
from toaan.hearings.models import Hearing


def test_case_reaches_deliberation_by_the_real_acts(world, now, real_papers):
    case = steps.debated_case(world, now)
    assert case.state == "deliberating"
    acts = set(Event.objects.filter(case_id=case.pk).values_list("act", flat=True))
    assert {
        "hearings.schedule_session", "hearings.record_session", "hearings.sign_session_minutes",
        "hearings.decide_trial", "hearings.open_hearing", "hearings.close_debate",
    } <= acts  # fmt: skip
    assert audit.verify().good


def test_trial_decision_carries_its_number_and_paper(world, now, real_papers):
    case = steps.trial_decided_case(world, now)
    decision = case.trial_decisions.get()
    assert decision.number.text == "01/2026/QĐXXST-DS"
    event = Event.objects.get(act="hearings.decide_trial")
    (document,) = event.documents
    assert document["kind"] == "trial_decision" and document["sha256"] == decision.sha256
    assert files.read(decision.sha256).startswith(b"%PDF")
    verified = signatures.verify(files.read(decision.sha256), at=now + timedelta(days=30))
    assert verified.valid and len(verified.signatures) == 2  # the judge, and the court's seal
    assert decision.hearing.state == "planned"
    assert decision.content["lay_judges"] == ["Tạ Văn Lộc", "Ngô Thị Sương"]


def test_deciding_meets_the_preparation_limit_and_starts_the_next_ones(world, now):
    case = steps.trial_decided_case(world, now)
    state = {d.rule: d.state for d in case.deadlines.all()}
    assert state["BLTTDS:203.1.a"] == Deadline.State.MET
    assert state["BLTTDS:203.4"] == Deadline.State.OPEN and state["BLTTDS:220.2"] == Deadline.State.OPEN
    steps.opened_hearing(world, now, case=case)
    assert case.deadlines.get(rule="BLTTDS:203.4").state == Deadline.State.MET


def test_session_minutes_signed_by_clerk_and_judge(world, now, real_papers):
    case = steps.mediated_case(world, now)
    session = case.hearings.get(kind=Hearing.Kind.SESSION)
    assert (session.state, session.outcome) == ("closed", "not_settled")
    verified = signatures.verify(files.read(session.minutes.sha256), at=now + timedelta(days=30))
    assert verified.valid and len(verified.signatures) == 2
    assert [s["role"] for s in session.minutes.signers] == [
        "Thư ký",
        session.case.assignments.get(role="presiding").post.title,
    ]
