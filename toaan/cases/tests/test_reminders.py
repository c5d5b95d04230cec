"""Reminders of the night: to the holder at each step once, to the leaders later, one digest a person."""

from __future__ import annotations

import threading
from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from toaan.cases import actions, duties
from toaan.cases.models import Deadline, DeadlineNote, Reminder
from toaan.core import audit, clock, events, news
from toaan.core.errors import Refused
from toaan.core.models import Event, Post
from toaan.core.viewer import SYSTEM
from toaan.demo import people, steps


@pytest.fixture
def late(world, now):
    """A case whose clerk has one open duty, and the day on which it is due."""
    case = steps.assigned_case(world, now)
    deadline = case.deadlines.get(rule="BLTTDS:196.1", state="open")
    Deadline.objects.exclude(pk=deadline.pk).update(state=Deadline.State.MET)
    Deadline.objects.filter(pk=deadline.pk).update(due_on=date(2026, 1, 30))
    deadline.refresh_from_db()
    assert deadline.post == world.posts["thuky"]
    return deadline


def night(day: str):
    """The duty of one night, and what it told: (user name, step)."""
    before = set(Reminder.objects.values_list("pk", flat=True))
    duties.remind(date.fromisoformat(day), _midnight(day))
    new = Reminder.objects.exclude(pk__in=before).select_related("post__user")
    return sorted((r.post.user.username, r.step) for r in new)


def _midnight(day: str):
    return timezone.make_aware(datetime.fromisoformat(f"{day}T00:30"))


def test_the_holder_is_told_each_step_once_and_the_leaders_when_it_is_late(late):
    assert night("2026-01-22") == []
    assert night("2026-01-23") == [("thuky", "before:5")]
    assert night("2026-01-23") == [] and night("2026-01-26") == []
    assert night("2026-01-30") == [("thuky", "due")]
    assert night("2026-02-02") == [("thuky", "late:0")]
    assert night("2026-02-03") == []  # the holder has no chamber whose head could be told
    assert night("2026-02-04") == [("phochanhan", "leaders")]
    assert night("2026-02-06") == [("chanhan", "leaders"), ("thuky", "late:1")]
    assert night("2026-02-06") == []
    assert audit.verify().good


def test_after_nights_missed_only_the_present_step_is_told(late):
    assert night("2026-01-29") == [("thuky", "before:2")]


def test_what_is_met_is_not_told_and_an_extended_one_begins_anew(late):
    assert night("2026-01-30") == [("thuky", "due")]
    Deadline.objects.update(due_on=date(2026, 2, 13))
    assert night("2026-02-06") == [("thuky", "before:5")]
    Deadline.objects.update(state=Deadline.State.MET)
    assert night("2026-02-13") == []


def test_the_duty_of_somebody_who_has_left_is_told_to_the_leaders_as_theirs(late, world):
    Post.objects.filter(pk=late.post_id).update(valid_to=_midnight("2026-01-20"))
    assert night("2026-01-30") == [("chanhan", "due"), ("phochanhan", "due")]


def test_one_piece_of_news_and_one_letter_however_many_time_limits(late, world, settings):
    for n in range(4):
        late.pk, late.rule, late._state.adding = None, f"x:{n}", True
        late.save(force_insert=True)
    world.users["thuky"].email = "thu.ky@example.vn"
    world.users["thuky"].save()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert len(night("2026-01-30")) == 5
    told = Event.objects.get(act="cases.remind")
    assert told.title == "Nhắc việc: 5 thời hạn sắp hết" and told.detail.endswith("…")
    events.drain()
    (letter,) = [m for m in mail.outbox if "Nhắc việc" in m.subject]
    assert letter.to == ["thu.ky@example.vn"] and "5 thời hạn" in letter.subject
    assert not any(p.name in letter.body for p in late.case.parties.all())
    assert told in news.visible_to(world.viewer("thuky"))
    assert told not in news.visible_to(world.viewer("thuky2"))
    assert told not in news.visible_to(world.viewer("chanhan"))


def test_a_kill_between_two_people_leaves_the_rest_for_the_next_run(late, monkeypatch):
    real, calls = actions.remind, []

    def killed(**asked):
        calls.append(asked)
        if len(calls) == 2:
            raise SystemExit
        return real(**asked)

    monkeypatch.setattr(duties.actions, "remind", killed)
    with pytest.raises(SystemExit):
        duties.remind(date(2026, 2, 6), _midnight("2026-02-06"))
    monkeypatch.setattr(duties.actions, "remind", real)
    assert Reminder.objects.count() == 1
    night("2026-02-06")
    assert sorted(r.step for r in Reminder.objects.all()) == ["late:1", "leaders", "leaders"]
    assert Event.objects.filter(act="cases.remind").count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_workers_in_one_night_tell_once(now):

    world = people.standing()
    case = steps.assigned_case(world, now)
    deadline = case.deadlines.get(rule="BLTTDS:196.1", state="open")
    gate, said = threading.Barrier(2), []

    def go():
        try:
            gate.wait()
            actions.remind(
                by=SYSTEM, post_id=deadline.post_id, told=[(deadline.pk, "due")], on=date(2026, 1, 30), at=now
            )
            said.append("told")
        except Refused as refusal:
            said.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(said) == ["remind.nothing", "told"] and Reminder.objects.count() == 1


