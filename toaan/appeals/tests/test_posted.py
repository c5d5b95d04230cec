"""An appeal posted in time that arrives after the judgment was noted as in effect (BLTTDS 273.3, 282.1)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from toaan.appeals import actions
from toaan.appeals.tests.thread import day, settled
from toaan.books.told import learn
from toaan.cases.models import Case, Deadline
from toaan.core import audit, clock, events
from toaan.core.errors import Refused
from toaan.core.models import Event, StoredFile
from toaan.delivery.models import Service, ServiceRecipient
from toaan.dossiers.models import Folio
from toaan.judgments import actions as judgments
from toaan.judgments.tests.test_late import proof
from toaan.judgments.tests.thread import pronounced

pytestmark = pytest.mark.usefixtures("quick_paper")
ARRIVED = date(2026, 3, 2)


@pytest.fixture
def judgment(world, now):
    made = pronounced(world, now)
    settled(made)
    events.drain()
    clock.move_to(day(ARRIVED))
    return made


def posted(judgment, **other) -> actions.Posted:
    scan = StoredFile.objects.first()
    party = judgment.case.parties.get(role="plaintiff")
    due = judgment.periods.get(party=party).due_on
    said = {
        "party_id": party.pk, "part_ids": [judgment.parts.get(order=2).pk], "ground": "Sửa phần phạt cọc.", "posted_on": due,
        "arrived_on": ARRIVED, "paper": scan, "envelope": scan,
    }  # fmt: skip
    return actions.Posted(**(said | other))


def taken(world, judgment, who="chanhan", **other):
    return actions.take_posted(
        by=world.viewer(who), judgment_id=judgment.pk, what=posted(judgment, **other), at=day(ARRIVED)
    )


def test_its_part_is_not_in_effect_any_more_and_says_why(world, judgment):
    assert Case.objects.get(pk=judgment.case_id).state == "effective"
    assert Deadline.objects.filter(case=judgment.case, rule="NQ03/2017:cong-bo", state="open").exists()
    appeal = taken(world, judgment)
    assert (appeal.channel, appeal.received_on) == ("post", judgment.periods.get(party=appeal.party).due_on)
    case = Case.objects.get(pk=judgment.case_id)
    assert case.state == "judged"
    rows = {e.part.order: e for e in judgment.effect.parts.select_related("part")}
    assert rows[2].effective_on is None and rows[1].effective_on is not None
    assert "dấu bưu chính" in rows[2].explanation and "khoản 3 Điều 273" in rows[2].explanation
    assert "Có hiệu lực từ ngày" in rows[2].lifted and not rows[1].lifted
    assert not Deadline.objects.filter(case=case, rule="NQ03/2017:cong-bo", state="open").exists()
    kinds = set(
        Folio.objects.filter(dossier__case=case, source__act="appeals.take_posted").values_list(
            "kind", flat=True
        )
    )
    assert kinds <= {"appeal", "evidence"} and kinds
    known = learn(world.viewer("thuky"), [case.number])
    assert [appeal.party.name in e.title for e in known.of_case(case, "take_posted")] == [True], (
        "it stands in the book"
    )
    assert audit.verify().good


def test_whoever_was_told_of_the_effect_is_told_that_it_is_lifted(world, judgment):
    taken(world, judgment)
    events.drain()
    service = Service.objects.get(kind="effect_lifted_notice")
    names = set(ServiceRecipient.objects.filter(service=service).values_list("name", flat=True))
    assert world.court.enforcement_name in names and world.court.procuracy_name in names
    assert {p.name for p in judgment.case.parties.all()} <= names
    assert service.number is not None and service.sha256


def test_it_goes_on_as_any_appeal_and_falling_away_gives_the_effect_back(world, judgment):
    appeal = taken(world, judgment)
    actions.return_appeal(
        by=world.viewer("thamphan"), appeal_id=appeal.pk, ground="no_right", reason="Không phải đương sự.",
        at=day(ARRIVED) + timedelta(days=1),
    )  # fmt: skip
    assert Case.objects.get(pk=judgment.case_id).state == "effective"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"posted_on": ARRIVED}, "appeal.late"),
        ({"arrived_on": ARRIVED + timedelta(days=1)}, "posted.bad_arrival"),
        ({"envelope": None}, "posted.no_envelope"),
        ({"part_ids": []}, "appeal.no_parts"),
        ({"ground": " "}, "appeal.no_ground"),
    ],
)
def test_what_does_not_show_the_day_is_refused(world, judgment, said, code):
    with pytest.raises(Refused, match=code):
        taken(world, judgment, **said)
    assert not judgment.appeals.exists() and Case.objects.get(pk=judgment.case_id).state == "effective"


@pytest.mark.parametrize("who", ["thuky", "thamphan", "nguyendon", "chanhan.tinh"])
def test_only_the_president_of_the_court_takes_it_in(world, judgment, who):
    with pytest.raises(Refused, match="not_allowed"):
        taken(world, judgment, who=who)


def test_once_and_only_after_the_effect_was_noted(world, now, judgment):
    taken(world, judgment)
    with pytest.raises(Refused, match="appeal.already"):
        taken(world, judgment)
    fresh = pronounced(world, now)
    with pytest.raises(Refused, match="posted.not_settled"):
        actions.take_posted(
            by=world.viewer("chanhan"), judgment_id=fresh.pk, what=posted(fresh), at=day(ARRIVED)
        )


def test_who_appealed_late_is_not_taken_in_twice(world, judgment):
    party = judgment.case.parties.get(role="plaintiff")
    judgments.file_late_appeal(
        by=world.viewer("nguyendon"), judgment_id=judgment.pk, party_id=party.pk, part_ids=[judgment.parts.first().pk],
        ground="Sửa.", reason="Nằm viện.", at=day(ARRIVED),
    )  # fmt: skip
    with pytest.raises(Refused, match="appeal.already"):
        taken(world, judgment)


def test_the_page_of_the_president(page, world, judgment):
    url = reverse("appeals:take_posted", args=[judgment.case_id])
    tab = reverse("judgments:case", args=[judgment.case_id])
    president = page("chanhan")
    assert url in president.get(tab).text and url not in page("thuky").get(tab).text
    party = judgment.case.parties.get(role="plaintiff")
    sent = {
        "party": str(party.pk), "how": "post", "posted_on": f"{ARRIVED:%d/%m/%Y}", "arrived_on": f"{ARRIVED:%d/%m/%Y}",
        "parts": [str(judgment.parts.get(order=2).pk)], "ground": "Sửa phần phạt cọc.",
    }  # fmt: skip
    late = president.post(url, {**sent, "envelope": proof()})
    assert late.status_code == 422 and "quá hạn" in late.text and "Sửa phần phạt cọc." in late.text
    due = judgment.periods.get(party=party).due_on
    assert (
        president.post(url, {**sent, "posted_on": f"{due:%d/%m/%Y}", "envelope": proof()}).status_code == 302
    )
    assert "khoản 3 Điều 273" in page("thuky").get(tab).text
    assert Event.objects.filter(act="appeals.take_posted").count() == 1
