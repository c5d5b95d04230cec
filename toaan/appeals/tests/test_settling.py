"""The parties come to terms at the appellate hearing (BLTTDS 300)."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from toaan.appeals import actions
from toaan.appeals.models import PartRuling, Settlement
from toaan.appeals.tests.thread import day, deliberating
from toaan.core import audit
from toaan.core.errors import Refused
from toaan.judgments import compose

pytestmark = pytest.mark.usefixtures("quick_paper")


def test_the_judgment_recognises_what_they_agreed(page, world, now):
    case = deliberating(world, now)
    at = day(date(2026, 3, 18), 10)
    terms = "Bị đơn trả nguyên đơn 30.000.000 đồng.\nMỗi bên tự chịu chi phí."
    agree = {
        "by": world.viewer("thamphan.tinh"), "case_id": case.pk, "terms": terms, "fees": "mỗi bên chịu một nửa.", "lawful": True,
        "at": at,
    }  # fmt: skip
    for change, code in (
        ({"by": world.viewer("thamphan2.tinh")}, "not_allowed"), ({"terms": " "}, "settlement.no_terms"),
        ({"lawful": False}, "settlement.not_lawful"),
    ):  # fmt: skip
        with pytest.raises(Refused) as found:
            actions.recognise_settlement(**{**agree, **change})
        assert found.value.code == code
    form = reverse("appeals:settlement", args=[case.pk])
    judge = page("thamphan.tinh")
    assert judge.post(form, {"terms": terms}).status_code == 422
    assert (
        judge.post(form, {"terms": terms, "fees": "mỗi bên chịu một nửa.", "lawful": "on"}).status_code == 302
    )
    assert "30.000.000" in judge.get(reverse("appeals:case", args=[case.pk])).content.decode()
    assert (
        "30.000.000" not in page("chanhan.tinh").get(reverse("appeals:case", args=[case.pk])).content.decode()
    )
    assert [r.outcome for r in PartRuling.objects.all()] == ["amended"]
    draft = compose.first_draft(case, on=date(2026, 3, 18))
    assert "công nhận sự thỏa thuận" in draft.ruling[0] and draft.ruling[1].startswith("Bị đơn trả")
    assert "Điều 300" in draft.basis[0]
    assert "mỗi bên chịu một nửa" in draft.fees[0] and "300.000" in draft.fees[1]
    below = case.origin.judgment
    actions.rule(
        by=agree["by"], case_id=case.pk, outcomes={below.parts.get(order=2).pk: "upheld"}, at=at
    )  # the panel rules after all
    assert not Settlement.objects.exists()
    audit.verify()
