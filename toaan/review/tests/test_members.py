"""The committee of judges as dated data of the court: kept by its president, the whole of it at every session (66.1, 341.5, 53)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from toaan.cases.models import Assignment
from toaan.core import clock
from toaan.core.errors import Refused
from toaan.demo import reviews
from toaan.review import actions, queries
from toaan.review.models import CommitteeMember, Proceeding
from toaan.review.tests.test_committee import sitting

SINCE = date(2025, 7, 1)


def code_of(call, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return refused.value.code


@pytest.fixture
def preparing(world, judgment, at) -> Proceeding:
    return reviews.of_procuracy(world, judgment, at)


def test_the_president_keeps_the_list_with_its_days(world, at):
    president, post = world.viewer("chanhan.tinh"), world.posts["thamphan2.tinh"].pk
    new = {"post_id": post, "since": SINCE, "decision": "QĐ 12", "at": at}
    assert code_of(actions.enter_member, by=world.viewer("thuky.tinh"), **new) == "not_allowed"
    assert (
        code_of(actions.enter_member, by=president, **{**new, "post_id": world.posts["thamphan"].pk})
        == "review.not_judge"
    )
    made = actions.enter_member(by=president, **new)
    assert code_of(actions.enter_member, by=president, **new) == "review.member"
    assert [p.pk for p in queries.committee_on(world.province.pk, at.date(), at)] == [post]
    assert queries.committee_on(world.province.pk, SINCE - timedelta(days=1), at) == []
    end = {"by": president, "member_id": made.pk, "at": at}
    assert code_of(actions.end_member, **end, until=SINCE - timedelta(days=1)) == "review.day"
    assert code_of(actions.end_member, **end, until=at.date() + timedelta(days=1)) == "review.day"
    actions.end_member(**end, until=date(2026, 2, 1))
    assert code_of(actions.end_member, **end, until=date(2026, 2, 1)) == "review.member_ended"
    assert queries.committee_on(world.province.pk, at.date(), at) == []
    assert (
        code_of(actions.enter_member, by=president, **{**new, "since": date(2026, 2, 1)}) == "review.member"
    )
    assert actions.enter_member(by=president, **{**new, "since": date(2026, 2, 2)}).until is None


def test_a_session_is_of_the_whole_committee_as_the_list_has_it(world, preparing, at):
    members = reviews.committee(world, at)
    own = {"by": world.viewer("chanhan.tinh"), "proceeding_id": preparing.pk, "at": at}
    fewer = [m.post_id for m in members][:-1]
    assert (
        code_of(actions.set_session, **own, plan=sitting(world, at, members=fewer)) == "review.not_committee"
    )
    made = actions.set_session(**own, plan=sitting(world, at))
    assert made.members.count() == len(members)


def test_who_was_clerk_below_steps_aside_and_counts_and_who_judged_below_sits(world, preparing, at):
    reviews.committee(world, at)
    for name, role in (("thamphan2.tinh", "clerk"), ("thamphan3.tinh", "judge")):
        Assignment.objects.create(
            case=preparing.case,
            post=world.posts[name],
            role=role,
            assigned_at=at - timedelta(days=99),
            ended_at=at - timedelta(days=98),
        )
    own = {"by": world.viewer("chanhan.tinh"), "proceeding_id": preparing.pk, "at": at}
    assert code_of(actions.set_session, **own, plan=sitting(world, at)) == "review.barred"  # 53.4: reporter
    plan = sitting(world, at, reporter=world.posts["thamphan3.tinh"].pk)  # the exception of 53.3
    made = actions.set_session(**own, plan=plan)
    assert made.members.count() == 6
    then = plan.session_at
    clock.move_to(then)
    actions.send_report(by=world.viewer("thamphan3.tinh"), proceeding_id=made.pk, text="Tóm tắt.", at=then)
    everybody = [p.pk for p in made.members.all()]
    kept = {"by": world.viewer("thuky.tinh"), "proceeding_id": made.pk, "procurator": "Ông Văn Thắng", "heard": "Phát biểu.", "at": then}  # fmt: skip
    assert code_of(actions.keep_minutes, **kept, present=everybody) == "review.barred"
    barred = world.posts["thamphan2.tinh"].pk
    assert len(actions.keep_minutes(**kept, present=[p for p in everybody if p != barred]).present) == 5


def test_too_many_who_step_aside_leave_no_quorum(world, preparing, at):
    reviews.committee(world, at)
    names = [n for n in world.posts if n.endswith(".tinh") and n.startswith("thamphan")][:3]
    for name in names:
        Assignment.objects.create(
            case=preparing.case,
            post=world.posts[name],
            role="clerk",
            assigned_at=at - timedelta(days=99),
            ended_at=at - timedelta(days=98),
        )
    own = {"by": world.viewer("chanhan.tinh"), "proceeding_id": preparing.pk, "at": at}
    assert code_of(actions.set_session, **own, plan=sitting(world, at)) == "review.quorum"


def test_on_the_pages_of_the_president(world, page, preparing, at):
    president, clerk = page("chanhan.tinh"), page("thuky.tinh")
    listed, new = reverse("review:committee"), reverse("review:member")
    assert "Chưa có danh sách" in president.get(listed).content.decode()
    assert new not in clerk.get(listed).content.decode() and clerk.get(new).status_code == 403
    assert page("thuky").get(listed).status_code == 404  # no committee at a regional court (337.1)
    data = {"post": str(world.posts["thamphan2.tinh"].pk), "since": "01/07/2025", "decision": ""}
    assert president.post(new, {**data, "since": ""}).status_code == 422
    assert president.post(new, data).status_code == 302
    made = CommitteeMember.objects.get()
    end = reverse("review:member_end", args=[made.pk])
    assert end in president.get(listed).content.decode() and president.get(end).status_code == 200
    assert president.post(end, {"until": "01/01/2020"}).status_code == 422
    assert president.post(end, {"until": "01/02/2026"}).status_code == 302
    assert president.get(end).status_code == 302
    assert "Đã thôi là thành viên" in president.get(listed).content.decode()
