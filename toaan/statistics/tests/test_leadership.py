"""The leaders' page: figures out of the work, each equal to the rows it leads to."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from toaan.cases.models import Assignment, Case, Deadline
from toaan.core import actions, clock
from toaan.core.roles import Role
from toaan.core.viewer import SYSTEM, Viewer
from toaan.demo import people, steps
from toaan.rules.statistics import Period
from toaan.statistics import ages, charts, leadership, queries, targets
from toaan.statistics.judges import Judge
from toaan.statistics.tests.conftest import vn
from toaan.vietnamese.names import sort_key

ADDRESS, JUDGES = "statistics:leadership", "statistics:judges"
YEAR = {"nam": "2027"}


def back() -> None:
    clock.move_to(vn("2026-11-20 08:00"))


def person(world, username: str, role: Role, court) -> Viewer:
    user = actions.register(
        by=people.ANONYMOUS, username=username, full_name="Mai Thế Sơn", email=f"{username}@toaan.example",
        password=people.PASSWORD, at=people.SINCE,
    )  # fmt: skip
    world.users[username] = user
    world.posts[username] = actions.appoint(
        by=SYSTEM, user=user, court=court, kind=role, since=people.SINCE, at=people.SINCE
    )
    return world.viewer(username)


@pytest.fixture
def some(world, pronounce) -> list[Case]:
    """Five assigned cases of different ages, two of them judged."""
    days = ("2026-02-10", "2026-04-15", "2026-08-20", "2026-10-05", "2026-11-10")
    cases = [steps.assigned_case(world, vn(f"{day} 09:00")) for day in days]
    pronounce(cases[0], vn("2026-10-12 10:00"))
    pronounce(cases[3], vn("2026-11-12 10:00"))
    back()
    return cases


def listed(visitor, url: str) -> int:
    shown = visitor.get(url)
    assert shown.status_code == 200, url
    return shown.context["page_obj"].paginator.count


def test_every_figure_equals_the_rows_behind_it(page, some) -> None:
    visitor = page("chanhan")
    shown = visitor.get(reverse(ADDRESS), YEAR).context
    led = 0
    for figure in shown["kpi"]:
        if isinstance(figure["value"], int) and figure["url"]:
            assert listed(visitor, figure["url"]) == figure["value"], figure
            led += 1
    for month, accepted, resolved in shown["month_rows"]:
        for url, value in ((accepted, month.accepted), (resolved, month.resolved)):
            assert (listed(visitor, url) if url else 0) == value
    for age, url in shown["ages"]:
        assert (listed(visitor, url) if url else 0) == age.cases
    for officer, url in shown["behind"]:
        assert listed(visitor, url) == officer.overdue, officer
    for result, urls in shown["targets"]:
        for outcome, value in ((targets.KEPT, result.kept), (targets.MISSED, result.missed)):
            assert (listed(visitor, urls[outcome]) if urls[outcome] else 0) == value, result
    assert led >= 3


def test_every_figure_of_a_judge_equals_the_rows_behind_it(page, some) -> None:
    visitor = page("chanhan")
    shown = visitor.get(reverse(JUDGES), YEAR)
    led = 0
    for judge, urls in shown.context["judges"]:
        for name, url in urls.items():
            assert (listed(visitor, url) if url else 0) == getattr(judge, name), (judge, name)
            led += bool(url)
    assert led >= 3
    names = [judge.name for judge, _urls in shown.context["judges"]]
    assert names == sorted(names, key=sort_key)
    assert all(name in shown.content.decode() for name in names)


def test_twenty_judges_stand_on_a_page(page, monkeypatch) -> None:
    many = [Judge(str(n), f"Thẩm phán {n:02}", n, 0, 0, 0, None, (0,) * 12) for n in range(1, 24)]
    monkeypatch.setattr("toaan.statistics.judges_views.of_court", lambda *_asked: many)
    visitor = page("chanhan")
    for number, (first, last) in {1: ("01", "20"), 2: ("21", "23")}.items():
        names = [judge.name for judge, _ in visitor.get(reverse(JUDGES), {"page": number}).context["judges"]]
        assert names[0].endswith(first) and names[-1].endswith(last)


def test_the_leaders_hear_who_is_behind_most(page, some, world) -> None:
    clerk, judge = world.posts["thuky"], world.posts["thamphan"]
    rows = list(Deadline.objects.filter(state="open", court=world.court, owner__in=("judge", "clerk"))[:3])
    late = Deadline.objects.filter(pk__in=[r.pk for r in rows])
    Deadline.objects.filter(state="open").update(due_on=date(2026, 12, 31))
    late.update(due_on=date(2026, 11, 2), post=judge)
    Deadline.objects.filter(pk=rows[0].pk).update(post=clerk)
    visitor = page("chanhan")
    shown = visitor.get(reverse(ADDRESS), YEAR).context["behind"]
    assert all(listed(visitor, url) == officer.overdue for officer, url in shown)
    assert [(b.post_id, b.overdue) for b, _url in shown] == [(str(judge.pk), 2), (str(clerk.pk), 1)]


def test_remaining_cases_stand_in_one_band_each(page, some) -> None:
    shown = page("chanhan").get(reverse(ADDRESS), YEAR).context
    assert [(a.band.key, a.cases) for a, _url in shown["ages"]] == [
        ("duoi-2", 1), ("2-4", 1), ("4-6", 0), ("tren-6", 1),
    ]  # fmt: skip
    assert shown["remaining"] == 3


@pytest.mark.parametrize(
    ("since", "day", "band"),
    [
        (date(2026, 9, 20), date(2026, 11, 19), "duoi-2"),
        (date(2026, 9, 20), date(2026, 11, 20), "2-4"),
        (date(2026, 5, 20), date(2026, 11, 19), "4-6"),
        (date(2026, 5, 20), date(2026, 11, 20), "tren-6"),
        (date(2025, 12, 31), date(2026, 2, 28), "duoi-2"),
        (date(2026, 11, 20), date(2026, 11, 20), "duoi-2"),
    ],
)
def test_the_age_is_in_whole_months(since, day, band) -> None:
    assert ages.band(since, day).key == band


def test_a_duty_missed_is_never_rounded_away() -> None:
    result = targets.Result(targets.TARGETS[0], kept=999, missed=1)
    assert result.percent == 99


def test_a_duty_done_late_or_not_at_all_is_missed(world, president) -> None:
    for day in ("2026-10-05", "2026-10-06", "2026-10-07"):
        steps.opened_case(world, vn(f"{day} 09:00"))
    back()
    rows = list(Deadline.objects.filter(rule="BLTTDS:197.2").order_by("due_on"))
    Deadline.objects.filter(pk=rows[0].pk).update(state="met", ended_on=rows[0].due_on)
    Deadline.objects.filter(pk=rows[1].pk).update(state="met", ended_on=date(2026, 11, 1))
    period = Period(date(2026, 10, 1), date(2026, 11, 20))
    found = {r.target.code: r for r in targets.results(period, [world.court])}["phan-cong"]
    assert (found.kept, found.missed) == (1, 2)
    missed = targets.behind(president, period, found.target, targets.MISSED)
    assert {d.pk for d in missed} == {rows[1].pk, rows[2].pk}


def test_online_petitions_count_apart(world, president) -> None:
    steps.filed_petition(world, vn("2026-10-05 09:00"))
    back()
    period = Period(date(2026, 10, 1), date(2026, 11, 20))
    codes = {r.target.code for r in targets.results(period, [world.court])}
    assert "don-phan-cong" in codes
    assert "don-truc-tuyen" not in codes  # nobody examines it yet


@pytest.mark.parametrize(
    ("username", "status"),
    [("chanhan", 200), ("phochanhan", 200), ("thamphan", 403), ("thuky", 403), ("cntt", 403), ("kiemsat", 403),
     ("nguyendon", 403)],
)  # fmt: skip
def test_only_leaders_open_it(page, username, status) -> None:
    visitor = page(username)
    assert visitor.get(reverse(ADDRESS)).status_code == status
    assert visitor.get(reverse(JUDGES)).status_code == status
    assert visitor.get(reverse("statistics:target", args=["cong-bo"])).status_code == status


def test_a_duty_nobody_knows_is_not_found(page) -> None:
    visitor = page("chanhan")
    assert visitor.get(reverse("statistics:target", args=["gi-do"])).status_code == 404
    assert visitor.get(reverse("statistics:target", args=["cong-bo"]), {"ket-qua": "x"}).status_code == 404
    assert visitor.get(reverse("statistics:cases"), {"cell": "remaining", "tuoi": "100"}).status_code == 404


def test_the_president_of_the_province_compares_courts_and_reads_no_case_of_theirs(world, some, page) -> None:
    upstairs = person(world, "chanhantinh", Role.PRESIDENT, world.province)
    visitor = page("chanhantinh")
    shown = visitor.get(reverse(ADDRESS), YEAR)
    rows = {row.key: row.cells for row in shown.context["by_court"]}
    assert rows["TAND-ST-KV3"]["total_accepted"] == rows[""]["total_accepted"] == 5
    assert shown.context["kpi"][0]["value"] == 5
    assert not any(figure["url"] for figure in shown.context["kpi"])
    assert shown.context["behind"] == []
    text = shown.content.decode()
    assert str(some[1]) not in text
    assert "Hoàng Thị Lan Chi" not in text
    one = visitor.get(reverse(ADDRESS), {**YEAR, "toa": "TAND-ST-KV3"})
    assert one.context["kpi"][0]["value"] == 5
    assert not any(figure["url"] for figure in one.context["kpi"])
    assert not any(url for _r, urls in one.context["targets"] for url in urls.values())
    assert visitor.get(reverse("cases:overview", args=[some[0].pk])).status_code == 404
    period = Period(date(2026, 10, 1), date(2026, 11, 20))
    assert not targets.behind(upstairs, period, targets.BY_CODE["phan-cong"], targets.MISSED).exists()
    assert not queries.behind(upstairs, period, cell="remaining").exists()


def test_a_judge_of_the_province_reads_no_figures_of_courts_below(world, some) -> None:
    judge = person(world, "thamphantinh", Role.JUDGE, world.province)
    assert [c.code for c in queries.courts(judge)] == ["TAND-ST"]
    assert not queries.visible_to(judge).exists()


def test_a_president_sees_nothing_of_a_neighbour(world, page) -> None:
    assert page("chanhan").get(reverse(ADDRESS), {"toa": world.province.code}).status_code == 404


def test_what_waits_for_a_decision_opens_at_the_act(world, page, president) -> None:
    steps.filed_petition(world, vn("2026-11-19 09:00"))
    steps.opened_case(world, vn("2026-11-19 10:00"))
    back()
    visitor = page("chanhan")
    decisions = visitor.get(reverse(ADDRESS)).context["decisions"]
    assert {d.act for d in decisions} == {"filing.assign_examiner", "cases.draw_judge"}
    for item in decisions:
        assert visitor.get(item.url).status_code == 200


def test_the_page_asks_a_constant_number_of_times(world, page, steady_rules) -> None:
    def cost() -> int:
        # The draw leaves it to chance whose cases they are; the page costs more for a president who sits.
        Assignment.objects.filter(role="presiding").update(post=world.posts["thamphan"])
        with CaptureQueriesContext(connection) as found:
            assert page("chanhan").get(reverse(ADDRESS)).status_code == 200
        return len(found)

    steps.assigned_case(world, vn("2026-11-10 09:00"))
    steps.opened_case(world, vn("2026-11-10 09:00"))
    back()
    first = cost()
    for _ in range(4):
        steps.assigned_case(world, vn("2026-11-11 09:00"))
        steps.opened_case(world, vn("2026-11-11 09:00"))
    back()
    assert cost() == first


def test_the_chart_fits_its_frame_and_says_the_figures_in_words(world, president, page, some) -> None:
    found = leadership.overview(president, Period(date(2026, 10, 1), date(2026, 11, 20)), [world.court])
    drawn = charts.columns(found.months)
    assert len(drawn["bars"]) == 12
    for bar in drawn["bars"]:
        for column in (bar["accepted"], bar["resolved"]):
            assert column["y"] >= charts.TOP
            assert column["x"] + drawn["wide"] <= charts.RIGHT
    slices = charts.bands(found.ages)
    assert slices[-1].x + slices[-1].width <= charts.AGE_WIDTH + 0.2
    shown = page("chanhan").get(reverse(ADDRESS)).content.decode()
    assert "ta-chartwrap" in shown, "on a phone the box opens at the newest months"
    assert " style=" not in shown
    assert "Tháng 10/2026: thụ lý 1, giải quyết 1" in shown
