"""Offered times: everybody free, within the law; choosing fills the form; what is taken meanwhile is refused."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from toaan.cases import actions as cases
from toaan.cases import queries as case_queries
from toaan.core import actions as core
from toaan.core import clock
from toaan.core.errors import Refused
from toaan.demo import steps
from toaan.hearings import actions, people, proposals, queries

from .helpers import at_hour, judge_of, plan, ready, session


def offered(text: str) -> list[str]:
    return re.findall(r'name="chon" value="([^"]+)"', text)


def rooms_of(case):
    return queries.rooms_in_use(case.court_id)


def session_offers(case, today):
    return proposals.offers(
        rooms_of(case),
        people.bench(case),
        kind=proposals.SESSION,
        today=today,
        limit=proposals.preparation_limit(case),
    )


def test_choosing_an_offer_fills_the_form_and_keeps_what_was_typed(world, now, page):
    case = steps.assigned_case(world, now)
    steps.court_room(world)
    visitor = page(steps.presiding(world, case))
    address = reverse("hearings:schedule_session", args=[case.pk])
    values = offered(visitor.get(address).content.decode())
    assert 3 <= len(values) <= 5
    room, starts, ends = values[1].split("|")
    answer = visitor.post(address, {"chon": values[1], "reason": "Lý do đã gõ", "day": "1/1"})
    text = answer.content.decode()
    assert answer.status_code == 200 and not case.hearings.exists()
    day = date.fromisoformat(starts[:10])
    assert f'value="{day:%d/%m/%Y}"' in text and f'value="{starts[11:]}"' in text
    assert f'<option value="{room}" selected>' in text and "Lý do đã gõ" in text
    fields = {"room": room, "day": f"{day:%d/%m/%Y}", "starts": starts[11:], "ends": ends[11:]}
    assert visitor.post(address, fields).status_code == 302
    assert case.hearings.get().day == day


def test_a_choice_that_is_none_of_ours_changes_nothing(world, now, page):
    case = steps.assigned_case(world, now)
    address = reverse("hearings:schedule_session", args=[case.pk])
    answer = page(steps.presiding(world, case)).post(address, {"chon": "x|y|z", "day": "20/01/2026"})
    assert answer.status_code == 200 and 'value="20/01/2026"' in answer.content.decode()


def test_offers_avoid_what_is_booked_and_who_is_away(world, now):
    case, other = steps.assigned_case(world, now), steps.assigned_case(world, now)
    room = steps.court_room(world)
    today = now.date()
    first = session_offers(case, today).rows[0]
    _room, starts, _ends = first.value.split("|")
    moment = at_hour(starts[:10], int(starts[11:13]), int(starts[14:16]))
    session(world, other, at=now, starts=moment, room=room)
    rows = session_offers(case, today).rows
    assert first.value not in [r.value for r in rows]
    post = case.assignments.get(role="presiding").post
    day = date.fromisoformat(starts[:10])
    core.record_leave(
        by=world.viewer("chanhan"), post_id=post.pk, ground="leave_ground:annual", first_day=day,
        last_day=day + timedelta(days=1), at=now,
    )  # fmt: skip
    told = session_offers(case, today)
    assert all(r.value.split("|")[1][:10] > f"{day + timedelta(days=1)}" for r in told.rows)
    assert any(post.user.full_name in words and "nghỉ, vắng mặt" in words for words in told.passed)


def test_a_trial_is_offered_within_the_limit_for_which_the_act_refuses(world, now):
    case, moment = ready(world, now)
    today = clock.local_date(moment)
    limit = proposals.limit_within("BLTTDS:203.4", today)
    told = proposals.offers(
        rooms_of(case), people.bench(case), kind=proposals.TRIAL, today=today, limit=limit
    )
    assert told.rows
    for row in told.rows:
        assert today + timedelta(days=14) < date.fromisoformat(row.value.split("|")[1][:10]) <= limit.day
        day = date.fromisoformat(row.value.split("|")[1][:10])
        assert f"trước hạn {(limit.day - day).days} ngày" in row.why or "ngày cuối" in row.why
    late = at_hour(f"{limit.day + timedelta(days=1)}", 8)
    with pytest.raises(Refused, match="Chậm nhất") as refusal:
        actions.decide_trial(by=judge_of(world, case), case_id=case.pk, plan=plan(world, late), at=moment)
    assert refusal.value.code == "hearing.too_late"
    longer = proposals.limit_within("BLTTDS:203.4", today, extended=True)
    assert longer.day > limit.day


def test_an_offer_taken_meanwhile_is_refused_in_words(world, now, page):
    case, other = steps.assigned_case(world, now), steps.assigned_case(world, now)
    steps.court_room(world)
    visitor = page(steps.presiding(world, case))
    address = reverse("hearings:schedule_session", args=[case.pk])
    room, starts, ends = offered(visitor.get(address).content.decode())[0].split("|")
    moment = at_hour(starts[:10], int(starts[11:13]), int(starts[14:16]))
    session(world, other, at=clock.now(), starts=moment)
    day = date.fromisoformat(starts[:10])
    answer = visitor.post(
        address, {"room": room, "day": f"{day:%d/%m/%Y}", "starts": starts[11:], "ends": ends[11:]}
    )
    text = answer.content.decode()
    assert answer.status_code == 422 and f"đã có phiên họp {other}" in text
    assert not case.hearings.exists() and offered(text)  # and other times are offered at once


def test_without_a_clerk_nothing_is_offered(world, now):
    case = steps.assigned_case(world, now)
    case.assignments.filter(role="clerk").update(ended_at=now)
    assert session_offers(case, now.date()) is None


def test_what_this_sitting_had_booked_is_free_for_its_own_new_time(world, now):
    case = steps.assigned_case(world, now)
    steps.court_room(world)
    today = now.date()
    first = session_offers(case, today).rows[0]
    starts = first.value.split("|")[1]
    earlier = session(
        world, case, at=now, starts=at_hour(starts[:10], int(starts[11:13]), int(starts[14:16]))
    )
    again = proposals.offers(
        rooms_of(case),
        people.bench(case),
        kind=proposals.SESSION,
        today=today,
        limit=None,
        instead_of=earlier,
    )
    assert again.rows[0].value == first.value


def test_offers_are_spread_over_several_days_mornings_and_afternoons(world, now):
    case = steps.assigned_case(world, now)
    steps.court_room(world)
    starts = [row.value.split("|")[1] for row in session_offers(case, now.date()).rows]
    per_day = {day: sum(s.startswith(day) for s in starts) for day in {s[:10] for s in starts}}
    assert len(per_day) >= 3 and max(per_day.values()) <= 2
    assert {s[11:13] < "12" for s in starts} == {True, False}


def test_a_lawyer_who_pleads_elsewhere_is_not_free(world, now):
    case, other = steps.assigned_case(world, now), steps.assigned_case(world, now)
    room = steps.court_room(world)
    for one in (case, other):
        cases.register_protector(
            by=world.viewer("thuky"), case_id=one.pk, party_id=one.parties.get(role="defendant").pk, kind="lawyer",
            name="Phan Gia Định", user=world.users["luatsu"], at=now,
        )  # fmt: skip
    case = case_queries.get(world.viewer(steps.presiding(world, case)), case.pk)

    def told():
        return proposals.offers(
            rooms_of(case),
            people.bench(case),
            kind=proposals.SESSION,
            today=now.date(),
            limit=None,
            case=case,
        )

    first = told().rows[0].value
    _room, starts, _ends = first.split("|")
    session(
        world, other, at=now, starts=at_hour(starts[:10], int(starts[11:13]), int(starts[14:16])), room=room
    )
    other.hearings.get().bookings.all().delete()  # neither room nor bench: only the lawyer is taken
    assert first not in [row.value for row in told().rows] and "Luật sư Phan Gia Định" in told().common
