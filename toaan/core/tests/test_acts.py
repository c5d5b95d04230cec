"""An act is done whole or not at all, by the person responsible, and leaves its trace."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from toaan.core import actions, audit, events, policy
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.models import AuditEntry, AuditHead, Event, EventDelivery, Post
from toaan.core.roles import Role
from toaan.core.viewer import SYSTEM


def test_appointing_is_the_hr_officers_act(world, hr_officer, stranger, now):
    post = actions.appoint(
        by=hr_officer, user=stranger.user, court=world.court, kind=Role.CLERK, since=now, at=now
    )
    assert Post.objects.held_at(now).filter(pk=post.pk).exists()
    entry = AuditEntry.objects.filter(chain=world.court.code).latest("sequence")
    assert (entry.act, entry.actor_name, entry.role) == ("core.appoint", "Hà Thị Thanh Nga", "hr_officer")


@pytest.mark.parametrize("who", ["judge", "president", "clerk", "it_officer", "stranger", "procurator"])
def test_nobody_else_appoints_and_nothing_is_written(request, world, who, now):
    viewer = request.getfixturevalue(who)
    before = AuditEntry.objects.count()
    with pytest.raises(Refused) as refused:
        actions.appoint(
            by=viewer, user=viewer.user, court=world.court, kind=Role.PRESIDENT, since=now, at=now
        )
    assert refused.value.code == "not_allowed"
    assert "cán bộ tổ chức" in refused.value.message
    assert AuditEntry.objects.count() == before


def test_hr_officer_of_another_court_is_refused(world, hr_officer, stranger, now):
    with pytest.raises(Refused, match="not_allowed"):
        actions.appoint(
            by=hr_officer, user=stranger.user, court=world.province, kind=Role.CLERK, since=now, at=now
        )


def test_a_post_that_ended_gives_no_rights_from_that_moment(world, hr_officer, now):
    post = world.posts["thuky"]
    actions.end_post(by=hr_officer, post_id=post.pk, on=now, at=now)
    assert not Post.objects.held_at(now).filter(pk=post.pk).exists()
    assert Post.objects.held_at(now - timedelta(minutes=1)).filter(pk=post.pk).exists()
    with pytest.raises(Refused, match="post.ended"):
        actions.end_post(by=hr_officer, post_id=post.pk, on=now + timedelta(days=1), at=now)


def test_an_act_without_a_trace_is_undone(world, hr_officer, now):
    with pytest.raises(RuntimeError, match="no audit entry"), act("core.appoint", by=SYSTEM, at=now) as a:
        a.allow()
        world.court.name = "Đổi tên"
        world.court.save()
    world.court.refresh_from_db()
    assert world.court.name != "Đổi tên"


def test_recording_without_asking_the_policy_is_an_error(world, now):
    with pytest.raises(RuntimeError, match="without asking"), act("core.appoint", by=SYSTEM, at=now) as a:
        a.record(world.court, court=world.court, title="x")


def test_the_immediate_consequence_that_fails_undoes_the_act(world, hr_officer, stranger, now, monkeypatch):
    def fails(event):
        raise RuntimeError("hỏng")

    monkeypatch.setitem(events._immediate, "core.appoint", [fails])
    with pytest.raises(RuntimeError, match="hỏng"):
        actions.appoint(
            by=hr_officer, user=stranger.user, court=world.court, kind=Role.CLERK, since=now, at=now
        )
    assert not Post.objects.filter(user=stranger.user).exists()
    assert not Event.objects.filter(act="core.appoint", actor=hr_officer.user).exists()


def test_the_later_consequence_is_tried_again_until_it_succeeds(
    world, hr_officer, stranger, now, monkeypatch
):
    told = []

    def flaky(event):
        told.append(event.pk)
        if len(told) == 1:
            raise ConnectionError("mất mạng")

    monkeypatch.setitem(events._later, "core.appoint", {"flaky": flaky})
    actions.appoint(by=hr_officer, user=stranger.user, court=world.court, kind=Role.CLERK, since=now, at=now)
    duty = EventDelivery.objects.get(subscriber="flaky")
    assert told == []
    events.deliver_now(duty.pk)
    duty.refresh_from_db()
    assert (duty.state, duty.attempts) == ("waiting", 1)
    assert "mất mạng" in duty.last_error
    events.deliver_now(duty.pk)
    events.deliver_now(duty.pk)
    duty.refresh_from_db()
    assert (duty.state, len(told)) == ("done", 2)


def test_weak_password_and_taken_name_are_refused_in_words(world, now):
    from toaan.core.viewer import ANONYMOUS

    with pytest.raises(Refused, match="account.weak_password"):
        actions.register(by=ANONYMOUS, username="moi", full_name="Lê Mới", password="12345678", at=now)
    with pytest.raises(Refused, match="account.taken"):
        actions.register(by=ANONYMOUS, username="THUKY", full_name="Lê Mới", password="Kh0-doan-lam!", at=now)


def test_the_audit_verifies_and_notices_every_kind_of_tampering(world):
    assert audit.verify().good
    entry = AuditEntry.objects.filter(chain=world.court.code).order_by("sequence")[3]
    for tamper in (
        "UPDATE core_auditentry SET summary = 'khác' WHERE id = %s",
        "DELETE FROM core_auditentry WHERE id = %s",
    ):
        from django.db import connection

        with (
            pytest.raises(DatabaseError, match="never changed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(tamper, [entry.pk])


def test_anchors_stay_bound_in_the_order_of_making_when_a_practice_clock_goes_back(world, now):
    for day in (now + timedelta(days=300), now, now + timedelta(days=1)):
        audit.anchor(day.date(), day)
    assert audit.verify().problems == []


def test_a_changed_head_and_a_changed_anchor_are_found(world, now):
    from django.db import connection

    audit.anchor(now.date(), now)
    assert audit.anchor(now.date(), now + timedelta(hours=1)).at == now
    AuditHead.objects.filter(pk=world.court.code).update(digest="f" * 64)
    assert "mục cuối đã bị gỡ hoặc sửa" in " ".join(audit.verify(world.court.code).problems)
    assert connection.vendor in {"sqlite", "postgresql"}


def test_a_forged_entry_breaks_the_chain(world):
    """Someone with full rights on the database drops the trigger and edits: the chain still tells."""
    from django.db import connection

    entry = AuditEntry.objects.filter(chain=world.court.code).order_by("sequence")[3]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER core_auditentry_no_update")
        else:
            cursor.execute("DROP TRIGGER core_auditentry_no_update ON core_auditentry")
        cursor.execute("UPDATE core_auditentry SET summary = 'khác' WHERE id = %s", [entry.pk])
    report = audit.verify(world.court.code)
    assert not report.good
    assert any("đã bị thay đổi" in p for p in report.problems)
    length = AuditHead.objects.get(pk=world.court.code).sequence
    short = audit.verify_short(world.court.code, case_id="", at_most=length)
    assert short.problems == report.problems
    unread = audit.verify_short(world.court.code, case_id="", at_most=length - 1)
    assert not unread.chains and not unread.problems and unread.heads  # a page says so, and offers to read it


def test_every_act_of_the_policy_table_has_a_name_and_someone_who_may():
    for row in policy.POLICY:
        assert row.title
        assert row.who, row.act
    assert len({row.act for row in policy.POLICY}) == len(policy.POLICY)
