"""Paper petitions: the same register, the same numbers, the day that the law counts."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from toaan.cases.models import Deadline
from toaan.core import events
from toaan.core.errors import Refused
from toaan.core.models import Court
from toaan.demo import people, steps
from toaan.filing import actions
from toaan.filing.models import Petition


def enter(by, world, now, **kw):
    given = {
        "channel": "counter",
        "kind": "DS",
        "received_on": date(2026, 1, 5),
        "data": steps.petition_words(world),
    }
    return actions.record_paper(by=by, at=now, **{**given, **kw})


def test_paper_and_portal_share_one_register(world, clerk, document_clerk, now):
    steps.filed_petition(world, now)
    assert [str(enter(by, world, now).number) for by in (clerk, document_clerk)] == [
        "02/2026/NĐ",
        "03/2026/NĐ",
    ]


@pytest.mark.parametrize("who", ["judge", "president", "plaintiff", "stranger", "archivist"])
def test_only_clerks_receive(world, now, request, who):
    with pytest.raises(Refused, match="not_allowed"):
        enter(request.getfixturevalue(who), world, now)
    assert not Petition.objects.exists()


@pytest.mark.parametrize(
    ("channel", "postmark", "filed"),
    [("counter", None, 5), ("post", date(2026, 1, 2), 2), ("post", None, 5)],
)
def test_the_day_of_filing_is_that_of_article_190(world, clerk, now, *, channel, postmark, filed):
    petition = enter(clerk, world, now, channel=channel, postmark_on=postmark)
    assert petition.filed_on == date(2026, 1, filed)


def test_the_presidents_limit_runs_from_the_day_of_receipt(world, clerk, now):
    petition = enter(clerk, world, now, received_on=date(2026, 1, 2))
    assert Deadline.objects.get(petition_id=petition.pk).trigger_on == date(2026, 1, 2)


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"received_on": date(2025, 6, 30)}, "received_on"),
        ({"channel": "post", "postmark_on": date(1990, 1, 2)}, "postmark_on"),
    ],
)
def test_a_day_before_the_court_or_the_code_is_refused(world, clerk, now, days, field):
    with pytest.raises(Refused) as refused:
        enter(clerk, world, now, **days)
    assert list(refused.value.fields) == [field] and "Điều 19" in refused.value.fields[field]
    assert not Petition.objects.exists()


def test_a_court_that_no_longer_exists_takes_nothing_in(world, clerk, plaintiff, now):
    filed = steps.filed_petition(world, now)
    draft = steps.draft_petition(world, now)
    Court.objects.filter(pk=world.court.pk).update(valid_to=date(2026, 1, 5))
    world = people.standing()
    judge = world.posts["thamphan"].pk
    for act, told in (
        (enter, {"by": world.viewer("thuky"), "world": world, "now": now}),
        (actions.submit, {"by": plaintiff, "petition_id": draft.pk, "at": now}),
        (actions.assign_examiner, {"by": world.viewer("chanhan"), "petition_id": filed.pk, "post_id": judge, "at": now}),
    ):  # fmt: skip
        with pytest.raises(
            Refused, match=r"(court\.closed|filing\.no_court).*Điều 4 Luật Tổ chức"
        ) as refused:
            act(**told)
        assert refused.value.message
    assert Petition.objects.exclude(number=None).get() == filed


def test_every_fault_of_the_form_at_once(world, clerk, now):
    with pytest.raises(Refused) as refused:
        enter(
            clerk,
            world,
            now,
            channel="pigeon",
            received_on=date(2026, 1, 6),
            postmark_on=date(2026, 1, 7),
            data={},
        )
    assert set(refused.value.fields) == {
        "channel", "received_on", "postmark_on", "plaintiffs-0-name", "defendants-0-name", "legal_relation",
        "claims-0-text", "value_kind",
    }  # fmt: skip


def test_the_same_form_sent_twice_is_one_petition(world, clerk, now):
    key = uuid.uuid4()
    assert enter(clerk, world, now, key=key).pk == enter(clerk, world, now, key=key).pk
    assert Petition.objects.count() == 1


def test_the_first_scan_is_the_petition(world, clerk, now):
    scans = [actions.Upload(steps.small_pdf(n), f"{n}.pdf") for n in ("quet-1", "quet-2")]
    petition = enter(clerk, world, now, scans=scans)
    assert [a.kind for a in petition.attachments.order_by("name")] == ["petition", "evidence"]
    events.drain()
    assert petition.papers.get().kind == "receipt"
    assert petition.versions.get().pdf is None


def test_a_paper_petition_runs_the_whole_way(world, clerk, president, judge, now):
    petition = enter(clerk, world, now)
    actions.assign_examiner(by=president, petition_id=petition.pk, post_id=world.posts["thamphan"].pk, at=now)
    actions.request_amendment(
        by=judge, petition_id=petition.pk, matters="Ghi rõ", due_on=date(2026, 1, 20), at=now
    )
    words = {**steps.petition_words(world), "claims": ["Trả gốc", "Trả lãi"]}
    assert actions.amend(by=clerk, petition_id=petition.pk, data=words, at=now).versions.count() == 2
    notice = actions.take_jurisdiction(
        by=judge, petition_id=petition.pk, notified_on=date(2026, 1, 9), at=now
    )
    assert notice.due_on == date(2026, 1, 16)
    actions.hand_in_receipt(
        by=clerk, petition_id=petition.pk, number="77", dated=date(2026, 1, 5), amount=notice.amount, at=now
    )
    case = actions.accept(by=clerk, petition_id=petition.pk, at=now)
    assert case.claims == ["Trả gốc", "Trả lãi"]
    assert case.parties.filter(user=None).count() == 2


def test_a_notification_day_in_the_past_is_refused(world, judge, now):
    petition = steps.examined_petition(world, now)
    with pytest.raises(Refused, match="bad_notified_on"):
        actions.take_jurisdiction(by=judge, petition_id=petition.pk, notified_on=date(2026, 1, 4), at=now)
