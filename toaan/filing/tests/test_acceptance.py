"""The receipt and acceptance: the right amount, once, by the right person; everything else follows."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from django.db import close_old_connections

from tests.replay import step
from toaan.cases.models import Case, Deadline
from toaan.core import audit, events
from toaan.core.errors import Refused
from toaan.core.models import Event, IssuedNumber
from toaan.demo import steps
from toaan.filing import actions
from toaan.filing.models import FeeReceipt


@step
def fee_due(world, now):
    petition = steps.examined_petition(world, now)
    actions.take_jurisdiction(by=world.viewer("thamphan"), petition_id=petition.pk, at=now)
    return petition


def receipt(by, petition, now, **kw):
    given = {
        "number": "0001234", "dated": date(2026, 1, 5), "amount": 8_750_000,
        "upload": actions.Upload(steps.small_pdf(f"biên lai {petition.pk}"), "bien-lai.pdf"),
    }  # fmt: skip
    return actions.hand_in_receipt(by=by, petition_id=petition.pk, at=now, **{**given, **kw})


def test_the_thread_runs_to_acceptance(world, now):
    case = steps.accepted_case(world, now)
    events.drain()
    assert case.number.text == "01/2026/TLST-DS"
    assert [p.name for p in case.parties.all()] == ["Hoàng Thị Lan Chi", "Vũ Đức Thịnh"]
    assert case.parties.all()[0].user == world.users["nguyendon"]
    assert case.fee_receipt["amount"] == 8_750_000
    assert audit.verify().good


def test_the_case_begins_with_every_paper_of_the_petition(world, now):
    steps.accepted_case(world, now)
    opened = Event.objects.get(act="cases.open")
    assert [d["kind"] for d in opened.documents].count("evidence") == 1
    assert {d["kind"] for d in opened.documents} == {
        "petition",
        "evidence",
        "receipt",
        "fee_notice",
        "fee_receipt",
    }
    assert opened.because.act == "filing.accept"


def test_the_petitions_deadlines_go_over_to_the_case(world, now):
    case = steps.accepted_case(world, now)
    rows = dict(Deadline.objects.filter(case=case).values_list("rule", "state"))
    assert rows["BLTTDS:191.3"] == rows["BLTTDS:195.2"] == "met"
    assert rows["BLTTDS:197.2"] == rows["BLTTDS:196.1"] == "open"


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"amount": 8_750_001}, "wrong_amount", "amount"),
        ({"number": " "}, "bad_receipt", "number"),
        ({"dated": date(2026, 1, 6)}, "bad_receipt", "dated"),
        ({"dated": date(2026, 1, 4)}, "bad_receipt", "dated"),
        ({"upload": None}, "bad_receipt", "file"),
    ],
)
def test_a_wrong_receipt_is_refused_by_field(world, plaintiff, now, *, change, code, field):
    petition = fee_due(world, now)
    with pytest.raises(Refused, match=code) as refused:
        receipt(plaintiff, petition, now, **change)
    assert field in refused.value.fields
    assert not FeeReceipt.objects.exists()


def test_the_clerk_takes_the_paper_receipt(world, clerk, now):
    assert receipt(clerk, fee_due(world, now), now, upload=None).agency.startswith("Phòng Thi hành án")


@pytest.mark.parametrize("who", ["stranger", "defendant", "judge", "document_clerk", "president"])
def test_nobody_else_hands_in_the_receipt(world, now, request, who):
    with pytest.raises(Refused, match="not_allowed"):
        receipt(request.getfixturevalue(who), fee_due(world, now), now)


def test_one_receipt_serves_one_petition(world, plaintiff, now):
    receipt(plaintiff, fee_due(world, now), now)
    with pytest.raises(Refused, match="receipt_used.*0001234"):
        receipt(plaintiff, fee_due(world, now), now)
    assert FeeReceipt.objects.count() == 1


def test_a_late_receipt_still_counts_and_is_marked(world, plaintiff, now):
    receipt(plaintiff, fee_due(world, now), now + timedelta(days=9))
    event = Event.objects.get(act="filing.hand_in_receipt")
    assert event.data["late"] is True
    assert event.detail == "Nộp sau thời hạn"


def test_no_acceptance_before_the_receipt(world, clerk, now):
    with pytest.raises(Refused, match="wrong_state"):
        actions.accept(by=clerk, petition_id=fee_due(world, now).pk, at=now)
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "who", ["other_judge", "plaintiff", "document_clerk", "president", "stranger", "procurator"]
)
def test_only_the_judge_or_a_clerk_accepts(world, now, request, who):
    petition = steps.fee_paid_petition(world, now)
    with pytest.raises(Refused, match="not_allowed"):
        actions.accept(by=request.getfixturevalue(who), petition_id=petition.pk, at=now)
    assert not Case.objects.exists()


def test_accepting_again_tells_the_number(world, clerk, other_clerk, now):
    petition = steps.fee_paid_petition(world, now)
    actions.accept(by=clerk, petition_id=petition.pk, at=now)
    with pytest.raises(Refused, match="already_accepted.*01/2026/TLST-DS"):
        actions.accept(by=other_clerk, petition_id=petition.pk, at=now)
    assert Case.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clerks_at_the_same_moment_make_one_case(world, now):
    petition = steps.fee_paid_petition(world, now)
    start, outcomes = threading.Barrier(2), []

    def press(username):
        close_old_connections()
        start.wait()
        try:
            outcomes.append(str(actions.accept(by=world.viewer(username), petition_id=petition.pk, at=now)))
        except Refused as refused:
            outcomes.append(str(refused))
        finally:
            close_old_connections()

    clerks = [threading.Thread(target=press, args=(name,)) for name in ("thuky", "thuky2")]
    [t.start() for t in clerks]
    [t.join() for t in clerks]
    assert sorted(outcomes) == [
        "01/2026/TLST-DS",
        "filing.already_accepted: Đơn này đã được thụ lý, số 01/2026/TLST-DS.",
    ]
    assert IssuedNumber.objects.filter(register="acceptance:DS").count() == 1
    assert Event.objects.filter(act__in=["filing.accept", "cases.open"]).count() == 2
    assert audit.verify().good


def hand_in(by, case, now, **kw):
    uploads = [actions.Upload(steps.small_pdf("sao kê"), "sao-ke.pdf", title="Sao kê ngân hàng")]
    return actions.submit_document(by=by, case_id=case.pk, at=now, **{"uploads": uploads, **kw})


def test_a_partys_document_carries_its_author(world, plaintiff, now):
    case = steps.accepted_case(world, now)
    event = hand_in(plaintiff, case, now)
    (document,) = event.documents
    assert document["title"] == "Sao kê ngân hàng"
    assert document["author_party_id"] == str(case.parties.get(role="plaintiff").pk)


def test_the_same_document_twice_is_one(world, plaintiff, defendant, now):
    case = steps.accepted_case(world, now)
    hand_in(plaintiff, case, now)
    with pytest.raises(Refused, match="submitted_already"):
        hand_in(plaintiff, case, now)
    assert hand_in(defendant, case, now).documents[0]["author_party_id"] == str(
        case.parties.get(role="defendant").pk
    )


@pytest.mark.parametrize("who", ["stranger", "clerk", "judge", "president", "procurator"])
def test_nobody_outside_the_case_hands_in_documents(world, now, request, who):
    with pytest.raises(Refused, match="not_allowed"):
        hand_in(request.getfixturevalue(who), steps.accepted_case(world, now), now)


def test_the_clerk_of_the_case_says_whose_document_it_is(world, president, clerk, now):
    from toaan.cases.actions import assign_clerk

    case = steps.accepted_case(world, now)
    assign_clerk(by=president, case_id=case.pk, post_id=world.posts["thuky"].pk, at=now)
    with pytest.raises(Refused, match="no_party"):
        hand_in(clerk, case, now)
    party = case.parties.get(role="defendant")
    assert hand_in(clerk, case, now, party_id=party.pk).documents[0]["author_party_id"] == str(party.pk)


def test_no_file_no_act(world, plaintiff, now):
    with pytest.raises(Refused, match="no_file"):
        hand_in(plaintiff, steps.accepted_case(world, now), now, uploads=[])
