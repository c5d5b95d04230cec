"""Nobody and no room is in two sittings at once; a refusal leaves nothing half-written."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections

from toaan.cases import actions as cases
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.demo import people, steps
from toaan.hearings import actions
from toaan.hearings.models import Booking, Hearing

from .helpers import at_hour, judge_of, plan, ready, session

DAY = "2026-01-20"


@pytest.fixture
def two_cases(world, now):
    """Two cases with different judges and clerks."""
    first = steps.assigned_case(world, now)
    second = steps.assigned_case(world, now)
    president = world.viewer("chanhan")
    cases.assign_clerk(by=president, case_id=second.pk, post_id=world.posts["thuky2"].pk, at=now)
    taken = {first.assignments.get(role="presiding").post_id}
    chosen = second.assignments.get(role="presiding", ended_at=None)
    if chosen.post_id in taken:  # the draw is random; the tests need two judges
        free = next(world.posts[n] for n in ("thamphan", "thamphan2") if world.posts[n].pk not in taken)
        chosen.post = free
        chosen.save(update_fields=["post"])
    return first, second


def _counts():
    # The helpers may furnish a room on the way.
    acts = Event.objects.exclude(act="hearings.keep_room").count()
    return Hearing.objects.count(), Booking.objects.count(), acts


def test_a_taken_room_is_refused_with_case_and_hours(world, now, two_cases):
    first, second = two_cases
    session(world, first, at=now, starts=at_hour(DAY, 8))
    before = _counts()
    with pytest.raises(Refused) as refusal:
        session(world, second, at=now, starts=at_hour(DAY, 9))
    assert refusal.value.code == "hearing.clash"
    assert f"Phòng xử án số 1 đã có phiên họp {first} lúc 08:00–10:00" in refusal.value.message
    assert _counts() == before


@pytest.mark.parametrize("hour", [6, 10])
def test_adjacent_sittings_are_allowed(world, now, two_cases, hour):
    first, second = two_cases
    session(world, first, at=now, starts=at_hour(DAY, 8))
    assert session(world, second, at=now, starts=at_hour(DAY, hour)).bookings.count() == 3


def test_a_taken_clerk_is_refused_in_another_room(world, now, two_cases):
    first, second = two_cases
    cases.assign_clerk(by=world.viewer("chanhan"), case_id=second.pk, post_id=world.posts["thuky"].pk, at=now)
    session(world, first, at=now, starts=at_hour(DAY, 8))
    before = _counts()
    with pytest.raises(Refused, match="Thư ký Lâm Thu Hà đã có phiên họp"):
        session(
            world, second, at=now, starts=at_hour(DAY, 8), room=steps.court_room(world, "Phòng xử án số 2")
        )
    assert _counts() == before


def test_a_taken_judge_is_refused_in_another_room(world, now, two_cases):
    first, second = two_cases
    mine = first.assignments.get(role="presiding").post
    second.assignments.filter(role="presiding").update(post=mine)
    session(world, first, at=now, starts=at_hour(DAY, 8))
    before = _counts()
    with pytest.raises(Refused, match=f"{mine.title} {mine.user.full_name} đã có phiên họp"):
        session(
            world, second, at=now, starts=at_hour(DAY, 8), room=steps.court_room(world, "Phòng xử án số 2")
        )
    assert _counts() == before


def test_a_taken_lay_judge_is_refused_and_no_number_is_used_up(world, now):
    case, moment = ready(world, now)
    other = steps.mediated_case(world, now + timedelta(days=3))
    cases.assign_clerk(
        by=world.viewer("chanhan"), case_id=other.pk, post_id=world.posts["thuky2"].pk, at=moment
    )
    first_judge = case.assignments.get(role="presiding").post_id
    free = next(world.posts[n] for n in ("thamphan", "thamphan2") if world.posts[n].pk != first_judge)
    other.assignments.filter(role="presiding").update(post=free)
    moment = max(moment, other.hearings.get().closed_at + timedelta(hours=1))
    starts = at_hour("2026-02-02", 8)
    actions.decide_trial(by=judge_of(world, case), case_id=case.pk, plan=plan(world, starts), at=moment)
    before = _counts()
    room = steps.court_room(world, "Phòng xử án số 2")
    with pytest.raises(Refused, match="Hội thẩm nhân dân Tạ Văn Lộc đã có phiên tòa"):
        actions.decide_trial(
            by=judge_of(world, other), case_id=other.pk, plan=plan(world, starts, room=room), at=moment
        )
    assert _counts() == before
    made = actions.decide_trial(
        by=judge_of(world, other),
        case_id=other.pk,
        plan=plan(world, at_hour("2026-02-03", 8), room=room),
        at=moment,
    )
    assert made.number.text == "02/2026/QĐXXST-DS"


def test_a_busy_new_clerk_cannot_be_assigned_to_a_planned_sitting(world, now, two_cases):
    first, second = two_cases
    session(world, first, at=now, starts=at_hour(DAY, 8))
    session(world, second, at=now, starts=at_hour(DAY, 8), room=steps.court_room(world, "Phòng xử án số 2"))
    president = world.viewer("chanhan")
    with pytest.raises(Refused, match="Thư ký Lâm Thu Hà đã có phiên họp"):
        cases.assign_clerk(by=president, case_id=second.pk, post_id=world.posts["thuky"].pk, at=now)
    assert second.assignments.get(role="clerk", ended_at=None).post == world.posts["thuky2"]


def test_a_new_clerk_takes_over_the_booking_and_the_list(world, now, two_cases):
    _, second = two_cases
    planned = session(world, second, at=now, starts=at_hour(DAY, 8))
    later = now + timedelta(hours=1)
    cases.assign_clerk(
        by=world.viewer("chanhan"), case_id=second.pk, post_id=world.posts["thuky"].pk, at=later
    )
    assert planned.bookings.filter(resource_id=world.posts["thuky"].pk).exists()
    assert not planned.bookings.filter(resource_id=world.posts["thuky2"].pk).exists()
    assert planned.participations.get(role="clerk").name == "Lâm Thu Hà"


@pytest.mark.django_db(transaction=True)
def test_of_two_judges_at_the_same_moment_exactly_one_gets_the_room(now):

    world = people.standing()
    pair = [steps.assigned_case(world, now) for _ in range(2)]
    cases.assign_clerk(
        by=world.viewer("chanhan"), case_id=pair[1].pk, post_id=world.posts["thuky2"].pk, at=now
    )
    posts = [world.posts["thamphan"], world.posts["thamphan2"]]
    for case, post in zip(pair, posts, strict=True):
        case.assignments.filter(role="presiding").update(post=post)
    room = steps.court_room(world)
    results, gate = [], threading.Barrier(2)

    def go(case):
        try:
            judge = judge_of(world, case)
            gate.wait()
            session(world, case, at=now, starts=at_hour(DAY, 8), room=room, by=judge)
            results.append("booked")
        except Refused as refusal:
            results.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=(c,)) for c in pair]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(results) == ["booked", "hearing.clash"]
    assert Booking.objects.filter(resource_id=room.pk).count() == 1


@pytest.mark.django_db(transaction=True)
def test_numbers_of_trial_decisions_have_no_gap_when_issued_at_once(now):

    world = people.standing()
    made = []
    for n in range(2):
        made.append(steps.mediated_case(world, now + timedelta(days=7 * n)))
    over = made[1].hearings.get().closed_at
    cases.assign_clerk(
        by=world.viewer("chanhan"), case_id=made[1].pk, post_id=world.posts["thuky2"].pk, at=over
    )
    posts = [world.posts["thamphan"], world.posts["thamphan2"]]
    for case, post in zip(made, posts, strict=True):
        case.assignments.filter(role="presiding").update(post=post)
    moment = made[-1].hearings.get().closed_at + timedelta(hours=1)
    rooms = [steps.court_room(world), steps.court_room(world, "Phòng xử án số 2")]
    starts = [at_hour("2026-02-02", 8), at_hour("2026-02-03", 8)]
    numbers, gate = [], threading.Barrier(2)

    def go(n):
        try:
            judge = judge_of(world, made[n])
            p = plan(world, starts[n], room=rooms[n])
            gate.wait()
            decision = actions.decide_trial(by=judge, case_id=made[n].pk, plan=p, at=moment)
            numbers.append(decision.number.sequence)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=(n,)) for n in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(numbers) == [1, 2]


def test_postgresql_itself_refuses_an_overlap(world, now, two_cases):
    """The second line: even a write past the lock fails there; on SQLite the write lock is the only line."""
    if connection.vendor != "postgresql":
        assert connection.vendor == "sqlite"
        return
    from django.db import IntegrityError, transaction

    first, second = two_cases
    a = session(world, first, at=now, starts=at_hour(DAY, 8))
    b = session(world, second, at=now, starts=at_hour(DAY, 12))
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.filter(hearing=b, resource_type="room").update(
            starts_at=a.starts_at, ends_at=a.ends_at
        )


# --- people who take no booking ---------------------------------------------------------------------------


@pytest.fixture
def clashing(world, now):
    """A session of a case with a lawyer; another case was put into its room and its hours behind the back of the bookings."""
    case, other = steps.assigned_case(world, now), steps.assigned_case(world, now)
    lawyer = registered(world, case, now, "Phan Gia Định")
    hearing = session(world, case, at=now, starts=at_hour(DAY, 8))
    beside = session(world, other, at=now, starts=at_hour(DAY, 14))
    Hearing.objects.filter(pk=hearing.pk).update(starts_at=at_hour(DAY, 14), ends_at=at_hour(DAY, 16))
    assert beside.bookings.exists()
    return case, lawyer, Hearing.objects.get(pk=hearing.pk)


def registered(world, case, at, name):
    party = case.parties.get(role="defendant")
    return cases.register_protector(
        by=world.viewer("thuky"), case_id=case.pk, party_id=party.pk, kind="lawyer", name=name, at=at
    )


def called(hearing):
    return {p.name for p in hearing.participations.all()}


def test_a_clash_does_not_keep_a_lawyer_from_coming_or_going(world, now, clashing):
    case, lawyer, hearing = clashing
    before = set(hearing.bookings.values_list("pk", flat=True))
    assert lawyer.name in called(hearing)
    registered(world, case, now, "Tạ Quốc Bình")
    cases.end_representation(
        by=world.viewer("thuky"), case_id=case.pk, representation_id=lawyer.pk, ended_on=lawyer.since,
        reason="Văn bản thôi bảo vệ", at=now,
    )  # fmt: skip
    assert "Tạ Quốc Bình" in called(hearing) and lawyer.name not in called(hearing)
    assert set(hearing.bookings.values_list("pk", flat=True)) == before, "rooms and officers stay as they are"
    told = Event.objects.filter(act="hearings.call_anew", subject_id=str(hearing.pk)).order_by(
        "at", "sequence"
    )
    assert {e.because.act for e in told} == {"cases.register_protector", "cases.end_representation"}


def test_a_new_clerk_is_still_refused_by_a_clash(world, now, clashing):
    case, _lawyer, _hearing = clashing
    with pytest.raises(Refused, match="hearing.clash"):
        cases.assign_clerk(
            by=world.viewer("chanhan"), case_id=case.pk, post_id=world.posts["thuky2"].pk, at=now
        )
