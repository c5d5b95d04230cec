"""My work today: to each person what waits for that person, each thing one press away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from toaan.cases import queries as cases
from toaan.cases.models import Assignment, Case
from toaan.core import audit, clock, policy
from toaan.core.together import answered
from toaan.core.waiting import waiting_for
from toaan.demo import steps
from toaan.desk import work
from toaan.dossiers import closing
from toaan.dossiers.waiting import ready_to_close
from toaan.hearings import actions as hearings

EVERYBODY = (
    "chanhan", "phochanhan", "thamphan", "thamphan2", "thuky", "thuky2", "hoitham", "vanthu", "luutru", "tochuc",
    "cntt", "kiemsat",
)  # fmt: skip


@pytest.fixture
def busy(world, now):
    """A matter at each early stage: filed, examined, paid, accepted without judge, assigned, minutes to sign."""
    steps.filed_petition(world, now)
    steps.examined_petition(world, now)
    steps.fee_paid_petition(world, now)
    steps.opened_case(world, now)
    steps.mediated_case(world, now)
    return steps.assigned_case(world, clock.now())


def titles(viewer) -> list[str]:
    return [item.title for item in waiting_for(viewer)]


def test_each_thing_that_waits_is_allowed_and_opens(world, busy, page) -> None:
    for username in EVERYBODY:
        visitor, viewer = page(username), world.viewer(username)
        for item in waiting_for(viewer):
            assert viewer.role in policy.TABLE[item.act].who, (username, item)
            assert visitor.get(item.url).status_code == 200, (username, item)


def test_the_president_assigns_the_judge_examines_the_clerk_accepts(world, busy) -> None:
    assert "Phân công Thẩm phán xem xét đơn" in titles(world.viewer("chanhan"))
    assert "Bốc thăm phân công Thẩm phán" in titles(world.viewer("chanhan"))
    assert "Thụ lý vụ án" in titles(world.viewer("thuky"))
    examiner = next(
        u
        for u in ("thamphan", "thamphan2", "thamphan3", "chanhan")
        if "Xem xét đơn khởi kiện" in titles(world.viewer(u))
    )
    others = {"thamphan", "thamphan2", "thamphan3"} - {examiner}
    assert not any("Xem xét đơn khởi kiện" in titles(world.viewer(u)) for u in others)  # fmt: skip


def test_the_judge_of_the_case_is_asked_for_the_next_sitting_and_no_other_judge(world, busy) -> None:
    mine = steps.presiding(world, busy)
    here = [i for i in waiting_for(world.viewer(mine)) if i.matter == str(busy)]
    assert [i.title for i in here] == ["Ấn định phiên họp hòa giải"]
    for other in {"thamphan", "thamphan2", "thamphan3"} - {mine}:
        assert str(busy) not in {i.matter for i in waiting_for(world.viewer(other))}


def test_finished_minutes_wait_for_the_judge_and_not_for_the_clerk(world, now) -> None:
    case = steps.debated_case(world, now)
    steps.pronounced_case(world, clock.now(), case=case)
    judge = world.viewer(steps.presiding(world, case))
    assert "Hoàn thành biên bản phiên tòa" in titles(world.viewer("thuky"))
    assert "Ký biên bản phiên tòa" not in titles(judge)
    hearing = case.hearings.get(kind="trial")
    hearings.finish_minutes(
        by=world.viewer("thuky"), hearing_id=hearing.pk, revision=hearing.minutes.revision, at=clock.now()
    )
    assert "Ký biên bản phiên tòa" in titles(judge)
    assert "Hoàn thành biên bản phiên tòa" not in titles(world.viewer("thuky"))


def test_deliberation_waits_for_the_presiding_judge_and_is_unknown_to_the_president(world, now) -> None:
    case = steps.debated_case(world, now)
    president = world.viewer("chanhan")
    Assignment.objects.filter(case=case, role="presiding").update(post=world.posts["thamphan"])
    assert ("Soạn và ký bản án", str(case)) in [
        (i.title, i.matter) for i in waiting_for(world.viewer("thamphan"))
    ]
    assert "Soạn và ký bản án" not in titles(president)


def test_a_file_waits_to_be_closed_exactly_when_nothing_stands_against_it(world, now, archivist) -> None:
    case = steps.assigned_case(world, now)
    Case.objects.update(state="effective")
    case.refresh_from_db()
    assert closing.reasons(case) == []
    assert [c.pk for c in ready_to_close(archivist)] == [case.pk]
    Case.objects.update(state="judged")
    assert not ready_to_close(archivist).exists()


@pytest.mark.parametrize("username", ["chanhan", "thamphan", "thuky", "luutru", "kiemsat"])
def test_the_first_page_asks_a_constant_number_of_times(world, now, page, steady_rules, username) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert page(username).get(reverse("desk:home")).status_code == 200
        return len(found)

    def grow(n: int) -> None:
        for _ in range(n):
            steps.assigned_case(world, clock.now() + timedelta(minutes=1))
            steps.opened_case(world, clock.now() + timedelta(minutes=1))
        # Whoever looks has cases of his own each time; the draw would leave that to chance.
        sitting = world.posts[username if username in {"chanhan", "thamphan"} else "thamphan"]
        Assignment.objects.filter(role="presiding").update(post=sitting)

    clock.move_to(now)
    grow(1)
    first = cost()
    grow(3)
    assert cost() == first


def test_a_day_without_work_says_so(world, page) -> None:
    shown = page("thamphan").get(reverse("desk:home")).content.decode()
    assert "Không có việc nào chờ bạn" in shown
    assert "Không có thời hạn nào đang chờ bạn" in shown


@pytest.mark.parametrize("username", ["nguyendon", "nguoila"])
@pytest.mark.parametrize("name", ["home", "waiting", "notifications"])
def test_citizens_are_refused(page, username, name) -> None:
    assert page(username).get(reverse(f"desk:{name}")).status_code == 403


def test_each_figure_equals_the_list_it_leads_to(world, now, page, president) -> None:
    for _ in range(3):
        steps.opened_case(world, now)
    clock.move_to(now + timedelta(days=20))
    visitor = page("chanhan")
    shown = visitor.get(reverse("desk:home"))
    for figure in shown.context["figures"][:3]:
        if figure["value"]:
            listed = visitor.get(figure["url"])
            assert listed.context["page_obj"].paginator.count == figure["value"]
    assert any(f["value"] for f in shown.context["figures"][:3])
    assert shown.context["figures"][3]["value"] == len(waiting_for(president))


def test_the_way_in_belongs_to_whoever_sits(world, now, page) -> None:
    case = steps.trial_decided_case(world, now)
    hearing = case.hearings.get(kind="trial")
    clock.move_to(hearing.starts_at)
    judge = steps.presiding(world, case)
    doors = {judge: "conduct", "thuky": "attendance"}
    for username, name in doors.items():
        address = reverse(f"hearings:{name}", args=[case.pk, hearing.pk])
        assert address in page(username).get(reverse("desk:home")).content.decode()
        assert page(username).get(address).status_code == 200
    assert str(case) in page("hoitham").get(reverse("desk:home")).content.decode()
    assert str(case) not in page("hoitham3").get(reverse("desk:home")).content.decode()


def test_recent_matters_are_ones_own(world, busy, clerk, president) -> None:
    assert str(busy) in [
        r["name"] for r in answered([work.recent(president, cases.recent_acts(president))])[0]
    ]
    assert str(busy) not in [r["name"] for r in answered([work.recent(clerk, cases.recent_acts(clerk))])[0]]
    audit.verify()


def test_an_officer_who_loses_the_way_stays_at_the_desk(page, client) -> None:
    lost = page("thuky").get("/ban/khong-co-trang-nay/")
    assert lost.status_code == 404
    assert 'id="ta-nav"' in lost.content.decode(), "the side list leads on"
    refused = page("thuky").get(reverse("statistics:leadership"))
    assert refused.status_code == 403
    assert 'id="ta-nav"' in refused.content.decode()
    assert "ta-portal" in client.get("/khong-co-trang-nay/").content.decode()
