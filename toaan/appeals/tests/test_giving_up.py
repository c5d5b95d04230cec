"""The suit withdrawn at second instance (BLTTDS 299): nothing without the defendant, everything with him."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from toaan.appeals import actions
from toaan.appeals.models import Discontinuance, SuitWithdrawal
from toaan.appeals.tests.thread import AFTER, day, planned
from toaan.cases.models import Case
from toaan.core import audit, clock, events
from toaan.core.errors import Refused

pytestmark = pytest.mark.usefixtures("quick_paper")
AT = day(date(2026, 3, 3), 9)


def refused(call, **kwargs) -> str:
    with pytest.raises(Refused) as found:
        call(**kwargs)
    return found.value.code


@pytest.fixture
def case(world, now):
    return planned(world, now)[0]


def test_it_ends_the_suit_only_when_the_defendant_agrees(page, world, case):
    plaintiff, defendant = (case.parties.get(role=r) for r in ("plaintiff", "defendant"))
    end = {
        "by": world.viewer("thamphan.tinh"), "case_id": case.pk, "ground": "suit_withdrawn", "reason": "Nguyên đơn rút đơn.",
        "at": AT + timedelta(hours=2),
    }  # fmt: skip
    give_up = {
        "by": world.viewer("thuky.tinh"), "case_id": case.pk, "party_id": plaintiff.pk, "received_on": AFTER, "reason": "", "at": AT,
    }  # fmt: skip
    answer = {
        "by": world.viewer("thuky.tinh"), "case_id": case.pk, "party_id": defendant.pk, "agreed": True, "answered_on": AFTER, "at": AT,
    }  # fmt: skip
    assert refused(actions.discontinue, **end) == "suit.not_all"
    assert refused(actions.answer_suit_withdrawal, **answer) == "suit.none"
    assert refused(actions.withdraw_suit, **{**give_up, "party_id": defendant.pk}) == "suit.not_plaintiff"
    assert refused(actions.withdraw_suit, **{**give_up, "by": world.viewer("bidon")}) == "suit.not_yours"
    assert refused(actions.withdraw_suit, **{**give_up, "received_on": date(2026, 1, 1)}) == "suit.bad_day"
    clock.move_to(AT)
    theirs = [reverse(f"appeals:my_{name}", args=[case.pk]) for name in ("withdraw_suit", "answer_suit")]
    assert page("bidon").get(theirs[1]).status_code == 302  # nobody has asked yet
    assert page("nguyendon").get(theirs[0]).status_code == 200
    assert (
        page("nguyendon").post(theirs[0], {"party": plaintiff.pk, "reason": "Đã tự giải quyết."}).status_code
        == 302
    )
    assert SuitWithdrawal.objects.get().sha256
    waits = page("nguyendon").get(reverse("appeals:mine", args=[case.pk])).content.decode()
    assert "Chờ bị đơn trả lời có đồng ý hay không." in waits
    assert refused(actions.withdraw_suit, **give_up) == "suit.withdrawn"
    assert refused(actions.discontinue, **end) == "suit.no_consent"
    assert page("thuky.tinh").get(reverse("appeals:answer_suit", args=[case.pk])).status_code == 200
    assert page("bidon").post(theirs[1], {"party": defendant.pk}).status_code == 422
    assert page("bidon").post(theirs[1], {"party": defendant.pk, "agreed": "yes"}).status_code == 302
    assert refused(actions.answer_suit_withdrawal, **answer) == "suit.answered"
    assert "đồng ý" in page("nguyendon").get(reverse("appeals:mine", args=[case.pk])).content.decode()
    shown = page("thamphan.tinh").get(reverse("appeals:discontinue", args=[case.pk])).content.decode()
    assert "trừ khi nguyên đơn rút đơn khởi kiện" in shown

    made = actions.discontinue(**end)
    events.drain()
    assert made.quashes and made.by_panel and made.content["half"] == "150.000 đồng"
    case.refresh_from_db()
    below = Case.objects.get(pk=case.origin_id)
    assert (case.state, below.state) == ("discontinued", "quashed")
    rows = {e.part.order: e for e in below.judgment.effect.parts.select_related("part")}
    assert {e.effective_on for e in rows.values()} == {None}
    assert (
        "không còn" in rows[1].lifted and not rows[2].lifted
    )  # part 1 had been in effect, nobody had appealed it
    assert page("thuky").get(reverse("appeals:case", args=[below.pk])).status_code == 200
    assert page("thuky.tinh").get(reverse("appeals:case", args=[case.pk])).status_code == 200
    told = page("nguyendon").get(reverse("portal:case", args=[case.pk])).content.decode()
    assert "Bản án sơ thẩm bị hủy" in told and "Bản án sơ thẩm có hiệu lực pháp luật." not in told
    audit.verify()


def test_without_consent_the_trial_goes_on(world, case):
    parties = {p.role: p.pk for p in case.parties.all()}
    clerk = world.viewer("thuky.tinh")
    actions.withdraw_suit(
        by=clerk, case_id=case.pk, party_id=parties["plaintiff"], received_on=AFTER, reason="", at=AT
    )
    actions.answer_suit_withdrawal(
        by=clerk, case_id=case.pk, party_id=parties["defendant"], agreed=False, answered_on=AFTER, at=AT
    )
    end = {"case_id": case.pk, "ground": "suit_withdrawn", "reason": "Rút đơn.", "at": AT}
    assert refused(actions.discontinue, by=world.viewer("thamphan.tinh"), **end) == "suit.no_consent"
    assert refused(actions.discontinue, by=clerk, **end) == "not_allowed"
    case.refresh_from_db()
    assert case.state == "trial_set" and not Discontinuance.objects.exists()
