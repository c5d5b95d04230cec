"""The one timeline: what matters stands alone, the rest of a day stands together, nothing is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from toaan.cases import queries, timeline
from toaan.cases.cards import badge
from toaan.cases.timeline import FILTERS, KINDS, MAJOR, Entry
from toaan.core import clock
from toaan.core.models import Event
from toaan.core.policy import TABLE
from toaan.demo import steps

DAY = datetime(2026, 5, 18, 4, 0, tzinfo=UTC)


def act(name, at=DAY, documents=()):
    return Event(act=name, at=at, title=name, documents=list(documents))


def told(*events, group=""):
    return [tuple(e.act for e in entry.events) for entry in timeline.entries(events, group)]


def test_small_acts_of_a_day_stand_together_below_what_mattered_that_day():
    found = told(
        act("delivery.send"),
        act("hearings.decide_trial"),
        act("delivery.order"),
        act("hearings.finish_minutes"),
    )
    assert found == [
        ("hearings.decide_trial",), ("delivery.send", "delivery.order", "hearings.finish_minutes"),
    ]  # fmt: skip


def test_quiet_days_join_until_the_next_act_that_matters():
    later, earlier = DAY + timedelta(days=2), DAY - timedelta(days=3)
    found = told(
        act("delivery.record_proof", later), act("delivery.record_proof"), act("cases.draw_judge", earlier),
        act("cases.assign_clerk", earlier),
    )  # fmt: skip
    assert found == [
        ("delivery.record_proof", "delivery.record_proof"), ("cases.draw_judge",), ("cases.assign_clerk",),
    ]  # fmt: skip


def test_a_group_says_how_many_of_what_and_when():
    group = Entry(
        (act("delivery.send", DAY + timedelta(days=1)), act("delivery.order"), act("cases.assign_clerk"))
    )
    assert group.title == "3 việc khác từ 18/05 đến 19/05/2026"
    assert group.summary == "Tống đạt: 2, phân công: 1"
    assert Entry((act("delivery.send"), act("delivery.order"))).title == "2 việc khác ngày 18/05/2026"


def test_the_day_is_the_day_in_vietnam():
    late, early = datetime(2026, 5, 17, 18, 0, tzinfo=UTC), datetime(2026, 5, 17, 10, 0, tzinfo=UTC)
    assert Entry((act("delivery.send", late), act("delivery.send", early))).last_day.day == 18


@pytest.mark.parametrize(
    ("group", "shown"),
    [
        ("van-ban", ["hearings.decide_trial"]),
        ("tong-dat", ["delivery.send"]),
        ("ho-so", ["cases.open", "dossiers.close"]),
        ("bịa-đặt", ["cases.open", "hearings.decide_trial", "dossiers.close", "delivery.send"]),
    ],
)
def test_filters_show_one_kind_line_by_line(group, shown):
    paper = [{"sha256": "a", "title": "x"}]
    events = [
        act("cases.open", documents=paper), act("hearings.decide_trial", documents=paper),
        act("dossiers.close"), act("delivery.send"),
    ]  # fmt: skip
    assert [names[0] for names in told(*events, group=group)] == shown


def test_every_act_named_here_exists_and_a_domain_without_a_word_is_counted_too():
    assert set(TABLE) >= MAJOR
    assert {name.partition(".")[0] for name in MAJOR} <= set(KINDS)
    assert Entry((act("nowhere.x"), act("delivery.send"))).summary == "Tống đạt: 1, khác: 1"
    assert set(FILTERS) | {""} == set(timeline.LABELS)


@pytest.mark.django_db
def test_nothing_that_the_reader_may_see_is_lost(page, world, now):
    case = steps.trial_decided_case(world, now)
    clerk = world.viewer("thuky")
    events = list(queries.timeline(clerk, case))
    lines = timeline.entries(events)
    assert sorted(e.pk for line in lines for e in line.events) == sorted(e.pk for e in events)
    assert len(lines) < len(events)
    text = page("thuky").get(reverse("cases:overview", args=[case.pk])).content.decode()
    for event in events:
        assert event.title in text
    assert text.count('<details class="ta-more"') >= 1


@pytest.mark.django_db
def test_the_planned_hearing_stands_on_top_and_leaves_when_over(page, world, now):
    case = steps.trial_decided_case(world, now)
    hearing = case.hearings.get(kind="trial")
    address = reverse("cases:overview", args=[case.pk])
    text = page("thuky").get(address).content.decode()
    assert text.index("is-next") < text.index("Quyết định đưa vụ án ra xét xử số")
    assert f"{hearing.day:%d/%m/%Y}, 08:00" in text
    assert "is-next" not in page("thuky").get(address + "?loc=tong-dat").content.decode()
    steps.debated_case(world, now, case=case)
    assert "is-next" not in page("thuky").get(address).content.decode()


@pytest.mark.django_db
def test_the_case_on_paper_holds_deliberation_back(page, world, now):
    case = steps.assigned_case(world, now)
    steps.signed_judgment(
        world,
        now,
        case=steps.debated_case(
            world,
            now,
            case=steps.trial_decided_case(world, now, case=steps.mediated_case(world, now, case=case)),
        ),
    )
    address = reverse("cases:print", args=[case.pk])
    panel = page(steps.presiding(world, case)).get(address).content.decode()
    assert "Ký số bản án" in panel
    for outside in ("kiemsat", "vanthu", "thuky2"):
        text = page(outside).get(address).content.decode()
        assert "Phiếu theo dõi vụ án" in text
        assert "Ký số bản án" not in text
    assert page("nguoila").get(address).status_code == 404


@pytest.mark.django_db
def test_a_long_story_costs_no_more_questions_than_a_short_one(
    page, world, now, django_assert_max_num_queries
):
    case = steps.trial_decided_case(world, now)
    clerk, address = page("thuky"), reverse("cases:overview", args=[case.pk])
    clerk.get(address)
    with CaptureQueriesContext(connection) as few:
        clerk.get(address)
    one = Event.objects.filter(case_id=case.pk, shown_to="parties").exclude(documents=[]).first()
    again = [
        Event(**{f.attname: getattr(one, f.attname) for f in Event._meta.fields if f.name != "id"})
        for _ in range(40)
    ]
    Event.objects.bulk_create(again)
    with django_assert_max_num_queries(len(few)):
        assert clerk.get(address).status_code == 200


@pytest.mark.django_db
def test_a_partys_time_that_is_over_is_not_the_courts_delay(page, world, now):
    case = steps.pronounced_case(world, now)
    appeal = case.deadlines.filter(owner="party", state="open").order_by("due_on").first()
    clock.move_to(clock.now() + (appeal.due_on - clock.today()) + timedelta(days=3))
    assert badge(appeal) == {"urgency": "dung", "text": "Đã hết hạn"}
    appeal.owner = "judge"
    assert badge(appeal)["urgency"] == "qua"
    appeal.refresh_from_db()
    text = page("thuky").get(reverse("cases:overview", args=[case.pk])).content.decode()
    assert "Đã hết hạn" in text
