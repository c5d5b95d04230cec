"""Complaints about a return at the court above, and the papers of the whole way (BLTTDS 194.4–6)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from toaan.cases.models import Deadline
from toaan.core import audit, events
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.demo import people
from toaan.filing import actions
from toaan.filing.models import ReturnReview
from toaan.filing.tests import returning
from toaan.filing.tests.returning import GROUND, limits, paper, received, state, text_of


@pytest.fixture
def above(world):
    """The provincial court with its president and clerk."""
    return people.staff_province(world)


# --- the papers -------------------------------------------------------------------------------------------


def test_the_papers_say_what_the_law_asks(world, above, now):
    petition = returning.complained_above(world, now)
    actions.keep_return_above(
        by=above.viewer("chanhan.tinh"),
        petition_id=petition.pk,
        reason="Không có căn cứ.",
        at=now + timedelta(days=6),
    )
    events.drain()
    papers = {(p.kind, p.of): text_of(p.file) for p in petition.papers.select_related("file")}
    first, second = ReturnReview.objects.order_by("opened_on")
    complaint = next(told for (kind, _of), told in papers.items() if kind == "complaint")
    assert GROUND in complaint
    session = next(told for (kind, _of), told in papers.items() if kind == "ret_meet")
    assert "đại diện Viện kiểm sát cùng cấp và đương sự có khiếu nại" in session
    assert "ngày 08/01/2026, tại Phòng họp số 2" in session
    answer = papers["ret_answer", str(first.pk)]
    assert "Giữ nguyên việc trả lại đơn" in answer
    assert "Trong thời hạn 10 ngày" in answer
    assert "Tại phiên họp ngày 08/01/2026 có sự tham gia của đại diện Viện kiểm sát Nghiêm Thị Bích" in answer
    last = papers["ret_answer", str(second.pk)]
    assert "TÒA ÁN NHÂN DÂN TỈNH SÔNG THANH" in last.upper()
    assert "là quyết định cuối cùng (khoản 6 Điều 194" in last
    assert "CHÁNH ÁN" in last


# --- the court above --------------------------------------------------------------------------------------


def test_the_way_up_opens_with_the_answer_and_closes_after_ten_days(world, now, plaintiff):
    petition = returning.complained(world, now)
    up = {"by": plaintiff, "petition_id": petition.pk, "ground": GROUND}
    with pytest.raises(Refused, match=r"not_answered.*khoản 5 Điều 194"):
        actions.complain_of_return_above(at=now + timedelta(days=2), **up)
    petition = returning.kept(world, now, petition=returning.returned(world, now))
    with pytest.raises(Refused, match=r"complaint.late.*19/01/2026.*khoản 5"):
        actions.complain_of_return_above(**{**up, "petition_id": petition.pk}, at=now + timedelta(days=15))


def test_the_president_above_has_ten_days_and_decides_for_good(world, above, now, plaintiff, president):
    petition = returning.complained_above(world, now)
    assert limits(petition) == {("194.6", "leaders", "19/01")}
    deadline = Deadline.objects.get(rule="BLTTDS:194.6")
    assert deadline.court == world.province
    at = now + timedelta(days=6)
    higher = above.viewer("chanhan.tinh")
    with pytest.raises(Refused, match="not_allowed"):
        actions.keep_return_above(by=president, petition_id=petition.pk, reason="x", at=at)
    with pytest.raises(Refused, match="answer.no_reason"):
        actions.keep_return_above(by=higher, petition_id=petition.pk, reason=" ", at=at)
    review = actions.keep_return_above(by=higher, petition_id=petition.pk, reason="Không có căn cứ.", at=at)
    assert (review.state, str(review.number), review.number.court) == (
        "kept",
        "01/2026/QĐ-CA",
        world.province,
    )
    assert [c.key for c in review.copies.all()] == ["petitioner", "procuracy2", "court"]
    assert limits(petition) == set()
    for act in (actions.complain_of_return, actions.complain_of_return_above):
        with pytest.raises(Refused, match=r"complaint.final.*khoản 6 Điều 194"):
            act(by=plaintiff, petition_id=petition.pk, ground=GROUND, at=at)
    events.drain()
    assert petition.papers.filter(kind="ret_answer").count() == 2
    assert audit.verify().good


def test_the_court_below_takes_the_petition_back_when_it_must(world, above, now, president):
    petition = returning.complained_above(world, now)
    at = now + timedelta(days=6)
    actions.demand_take_back(
        by=above.viewer("chanhan.tinh"), petition_id=petition.pk, reason="Người khởi kiện có quyền khởi kiện.", at=at
    )  # fmt: skip
    assert state(petition) == "returned"
    with pytest.raises(Refused, match="not_allowed"):
        actions.take_back_demanded(
            by=world.viewer("thamphan2"), petition_id=petition.pk, post_id=world.posts["thamphan3"].pk, at=at
        )
    actions.take_back_demanded(
        by=president, petition_id=petition.pk, post_id=world.posts["thamphan3"].pk, at=at
    )
    petition.refresh_from_db()
    assert (petition.state, petition.examiner) == ("examining", world.posts["thamphan3"])
    assert {rule for rule, _owner, _day in limits(petition)} == {"191.3"}
    assert Event.objects.filter(act="filing.take_back_demanded", court=world.court).exists()


def test_a_recommendation_above_is_taken_in_by_the_court_above(world, above, now, clerk):
    petition = returning.kept(world, now)
    received(world, petition, now + timedelta(days=4), review=ReturnReview.objects.get())
    at = now + timedelta(days=5)
    told = {
        "petition_id": petition.pk, "ground": "Kiến nghị nhận lại đơn.", "at": at, "intake": paper(made=date(2026, 1, 10))
    }  # fmt: skip
    with pytest.raises(Refused, match="not_allowed"):
        actions.complain_of_return_above(by=clerk, **told)
    made = actions.complain_of_return_above(by=above.viewer("thuky.tinh"), **told)
    assert made.review.court == world.province
    review = actions.keep_return_above(
        by=above.viewer("chanhan.tinh"), petition_id=petition.pk, reason="Không có căn cứ.", at=at
    )
    assert [c.key for c in review.copies.all()] == ["petitioner", "procuracy2", "procuracy", "court"]
    with pytest.raises(Refused, match="copy.other_court"):
        received(world, petition, at, review=review)
    assert received(world, petition, at, who="thuky.tinh", review=review).received_on == date(2026, 1, 10)


def test_a_court_without_one_above_sends_people_there_on_paper(world, now, plaintiff):
    world.court.parent = None
    world.court.save()
    petition = returning.kept(world, now)
    assert limits(petition) == set()
    with pytest.raises(Refused, match="no_court_above"):
        actions.complain_of_return_above(
            by=plaintiff, petition_id=petition.pk, ground=GROUND, at=now + timedelta(days=4)
        )


def test_what_else_was_asked_falls_away_when_the_petition_is_taken_back(world, above, now, president, clerk):
    petition = returning.complained_above(world, now)
    at = now + timedelta(days=4)
    actions.complain_of_return(
        by=clerk, petition_id=petition.pk, ground="Kiến nghị.", at=at, intake=paper(made=date(2026, 1, 9))
    )
    actions.demand_take_back(
        by=above.viewer("chanhan.tinh"), petition_id=petition.pk, reason="Có căn cứ.", at=at
    )
    actions.take_back_demanded(
        by=president, petition_id=petition.pk, post_id=world.posts["thamphan3"].pk, at=at
    )
    states = ReturnReview.objects.values_list("level", "state")
    assert set(states) == {("first", "kept"), ("above", "taken_back"), ("first", "void")}
    assert {rule for rule, _owner, _day in limits(petition)} == {"191.3"}
