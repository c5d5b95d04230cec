"""Personal calendar addresses: whose sittings they show, what they never tell, when they open nothing."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from toaan.core import audit, clock
from toaan.core.models import Post
from toaan.demo import people, steps
from toaan.hearings import actions
from toaan.hearings.models import CalendarFeed, Hearing

from .helpers import at_hour, judge_of, session

DAY = "2026-01-20"


def feed_url(feed) -> str:
    return reverse("hearings:feed_file", args=[feed.pk, feed.token])


def entries(client, feed):
    answer = client.get(feed_url(feed))
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar")
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    return Calendar.from_ical(answer.content).events


def test_an_officer_reads_the_own_sittings_in_the_time_zone_of_the_court(world, now, client):
    case, other = steps.assigned_case(world, now), steps.assigned_case(world, now)
    planned = session(world, case, at=now, starts=at_hour(DAY, 8))
    clerk = world.viewer("thuky")
    other.assignments.filter(role="clerk").update(post=world.posts["thuky2"])
    other.assignments.filter(role="presiding").update(post=case.assignments.get(role="presiding").post)
    session(world, other, at=now, starts=at_hour(DAY, 14))
    (entry,) = entries(client, actions.make_feed(by=clerk, at=now))
    assert entry["UID"] == f"{planned.pk}@toaan" and entry["STATUS"] == "CONFIRMED" and entry["SEQUENCE"] == 0
    assert entry["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh" and entry.start == planned.starts_at
    assert str(case) in entry["SUMMARY"] and "Phòng xử án số 1" in entry["SUMMARY"]
    assert len(entries(client, actions.make_feed(by=judge_of(world, case), at=now))) == 2
    assert audit.verify().good


def test_a_sitting_put_off_is_cancelled_under_its_own_name_and_the_new_time_is_there(world, now, client):
    case = steps.assigned_case(world, now)
    first = session(world, case, at=now, starts=at_hour(DAY, 8))
    feed = actions.make_feed(by=judge_of(world, case), at=now)
    later = session(world, case, at=now, starts=at_hour("2026-01-22", 9), reason="Đương sự ốm")
    old, new = entries(client, feed)
    assert (old["UID"], old["STATUS"], old["SEQUENCE"]) == (f"{first.pk}@toaan", "CANCELLED", 1)
    assert (new["UID"], new["STATUS"], new["SEQUENCE"]) == (f"{later.pk}@toaan", "CONFIRMED", 0)
    assert "09:00–11:00" in old["DESCRIPTION"] and "Đương sự ốm" not in old.to_ical().decode()


@pytest.mark.parametrize("closed", [False, True])
def test_an_entry_names_nobody_and_of_closed_doors_not_even_the_subject(world, now, client, closed):
    case = steps.trial_decided_case(world, now)
    Hearing.objects.update(closed_doors=closed)
    feed = actions.make_feed(by=judge_of(world, case), at=now)
    text = "".join(str(e.to_ical().decode()) for e in entries(client, feed)).replace("\r\n ", "")
    assert str(case) in text
    assert not any(p.name in text or p.address in text for p in case.parties.all())
    assert (case.legal_relation.split()[0] in text) is not closed


def test_a_party_sees_the_sittings_of_the_own_cases_and_a_stranger_none(world, now, client):
    case = steps.assigned_case(world, now)
    session(world, case, at=now, starts=at_hour(DAY, 8))
    (entry,) = entries(client, actions.make_feed(by=world.viewer("nguyendon"), at=now))
    assert entry["URL"].endswith(reverse("portal:case", args=[case.pk]))
    assert entries(client, actions.make_feed(by=world.viewer("nguoila"), at=now)) == []


def test_old_revoked_and_invented_addresses_open_nothing(world, now, client):
    clerk = world.viewer("thuky")
    first = actions.make_feed(by=clerk, at=now)
    old = feed_url(first)
    second = actions.make_feed(by=clerk, at=now)
    assert first.pk == second.pk and feed_url(second) != old
    assert client.get(old).status_code == 404 and client.get(feed_url(second)).status_code == 200
    invented = reverse("hearings:feed_file", args=[second.pk, "x" * 43])
    assert client.get(invented).status_code == 404
    actions.revoke_feed(by=clerk, feed_id=second.pk, at=now)
    assert client.get(feed_url(second)).status_code == 404


def test_whoever_has_left_the_post_reads_nothing_any_more(world, now, client):
    feed = actions.make_feed(by=world.viewer("thuky"), at=now)
    Post.objects.filter(pk=feed.post_id).update(valid_to=clock.now() - timedelta(minutes=1))
    assert client.get(feed_url(feed)).status_code == 404


def test_nobody_revokes_the_address_of_another(world, now):
    feed = actions.make_feed(by=world.viewer("thuky"), at=now)
    with pytest.raises(Exception, match="Chỉ chủ"):
        actions.revoke_feed(by=world.viewer("thamphan"), feed_id=feed.pk, at=now)
    with pytest.raises(Exception, match="Chỉ người có lịch"):
        actions.make_feed(by=world.viewer("tochuc"), at=now)


@pytest.mark.parametrize(("who", "name"), [("thuky", "hearings:feed"), ("nguyendon", "hearings:my_feed")])
def test_the_address_is_made_shown_renewed_and_revoked_on_the_page(world, page, who, name):
    visitor, address = page(who), reverse(name)
    assert "Lập địa chỉ lịch" in visitor.get(address).content.decode()
    assert visitor.post(address, {"viec": "lap"}).status_code == 302
    feed = CalendarFeed.objects.get()
    assert feed_url(feed) in visitor.get(address).content.decode()
    visitor.post(address, {"viec": "doi"})
    assert feed_url(feed) not in visitor.get(address).content.decode()
    visitor.post(address, {"viec": "thu-hoi"})
    assert ".ics" not in visitor.get(address).content.decode()
    assert page("tochuc").get(reverse("hearings:feed")).status_code == 403


def test_one_sitting_downloads_for_those_who_may_see_it(world, now, page):
    case = steps.assigned_case(world, now)
    planned = session(world, case, at=now, starts=at_hour(DAY, 8))
    address = reverse("hearings:calendar_file", args=[case.pk, planned.pk])
    assert len(Calendar.from_ical(page("thuky").get(address).content).events) == 1
    assert page("hoitham3").get(address).status_code == 404
    assert page("nguyendon").get(address).status_code == 403


@pytest.mark.usefixtures("steady_rules")
def test_a_feed_asks_the_same_for_one_or_many(world, now, client):
    feed = actions.make_feed(by=world.viewer("thuky"), at=now)
    counts = []
    for n in range(3):
        session(world, steps.assigned_case(world, now), at=now, starts=at_hour(DAY, 7 + 2 * n))
        if n in (0, 2):
            with CaptureQueriesContext(connection) as asked:
                entries(client, feed)
            counts.append(len(asked))
    assert counts[0] == counts[1] <= 3


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_leave_one_address(now):

    world = people.standing()
    clerk, gate, faults = world.viewer("thuky"), threading.Barrier(2), []

    def go():
        try:
            gate.wait()
            actions.make_feed(by=clerk, at=now)
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not faults and CalendarFeed.objects.count() == 1
