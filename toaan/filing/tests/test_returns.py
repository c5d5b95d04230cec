"""A returned petition: complaint and recommendation, another judge, the session, the court above (BLTTDS 194)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from toaan.cases.models import Deadline
from toaan.core import audit, events
from toaan.core.errors import Refused
from toaan.demo import request_steps, steps
from toaan.demo.steps import small_pdf
from toaan.filing import actions
from toaan.filing.actions.copies import last_day
from toaan.filing.models import FeeNotice, Petition, Return, ReturnComplaint, ReturnCopy, ReturnReview
from toaan.filing.tests import returning
from toaan.filing.tests.returning import GROUND, limits, paper, received, settle, state, text_of

# --- the return reaches people ----------------------------------------------------------------------------


def test_the_return_goes_to_the_petitioner_and_the_procuracy(world, now):
    petition = returning.returned(world, now)
    copies = list(ReturnCopy.objects.filter(returned__petition=petition))
    assert [(c.key, c.method, c.received_on) for c in copies] == [
        ("petitioner", "portal", date(2026, 1, 5)), ("procuracy", "paper", None)
    ]  # fmt: skip
    assert limits(petition) == {("194.1", "party", "15/01")}
    received(world, petition, now + timedelta(days=2))
    assert limits(petition) == {("194.1", "party", "15/01"), ("194.1", "procuracy", "19/01")}
    assert last_day(copies, "petitioner", None) == date(2026, 1, 15)


def test_a_receipt_is_written_down_once_with_its_way(world, now):
    petition = returning.returned(world, now)
    copy = ReturnCopy.objects.get(returned__petition=petition, key="procuracy")
    told = {"petition_id": petition.pk, "copy_id": copy.pk, "at": now, "by": world.viewer("vanthu")}
    with pytest.raises(Refused, match="copy.bad_day"):
        actions.record_return_receipt(**told, on=date(2026, 1, 6), how="x")
    with pytest.raises(Refused, match="copy.no_way"):
        actions.record_return_receipt(**told, on=date(2026, 1, 5), how=" ")
    actions.record_return_receipt(**told, on=date(2026, 1, 5), how="Ký nhận")
    with pytest.raises(Refused, match="copy.received"):
        actions.record_return_receipt(**told, on=date(2026, 1, 5), how="Ký nhận")
    with pytest.raises(Refused, match="not_allowed"):
        actions.record_return_receipt(
            **{**told, "by": world.viewer("thamphan")}, on=date(2026, 1, 5), how="x"
        )


# --- complaint and recommendation -------------------------------------------------------------------------


def test_the_petitioner_complains_and_the_president_must_name_a_judge_at_once(world, now):
    petition = returning.complained(world, now)
    made = ReturnComplaint.objects.get(review__returned__petition=petition)
    assert (made.source, made.channel, made.made_on) == ("petitioner", "online", date(2026, 1, 6))
    assert limits(petition) == {("194.2", "leaders", "06/01")}
    assert ReturnReview.objects.get().state == "to_name"
    assert state(petition) == "returned"
    events.drain()
    assert petition.papers.get(kind="complaint").of == str(made.pk)
    assert audit.verify().good


@pytest.mark.parametrize("who", ["stranger", "defendant", "judge", "president", "procurator"])
def test_nobody_else_complains(world, now, request, who):
    petition = returning.returned(world, now)
    with pytest.raises(Refused, match="not_allowed"):
        actions.complain_of_return(
            by=request.getfixturevalue(who), petition_id=petition.pk, ground=GROUND, at=now
        )


def test_the_tenth_day_is_the_last(world, now, plaintiff):
    petition = returning.returned(world, now)
    late = now + timedelta(days=11)
    with pytest.raises(Refused, match=r"complaint.late.*15/01/2026.*10 ngày.*khoản 1 Điều 194"):
        actions.complain_of_return(by=plaintiff, petition_id=petition.pk, ground=GROUND, at=late)
    made = actions.complain_of_return(
        by=plaintiff, petition_id=petition.pk, ground=GROUND, at=now + timedelta(days=10)
    )
    assert made.made_on == date(2026, 1, 15)


def test_what_came_by_post_counts_by_the_day_it_was_sent(world, now, clerk):
    petition = returning.returned(world, now)
    later = now + timedelta(days=12)
    taken = paper("petitioner", made=date(2026, 1, 15), received=date(2026, 1, 17), channel="post")
    made = actions.complain_of_return(
        by=clerk, petition_id=petition.pk, ground=GROUND, at=later, intake=taken
    )
    assert (made.channel, made.post) == ("post", world.posts["thuky"])
    assert ("194.2", "leaders", "17/01") in limits(petition)


def test_the_procuracy_recommends_on_paper_and_joins(world, now, document_clerk):
    petition = returning.named(world, now)
    later = now + timedelta(days=2)
    scan = actions.Upload(small_pdf("Kiến nghị"), "kien-nghi.pdf")
    made = actions.complain_of_return(
        by=document_clerk, petition_id=petition.pk, ground="Việc trả lại đơn không đúng điểm a khoản 1 Điều 192.", at=later,
        intake=paper(made=date(2026, 1, 7), scans=[scan]),
    )  # fmt: skip
    assert (made.name, str(made)[:8]) == (world.court.procuracy_name, "Kiến ngh")
    assert ReturnReview.objects.count() == 1
    # The judge is named already: nothing new runs for the president.
    assert limits(petition) == {("194.3", "examiner", "12/01")}
    assert petition.attachments.filter(kind="complaint", version=1).exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"ground": "  "}, "no_ground"),
        ({"intake": paper("petitioner", made=date(2026, 1, 4))}, "bad_day"),
        ({"intake": paper("petitioner", made=date(2026, 1, 5), received=date(2026, 1, 6))}, "bad_day"),
        ({"intake": paper("ai đó", made=date(2026, 1, 5))}, "no_source"),
    ],
)
def test_a_complaint_says_why_and_when(world, now, clerk, change, code):
    petition = returning.returned(world, now)
    told = {"ground": GROUND, "intake": paper("petitioner", made=date(2026, 1, 5)), **change}
    with pytest.raises(Refused, match=code):
        actions.complain_of_return(by=clerk, petition_id=petition.pk, at=now, **told)


def test_one_complains_once_and_only_of_a_return(world, now, plaintiff):
    petition = returning.complained(world, now)
    with pytest.raises(Refused, match="complaint.already"):
        actions.complain_of_return(
            by=plaintiff, petition_id=petition.pk, ground=GROUND, at=now + timedelta(days=2)
        )
    other = steps.examined_petition(world, now)
    with pytest.raises(Refused, match="wrong_state"):
        actions.complain_of_return(by=plaintiff, petition_id=other.pk, ground=GROUND, at=now)


# --- the other judge and the session ----------------------------------------------------------------------


def test_another_judge_is_named_by_the_leaders(world, now, president, judge):
    petition = returning.complained(world, now)
    at = now + timedelta(days=1)
    told = {"petition_id": petition.pk, "at": at}
    with pytest.raises(Refused, match=r"same_judge.*khoản 2 Điều 194"):
        actions.name_return_judge(by=president, post_id=world.posts["thamphan"].pk, **told)
    with pytest.raises(Refused, match="not_a_judge"):
        actions.name_return_judge(by=president, post_id=world.posts["thuky"].pk, **told)
    with pytest.raises(Refused, match="not_allowed"):
        actions.name_return_judge(by=judge, post_id=world.posts["thamphan2"].pk, **told)
    world.users["thamphan2"].personal_id = "001087000001"  # as the plaintiff
    world.users["thamphan2"].save()
    with pytest.raises(Refused, match="judge_barred"):
        actions.name_return_judge(by=president, post_id=world.posts["thamphan2"].pk, **told)
    review = actions.name_return_judge(by=president, post_id=world.posts["thamphan3"].pk, **told)
    assert (review.state, review.judge) == ("to_set", world.posts["thamphan3"])
    assert limits(petition) == {("194.3", "examiner", "12/01")}
    assert Deadline.objects.get(rule="BLTTDS:194.3").post == world.posts["thamphan3"]


def test_who_was_named_may_be_named_anew(world, now, president):
    petition = returning.named(world, now)
    at = now + timedelta(days=2)
    actions.name_return_judge(
        by=president, petition_id=petition.pk, post_id=world.posts["thamphan3"].pk, at=at
    )
    assert limits(petition) == {("194.3", "examiner", "13/01")}
    with pytest.raises(Refused, match="not_allowed"):
        actions.set_return_session(
            by=world.viewer("thamphan2"), petition_id=petition.pk, place="x", starts_at=at + timedelta(hours=1), at=at
        )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"starts_at": timedelta(hours=-1)}, "session.past"),
        ({"starts_at": timedelta(days=8)}, r"session.too_late.*12/01/2026.*05 ngày làm việc"),
        ({"place": " "}, "session.no_place"),
    ],
)
def test_the_session_is_set_within_five_working_days(world, now, other_judge, change, code):
    petition = returning.named(world, now)
    at = now + timedelta(days=1, hours=2)
    told = {"starts_at": timedelta(days=1), "place": "Phòng họp số 2", **change}
    with pytest.raises(Refused, match=code):
        actions.set_return_session(
            by=other_judge,
            petition_id=petition.pk,
            at=at,
            place=told["place"],
            starts_at=at + told["starts_at"],
        )


def test_a_session_set_anew_says_why(world, now, other_judge):
    petition = returning.set_to_meet(world, now)
    at = now + timedelta(days=3)
    told = {
        "petition_id": petition.pk,
        "place": "Phòng họp số 1",
        "starts_at": at + timedelta(days=1),
        "at": at,
    }
    with pytest.raises(Refused, match="session.no_why"):
        actions.set_return_session(by=other_judge, **told)
    actions.set_return_session(by=other_judge, why="Đại diện Viện kiểm sát vắng mặt", **told)
    events.drain()
    assert petition.papers.filter(kind="ret_meet").count() == 2


@pytest.mark.parametrize(
    ("hours", "change", "code"),
    [
        (-1, {}, "session.too_early"),
        (
            1,
            {"record": actions.ReturnRecord("", "x")},
            r"session.no_procurator.*khoản 3 Điều 194.*ấn định lại",
        ),
        (1, {"record": actions.ReturnRecord("Nghiêm Thị Bích", " ")}, "session.no_opinions"),
        (1, {"reason": " "}, "answer.no_reason"),
    ],
)
def test_the_answer_follows_a_session_with_the_procurator(world, now, other_judge, *, hours, change, code):
    petition = returning.set_to_meet(world, now)
    for act in (actions.keep_return, actions.take_back):
        with pytest.raises(Refused, match=code):
            settle(act, other_judge, petition, now + timedelta(days=3, hours=hours), **change)


def test_without_a_session_there_is_no_answer(world, now, other_judge):
    petition = returning.named(world, now)
    with pytest.raises(Refused, match="wrong_state"):
        settle(actions.keep_return, other_judge, petition, now + timedelta(days=2))


def test_the_complainants_absence_does_not_stop_the_session(world, now, other_judge):
    petition = returning.set_to_meet(world, now)
    absent = actions.ReturnRecord("Nghiêm Thị Bích", "Kiểm sát viên đề nghị giữ nguyên.", complainant=False)
    review = settle(
        actions.keep_return, other_judge, petition, now + timedelta(days=3, hours=1), record=absent
    )
    assert review.record["complainant"] is False
    assert review.held_on == date(2026, 1, 8)


def test_only_who_was_named_answers(world, now, judge, president):
    petition = returning.set_to_meet(world, now)
    for by in (judge, president):
        with pytest.raises(Refused, match="not_allowed"):
            settle(actions.take_back, by, petition, now + timedelta(days=3, hours=1))


def test_the_return_is_kept_and_the_way_up_is_open(world, now):
    petition = returning.kept(world, now)
    review = ReturnReview.objects.get()
    assert (review.state, str(review.number)) == ("kept", "01/2026/QĐST-DS")
    assert state(petition) == "returned"
    assert limits(petition) == {("194.5", "party", "19/01")}  # the tenth day is a Sunday
    received(world, petition, now + timedelta(days=4), review=review)
    assert ("194.5", "procuracy", "19/01") in limits(petition)
    events.drain()
    assert petition.papers.filter(kind="ret_answer").exists()


def test_the_petition_is_taken_back_to_go_on(world, now, other_judge, plaintiff):
    petition = returning.set_to_meet(world, now)
    at = now + timedelta(days=3, hours=1)
    settle(actions.take_back, other_judge, petition, at)
    petition.refresh_from_db()
    assert (petition.state, petition.examiner) == ("examining", world.posts["thamphan2"])
    assert limits(petition) == {("191.3", "examiner", "14/01")}  # a Saturday is worked
    assert Return.objects.get().in_force is None
    with pytest.raises(Refused, match=r"ground_settled.*Điều 194"):
        actions.return_petition(
            by=other_judge, petition_id=petition.pk, ground="petition_return:192.1.a", reason="x", at=at
        )
    notice = actions.take_jurisdiction(by=other_judge, petition_id=petition.pk, at=at)
    assert notice.in_force == petition
    with pytest.raises(Refused, match="wrong_state"):
        actions.complain_of_return(by=plaintiff, petition_id=petition.pk, ground=GROUND, at=at)
    assert audit.verify().good


def test_a_petition_returned_for_the_fee_gets_a_new_notice_and_may_be_returned_anew(
    world, now, judge, other_judge
):
    petition = steps.examined_petition(world, now)
    actions.take_jurisdiction(by=judge, petition_id=petition.pk, at=now)
    later = now + timedelta(days=8)
    reason = {"ground": "petition_return:192.1.d", "reason": "Không nộp biên lai."}
    actions.return_petition(by=judge, petition_id=petition.pk, at=later, **reason)
    returning.set_to_meet(world, later, petition=Petition.objects.get(pk=petition.pk))
    at = later + timedelta(days=3, hours=1)
    settle(actions.take_back, other_judge, petition, at, reason="Có trở ngại khách quan.")
    notice = actions.take_jurisdiction(by=other_judge, petition_id=petition.pk, at=at)
    assert FeeNotice.objects.filter(petition=petition).count() == 2
    petition.refresh_from_db()
    assert petition.fee_notice == notice
    withdrawn = {"ground": "petition_return:192.1.g", "reason": "Người khởi kiện rút đơn."}
    second = actions.return_petition(by=other_judge, petition_id=petition.pk, at=at, **withdrawn)
    assert petition.returns.count() == 2
    assert Return.objects.get(in_force=petition) == second
    events.drain()
    assert petition.papers.filter(kind="return").count() == 2
    assert petition.papers.filter(kind="fee_notice").count() == 2


def test_of_a_returned_request_the_same_way_is_gone(world, now, judge, other_judge):
    petition = request_steps.filed(world, now, kind="27.1")
    actions.return_petition(
        by=judge,
        petition_id=petition.pk,
        ground="request_return:364.1.c",
        reason="Không thuộc thẩm quyền.",
        at=now,
    )
    returning.set_to_meet(world, now, petition=Petition.objects.get(pk=petition.pk))
    settle(actions.take_back, other_judge, petition, now + timedelta(days=3, hours=1))
    petition.refresh_from_db()
    assert petition.state == "examining"
    assert limits(petition) == set()  # of a request the code names no term for examining
    events.drain()
    told = text_of(petition.papers.get(kind="ret_answer").file)
    assert "đơn yêu cầu" in told
    assert "khoản 3 Điều 364" in told
