"""The pages of late appeals at the court above and of letters in review: twelve statements at most."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from toaan.core import clock
from toaan.demo import appeals, reviews
from toaan.desk.tests.cost import MOST, costs, dear
from toaan.judgments.tests.conftest import quick_paper
from toaan.judgments.tests.thread import pronounced
from toaan.review.models import Letter
from toaan.review.tests.conftest import at, judgment

__all__ = ["at", "judgment", "quick_paper"]
pytestmark = pytest.mark.usefixtures("steady_rules", "quick_paper")


def test_a_late_appeal_its_panel_and_its_decision(world, page, now):
    review = appeals.late_case(world, now)
    judge = next(name for name, post in world.posts.items() if post.pk == review.presiding_id)
    pages = (
        ("chanhan.tinh", "late"), ("chanhan.tinh", "late_panel"), (judge, "late"), (judge, "late_decide"), ("thuky", "late"),
    )  # fmt: skip
    visits = [(who, reverse(f"appeals:{name}", args=[review.pk])) for who, name in pages]
    assert dear(page, visits) == {}
    # The counter and the list of the court that sent it.
    case = review.late.case
    visits = [
        ("thuky", reverse(name, args=[case.pk])) for name in ("appeals:take_late", "judgments:late_appeals")
    ]
    assert dear(page, visits) == {}


def test_the_delivery_of_a_letter(world, page, judgment, at):
    reviews.of_president(world, judgment, at)
    letter = Letter.objects.exclude(sha256="").latest("issued_at")
    clock.move_to(letter.issued_at)
    address = reverse("review:deliver", args=[letter.pk])
    assert costs(page, [("thuky.tinh", address)])["thuky.tinh", address] <= MOST


def test_the_committee_of_judges_and_its_session(world, page, judgment, at):
    reviews.committee(world, at)
    made = reviews.of_procuracy(world, judgment, at)
    visits = [("chanhan.tinh", reverse(f"review:{name}")) for name in ("committee", "member", "list")]
    visits += [
        ("chanhan.tinh", reverse("review:protest", args=[made.pk])),
        ("chanhan.tinh", reverse("review:session_step", args=[made.pk, "an-dinh-phien-toa"])),
        ("thuky.tinh", reverse("review:receive") + f"?so={judgment.number}"),
        ("nguyendon", reverse("review:mine", args=[judgment.case_id])),
    ]
    assert dear(page, visits) == {}


def test_the_counter_finds_what_an_appeal_is_against(world, page, now):
    visits = [(who, f"{reverse('appeals:counter')}?q=2026") for who in ("vanthu", "thuky")]
    pronounced(world, now)
    few = costs(page, visits)
    assert max(few.values()) <= MOST
    pronounced(world, now + timedelta(days=1))
    assert costs(page, visits) == few
