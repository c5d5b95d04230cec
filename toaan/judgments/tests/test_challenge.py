"""Appeals and protests: by those who may, in time, naming parts (BLTTDS 271–280)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from toaan.cases import actions as cases
from toaan.cases.models import Party
from toaan.core import files
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.course.actions.challenging import Intake
from toaan.judgments import actions, queries
from toaan.judgments.models import Appeal, Protest
from toaan.judgments.tests.thread import pronounced

pytestmark = pytest.mark.usefixtures("quick_paper")
LAST = date(2026, 1, 20)


def at_day(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(15)))


@pytest.fixture
def judgment(world, now):
    return pronounced(world, now)


@pytest.fixture
def appeal(world, judgment, now):
    """Call with what differs from a good appeal by the plaintiff."""
    plaintiff = judgment.case.parties.get(role=Party.Role.PLAINTIFF)

    def call(who="nguyendon", **change):
        values = {
            "party_id": plaintiff.pk, "part_ids": [judgment.parts.get(order=2).pk],
            "ground": "Đề nghị sửa phần phạt cọc.", "at": now + timedelta(days=2), **change,
        }  # fmt: skip
        return actions.record_appeal(by=world.viewer(who), judgment_id=judgment.pk, **values)

    return call


def test_a_party_appeals_online_a_part_and_the_paper_enters_the_file(appeal, judgment):
    made = appeal()
    assert (made.channel, list(made.parts.values_list("order", flat=True))) == ("online", [2])
    assert files.read(made.sha256).startswith(b"%PDF")
    event = Event.objects.get(act="judgments.record_appeal")
    assert event.documents[0]["kind"] == "appeal"
    assert event.documents[0]["author_party_id"] == str(made.party_id)
    assert event.shown_to == "parties"


def test_in_time_until_the_end_of_the_last_day_and_late_on_the_next(appeal):
    with pytest.raises(Refused) as refused:
        appeal(at=at_day(LAST + timedelta(days=1)))
    assert refused.value.code == "appeal.late"
    for words in ("20/01/2026", "Điều 275", "bản tường trình", "Tòa án nhân dân tỉnh Sông Thanh", "10 ngày"):
        assert words in refused.value.message
    assert not Appeal.objects.exists()
    assert appeal(at=timezone.make_aware(datetime.combine(LAST, time(23, 59)))).received_on == LAST


def test_the_postmark_counts_not_the_day_of_arrival(appeal):
    with pytest.raises(Refused, match="appeal.late"):
        appeal("thuky", intake=Intake(LAST + timedelta(days=1), "post"), at=at_day(LAST + timedelta(days=3)))
    made = appeal("thuky", intake=Intake(LAST, "post"), at=at_day(LAST + timedelta(days=3)))
    assert (made.received_on, made.channel) == (LAST, "post")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"part_ids": []}, "appeal.no_parts"),
        ({"ground": "  "}, "appeal.no_ground"),
        ({"who": "thuky", "intake": Intake(date(2026, 1, 4))}, "appeal.bad_day"),
        ({"who": "thuky", "intake": Intake(date(2026, 1, 9))}, "appeal.bad_day"),
    ],
    ids=["no part", "no ground", "before the pronouncement", "in the future"],
)
def test_what_is_wrong_with_an_appeal_is_said(appeal, change, code):
    with pytest.raises(Refused) as refused:
        appeal(**change)
    assert (refused.value.code, refused.value.status) == (code, 422)
    assert not Appeal.objects.exists()


def test_who_may_not_appeal(appeal, judgment, world, now):
    for who in ("chanhan", "thuky2", "luutru", "kiemsat", "nguoila"):
        with pytest.raises(Refused, match="not_allowed"):
            appeal(who)
    with pytest.raises(Refused, match="appeal.not_yours"):
        appeal("bidon")  # for the plaintiff
    plaintiff = judgment.case.parties.get(role=Party.Role.PLAINTIFF)
    cases.register_protector(
        by=world.viewer("thuky"), case_id=judgment.case_id, party_id=plaintiff.pk, kind="lawyer",
        name=world.users["luatsu"].full_name, user=world.users["luatsu"], at=now,
    )  # fmt: skip
    with pytest.raises(Refused, match="appeal.not_yours") as refused:
        appeal("luatsu")
    assert "Điều 271" in refused.value.message
    assert queries.appellants(world.viewer("luatsu"), judgment.case) == []
    assert not Appeal.objects.exists()


def test_an_authorised_representative_appeals_for_his_party(appeal, judgment, world, now):
    plaintiff = judgment.case.parties.get(role=Party.Role.PLAINTIFF)
    cases.register_protector(
        by=world.viewer("thuky"), case_id=judgment.case_id, party_id=plaintiff.pk, kind="authorised",
        name=world.users["luatsu"].full_name, user=world.users["luatsu"], at=now,
    )  # fmt: skip
    assert appeal("luatsu").user == world.users["luatsu"]


def test_a_second_appeal_of_the_same_party_is_pointed_to_the_right_way(appeal):
    appeal()
    with pytest.raises(Refused, match="appeal.already") as refused:
        appeal()
    assert "Điều 284" in refused.value.message
    assert Appeal.objects.count() == 1


def protest(world, judgment, who, **change):
    values = {
        "level": "same", "part_ids": [judgment.parts.first().pk], "number": "02/QĐKNPT", "received_on": LAST,
        "ground": "Áp dụng sai Điều 328.", "at": at_day(LAST), **change,
    }  # fmt: skip
    return actions.record_protest(by=world.viewer(who), judgment_id=judgment.pk, **values)


def test_the_procurator_protests_in_time_for_his_own_level_only(world, judgment):
    with pytest.raises(Refused, match="protest.level"):
        protest(world, judgment, "kiemsat", level="higher")
    with pytest.raises(Refused, match="protest.no_number"):
        protest(world, judgment, "kiemsat", number=" ")
    with pytest.raises(Refused, match="protest.late") as refused:
        next_day = LAST + timedelta(days=1)
        protest(world, judgment, "kiemsat", received_on=next_day, at=at_day(next_day))
    assert "khoản 3 Điều 280" in refused.value.message
    protest(world, judgment, "kiemsat")
    with pytest.raises(Refused, match="protest.already"):
        protest(world, judgment, "thuky")
    assert Protest.objects.count() == 1


def test_the_higher_procuracy_has_a_month(world, judgment):
    last = date(2026, 2, 5)
    with pytest.raises(Refused, match="protest.late"):
        late = last + timedelta(days=1)
        protest(world, judgment, "thuky", level="higher", received_on=late, at=at_day(late))
    assert (
        protest(world, judgment, "thuky", level="higher", received_on=last, at=at_day(last)).level == "higher"
    )


def test_who_may_not_record_a_protest(world, judgment):
    for who in ("chanhan", "thuky2", "vanthu", "nguyendon", "nguoila"):
        with pytest.raises(Refused, match="not_allowed"):
            protest(world, judgment, who)
    assert not Protest.objects.exists()
