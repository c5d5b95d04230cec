"""The pages of an appeal against a decision, at both courts and in the portal, opened by the person whose they are."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from toaan.appeals.models import Review
from toaan.cases.models import Case
from toaan.core import clock, events
from toaan.course.tests.helpers import discontinued
from toaan.demo import decision_appeals as way
from toaan.demo import steps
from toaan.demo.appeals import room

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_paper")]


def url(name: str, *parts: object) -> str:
    return reverse(f"appeals:{name}", args=[getattr(p, "pk", p) for p in parts])


def text(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_court_of_first_instance_and_the_appellant_go_through_their_pages(page, world, now):
    decision = discontinued(world, now)
    case = decision.case
    one = way.challenged(world, decision, now)
    judge, clerk, plaintiff = page(steps.presiding(world, case)), page("thuky"), page("nguyendon")
    tab = text(judge, url("decisions", case))
    assert url("check_challenge", case, one) in tab
    assert url("check_challenge", case, one) not in text(clerk, url("decisions", case))
    assert url("decisions", case) in text(judge, reverse("cases:overview", args=[case.pk]))
    text(judge, url("check_challenge", case, one))
    text(judge, url("return_challenge", case, one))
    bad = judge.post(url("return_challenge", case, one), {"ground": "unpaid", "reason": "Không nộp"})
    assert bad.status_code == 422 and "Không nộp" in bad.content.decode()
    fine = {"exemption": "", "exemption_words": ""}
    assert judge.post(url("check_challenge", case, one), fine).status_code == 302
    assert judge.post(url("check_challenge", case, one), fine).status_code == 302  # pressed twice: told
    assert "300.000" in text(plaintiff, url("my_decisions", case))
    assert url("my_decision_receipt", case, one) in text(plaintiff, reverse("portal:case", args=[case.pk]))
    text(plaintiff, url("my_decision_receipt", case, one))
    text(plaintiff, url("my_withdraw_challenge", case, one))
    assert page("bidon").get(url("my_decision_receipt", case, one)).status_code == 404
    text(page("bidon"), url("my_decisions", case))
    wrong = {"number": "AB/26", "dated": f"{clock.today():%d/%m/%Y}", "amount": "1"}
    answer = clerk.post(url("pay_challenge", case, one), wrong)
    assert answer.status_code == 422 and "AB/26" in answer.content.decode()
    assert clerk.post(url("pay_challenge", case, one), {**wrong, "amount": "300.000"}).status_code == 302
    early = clerk.post(url("send_decision_up", case), {"note": ""})
    assert early.status_code == 422 and "chưa hết" in early.content.decode()
    text(clerk, url("withdraw_challenge", case, one))
    assert judge.get(url("set_meeting", case)).status_code == 404  # not a case of second instance
    assert judge.get(url("review_paper", case)).status_code == 404


def test_the_court_above_sets_the_session_and_decides_through_the_pages(page, world, now):
    case = way.accepted(world, discontinued(world, now), now)
    clock.move_to(clock.now())
    judge, clerk, plaintiff = (
        page(steps.presiding(world, case)),
        page("thuky.tinh"),
        page("nguyendon"),
    )
    assert clerk.get(url("case", case)).url == url("decisions", case)
    assert url("set_meeting", case) in text(judge, reverse("cases:overview", args=[case.pk]))
    assert url("decisions", case.origin) in text(page("thuky"), url("transfers"))
    for name in ("decisions", "set_meeting"):
        text(judge, url(name, case))
    text(page("chanhan.tinh"), url("panel", case))
    for name in ("outcomes", "discontinue"):
        assert judge.get(url(name, case)).status_code == 404  # pages of a judgment under appeal
    for name in ("judgments:case", "hearings:case", "course:case", "dossiers:case", "cases:parties"):
        try:
            address = reverse(name, args=[case.pk])
        except Exception:  # noqa: S112  (not every tab exists under this name)
            continue
        assert judge.get(address).status_code in {200, 302, 404}, name
    starts = localtime(steps.next_working_day(clock.now() + way.timedelta(days=7)))
    slot = {
        "room": room(world).pk, "day": f"{starts:%d/%m/%Y}", "starts": "08:00", "ends": "09:00", "procurator": "",
        "good_cause": "",
    }  # fmt: skip
    assert judge.post(url("set_meeting", case), {**slot, "day": ""}).status_code == 422
    assert judge.post(url("set_meeting", case), slot).status_code == 302
    assert "reason" in text(judge, url("set_meeting", case))  # now it would be put off
    text(judge, url("review", case))
    early = judge.post(url("review", case), {"outcome": "upheld", "reason": "Có căn cứ.", "amended": ""})
    assert early.status_code == 422 and "Có căn cứ." in early.content.decode()
    assert url("my_withdraw_decision", case) in text(plaintiff, url("my_decisions", case))
    assert plaintiff.get(url("mine", case)).url == url("my_decisions", case)
    text(plaintiff, reverse("portal:case", args=[case.pk]))
    text(clerk, url("withdraw_decision", case))
    assert page("bidon").get(url("my_withdraw_decision", case)).status_code == 302
    mine = case.challenge["appellants"][0]["party"]
    done = plaintiff.post(url("my_withdraw_decision", case), {"holder": mine, "reason": "Đã hiểu."})
    assert done.status_code == 302
    assert "Đình chỉ xét xử phúc thẩm" in text(judge, url("review", case))
    ended = judge.post(url("review", case), {"outcome": "ended", "reason": "Đã rút."})
    assert ended.status_code == 302
    events.drain()
    made = Review.objects.get()
    for viewer, where in ((judge, case), (page("thuky"), case.origin)):
        assert made.title in text(viewer, url("decisions", where))
        assert viewer.get(url("review_paper", where))["Content-Type"] == "application/pdf"
    below = Case.objects.get(pk=case.origin_id)
    for where in (case, below):
        assert made.title in text(plaintiff, url("my_decisions", where))
        text(plaintiff, reverse("portal:case", args=[where.pk]))
