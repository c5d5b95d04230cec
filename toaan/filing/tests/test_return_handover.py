"""Complaints about a return whose judge goes away: another one goes on, never the one who returned the petition (194.2)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from toaan.cases import actions as cases
from toaan.cases.models import Deadline, HandoverItem
from toaan.cases.tests.handing import plan_of, work_of
from toaan.core import audit, clock
from toaan.core.errors import Refused
from toaan.filing import actions
from toaan.filing.models import ReturnReview

from . import returning

pytestmark = pytest.mark.django_db
S = HandoverItem.State


def handed(world, petition, to="thamphan3"):
    review = ReturnReview.objects.get(returned__petition=petition)
    (work,) = (w for w in work_of(world, "thamphan2") if w.subject_id == review.pk)
    plan = plan_of(world, "thamphan2", work, to=to)
    return cases.hand_over(by=world.viewer("chanhan"), plan=plan, at=clock.now()).items.get()


def test_another_judge_goes_on_with_the_session_that_was_set(world, now, page):
    petition = returning.set_to_meet(world, now)
    (work,) = work_of(world, "thamphan2")
    assert work.kind == "return" and work.role_label == "Thẩm phán giải quyết khiếu nại về việc trả lại đơn"
    item = handed(world, petition)
    assert item.state == S.DONE, item.result
    review = ReturnReview.objects.get(returned__petition=petition)
    assert (review.judge, review.state) == (world.posts["thamphan3"], "to_meet")
    assert work_of(world, "thamphan2") == []
    open_ones = Deadline.objects.filter(petition_id=petition.pk, rule="BLTTDS:194.3", state="open")
    assert {d.post for d in open_ones} <= {world.posts["thamphan3"]}
    later = review.meets.starts_at
    clock.move_to(later)
    said = {"petition_id": petition.pk, "record": returning.SAID, "reason": "Như trên.", "at": later}
    with pytest.raises(Refused, match="not_allowed"):
        actions.keep_return(by=world.viewer("thamphan2"), **said)
    actions.keep_return(by=world.viewer("thamphan3"), **said)
    there = page("chanhan").get(reverse("filing:returned_work", args=[review.pk]))
    assert there.status_code == 302 and there["Location"] == reverse("filing:petition", args=[petition.pk])
    assert audit.verify().good


def test_who_returned_the_petition_does_not_settle_it_nor_does_a_clerk(world, now):
    petition = returning.named(world, now)
    for who in ("thamphan", "thuky"):
        item = handed(world, petition, to=who)
        assert item.state == S.REFUSED, who
    assert ReturnReview.objects.get(returned__petition=petition).judge == world.posts["thamphan2"]


def test_what_is_settled_is_nobodys_work(world, now):
    returning.kept(world, now)
    assert work_of(world, "thamphan2") == []
