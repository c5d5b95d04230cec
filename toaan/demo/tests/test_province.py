"""The demonstration: every row comes from an act, the same seed plays the same court again."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist

from toaan.cases.models import Assignment, Case, Deadline
from toaan.cases.states import ARCHIVED, JUDGED, PREPARING
from toaan.core import audit, chance, clock, events, files
from toaan.core.models import Event, EventDelivery, Post, StoredFile, User
from toaan.core.roles import POST_KINDS, Role
from toaan.demo import calendar, library, load, people, plan, province, wipe
from toaan.demo.story import Course
from toaan.demo.tests.provenance import Provenance
from toaan.demo.ways import steps_of
from toaan.filing.models import Petition
from toaan.hearings.models import Hearing
from toaan.judgments.models import Judgment
from toaan.publication.models import Publication

TODAY = date(2026, 11, 26)
FEW = dict.fromkeys(province.NUMBERS, 2)


def course(until: str = "", kind: str = "DS", days_ago: int = 200, turns: str = "", **more: str) -> Course:
    return Course(
        until=until, kind=kind, filed=TODAY - timedelta(days=days_ago), turns=frozenset(turns.split()), **more
    )


SLICE: dict[int, Sequence[Course]] = {
    3: [
        course(days_ago=290, turns="procurator lawyer", plaintiff="nguyendon", defendant="bidon", template="vay-tai-san"),
        course(days_ago=290, channel="counter", template="thue-nha", turns="adjourned absent failed"),
        course(days_ago=100, kind="LĐ", turns="appealed amended evidence"),
        course(days_ago=30, channel="post", kind="HNGĐ", turns="returned"),
        Course(until="prove:plan", fixed={"session": 0}, kind="KDTM"),
        Course(until="start", fixed={"start": -1}, kind="DS", plaintiff="nguyendon"),
    ],
    1: [course(days_ago=5, until="file")],
}  # fmt: skip


@pytest.fixture
def played(nobody):
    load.slice_of(SLICE, today=TODAY)


def test_every_row_comes_from_an_act_and_the_chains_are_whole(played):
    assert list(Provenance().orphans()) == []
    assert audit.verify().good
    for event in Event.objects.exclude(documents=[]):
        for document in event.documents:
            assert files.read(document["sha256"]), f"{event}: paper is not in the store"
    assert StoredFile.objects.count() > 30

    # The check can fail: rows written past the acts are found.
    case = Case.objects.order_by("accepted_on")[0]
    stranger = Case.objects.create(
        court=case.court,
        kind="DS",
        petition_id=uuid.uuid4(),
        petitioned_on=TODAY,
        accepted_on=TODAY,
        legal_relation="x",
    )
    seat = Assignment.objects.create(
        case=stranger, post=Post.objects.all()[0], role="presiding", assigned_at=clock.now()
    )
    assert set(Provenance().orphans()) == {f"cases.case {stranger.pk}", f"cases.assignment {seat.pk}"}


def test_the_matters_stand_where_their_course_leads(played):
    assert Counter(Case.objects.values_list("state", flat=True)) == {ARCHIVED: 2, JUDGED: 1, PREPARING: 1}
    assert Counter(Petition.objects.values_list("state", flat=True)) == {
        "accepted": 4, "returned": 1, "draft": 1, "received": 1,
    }  # fmt: skip
    session = Hearing.objects.get(state="planned")
    assert (session.kind, session.day) == ("disclosure_session", TODAY)
    assert Publication.objects.filter(state="published").count() == 2
    assert Judgment.objects.filter(appeals__isnull=False).count() == 1
    assert Hearing.objects.filter(state="adjourned").count() == 1
    from django_tasks_db.models import DBTaskResult

    assert not EventDelivery.objects.exclude(state=EventDelivery.State.DONE).exists()
    assert not DBTaskResult.objects.exists(), "nothing waits for the worker"
    late = Deadline.objects.filter(
        case__state=ARCHIVED, state=Deadline.State.OPEN, owner__in=["clerk", "judge", "leaders"]
    )
    assert not late.exists(), "a closed case has nothing left to do"


def fingerprint() -> list[object]:
    """What must be the same again: people, numbers, days, stages, judges, identities."""
    return [
        *User.objects.order_by("username").values_list("pk", "username", "full_name"),
        *(
            (c.pk, str(c), c.title, c.accepted_on, c.state, c.value, _judge(c))
            for c in Case.objects.order_by("pk")
        ),
        *Petition.objects.order_by("pk").values_list(
            "pk", "number__text", "state", "received_on", "plaintiff_names"
        ),
        *Hearing.objects.order_by("pk").values_list("pk", "starts_at", "state", "room__name"),
        *Deadline.objects.order_by("pk").values_list("pk", "rule", "due_on", "state", "ended_on"),
        *Judgment.objects.order_by("pk").values_list("pk", "number__text", "dated", "text"),
        *Event.objects.order_by("court__code", "sequence", "pk").values_list("pk", "act", "at", "title"),
    ]


def _judge(case: Case) -> str:
    try:
        return case.assignments.get(role="presiding", ended_at=None).post.user.username
    except ObjectDoesNotExist:
        return ""


PAIR = {3: (SLICE[3][0], SLICE[3][4])}


def test_the_same_seed_on_the_same_day_plays_the_same_court(nobody):
    prints = []
    for seed in ("one", "one", "two"):
        load.slice_of(PAIR, today=TODAY, seed=seed)
        prints.append(fingerprint())
        wipe.everything()
        assert not Case.objects.exists()
    assert prints[0] == prints[1]
    assert prints[0] != prints[2]


# --- the province -----------------------------------------------------------------------------------------


def test_every_post_of_every_court_is_filled_and_the_fixed_people_stay(nobody):
    province.found("x", citizens=FEW)
    for code in ("TAND-ST", *(province.code(n) for n in province.NUMBERS)):
        held = set(Post.objects.filter(court__code=code).values_list("kind", flat=True))
        assert held == {role.value for role in POST_KINDS}, code
    for username, name, role in people.STAFF:
        post = Post.objects.get(user__username=username)
        assert (post.user.full_name, post.kind, post.court.code) == (name, role, "TAND-ST-KV3")
    assert User.objects.get(username="thamphan.kv1").check_password(people.PASSWORD)
    names = list(User.objects.values_list("full_name", flat=True))
    assert len(set(names)) == len(names)


def test_accounts_are_listed_by_court_then_citizens(nobody):
    province.found("x", citizens=FEW)
    rows = list(load.accounts())
    assert len(rows) == User.objects.count()
    assert rows[0]["court"] == "Tòa án nhân dân tỉnh Sông Thanh"
    short = {row["username"]: row["post"] for row in load.main_accounts(rows)}
    assert {"chanhan", "thamphan", "thuky", "hoitham", "kiemsat", "nguyendon", "bidon", "luatsu"} <= set(
        short
    )
    kinds = [post for name, post in short.items() if name not in {c[0] for c in people.CITIZENS}]
    assert len(kinds) == len(POST_KINDS)


@pytest.mark.parametrize("today", [date(2026, 1, 5), date(2026, 2, 18), date(2026, 11, 26), date(2027, 7, 3)])
def test_the_plan_reaches_over_two_years_and_every_kind(db, today):
    courses = {n: plan.courses(n, today) for n in province.NUMBERS}
    assert 110 <= sum(map(len, courses.values())) <= 140
    filed = [c.filed for found in courses.values() for c in found if c.filed]
    assert min(filed).year == today.year - 1
    assert max(filed) < today
    assert {c.kind for found in courses.values() for c in found} == set(Case.Kind.values)
    for one in (c for found in courses.values() for c in found):
        steps = steps_of(one.turns, one.channel)
        assert not one.until or one.until in steps
        assert all(step in steps or step == "receipt" for step in one.fixed)


@pytest.mark.parametrize("kind", Case.Kind.values)
def test_the_library_words_each_matter_whole(kind):
    known = {"nd", "ND", "bd", "BD", "tien", "phan", "con", "ngay1", "ngay2", "ngay3", "noi", "tre", "namtre"}
    words = dict.fromkeys(known, "x")
    for template in library.templates()[kind]:
        for text in (
            template.story,
            template.answer,
            *template.claims,
            *template.papers,
            *template.reasoning,
            *template.ruling,
        ):
            assert text.format(**words)
        assert all("|" in paper for paper in template.papers)
        assert template.basis.endswith(";")


def test_the_days_of_a_matter_fall_on_working_days_and_its_fixed_step_on_its_day(nobody):
    from random import Random

    steps = steps_of(frozenset({"lawyer"}), "online")
    goal = calendar.shifted(TODAY, 0)
    for seed in range(8):
        lengths = {step: calendar.length(step, Random(seed), quick=False) for step in steps}
        first = calendar.first_day(steps, lengths, {"hear": goal})
        days = calendar.days_of(steps, lengths, {"hear": goal}, first)
        assert days["hear"] == goal
        assert (goal - days["trial"]).days <= 30, (
            "the hearing opens within a month of the decision (BLTTDS 203.4)"
        )
        assert sorted(days.values()) == [days[step] for step in steps]


# --- clock and events of one process ----------------------------------------------------------------------


def test_a_clock_apart_leaves_the_clock_of_the_court_alone(now):
    with clock.apart(now):
        assert clock.now() == now
        clock.move_to(now + timedelta(days=3))
        assert clock.now() == now + timedelta(days=3)
    assert abs(clock.now() - calendar.timezone.now()) < timedelta(seconds=5)


@pytest.mark.parametrize(
    "door",
    [clock.apart, lambda _: chance.of_practice("x")],
)
def test_production_lets_nobody_set_time_or_chance(settings, now, door):
    settings.PRODUCTION = True
    with pytest.raises(PermissionError), door(now):
        pass


def test_draining_one_court_leaves_the_others_duties(world, now):
    from toaan.demo import steps

    petition = steps.filed_petition(world, now)
    assert events.drain(court=world.province) == 0
    assert events.drain(court=petition.court) > 0
    assert Role.CLERK in {p.role for p in world.posts.values()}


def test_an_advance_is_paid_in_its_ten_days_whatever_holidays_lie_between(nobody):
    """The term runs from the notice, which a party with an account has on the day it is sent (BLTTDS 276.2)."""
    steps = steps_of(frozenset({"appealed", "above"}), "online")
    for longest in (0, 1):
        lengths = {step: calendar.GAPS[step.partition(":")[0]][longest] for step in steps}
        for n in range(0, 420, 2):
            days = calendar.days_of(steps, lengths, {}, date(2025, 7, 7) + timedelta(days=n))
            assert days["advance"] <= days["send:check"] + timedelta(days=10), (longest, n)
