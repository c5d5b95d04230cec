"""Somebody joins a running case: told like the others, called to what is planned, found in the register (BLTTDS 68.4, 74)."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from toaan.cases import actions, queries
from toaan.cases.models import Case, Party, Representation
from toaan.core import clock, events
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.delivery.models import Service, ServiceRecipient
from toaan.demo import steps

pytestmark = pytest.mark.django_db


def heir(**other) -> actions.PartyData:
    return actions.PartyData(
        **{"role": "related", "name": "Mai Thị Hòa", "address": "Xã Sông Thanh", **other}
    )


def joined(world, case: Case, at, who: str = "thuky", reason: str = "Đồng sở hữu nhà", **other) -> Party:
    return actions.add_party(by=world.viewer(who), case_id=case.pk, data=heir(**other), reason=reason, at=at)


def test_who_joins_is_told_called_and_found(world, now):
    case = steps.assigned_case(world, now)
    made = joined(world, case, now)
    assert (made.order, made.role) == (3, "related")
    events.drain()
    notices = Service.objects.filter(case=case, kind="acceptance_notice").order_by("ordered_at")
    late = notices.get(source__act="cases.add_party")
    assert made.name in [r.name for r in late.recipients.all()] and late.recipients.count() == 2, (
        "and the procuracy"
    )
    assert [c.pk for c in queries.search(world.viewer("thuky"), "mai thi hoa")] == [case.pk]


def test_a_hearing_that_is_planned_calls_the_new_party(world, now):
    case = steps.trial_decided_case(world, now)
    joined(world, case, clock.now())
    hearing = case.hearings.get(kind="trial")
    assert "Mai Thị Hòa" in [p.name for p in hearing.participations.all()]


def moved(
    world, case: Case, at, who: str = "thuky", reason: str = "Văn bản ngày 05/01/2026", **other
) -> Party:
    party = case.parties.get(role="defendant")
    told = {
        "address": "Số 9 phố Mới",
        "phone": party.phone,
        "email": party.email,
        "birth_year": party.birth_year,
    }
    return actions.change_details(
        by=world.viewer(who), case_id=case.pk, party_id=party.pk, details=actions.Details(**told | other), reason=reason, at=at
    )  # fmt: skip


def test_letters_that_have_not_left_follow_a_party_who_moved(world, now):
    case = steps.assigned_case(world, now, case=steps.opened_case(world, now, with_accounts=False))
    events.drain()
    waiting = ServiceRecipient.objects.filter(service__case=case, party__role="defendant")
    assert [r.address for r in waiting] == [case.parties.get(role="defendant").address]
    old = waiting[0].address
    made = moved(world, case, now)
    assert [r.address for r in waiting.all()] == ["Số 9 phố Mới"] == [made.address]
    told = Event.objects.get(act="cases.change_details")
    assert told.title == f"Địa chỉ mới của {made}" and old in told.detail and told.shown_to == "parties"
    assert Event.objects.get(act="delivery.readdress").because == told
    with pytest.raises(Refused, match="details.same"):
        moved(world, case, now)


def test_a_letter_on_its_way_keeps_the_address_it_bears(world, now):
    case = steps.assigned_case(world, now, case=steps.opened_case(world, now, with_accounts=False))
    steps.served(world, case, now)
    moved(world, case, clock.now())
    assert not ServiceRecipient.objects.filter(service__case=case, address="Số 9 phố Mới").exists()
    assert not Event.objects.filter(act="delivery.readdress").exists()


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"address": " "}, "details.no_address"), ({"reason": ""}, "details.no_reason"),
        ({"who": "nguyendon"}, "not_allowed"), ({"who": "thuky2"}, "not_allowed"), ({"who": "cntt"}, "not_allowed"),
        ({"personal_id": "001087000009"}, "party.exists"), ({"birth_year": 1950}, "party.bars"),
    ],
)  # fmt: skip
def test_what_is_wrong_about_a_new_address_is_said_and_nothing_is_kept(world, now, other, code):
    case = steps.assigned_case(world, now)
    party = case.parties.get(role="defendant")
    case.parties.filter(role="plaintiff").update(personal_id="001087000009")
    tie = {"kind": "kin", "name": party.name, "birth_year": 1950, "relation": "bác ruột"}
    actions.declare_tie(by=world.viewer("thuky"), at=now, **tie)
    with pytest.raises(Refused, match=code):
        moved(world, case, now, **other)
    party.refresh_from_db()
    assert (party.birth_year, party.personal_id, party.address) == (1979, "", world.users["bidon"].address)


def test_the_page_shows_what_is_known_and_the_new_address(page, world, now):
    case = steps.assigned_case(world, now)
    party, clerk = case.parties.get(role="defendant"), page("thuky")
    url = reverse("cases:change_details", args=[case.pk, party.pk])
    assert (
        url in clerk.get(reverse("cases:parties", args=[case.pk])).text
        and party.address in clerk.get(url).text
    )
    sent = {"address": "Số 9 phố Mới", "birth_year": "1979", "reason": "Văn bản ngày 05/01/2026"}
    assert clerk.post(url, {**sent, "address": ""}).status_code == 422
    assert clerk.post(url, sent).status_code == 302
    assert "Số 9 phố Mới" in clerk.get(reverse("cases:parties", args=[case.pk])).text
    assert clerk.post(url, sent).status_code == 302, "sent twice"
    assert page("thuky2").get(url).status_code == 403
    other = steps.assigned_case(world, now).parties.first()
    assert clerk.get(reverse("cases:change_details", args=[case.pk, other.pk])).status_code == 404
    assert "Số 9 phố Mới" in page("nguyendon").get(reverse("portal:case", args=[case.pk])).text


@pytest.fixture
def with_lawyer(world, now) -> tuple[Case, Representation]:
    case = steps.trial_decided_case(world, now)
    party = case.parties.get(role="defendant")
    made = actions.register_protector(
        by=world.viewer("thuky"), case_id=case.pk, party_id=party.pk, kind="lawyer", name="Phan Gia Định",
        user=world.users["luatsu"], at=clock.now(),
    )  # fmt: skip
    return Case.objects.get(pk=case.pk), made


def ended(world, case, made, who="thuky", **other) -> Representation:
    told = {"ended_on": clock.today(), "reason": "Văn bản thôi bảo vệ", "at": clock.now()}
    return actions.end_representation(
        by=world.viewer(who), case_id=case.pk, representation_id=made.pk, **told | other
    )


def test_who_speaks_for_a_party_no_more_sees_nothing_and_is_not_called(world, page, with_lawyer):
    case, made = with_lawyer
    hearing = case.hearings.get(kind="trial")
    assert made.name in [p.name for p in hearing.participations.all()]
    lawyer, url = page("luatsu"), reverse("portal:case", args=[case.pk])
    assert lawyer.get(url).status_code == 200
    ended(world, case, made)
    assert lawyer.get(url).status_code == 404
    assert not queries.visible_to(world.viewer("luatsu")).exists()
    assert made.name not in [p.name for p in hearing.participations.all()]
    party = Party.objects.get(pk=made.party_id)
    assert world.users["luatsu"].pk not in party.user_ids and not party.representations.exists()
    told = Event.objects.get(act="cases.end_representation")
    assert told.title == f"Luật sư Phan Gia Định thôi tham gia cho {party}" and told.shown_to == "parties"
    with pytest.raises(Refused, match=r"protector\.ended"):
        ended(world, case, made)
    again = actions.register_protector(
        by=world.viewer("thuky"), case_id=case.pk, party_id=party.pk, kind="lawyer", name=made.name,
        user=world.users["luatsu"], at=clock.now(),
    )  # fmt: skip
    assert again.pk != made.pk and lawyer.get(url).status_code == 200


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"reason": " "}, "protector.no_reason"), ({"ended_on": date(2026, 1, 1)}, "protector.bad_day"),
        ({"ended_on": date(2027, 1, 1)}, "protector.bad_day"), ({"who": "luatsu"}, "not_allowed"),
        ({"who": "thuky2"}, "not_allowed"),
    ],
)  # fmt: skip
def test_the_end_of_a_representation_has_its_day_its_paper_and_its_officer(world, with_lawyer, other, code):
    case, made = with_lawyer
    with pytest.raises(Refused, match=code):
        ended(world, case, made, **other)
    assert case.parties.get(role="defendant").representations.get() == made


def test_the_page_ends_it(world, page, with_lawyer):
    case, made = with_lawyer
    clerk, url = page("thuky"), reverse("cases:end_representation", args=[case.pk, made.pk])
    tab = reverse("cases:parties", args=[case.pk])
    assert url in clerk.get(tab).text and made.name in clerk.get(url).text
    sent = {"ended_on": f"{clock.today():%d/%m/%Y}", "reason": "Văn bản thôi bảo vệ"}
    assert clerk.post(url, {**sent, "reason": ""}).status_code == 422
    assert clerk.post(url, sent).status_code == 302 and url not in clerk.get(tab).text
    assert clerk.post(url, sent).status_code == 302, "sent twice"
    assert page("luatsu").get(url).status_code in {403, 404}


@pytest.mark.parametrize("who", ["thuky2", "chanhan", "kiemsat", "nguyendon", "hoitham"])
def test_only_judge_and_clerk_of_the_case_bring_somebody_in(world, now, who):
    case = steps.assigned_case(world, now)
    case.assignments.filter(role="presiding").update(post=world.posts["thamphan"])
    with pytest.raises(Refused, match="not_allowed"):
        joined(world, case, now, who)


@pytest.mark.parametrize(
    ("other", "code"),
    [({"name": " "}, "party.no_name"), ({"reason": ""}, "party.no_reason")],
)
def test_what_is_missing_is_named(world, now, other, code):
    case = steps.assigned_case(world, now)
    with pytest.raises(Refused, match=code):
        joined(world, case, now, **other)
    assert case.parties.count() == 2


def test_nobody_joins_twice_nor_who_sits_on_the_case(world, now):
    case = steps.assigned_case(world, now)
    joined(world, case, now)
    with pytest.raises(Refused, match="party.exists"):
        joined(world, case, now, name="MAI THỊ HÒA")
    lay_judge = world.users["hoitham"]
    lay_judge.personal_id = "079088001122"
    lay_judge.save()
    with pytest.raises(Refused, match="party.bars"):
        joined(world, case, now, name="Người khác", personal_id="079088001122")
    assert case.parties.count() == 3


@pytest.mark.parametrize("state", ["hearing", "deliberating", "judged", "discontinued", "archived"])
def test_not_while_the_court_sits_or_after_the_end(world, now, state):
    case = steps.assigned_case(world, now)
    Case.objects.filter(pk=case.pk).update(state=state)
    with pytest.raises(Refused, match="wrong_state"):
        joined(world, case, now)


def test_the_page_keeps_what_was_typed(page, world, now):
    case = steps.assigned_case(world, now)
    url = reverse("cases:add_party", args=[case.pk])
    typed = {
        "role": "related",
        "kind": "person",
        "name": "Mai Thị Hòa",
        "address": "",
        "reason": "Đồng sở hữu",
    }
    lacking = page("thuky").post(url, typed)
    assert lacking.status_code == 422 and "Mai Thị Hòa" in lacking.text
    assert page("thuky").post(url, {**typed, "address": "Xã Sông Thanh"}).status_code == 302
    assert "Mai Thị Hòa" in page("thuky").get(reverse("cases:parties", args=[case.pk])).text
    assert page("thuky2").get(url).status_code == 403
