"""What goes with separated claims: their part of the fee advance, and who concerns nothing else (BLTTDS 42.2, 146)."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from toaan.books.registers.incoming import _receipt
from toaan.cases import actions as cases
from toaan.cases import queries
from toaan.cases.models import Case, Deadline, Party
from toaan.core import clock, events
from toaan.core.errors import Refused
from toaan.course import actions, separated
from toaan.course.models import CourseDecision, OtherClaim
from toaan.course.tests.helpers import judge_of
from toaan.delivery.models import ServiceRecipient
from toaan.demo import steps
from toaan.hearings.models import Participation

pytestmark = pytest.mark.django_db
WHY = "Hai yêu cầu dựa trên hai giao dịch khác nhau, giải quyết riêng nhanh hơn."
PAID = 10_000_000


@pytest.fixture
def case(world, now) -> Case:
    """With a related person who concerns one of the claims only, and has an account."""
    found = steps.assigned_case(world, now)
    data = cases.PartyData(
        role="related", name="Quan Thị Ngân", address="Xóm Đình, xã Mỹ Lý", user=world.users["nguoila"], birth_year=1990
    )  # fmt: skip
    made = cases.add_party(
        by=judge_of(world, found), case_id=found.pk, data=data, reason="Giữ tiền cọc.", at=clock.now()
    )
    Party.objects.filter(pk=made.pk).update(user=world.users["nguoila"])
    events.drain()
    return Case.objects.get(pk=found.pk)


def separation(case: Case, **other) -> actions.Separation:
    related = case.parties.get(role="related").pk
    said = {
        "reason": WHY, "claims": (case.claims[0],), "parties": tuple(case.parties.values_list("pk", flat=True)),
        "legal_relation": "Phạt cọc", "value": 50_000_000, "advance": 4_000_000, "leaving": (related,),
    }  # fmt: skip
    return actions.Separation(**(said | other))


def separated_case(world, case, **other) -> tuple[CourseDecision, Case, Case]:
    made = actions.separate(
        by=judge_of(world, case), case_id=case.pk, wish=separation(case, **other), at=clock.now()
    )
    events.drain()
    return made, Case.objects.get(pk=case.pk), Case.objects.get(origin=case)


def test_the_part_goes_along_and_the_sums_are_what_was_paid(world, now, case):
    made, old, new = separated_case(world, case)
    assert (old.fee_receipt["amount"], new.fee_receipt["amount"]) == (6_000_000, 4_000_000)
    assert old.fee_receipt["number"] == new.fee_receipt["number"] == case.fee_receipt["number"]
    assert separated.whole(old.fee_receipt) == separated.whole(new.fee_receipt) == PAID
    assert "phần trong 10.000.000 đồng" in _receipt(old.fee_receipt) and "4.000.000" in _receipt(
        new.fee_receipt
    )
    assert made.content["separated"]["fee"]["kept"] == "6.000.000 đồng"
    text = " ".join(render_to_string("course/forms/decision.html", made.content).split())
    assert "chuyển sang vụ án được tách: 4.000.000 đồng" in text and "phần còn lại 6.000.000 đồng" in text
    assert "Quan Thị Ngân chỉ tham gia vụ án được tách" in text


@pytest.mark.parametrize(("part", "left"), [(0, PAID), (PAID, 0)])
def test_nothing_or_everything_may_go(world, now, case, part, left):
    _made, old, new = separated_case(world, case, advance=part)
    assert separated.paid(old.fee_receipt) == left and separated.paid(new.fee_receipt) == part


def test_separated_once_more_the_parts_still_add_up_and_joined_they_are_one_receipt(world, now, case):
    _made, old, new = separated_case(world, case)
    again = old.fee_receipt
    parts = [separated.kept_part(again, 1_000_000), separated.moved_part(again, 1_000_000), new.fee_receipt]
    assert sum(separated.paid(p) for p in parts) == PAID and {separated.whole(p) for p in parts} == {PAID}
    one = separated.together(separated.together(parts[0], parts[1]), parts[2])
    assert one["amount"] == PAID and one["number"] == case.fee_receipt["number"] and "whole" not in one


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"advance": None}, "course.no_advance"),
        ({"advance": PAID + 1}, "course.too_much_advance"),
        ({"advance": -1}, "course.too_much_advance"),
    ],
)
def test_a_part_that_does_not_match_is_refused(world, now, case, said, code):
    with pytest.raises(Refused, match=code):
        separated_case(world, case, **said)
    assert Case.objects.get(pk=case.pk).fee_receipt == case.fee_receipt


def test_where_nothing_was_paid_nothing_goes(world, now, case):
    Case.objects.filter(pk=case.pk).update(fee_receipt={})
    case.refresh_from_db()
    with pytest.raises(Refused, match="course.no_receipt"):
        separated_case(world, case)
    _made, old, new = separated_case(world, case, advance=None)
    assert old.fee_receipt == new.fee_receipt == {}


def test_who_concerns_only_the_separated_claims_leaves_and_stays_in_the_history(world, now, case, page):
    related = case.parties.get(role="related")
    made, old, new = separated_case(world, case)
    assert related.pk not in {p.pk for p in old.parties.all()} and old.parties.count() == 2
    gone = Party.everybody.get(pk=related.pk)
    assert gone.left_on == made.decided_on and made.title in gone.left_why
    assert new.parties.get(role="related").name == related.name
    viewer = world.viewer("nguoila")
    assert set(queries.visible_to(viewer)) == {new}
    assert ServiceRecipient.objects.filter(case=old, party=related, sha256=made.sha256).exists(), (
        "he gets the decision"
    )
    assert not Participation.objects.filter(
        hearing__case=old, hearing__state="planned", party=related
    ).exists()
    assert not Deadline.objects.filter(case=old, party=related, state="open").exists()
    shown = page("thuky").get(reverse("cases:parties", args=[old.pk])).text
    assert "Đã rời vụ án" in shown and related.name in shown
    tab = page("thuky").get(reverse("course:claims", args=[new.pk])).text
    assert "4.000.000 đồng" in tab and "phần trong 10.000.000 đồng" in tab
    assert related.name in page("thuky").get(reverse("course:case", args=[old.pk])).text
    cases.add_party(
        by=judge_of(world, old), case_id=old.pk, data=cases.PartyData(role="related", name="Tô Văn Bảy"), reason="Biết việc.",
        at=clock.now(),
    )  # fmt: skip


def test_who_is_needed_stays(world, now, case):
    plaintiff, related = case.parties.get(role="plaintiff"), case.parties.get(role="related")
    with pytest.raises(Refused, match="course.no_sides_left"):
        separated_case(world, case, leaving=(plaintiff.pk,))
    both = tuple(p.pk for p in case.parties.exclude(pk=related.pk))
    with pytest.raises(Refused, match="course.leaves_nowhere"):
        separated_case(world, case, parties=both, leaving=(related.pk,))
    OtherClaim.objects.create(
        case=case, kind="independent", party=related, claims=["x"], facts="x", channel="direct", filed_on=clock.today(),
        recorded_at=clock.now(),
    )  # fmt: skip
    with pytest.raises(Refused, match="course.leaves_claim"):
        separated_case(world, case)
    assert not Case.objects.filter(origin=case).exists()


def test_who_is_dismissed_in_one_case_goes_on_in_the_other(world, now, case):
    """Separated disputes are two; `toaan/appeals/dispute.py` follows one."""
    party = case.parties.get(role="defendant")
    told = {"party_id": party.pk, "kind": "lawyer", "name": "Phan Gia Định", "user": world.users["luatsu"]}
    lawyer = cases.register_protector(by=world.viewer("thuky"), case_id=case.pk, at=clock.now(), **told)
    _made, old, new = separated_case(world, case)
    cases.end_representation(
        by=world.viewer("thuky"), case_id=old.pk, representation_id=lawyer.pk, ended_on=clock.today(), reason="Thôi bảo vệ",
        at=clock.now(),
    )  # fmt: skip
    assert set(queries.visible_to(world.viewer("luatsu"))) == {new}
