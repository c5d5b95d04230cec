"""More time to amend (BLTTDS 193.1), and the notice that a petition sent by post was received (191.1)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from toaan.cases.models import Deadline
from toaan.core import audit, clock, events, rules_in_force
from toaan.core.errors import Refused
from toaan.core.waiting import waiting_for
from toaan.demo import request_steps, steps
from toaan.filing import actions
from toaan.filing.models import Petition
from toaan.filing.tests.test_examining import ask, open_limits
from toaan.rules.time_limits import ExtensionTooLong, latest_moved

WHY = "Người khởi kiện đang điều trị tại bệnh viện, chưa xin được xác nhận nơi cư trú."


def amending(world, now, **kw):
    clock.move_to(now)
    petition = steps.examined_petition(world, now)
    ask(world.viewer("thamphan"), petition, now, **kw)
    return Petition.objects.get(pk=petition.pk)


def extend(world, petition, at, *, who="thamphan", **change):
    told = {"due_on": date(2026, 2, 9), "reason": WHY, **change}
    return actions.extend_amendment(by=world.viewer(who), petition_id=petition.pk, at=at, **told)


def running(petition):
    return Deadline.objects.get(petition_id=petition.pk, rule="BLTTDS:193.1")


def test_the_judge_gives_more_time_once_and_the_deadline_moves(world, now):
    petition = amending(world, now)
    assert running(petition).due_on == date(2026, 1, 30)
    made = extend(world, petition, now + timedelta(days=20))
    assert (made.due_before, made.due_on) == (date(2026, 1, 30), date(2026, 2, 9))
    petition.refresh_from_db()
    assert petition.amendment_request.due_on == date(2026, 2, 9)
    moved = running(petition)
    assert moved.due_on == date(2026, 2, 9)
    assert moved.extension["due_before"] == "2026-01-30"
    assert moved.extension["reason"] == WHY
    assert moved.explanation["due"] == "2026-02-09"
    with pytest.raises(Refused, match=r"filing.extended.*09/02/2026"):
        extend(world, petition, now + timedelta(days=21), due_on=date(2026, 2, 10))
    events.drain()
    assert petition.papers.filter(kind="more_time").count() == 1
    assert audit.verify().good


def test_within_the_extended_time_the_petition_is_not_returned(world, now, judge):
    petition = amending(world, now)
    extend(world, petition, now + timedelta(days=20))
    told = {"petition_id": petition.pk, "ground": "petition_return:192.1.e", "reason": "Không sửa đơn"}
    with pytest.raises(Refused, match=r"still_time.*09/02/2026"):
        actions.return_petition(by=judge, at=now + timedelta(days=30), **told)
    assert actions.return_petition(by=judge, at=now + timedelta(days=36), **told)


def test_fifteen_days_are_the_most(world, now):
    petition = amending(world, now)
    # From Friday 30/01 fifteen days lead to Saturday 14/02, and Tet follows: the first working day after it.
    with pytest.raises(Refused, match=r"due_too_late.*không quá 15 ngày.*khoản 1 Điều 193"):
        extend(world, petition, now, due_on=date(2026, 3, 20))
    short = amending(world, now, due_on=date(2026, 1, 12))
    with pytest.raises(Refused, match=r"due_too_late.*27/01/2026"):
        extend(world, short, now, due_on=date(2026, 1, 28))
    extend(world, short, now, due_on=date(2026, 1, 27))
    assert running(short).due_on == date(2026, 1, 27)


@pytest.mark.parametrize(
    ("change", "days", "code"),
    [
        ({"reason": " "}, 1, r"no_reason.*khoản 1 Điều 193"),
        ({"due_on": date(2026, 1, 30)}, 1, "due_too_early"),
        ({}, 26, r"term_over.*30/01/2026"),
    ],
)
def test_more_time_needs_its_case_and_its_day(world, now, change, days, code):
    petition = amending(world, now)
    with pytest.raises(Refused, match=code):
        extend(world, petition, now + timedelta(days=days), **change)


def test_only_the_examining_judge_extends_and_only_while_it_is_amended(world, now):
    petition = amending(world, now)
    for who in ("thamphan2", "chanhan", "thuky", "nguyendon"):
        with pytest.raises(Refused, match="not_allowed"):
            extend(world, petition, now, who=who)
    other = steps.examined_petition(world, now)
    with pytest.raises(Refused, match="wrong_state"):
        extend(world, other, now)


def test_the_seven_days_of_a_request_stay(world, now, judge):
    petition = request_steps.filed(world, now)
    ask(judge, petition, now, due_on=date(2026, 1, 12))
    with pytest.raises(Refused, match=r"no_extension.*khoản 2 Điều 363"):
        extend(world, petition, now, due_on=date(2026, 1, 15))


def test_the_page_of_more_time_tells_both_sides(world, now, page):
    petition = amending(world, now)
    judge, address = page("thamphan"), reverse("filing:step", args=[petition.pk, "gia-han-sua-doi"])
    assert address in judge.get(reverse("filing:petition", args=[petition.pk])).content.decode()
    form = judge.get(address).content.decode()
    assert "Không quá 15 ngày" in form
    answer = judge.post(address, {"due_on": "09/02/2026", "reason": ""})
    assert (answer.status_code, "trường hợp đặc biệt" in answer.content.decode()) == (422, True)
    assert judge.post(address, {"due_on": "09/02/2026", "reason": WHY}).status_code == 302
    told = judge.get(reverse("filing:petition", args=[petition.pk])).content.decode()
    assert "gia hạn từ ngày 30/01/2026" in told
    assert address not in told
    mine = page("nguyendon").get(reverse("filing:mine_petition", args=[petition.pk])).content.decode()
    assert "Sửa đổi, bổ sung đơn đến hết ngày 09/02/2026" in mine
    assert "đã được Thẩm phán gia hạn" in mine


# --- by post ----------------------------------------------------------------------------------------------


def by_post(world, now, channel="post", **more):
    told = {"data": steps.petition_words(world), "received_on": clock.local_date(now), **more}
    return actions.record_paper(by=world.viewer("vanthu"), channel=channel, kind="DS", at=now, **told)


def acknowledge(world, petition, at, *, who="vanthu", **change):
    told = {"sent_on": clock.local_date(at), "how": "Bưu gửi RS000000001VN", **change}
    return actions.acknowledge(by=world.viewer(who), petition_id=petition.pk, at=at, **told)


def test_two_working_days_run_from_receipt_by_post_until_the_notice_is_sent(world, now):
    petition = by_post(world, now)
    limit = Deadline.objects.get(petition_id=petition.pk, rule="BLTTDS:191.1")
    assert (limit.owner, limit.due_on) == ("clerk", date(2026, 1, 7))
    for who in ("vanthu", "thuky"):
        assert "filing.acknowledge" in {w.act for w in waiting_for(world.viewer(who))}
    acknowledge(world, petition, now + timedelta(days=1))
    limit.refresh_from_db()
    assert (limit.state, limit.ended_on) == ("met", date(2026, 1, 6))
    assert open_limits(petition) == {"BLTTDS:191.2"}
    assert "filing.acknowledge" not in {w.act for w in waiting_for(world.viewer("vanthu"))}
    with pytest.raises(Refused, match="filing.acknowledged"):
        acknowledge(world, petition, now + timedelta(days=1))
    assert audit.verify().good


def test_a_request_by_post_is_acknowledged_too(world, now):
    petition = by_post(world, now, data=request_steps.words(world, "27.1"), request_kind="27.1")
    assert open_limits(petition) == {"BLTTDS:191.1", "BLTTDS:363.1"}
    acknowledge(world, petition, now)
    assert open_limits(petition) == {"BLTTDS:363.1"}


def test_at_the_counter_and_online_nothing_runs(world, now):
    counter, online = by_post(world, now, channel="counter"), steps.filed_petition(world, now)
    for petition in (counter, online):
        assert "BLTTDS:191.1" not in open_limits(petition)
        with pytest.raises(Refused, match=r"not_by_post.*khoản 1 Điều 191"):
            acknowledge(world, petition, now)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"how": " "}, "filing.no_way"),
        ({"sent_on": date(2026, 1, 4)}, "bad_sent_on"),
        ({"sent_on": date(2026, 1, 9)}, "bad_sent_on"),
    ],
)
def test_the_notice_says_when_and_how(world, now, change, code):
    petition = by_post(world, now)
    with pytest.raises(Refused, match=code):
        acknowledge(world, petition, now, **change)
    for who in ("thamphan", "chanhan", "luutru"):
        with pytest.raises(Refused, match="not_allowed"):
            acknowledge(world, petition, now, who=who)


def test_the_page_of_the_notice(world, now, page):
    clock.move_to(now)
    petition, clerk = by_post(world, now), page("thuky")
    address = reverse("filing:step", args=[petition.pk, "thong-bao-nhan-don"])
    assert address in clerk.get(reverse("filing:petition", args=[petition.pk])).content.decode()
    assert clerk.get(address).status_code == 200
    assert clerk.post(address, {"sent_on": "05/01/2026", "how": ""}).status_code == 422
    assert clerk.post(address, {"sent_on": "05/01/2026", "how": "RS000000001VN"}).status_code == 302
    told = clerk.get(reverse("filing:petition", args=[petition.pk])).content.decode()
    assert "RS000000001VN" in told
    assert address not in told


def test_what_cannot_be_extended_has_no_last_day(world, now):
    limit = rules_in_force.time_limit("BLTTDS:363.2", date(2026, 1, 5))
    with pytest.raises(ExtensionTooLong):
        latest_moved(limit, date(2026, 1, 5), date(2026, 1, 12), rules_in_force.calendar())
