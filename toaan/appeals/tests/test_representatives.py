"""Who speaks for a party no more does so in no case of the dispute; whoever still does is there when it is tried anew."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from toaan.appeals import actions, dispute
from toaan.appeals.tests.thread import judged, with_panel
from toaan.cases import actions as cases
from toaan.cases import queries
from toaan.cases.models import Case, Deadline, Party, Representation
from toaan.core import audit, clock, events
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.delivery import actions as delivery
from toaan.delivery.models import Service, ServiceRecipient

pytestmark = pytest.mark.usefixtures("quick_paper")
NAME, REASON = "Phan Gia Định", "Văn bản thôi bảo vệ ngày 18/3/2026"
CLAIMS = ["Buộc bị đơn chịu phạt cọc 50.000.000 đồng"]


def registered(world, case, who="thuky", *, at=None, **more) -> Representation:
    told = {"kind": "lawyer", "name": NAME, "user": world.users["luatsu"]} | more
    party = case.parties.get(role="defendant")
    return cases.register_protector(
        by=world.viewer(who), case_id=case.pk, party_id=party.pk, at=at or clock.now(), **told
    )


def ended(world, one: Representation, who="thuky", **more) -> Representation:
    told = {"ended_on": clock.today(), "reason": REASON, "at": clock.now()} | more
    return cases.end_representation(
        by=world.viewer(who), case_id=one.party.case_id, representation_id=one.pk, **told
    )


def seen_by_lawyer(world) -> set[Case]:
    return set(queries.visible_to(world.viewer("luatsu")))


@pytest.fixture
def both(world, now) -> tuple[Representation, Representation]:
    """The lawyer at first instance, and at the court above where the file is."""
    above = with_panel(world, now)
    clock.move_to(clock.now() + timedelta(days=90))
    below = Case.objects.get(pk=above.origin_id)
    return registered(world, below), registered(world, above, "thuky.tinh")


@pytest.mark.parametrize(("where", "who"), [(0, "thuky"), (1, "thuky.tinh")])
def test_dismissed_at_one_instance_he_has_no_access_at_the_other(world, page, both, where, who):
    here, there = both[where], both[1 - where]
    assert seen_by_lawyer(world) == {here.party.case, there.party.case}
    ended(world, here, who)
    assert not seen_by_lawyer(world)
    for one in both:
        url = reverse("portal:case", args=[one.party.case_id])
        assert page("luatsu").get(url).status_code == 404
    there = Representation.everybody.get(pk=there.pk)
    case = there.party.case
    assert (
        there.ended_on == clock.today()
        and REASON in there.ended_why
        and here.party.case.court.name in there.ended_why
    )
    first, second = Event.objects.filter(act="cases.end_representation").order_by("at", "because_id")
    told = second if second.because_id else first
    assert (told.case_id, told.court_id, told.because.case_id) == (case.pk, case.court_id, here.party.case_id)
    assert Event.objects.filter(act="cases.end_representation").count() == 2
    with pytest.raises(Refused, match=r"protector\.ended"):
        ended(world, there, "thuky.tinh" if who == "thuky" else "thuky")
    audit.verify()


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Phan Gia Định Văn"}, {"kind": "authorised"}, {"user": "nguoila"},
    ],
)  # fmt: skip
def test_another_person_or_another_capacity_stays(world, both, other):
    here, there = both
    told = {**other, **({"user": world.users[other["user"]]} if "user" in other else {})}
    Representation.objects.filter(pk=there.pk).update(**told)
    ended(world, here)
    assert Representation.objects.filter(pk=there.pk).exists()


def test_the_lawyer_of_another_party_stays_and_an_unknown_account_is_no_difference(world, both):
    here, there = both
    plaintiff = there.party.case.parties.get(role="plaintiff")
    other = Representation.objects.create(
        party=plaintiff, kind="lawyer", name=NAME, since=there.since, user=None
    )
    Representation.objects.filter(pk=there.pk).update(user=None, name="PHAN GIA ĐỊNH")
    ended(world, here)
    assert Representation.objects.filter(pk=other.pk).exists()
    assert not Representation.objects.filter(pk=there.pk).exists()


def test_an_end_of_before_does_not_end_what_began_after_it(world, both):
    here, there = both
    Representation.objects.filter(pk=here.pk).update(since=clock.today() - timedelta(days=9))
    ended(world, here, ended_on=clock.today() - timedelta(days=4))
    assert Representation.everybody.get(pk=there.pk).ended_on is None, "registered above on a later authority"
    assert seen_by_lawyer(world) == {there.party.case}


def test_an_end_that_is_only_of_this_case_leaves_the_others_alone(world, page, both):
    here, there = both
    url = reverse("cases:end_representation", args=[here.party.case_id, here.pk])
    assert "Chỉ ở vụ án này" in page("thuky").get(url).content.decode()
    typed = {"ended_on": f"{clock.today():%d/%m/%Y}", "reason": REASON, "only_here": "on"}
    assert page("thuky").post(url, typed).status_code == 302
    assert Representation.everybody.get(pk=here.pk).ended_on == clock.today()
    assert seen_by_lawyer(world) == {there.party.case}


def test_ended_below_before_all_cases_were_seen_to_he_is_not_in_the_new_trial(world, now):
    made = judged(world, now, {2: "remitted"})
    clock.move_to(made.pronounced_at + timedelta(days=1))
    below = Case.objects.get(pk=made.case.origin_id)
    here = registered(world, below)
    registered(world, made.case, "thuky.tinh")
    Representation.objects.filter(pk=here.pk).update(
        ended_on=clock.today(), ended_why=REASON
    )  # as an older version left it
    again = again_of(world, made)
    assert not Representation.objects.filter(party__case=again).exists()


def test_a_party_is_known_by_its_number_before_its_name(world, both):
    here, there = both
    Party.objects.filter(pk=here.party_id).update(name="Công ty TNHH Sông Hồng", personal_id="0102030405")
    Party.objects.filter(pk=there.party_id).update(name="Công ty Sông Hồng", personal_id="0102030405")
    here = Representation.objects.get(pk=here.pk)
    ended(world, here)
    assert not seen_by_lawyer(world)


def test_of_two_parties_with_one_name_the_number_tells_them_apart(world, both):
    here, there = both
    Party.objects.filter(pk=here.party_id).update(personal_id="001")
    Party.objects.filter(pk=there.party_id).update(personal_id="002")
    ended(world, Representation.objects.get(pk=here.pk))
    assert seen_by_lawyer(world) == {there.party.case}, "another person"


def test_a_court_that_is_no_more_does_not_hinder_it(world, both):
    here, there = both
    court = here.party.case.court
    court.valid_to = clock.today() - timedelta(days=1)
    court.save(update_fields=["valid_to"])
    ended(world, there, "thuky.tinh")
    assert not seen_by_lawyer(world)


def test_dismissed_above_he_is_not_there_when_the_case_is_tried_anew(world, now):
    made = judged(world, now, {2: "remitted"})
    clock.move_to(made.pronounced_at + timedelta(days=1))
    below = Case.objects.get(pk=made.case.origin_id)
    registered(world, below)
    registered(world, below, kind="authorised", name="Vũ Thị Kim")
    ended(world, registered(world, made.case, "thuky.tinh"), "thuky.tinh")
    again = again_of(world, made)
    speaking = Representation.objects.filter(party__case=again)
    assert [r.name for r in speaking] == ["Vũ Thị Kim"]


def again_of(world, made) -> Case:
    return actions.accept_again(
        by=world.viewer("thuky"), above_id=made.case_id, claims=CLAIMS, at=clock.now()
    )


def test_whoever_came_above_speaks_on_when_it_is_tried_anew_and_ends_everywhere(world, now):
    made = judged(world, now, {2: "remitted"})
    clock.move_to(made.pronounced_at + timedelta(days=1))
    below = Case.objects.get(pk=made.case.origin_id)
    registered(world, below, kind="authorised", name="Vũ Thị Kim", user=None)
    registered(world, made.case, "thuky.tinh", kind="authorised", name="VŨ THỊ KIM", user=None)
    registered(world, made.case, "thuky.tinh")
    again = again_of(world, made)
    party = again.parties.get(role="defendant")
    assert sorted(r.name for r in party.representations.all()) == [NAME, "Vũ Thị Kim"]
    assert seen_by_lawyer(world) == {made.case, again}
    assert dispute.cases_of(below.pk) == {below.pk, made.case_id, again.pk} == dispute.cases_of(again.pk)
    cases.assign_clerk(
        by=world.viewer("chanhan"), case_id=again.pk, post_id=world.posts["thuky2"].pk, at=clock.now()
    )
    ended(world, party.representations.get(name=NAME), "thuky2")
    ended(world, party.representations.get(), "thuky2")
    assert not Representation.objects.filter(party__case__in=dispute.cases_of(below.pk)).exists()
    assert not seen_by_lawyer(world)


def test_a_party_who_left_below_leaves_no_gap_when_it_is_tried_anew(world, now):
    made = judged(world, now, {2: "remitted"})
    clock.move_to(made.pronounced_at + timedelta(days=1))
    below = Case.objects.get(pk=made.case.origin_id)
    registered(world, below)
    Party.objects.filter(case=below, role="plaintiff").update(order=5)
    Party.objects.filter(case=below, role="defendant").update(order=7)
    again = again_of(world, made)
    assert again.parties.get(role="defendant").representations.get().name == NAME


def test_the_limit_for_sending_the_judgment_is_met_without_him(world, now):
    made = judged(world, now, {2: "upheld"})
    clock.move_to(made.pronounced_at + timedelta(hours=1))
    one = registered(world, made.case, "thuky.tinh", kind="authorised", name="Vũ Thị Kim", user=None)
    events.drain()
    service = Service.objects.get(case=made.case, kind="appeal_judgment")
    first = service.recipients.first()
    ServiceRecipient.objects.create(  # he came before it was pronounced, and a copy is meant for him (315.1)
        service=service, case=made.case, court=made.case.court, ordered_at=service.ordered_at, order=90, representation=one,
        key=f"representation:{one.pk}", sha256=service.sha256, name=one.name, article=first.article, method="post",
    )  # fmt: skip
    at, clerk = clock.now(), world.viewer("thuky.tinh")
    rows = list(service.recipients.filter(representation=None, state="waiting"))
    sendings = [
        delivery.Sending(r.pk, barcode=f"RS{r.order:09d}VN" if r.method == "post" else "") for r in rows
    ]
    delivery.send(by=clerk, service_id=service.pk, sendings=sendings, at=at)
    for row in service.recipients.filter(representation=None, state="sent", proof=""):
        delivery.record_proof(by=clerk, recipient_id=row.pk, received_on=clock.local_date(at), at=at)
    limit = Deadline.objects.get(case=made.case, rule="BLTTDS:315.1")
    assert (Service.objects.get(pk=service.pk).state, limit.state) == ("ready", "open")
    ended(world, one, "thuky.tinh")
    limit.refresh_from_db()
    assert (Service.objects.get(pk=service.pk).state, limit.state) == ("served", "met")