def test_holder_and_leader_talk_about_it_and_each_is_told(late, world, page):
    clock.move_to(_midnight("2026-02-06"))
    night("2026-02-06")
    address = reverse("cases:deadline_talk", args=[late.pk])
    clerk = page("thuky")
    assert address in clerk.get(reverse("cases:deadline_list")).content.decode()
    answer = clerk.post(address, {"text": "Bị đơn đổi chỗ ở, đang xác minh."})
    assert answer.status_code == 302
    again = clerk.post(address, {"text": "Bị đơn đổi chỗ ở, đang xác minh."})
    assert again.status_code == 302 and DeadlineNote.objects.count() == 1
    leader = page("chanhan")
    listed = leader.get(reverse("cases:overdue")).content.decode()
    assert (
        "Bị đơn đổi chỗ ở" in listed
        and "Lâm Thu Hà" in listed
        and "30/01/2026" in listed
        and address in listed
    )
    assert leader.post(address, {"text": "Xong trước 13/02."}).status_code == 302
    by_clerk, by_leader = Event.objects.filter(act="cases.note_deadline").order_by("sequence")
    assert by_clerk in news.visible_to(world.viewer("chanhan"))
    assert by_leader in news.visible_to(world.viewer("thuky"))
    assert by_leader not in news.visible_to(world.viewer("thuky2"))
    text = clerk.get(reverse("desk:notifications")).content.decode()
    assert "Xong trước 13/02." in text and address in text
    assert not DeadlineNote.objects.filter(post__isnull=True).exists()


@pytest.mark.parametrize(
    ("who", "status"), [("thuky2", 403), ("nguyendon", 403), ("cntt", 404), ("kiemsat", 403)]
)
def test_the_talk_is_for_holder_and_leaders(late, page, who, status):
    address = reverse("cases:deadline_talk", args=[late.pk])
    assert page(who).get(address).status_code == status
    assert page(who).post(address, {"text": "x"}).status_code == status
    assert page(who).get(reverse("cases:overdue")).status_code == 403


@pytest.mark.parametrize(("text", "code"), [("   ", "note.empty"), ("x" * 1001, "note.too_long")])
def test_a_note_says_something_and_not_too_much(late, world, now, text, code):
    with pytest.raises(Refused) as refusal:
        actions.note_deadline(by=world.viewer("thuky"), deadline_id=late.pk, text=text, at=now)
    assert refusal.value.code == code and not DeadlineNote.objects.exists()


def test_nothing_is_noted_on_what_runs_no_more(late, world, now):
    Deadline.objects.update(state=Deadline.State.MET)
    with pytest.raises(Refused, match="không còn chạy"):
        actions.note_deadline(by=world.viewer("thuky"), deadline_id=late.pk, text="a", at=now)


@pytest.mark.usefixtures("steady_rules")
def test_the_page_of_the_leaders_asks_the_same_for_one_or_many(late, page):
    clock.move_to(_midnight("2026-02-06"))
    night("2026-02-06")
    visitor, counts = page("chanhan"), []
    for n in range(6):
        if n:
            late.pk, late.rule, late._state.adding = None, f"x:{n}", True
            late.save(force_insert=True)
        if n in (0, 5):
            with CaptureQueriesContext(connection) as asked:
                assert visitor.get(reverse("cases:overdue")).status_code == 200
            counts.append(len(asked))
    assert counts[0] == counts[1], counts


def test_the_head_of_a_chamber_sees_and_is_told_of_the_own_chamber(late, world, page):
    Post.objects.filter(pk=late.post_id).update(chamber="Tòa Dân sự")
    head = world.posts["thamphan2"]
    Post.objects.filter(pk=head.pk).update(kind="chamber_head", chamber="Tòa Dân sự")
    assert ("thamphan2", "leaders") in night("2026-02-03")
    clock.move_to(_midnight("2026-02-04") + timedelta(hours=8))
    assert late.title in page("thamphan2").get(reverse("cases:overdue")).content.decode()
    Post.objects.filter(pk=head.pk).update(chamber="Tòa Gia đình")
    assert late.title not in page("thamphan2").get(reverse("cases:overdue")).content.decode()
