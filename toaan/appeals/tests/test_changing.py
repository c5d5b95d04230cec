"""An appeal is mended on request, changed and supplemented, within the bounds of article 284."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from toaan.appeals import actions
from toaan.appeals.models import AmendmentRequest, Change
from toaan.appeals.tests.thread import AFTER, appealed, day, settled, with_panel
from toaan.core import audit, clock, events
from toaan.core.errors import Refused
from toaan.delivery.models import Service, ServiceRecipient

pytestmark = pytest.mark.usefixtures("quick_paper")


def refused(call, **kwargs) -> str:
    with pytest.raises(Refused) as found:
        call(**kwargs)
    return found.value.code


@pytest.fixture
def judgment(world, now):
    return appealed(world, now)


def test_an_appeal_that_is_not_mended_in_time_comes_back(world, judgment, now):
    appeal, judge = judgment.appeals.get(), world.viewer("thamphan")
    due, at = clock.local_date(now) + timedelta(days=8), now + timedelta(days=3)
    ask = {"by": judge, "appeal_id": appeal.pk, "what": "Thiếu chữ ký.", "due_on": due, "at": at}
    give_back = {"by": judge, "appeal_id": appeal.pk, "ground": "not_amended", "reason": "Không sửa."}
    assert refused(actions.return_appeal, **give_back, at=at) == "amendment.none"
    assert refused(actions.request_amendment, **{**ask, "by": world.viewer("thamphan2")}) == "not_allowed"
    assert refused(actions.request_amendment, **{**ask, "what": " "}) == "amendment.no_words"
    assert (
        refused(actions.request_amendment, **{**ask, "due_on": clock.local_date(at)}) == "amendment.bad_day"
    )
    actions.request_amendment(**ask)
    assert refused(actions.request_amendment, **ask) == "amendment.open"
    clock.move_to(at)
    events.drain()
    [row] = ServiceRecipient.objects.filter(service__kind="appeal_amendment_notice")
    assert row.party_id == appeal.party_id
    assert refused(actions.return_appeal, **give_back, at=at) == "amendment.still_time"
    actions.return_appeal(**give_back, at=day(due + timedelta(days=1)))
    appeal.refresh_from_db()
    assert "điểm b khoản 4 Điều 274" in appeal.dropped_why
    audit.verify()


def test_in_the_period_an_appeal_may_grow_and_afterwards_only_shrink(page, world, judgment, now):
    appeal = judgment.appeals.get()
    parts = {p.order: p.pk for p in judgment.parts.all()}
    at = now + timedelta(days=4)
    actions.request_amendment(
        by=world.viewer("thamphan"), appeal_id=appeal.pk, what="Nêu rõ phần.", due_on=clock.local_date(at) + timedelta(days=5), at=at
    )  # fmt: skip
    clock.move_to(at)
    plaintiff = page("nguyendon")
    form = reverse("appeals:my_change", args=[judgment.case_id, appeal.pk])
    assert "Nêu rõ phần." in plaintiff.get(form).content.decode()
    assert page("bidon").get(form).status_code == 404
    typed = {"parts": [parts[1], parts[2]], "ground": "Sửa cả hai phần."}
    assert plaintiff.post(form, {**typed, "ground": ""}).status_code == 422
    assert plaintiff.post(form, typed).status_code == 302
    assert AmendmentRequest.objects.get().answered_on == clock.local_date(at)
    change = {
        "by": world.viewer("thuky"), "appeal_id": appeal.pk, "received_on": AFTER, "at": day(AFTER),
        "ground": "Sửa ba phần.", "part_ids": list(parts.values()),
    }  # fmt: skip
    assert refused(actions.change, **change) == "change.wider"
    assert refused(actions.change, **{**change, "by": world.viewer("bidon")}) == "appeal.not_yours"
    same = {"part_ids": [parts[1], parts[2]], "ground": "Sửa cả hai phần."}
    assert refused(actions.change, **{**change, **same}) == "change.same"
    settled(judgment)
    actions.change(**{**change, "part_ids": [parts[2]]})
    effects = {e.part.order: e.effective_on for e in judgment.effect.parts.select_related("part")}
    assert effects[1] is not None and effects[2] is None  # what is left out is in effect (282.2)
    assert [c.after["parts"] for c in Change.objects.all()] == [[1, 2], [2]]
    audit.verify()


def test_above_it_changes_within_its_bounds_and_everybody_is_told(page, world, now):
    case = with_panel(world, now)
    mine = case.challenge["appellants"][0]
    change = {
        "by": world.viewer("bidon"), "case_id": case.pk, "holder": mine["party"], "ground": "Chỉ xin giảm.",
        "received_on": AFTER, "at": day(AFTER, 15),
    }  # fmt: skip
    assert refused(actions.change_above, **change) == "change.not_yours"
    clerk = {**change, "by": world.viewer("thuky.tinh")}
    assert refused(actions.change_above, **{**clerk, "ground": mine["ground"]}) == "change.same"
    assert refused(actions.change_above, **{**clerk, "holder": "nobody"}) == "change.nobody"
    assert refused(actions.change_above, **{**clerk, "received_on": date(2026, 1, 1)}) == "change.bad_day"
    clock.move_to(day(AFTER, 15))
    form = reverse("appeals:my_change_above", args=[case.pk])
    assert page("bidon").get(form).status_code == 302
    assert (
        page("nguyendon").post(form, {"holder": mine["party"], "ground": "Chỉ xin giảm."}).status_code == 302
    )
    case.refresh_from_db()
    assert (case.challenge["appellants"][0]["ground"], case.challenge["appellants"][0]["parts"]) == (
        "Chỉ xin giảm.", mine["parts"],
    )  # fmt: skip
    events.drain()
    names = set(Service.objects.get(kind="appeal_change_notice").recipients.values_list("party", flat=True))
    assert (
        case.parties.get(role="defendant").pk in names and case.parties.get(role="plaintiff").pk not in names
    )
    for address in ("change_above", "case"):
        assert page("thuky.tinh").get(reverse(f"appeals:{address}", args=[case.pk])).status_code == 200
    audit.verify()


def test_pages_of_the_court_below(page, world, judgment):
    appeal = judgment.appeals.get()
    where = [judgment.case_id, appeal.pk]
    clock.move_to(day(date(2026, 1, 9)))
    judge = page("thamphan")
    form = reverse("appeals:request_amendment", args=where)
    assert judge.post(form, {"what": "Thiếu chữ ký.", "due_on": "01/01/2026"}).status_code == 422
    assert judge.post(form, {"what": "Thiếu chữ ký.", "due_on": "19/01/2026"}).status_code == 302
    assert "Thiếu chữ ký." in judge.get(reverse("appeals:case", args=where[:1])).content.decode()
    assert "Thiếu chữ ký." in page("nguyendon").get(reverse("appeals:mine", args=where[:1])).content.decode()
    assert page("thuky").get(reverse("appeals:change", args=where)).status_code == 200
