"""When the judgment is amended, its draft says who bears the first-instance fee now (NQ 326 art. 29.2; BLTTDS 148.2)."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from toaan.appeals import actions, compose
from toaan.appeals.models import PartRuling
from toaan.appeals.tests.thread import day, deliberating
from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.models import Event

pytestmark = pytest.mark.usefixtures("quick_paper")
ON = date(2026, 3, 18)


def test_the_panel_says_what_is_accepted_and_the_draft_reckons_what_each_side_bears(world, now, page):
    case = deliberating(world, now)
    Case.objects.filter(pk=case.pk).update(value=500_000_000)
    case = Case.objects.get(pk=case.pk)
    plaintiff, defendant = (case.parties.get(role=r).name for r in ("plaintiff", "defendant"))
    judge, part = world.viewer("thamphan.tinh"), case.origin.judgment.parts.get(order=2)
    told = {"by": judge, "case_id": case.pk, "outcomes": {part.pk: "amended"}, "at": day(ON, 10)}
    with pytest.raises(Refused) as refused:
        actions.rule(**told, accepted=600_000_000)
    assert refused.value.code == "ruling.accepted"
    actions.rule(**told)
    assert "…" in compose.first_draft(case, ON).fees[0]  # nobody has said it: a gap that must be filled

    clock.move_to(day(ON, 10))
    url = reverse("appeals:outcomes", args=[case.pk])
    sent = page("thamphan.tinh").post(url, {"part-2": "amended", "accepted": "400.000.000"})
    assert sent.status_code == 302 and PartRuling.objects.get(case=case).accepted == 400_000_000
    fees = compose.first_draft(case, ON).fees
    assert fees[0].startswith(f"{plaintiff} phải chịu 5.000.000 đồng") and "khoản 2 Điều 29" in fees[0]
    assert fees[1].startswith(f"{defendant} phải chịu 20.000.000 đồng")
    assert "khấu trừ" in fees[2] or "tạm ứng" in fees[2]
    secret = Event.objects.filter(case_id=case.pk, act="appeals.rule")
    assert all("400000000" not in str(e.data) and e.shown_to == "panel" for e in secret)
