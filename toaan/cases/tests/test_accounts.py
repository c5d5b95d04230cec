"""A party's account is tied to the case by the clerk who saw his papers, and to nobody else's side."""

from __future__ import annotations

import pytest

from toaan.cases import actions, queries
from toaan.cases.models import Party
from toaan.core.errors import Refused
from toaan.demo import steps


@pytest.fixture
def case(world, now):
    return steps.assigned_case(world, now, case=steps.opened_case(world, now, with_accounts=False))


def test_from_then_on_the_party_sees_the_case(world, case, clerk, defendant, now):
    party = case.parties.get(role=Party.Role.DEFENDANT)
    assert not queries.visible_to(defendant).exists()
    actions.link_account(by=clerk, case_id=case.pk, party_id=party.pk, user=defendant.user, at=now)
    assert queries.visible_to(defendant).get() == case


def test_nobody_but_a_clerk_of_the_court_ties_an_account(request, case, now):
    party = case.parties.get(role=Party.Role.DEFENDANT)
    for who in ("judge", "defendant", "stranger", "procurator", "president"):
        viewer = request.getfixturevalue(who)
        with pytest.raises(Refused, match="not_allowed"):
            actions.link_account(by=viewer, case_id=case.pk, party_id=party.pk, user=viewer.user, at=now)
    party.refresh_from_db()
    assert party.user is None


def test_one_account_never_stands_on_both_sides(case, clerk, plaintiff, now):
    one, other = case.parties.all()
    actions.link_account(by=clerk, case_id=case.pk, party_id=one.pk, user=plaintiff.user, at=now)
    with pytest.raises(Refused, match="party.other_side"):
        actions.link_account(by=clerk, case_id=case.pk, party_id=other.pk, user=plaintiff.user, at=now)
    with pytest.raises(Refused, match="party.linked"):
        actions.link_account(by=clerk, case_id=case.pk, party_id=one.pk, user=plaintiff.user, at=now)


def test_the_clerk_does_it_on_the_parties_page(page, case, defendant):
    party = case.parties.get(role=Party.Role.DEFENDANT)
    clerk = page("thuky")
    url = f"/ban/vu-an/{case.pk}/duong-su/"
    bad = clerk.post(
        url, {"account-party": str(party.pk), "account-username": "khong-co", "account-checked": "on"}
    )
    assert bad.status_code == 422
    assert "Không có tài khoản này" in bad.content.decode()
    good = clerk.post(
        url, {"account-party": str(party.pk), "account-username": "bidon", "account-checked": "on"}
    )
    assert good.status_code == 302
    party.refresh_from_db()
    assert party.user == defendant.user
