"""Correction of a pronounced judgment: spelling and figures only, by the judge with the lay judges (BLTTDS 268)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.replay import step
from toaan.core import audit, clock, events
from toaan.core.errors import Refused
from toaan.core.models import Event, Post
from toaan.delivery.models import ENFORCEMENT, ServiceRecipient
from toaan.judgments import actions, corrections
from toaan.judgments.models import Correction, Judgment
from toaan.judgments.tests.thread import pronounced

pytestmark = pytest.mark.usefixtures("quick_paper")


@step
def seated(world, judgment):
    """Two lay judges sat when it was pronounced."""
    for name in ("hoitham", "hoitham2"):
        judgment.case.assignments.create(
            post=world.posts[name], role="lay_judge", assigned_at=judgment.pronounced_at - timedelta(days=1)
        )
    return Judgment.objects.get(pk=judgment.pk)


@pytest.fixture
def judgment(world, now):
    made = pronounced(world, now)
    made.case.assignments.filter(role="lay_judge").delete()
    clock.move_to(now + timedelta(days=1))
    return seated(world, made)


@pytest.fixture
def place(judgment):
    """A figure of the ruling that stands in one place."""
    whole = corrections.printed(judgment)
    found = next(
        line for line in judgment.text["content"]["ruling"] if "0" in line and whole.count(line) == 1
    )
    return {
        "kind": "figure",
        "wrong": found,
        "right": found.replace("0", "1", 1),
        "why": "Cộng lại theo bảng kê: lệch một chữ số.",
    }


def marked(world, judgment, place, **change):
    return actions.mark_error(
        by=world.viewer("thamphan"), judgment_id=judgment.pk, at=clock.now(), **{**place, **change}
    )


def agreed(world, judgment, *names):
    for name in names:
        actions.agree_to_correction(by=world.viewer(name), judgment_id=judgment.pk, places=1, at=clock.now())


def test_judge_and_lay_judges_correct_and_everybody_gets_it(world, page, judgment, place):
    marked(world, judgment, place)
    with pytest.raises(Refused) as waiting:
        actions.correct(by=world.viewer("thamphan"), judgment_id=judgment.pk, at=clock.now())
    assert waiting.value.code == "correction.not_agreed"
    agreed(world, judgment, "hoitham", "hoitham2")
    before = judgment.text
    made = actions.correct(by=world.viewer("thamphan"), judgment_id=judgment.pk, at=clock.now())
    assert made.number.text.endswith("/QĐ-SCBSBA") and made.content["members"]
    judgment.refresh_from_db()
    assert judgment.text == before
    assert place["right"] in corrections.printed(judgment)
    event = Event.objects.get(act="judgments.correct")
    assert [d["kind"] for d in event.documents] == ["correction_decision"]
    events.drain()
    reached = set(ServiceRecipient.objects.filter(sha256=made.sha256).values_list("capacity", flat=True))
    assert {"Nguyên đơn", "Bị đơn", "Viện kiểm sát cùng cấp"} <= reached
    assert not ServiceRecipient.objects.filter(sha256=made.sha256, key=ENFORCEMENT).exists()
    shown = page("thuky").get(reverse("judgments:case", args=[judgment.case_id])).content.decode()
    assert made.title in shown and "Sửa chữa, bổ sung</a>" not in shown
    desk = page("thuky")
    assert (
        desk.get(reverse("judgments:correction_paper", args=[judgment.case_id, made.pk])).status_code == 200
    )
    assert place["right"] in desk.get(reverse("judgments:print", args=[judgment.case_id])).content.decode()
    book = desk.get(reverse("books:book", args=["quyet-dinh"])).content.decode()
    assert str(made.number) in book
    with pytest.raises(Refused):  # what was corrected stands corrected
        marked(world, judgment, place)
    audit.verify()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "other"}, "correction.kind"),
        ({"wrong": "Đoạn này không có trong bản án 5"}, "correction.not_there"),
        ({"wrong": "đồng"}, "correction.twice"),
        ({"kind": "spelling"}, "correction.figures_change"),
        ({"why": " "}, "correction.no_why"),
    ],
)
def test_nothing_else_is_corrected(world, judgment, place, change, code):
    with pytest.raises(Refused) as refused:
        marked(world, judgment, place, **change)
    assert refused.value.code == code
    assert not Correction.objects.exists()


def test_a_changed_list_asks_the_lay_judges_again(world, judgment, place):
    marked(world, judgment, place)
    agreed(world, judgment, "hoitham")
    with pytest.raises(Refused) as twice:
        agreed(world, judgment, "hoitham")
    assert twice.value.code == "correction.agreed"
    with pytest.raises(Refused) as stranger:
        agreed(world, judgment, "thuky")
    assert stranger.value.code == "not_allowed"
    actions.unmark_error(by=world.viewer("thamphan"), judgment_id=judgment.pk, place=0, at=clock.now())
    marked(world, judgment, place)
    assert not Correction.objects.get().consents.exists()


def test_the_president_corrects_only_when_the_judge_holds_the_office_no_more(world, page, judgment, place):
    def by_president():
        return actions.mark_error(
            by=world.viewer("chanhan"), judgment_id=judgment.pk, at=clock.now(), **place
        )

    with pytest.raises(Refused) as refused:
        by_president()
    assert (refused.value.code, refused.value.status) == ("correction.not_yours", 403)
    Post.objects.filter(pk=world.posts["thamphan"].pk).update(valid_to=clock.now())
    by_president()
    made = actions.correct(by=world.viewer("chanhan"), judgment_id=judgment.pk, at=clock.now())
    assert made.content["leader"] == ["CHÁNH ÁN"]


def test_on_the_pages_with_what_was_typed_kept(world, page, judgment, place):
    url = reverse("judgments:correction", args=[judgment.case_id])
    judge, lay = page("thamphan"), page("hoitham")
    assert page("thuky2").get(url).status_code in (403, 404)
    kept = judge.post(url, {**place, "why": ""})
    assert kept.status_code == 422 and place["right"] in kept.content.decode()
    assert judge.post(url, place).status_code == 302
    assert "Đồng ý với các chỗ sửa" in lay.get(url).content.decode()
    for who in (lay, page("hoitham2")):
        assert (
            who.post(reverse("judgments:agree_correction", args=[judgment.case_id]), {"n": "1"}).status_code
            == 302
        )
    done = judge.post(reverse("judgments:issue_correction", args=[judgment.case_id]))
    assert done.status_code == 302 and Correction.objects.get().issued
