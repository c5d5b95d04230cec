"""News: what others did in my matters, nothing that I may not read, marked as read by an act."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import actions, audit, clock, news
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.models import AuditEntry, Event
from toaan.demo import steps
from toaan.filing import queries as filing
from toaan.filing.models import Petition


@pytest.fixture
def case(world, now) -> Case:
    return steps.assigned_case(world, now)


def happen(case, *, by, shown_to: str, name: str = "judgments.number", title: str = "Việc thử") -> Event:
    with act(name, by=by, at=clock.now()) as a:
        a._allowed = True  # the other domain's policy is its own matter
        return a.record(case, court=case.court, case_id=case.pk, title=title, shown_to=shown_to)


def heard(viewer) -> list[str]:
    return [e.title for e in news.visible_to(viewer)]


def test_what_belongs_to_the_panel_reaches_the_panel_and_its_clerk_alone(world, case) -> None:
    judge = world.viewer(steps.presiding(world, case))
    happen(case, by=judge, shown_to="panel", title="Cấp số bản án")
    assert heard(world.viewer("hoitham"))[0] == "Cấp số bản án"
    assert heard(world.viewer("thuky"))[0] == "Cấp số bản án"
    outside = {"chanhan", "phochanhan", "thamphan", "thamphan2", "thamphan3"} - {judge.user.username}
    for username in (*outside, "thuky2", "hoitham3", "vanthu", "luutru", "tochuc", "cntt", "kiemsat"):
        assert "Cấp số bản án" not in heard(world.viewer(username))


def test_nobody_is_told_what_is_shown_to_nobody(world, case) -> None:
    happen(
        case, by=world.viewer("thuky"), shown_to="nobody", name="judgments.save_draft", title="Lưu dự thảo"
    )
    for username in world.posts:
        assert "Lưu dự thảo" not in heard(world.viewer(username))


def test_my_own_acts_are_no_news_to_me(world, case) -> None:
    happen(
        case,
        by=world.viewer("thuky"),
        shown_to="court",
        name="hearings.finish_minutes",
        title="Xong biên bản",
    )
    assert "Xong biên bản" not in heard(world.viewer("thuky"))
    assert "Xong biên bản" in heard(world.viewer(steps.presiding(world, case)))


def test_everything_told_can_be_read_on_the_timeline(world, now) -> None:
    steps.examined_petition(world, now)
    case = steps.mediated_case(world, now)
    judge = world.viewer(steps.presiding(world, case))
    happen(case, by=judge, shown_to="panel")
    told = 0
    for username in world.posts:
        viewer = world.viewer(username)
        readable = Q(pk__in=[])
        for found in cases.visible_to(viewer):
            readable |= Q(pk__in=cases.timeline(viewer, found).values("pk"))
        petitions = filing.visible_to(viewer)
        for petition in petitions:
            readable |= Q(pk__in=filing.history(viewer, petition).values("pk"))
        allowed = set(Event.objects.filter(readable).values_list("pk", flat=True))
        mine = {e.pk for e in news.visible_to(viewer)}
        assert mine <= allowed, username
        told += len(mine)
    assert told
    assert Petition.objects.exists()


def test_after_the_place_on_the_case_has_ended_there_is_no_more_news(world, case) -> None:
    case.assignments.filter(role="clerk").update(ended_at=clock.now())
    happen(case, by=world.viewer("chanhan"), shown_to="court", name="cases.extend_deadline", title="Gia hạn")
    assert "Gia hạn" not in heard(world.viewer("thuky"))


def test_marking_as_read_is_an_act_and_never_goes_back(world, case, clerk) -> None:
    assert news.unread(clerk) > 0
    first = news.visible_to(clerk).last().sequence
    newest = news.visible_to(clerk).first().sequence
    assert actions.read_news(by=clerk, upto=newest, at=clock.now()) == newest
    assert news.unread(clerk) == 0
    assert AuditEntry.objects.filter(act="core.read_news", actor_id=clerk.user_id).count() == 1
    assert actions.read_news(by=clerk, upto=first, at=clock.now()) == newest
    assert AuditEntry.objects.filter(act="core.read_news").count() == 1
    happen(case, by=world.viewer("chanhan"), shown_to="court", name="cases.extend_deadline", title="Mới hơn")
    assert news.unread(clerk) == 1
    audit.verify()


def test_a_mark_beyond_what_was_shown_covers_only_what_there_was(world, case, clerk) -> None:
    newest = news.visible_to(clerk).first().sequence
    assert actions.read_news(by=clerk, upto=10**9, at=clock.now()) == newest


def test_only_the_holder_of_a_post_marks(world, case, plaintiff) -> None:
    with pytest.raises(Refused) as refused:
        actions.read_news(by=plaintiff, upto=5, at=clock.now())
    assert refused.value.status == 403


def test_the_page_shows_marks_and_counts(world, case, page) -> None:
    visitor = page("thuky")
    shown = visitor.get(reverse("desk:notifications"))
    count = news.unread(world.viewer("thuky"))
    assert shown.context["unread"] == count > 0
    assert f'<span class="ta-count">{count}</span>' in shown.content.decode()
    visitor.post(reverse("desk:notifications"), {"den": shown.context["upto"]})
    after = visitor.get(reverse("desk:notifications"))
    assert after.context["unread"] == 0
    assert "không có tin mới" in after.content.decode()
    assert "Đánh dấu đã xem" not in after.content.decode()


@pytest.mark.parametrize("nonsense", ["", "abc", "-4", "²"])
def test_a_senseless_mark_changes_nothing(world, case, page, nonsense) -> None:
    before = news.unread(world.viewer("thuky"))
    assert page("thuky").post(reverse("desk:notifications"), {"den": nonsense}).status_code == 302
    assert news.unread(world.viewer("thuky")) == before


def test_the_list_asks_a_constant_number_of_times(world, now, page, steady_rules) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            page("thuky").get(reverse("desk:notifications"))
        return len(found)

    steps.assigned_case(world, now)
    first = cost()
    for _ in range(4):
        steps.assigned_case(world, clock.now())
    assert cost() == first


def test_the_list_ends_with_the_newest_that_it_shows(world, case, page, monkeypatch) -> None:
    """A large court has tens of thousands of acts in sixty days: the page says how many pieces it shows at most."""
    monkeypatch.setattr(news, "LISTED", 2)
    shown = page("thuky").get(reverse("desk:notifications"))
    newest = [event.title for event in news.visible_to(world.viewer("thuky"))[:3]]
    assert len(newest) == 3
    assert [row["title"] for row in shown.context["rows"]] == newest[:2]
    assert "nhiều nhất 2 việc" in shown.content.decode()
