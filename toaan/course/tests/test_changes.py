"""A plaintiff changes, supplements or withdraws what he asks (BLTTDS 70.4, 71.2, 217.1.c, 244)."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.replay import step
from toaan.cases.models import Case
from toaan.core import clock, events
from toaan.core.errors import Refused
from toaan.core.waiting import waiting_for
from toaan.course import actions
from toaan.course.models import ClaimChange
from toaan.course.tests.helpers import judge_of, later
from toaan.demo import steps, turns
from toaan.dossiers.models import Folio

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world, now) -> Case:
    return steps.assigned_case(world, now)


def wish(case: Case, claims=None, **more) -> actions.ChangeWish:
    said = {
        "id": uuid.uuid4(), "party_id": case.parties.get(role="plaintiff").pk, "reason": "Hai bên đã tự giải quyết.",
        "claims": case.claims[:1] if claims is None else claims, "value": case.value,
    }  # fmt: skip
    return actions.ChangeWish(**(said | more))


@step
def filed(world, case, at, who="nguyendon", **more) -> ClaimChange:
    return actions.file_change(by=world.viewer(who), case_id=case.pk, wish=wish(case, **more), at=at)


@step
def accepted(world, made, at, *, within=False) -> ClaimChange:
    judge = judge_of(world, made.case)
    return actions.accept_change(by=judge, change_id=made.pk, within=within, note="", at=at)


def test_a_part_withdrawn_leaves_the_rest(world, now, case):
    made = filed(world, case, now)
    assert made.kind == "part" and made.withdrawn == case.claims[1:] and not made.added
    assert "Xem xét đơn thay đổi" in " ".join(w.title for w in waiting_for(judge_of(world, case)))
    assert Case.objects.get(pk=case.pk).claims == case.claims, "nothing changes before the judge has accepted"
    accepted(world, made, now)
    assert Case.objects.get(pk=case.pk).claims == case.claims[:1]
    assert Folio.objects.filter(dossier__case=case, kind="claim_change").exists(), (
        "what he wrote is in the file"
    )


def test_new_claims_are_free_before_the_session_and_bounded_after_it(world, now, case):
    more = [*case.claims, "Buộc bị đơn trả lãi chậm trả"]
    accepted(world, filed(world, case, now, claims=more), now)
    case = steps.mediated_case(world, later(now, days=1), case=Case.objects.get(pk=case.pk))
    at = clock.now()
    made = filed(world, case, at, claims=[*case.claims, "Buộc bị đơn xin lỗi công khai"])
    with pytest.raises(Refused, match="change.beyond"):
        accepted(world, made, at)
    accepted(world, made, at, within=True)
    assert "xin lỗi" in Case.objects.get(pk=case.pk).claims[-1]


def test_whoever_withdraws_everything_gets_a_discontinuance_next(page, world, now, case):
    case.assignments.filter(role="presiding").update(post=world.posts["thamphan"])
    made = filed(world, case, now, withdraw_all=True, claims=[])
    url = reverse("course:decide_change", args=[case.pk, made.pk])
    answer = page("thamphan").post(url, {"answer": "accept"})
    assert answer.url == reverse("course:discontinue", args=[case.pk])
    assert Case.objects.get(pk=case.pk).claims == case.claims, "only the decision ends the case"


def test_what_is_refused_leaves_the_claims_and_says_why(world, now, case):
    made = filed(world, case, now)
    judge = judge_of(world, case)
    with pytest.raises(Refused, match="change.no_reason"):
        actions.refuse_change(by=judge, change_id=made.pk, note=" ", at=now)
    actions.refuse_change(by=judge, change_id=made.pk, note="Không tự nguyện.", at=now)
    assert Case.objects.get(pk=case.pk).claims == case.claims
    with pytest.raises(Refused, match="change.decided"):
        accepted(world, made, now)


@pytest.mark.parametrize(
    ("who", "said", "code"),
    [
        ("bidon", {}, "change.not_plaintiff"),
        ("nguyendon", {"reason": ""}, "change.no_reason"),
        ("nguyendon", {"claims": [" "]}, "change.nothing"),
        ("nguyendon", {"value": 0}, "change.value"),
        ("thuky", {"filed_on": "before"}, "change.bad_day"),
    ],
)
def test_bad_requests(world, now, case, who, said, code):  # noqa: PLR0917
    if said.get("filed_on"):
        said = {"filed_on": case.accepted_on - timedelta(days=1)}
    with pytest.raises(Refused, match=code):
        filed(world, case, now, who, **said)
    assert not ClaimChange.objects.exists()


def test_the_same_as_now_is_no_change_and_one_waits_at_a_time(world, now, case):
    with pytest.raises(Refused, match="change.nothing"):
        filed(world, case, now, claims=case.claims)
    filed(world, case, now)
    with pytest.raises(Refused, match="change.waiting"):
        filed(world, case, now)


def test_the_party_writes_in_the_portal_and_keeps_what_was_typed(page, world, now, case):
    party = page("nguyendon")
    url = reverse("course:my_changes", args=[case.pk])
    assert url in party.get(reverse("portal:case", args=[case.pk])).text
    sent = {
        "key": str(uuid.uuid4()), "party": str(case.parties.get(role="plaintiff").pk), "what": "change",
        "claims": case.claims[0], "value": "400.000.000", "reason": "",
    }  # fmt: skip
    empty = party.post(url, sent)
    assert empty.status_code == 422 and case.claims[0] in empty.text
    assert party.post(url, sent | {"reason": "Đã trả phần phạt cọc"}).status_code == 302
    assert party.post(url, sent | {"reason": "Đã trả phần phạt cọc"}).status_code == 302, (
        "pressed twice is once"
    )
    assert ClaimChange.objects.count() == 1 and "Chờ Thẩm phán xem xét" in party.get(url).text
    assert page("bidon").get(url).status_code == 200 and "Chỉ nguyên đơn" in page("bidon").get(url).text
    assert page("nguoila").get(url).status_code == 404


def test_the_claimant_withdraws_a_counterclaim_in_the_portal(page, world, now):
    case = turns.counterclaimed_case(world, now)
    events.drain()
    claim = case.other_claim_rows.get(state="fee_due")
    url = reverse("course:my_withdrawal", args=[case.pk, claim.pk])
    assert url in page("bidon").get(reverse("course:my_claims", args=[case.pk])).text
    assert page("nguyendon").post(url, {"reason": "x"}).status_code == 403
    assert page("bidon").post(url, {"reason": "Đã thỏa thuận xong"}).status_code == 302
    claim.refresh_from_db()
    assert claim.state == "withdrawn"
