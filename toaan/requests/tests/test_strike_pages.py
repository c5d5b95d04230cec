"""A request about a strike on the pages of everybody whose work it is, at both courts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from toaan.appeals.models import FileDemand
from toaan.core import clock
from toaan.course.tests.helpers import moment
from toaan.demo import decision_appeals, foreign_steps, people
from toaan.demo import strike_steps as made
from toaan.filing.models import Petition
from toaan.requests.tests.test_pages import by_judge

pytestmark = pytest.mark.django_db
MONDAY = "2026-03-02"


def test_the_portal_asks_for_the_strike_beside_its_reasons(page, world):
    petition = made.drafted(world, moment(MONDAY), place="", started_on="")
    visitor = page("nguyendon")
    address = reverse("filing:draft_section", args=[petition.pk, "su-viec"])
    shown = visitor.get(address).text
    assert "Nơi xảy ra đình công" in shown and "khoản 1 Điều 403" in shown
    check = visitor.get(reverse("filing:draft_check", args=[petition.pk])).text
    assert "Hãy ghi nơi xảy ra đình công" in check and f"{address}#id_strike_place" in check
    said = {
        "strike_side": "employer", "strike_place": made.PLACE, "strike_started_on": "27/02/2026", "strike_ended_on": "",
        "facts": "Ngừng việc.", "revision": str(petition.revision),
    }  # fmt: skip
    bad = visitor.post(address, {**said, "strike_started_on": "31/02/2026"})
    assert bad.status_code == 422 and made.PLACE in bad.text
    assert visitor.post(address, said).status_code == 302
    petition.refresh_from_db()
    assert petition.content["strike"] == {
        "side": "employer", "place": made.PLACE, "started_on": "2026-02-27", "ended_on": "",
    }  # fmt: skip
    again = visitor.get(address).text
    assert "27/02/2026" in again and made.PLACE in again
    whole = visitor.get(reverse("filing:draft_check", args=[petition.pk])).text
    assert "Bắt đầu đình công" in whole and "27/02/2026" in whole


def test_the_counter_enters_a_paper_request_about_a_strike(page, world):
    clock.move_to(moment(MONDAY))
    clerk, address = page("thuky"), reverse("filing:intake")
    assert "Cuộc đình công" in clerk.get(address).text
    said = {
        "channel": "counter", "received_on": "02/03/2026", "request_kind": "33.2", "kind": "LĐ", "facts": "",
        "legal_relation": "", "plaintiffs-TOTAL_FORMS": "1", "plaintiffs-INITIAL_FORMS": "0",
        "plaintiffs-0-kind": "organisation", "plaintiffs-0-name": made.UNION, "defendants-TOTAL_FORMS": "0",
        "defendants-INITIAL_FORMS": "0", "related-TOTAL_FORMS": "1", "related-INITIAL_FORMS": "0",
        "related-0-kind": "organisation", "related-0-name": made.EMPLOYER, "claims-TOTAL_FORMS": "1",
        "claims-INITIAL_FORMS": "0", "claims-0-text": made.CLAIM["workers"], "value_kind": "none", "value": "",
        "strike_side": "workers", "strike_place": made.PLACE, "strike_started_on": "27/02/2026", "strike_ended_on": "",
    }  # fmt: skip
    wrong = clerk.post(address, {**said, "strike_side": ""})
    assert wrong.status_code == 422 and "Hãy chọn bạn yêu cầu với tư cách nào" in wrong.text
    done = clerk.post(address, said, follow=True)
    assert "Đã vào sổ nhận đơn" in done.text and "Tổ chức đại diện tập thể lao động" in done.text
    assert Petition.objects.get().content["strike"]["place"] == made.PLACE


def test_the_judge_sees_place_and_time_and_the_president_forms_the_panel(page, world):
    at = moment(MONDAY)
    petition = made.examined(world, at, "workers")
    desk = page("thamphan").get(reverse("filing:petition", args=[petition.pk])).text
    assert "Thời hạn yêu cầu" in desk and "đang đình công khi gửi đơn" in desk
    assert "Ghi nhận bản án, phán quyết của nước ngoài" not in desk
    take = page("thamphan").get(reverse("filing:step", args=[petition.pk, "nhan-tham-quyen"])).text
    assert "Ban chấp hành công đoàn cơ sở" in take
    case = made.accepted(world, at)
    president = page("chanhan")
    assert "Thành lập Hội đồng xét đơn yêu cầu" in president.get(reverse("desk:waiting")).text
    address = reverse("requests:panel", args=[case.pk])
    chosen = [str(p) for p in foreign_steps.free_judges(world, case)[:2]]
    assert "Đã thành lập Hội đồng" in president.post(address, {"posts": chosen}, follow=True).text
    for name in ("ask_explanation", "send_to_procuracy"):  # of foreign judgments and awards only
        assert president.get(reverse(f"requests:{name}", args=[case.pk])).status_code in {403, 404}, name
    judge = by_judge(page, world, case)
    assert judge.get(reverse("requests:ask_explanation", args=[case.pk])).status_code == 404
    overview = judge.get(reverse("cases:overview", args=[case.pk])).text
    assert "Ra quyết định mở phiên họp" in overview


def test_the_panel_decides_on_its_page_and_both_sides_know_what_to_do(page, world):
    hearing = made.session_open(world, moment(MONDAY))
    case = hearing.case
    judge, address = by_judge(page, world, case), reverse("requests:rule", args=[case.pk])
    shown = judge.get(address).text
    assert "Hội đồng kết luận" in shown and "khoản 6 Điều 204" in shown
    said = {"outcome": "illegal", "findings": "Chưa hòa giải.", "law": "Điều 204 Bộ luật Lao động"}
    empty = judge.post(address, said)
    assert empty.status_code == 422 and "Hãy chọn trường hợp đình công bất hợp pháp" in empty.text
    done = judge.post(address, {**said, "grounds": ["strike_ground:204.1"]}, follow=True)
    assert "Quyết định về tính hợp pháp của cuộc đình công" in done.text
    portal = page("nguyendon").get(reverse("portal:case", args=[case.pk])).text
    assert "phải ngừng ngay và trở lại làm việc" in portal and "kháng cáo đến hết" in portal
    assert page("nguoila").get(address).status_code in {403, 404}


def test_the_court_above_asks_on_its_page_and_the_clerk_below_sends(page, world):
    demand = made.challenged(world, moment(MONDAY))
    president, clerk = page("chanhan.tinh"), page("thuky")
    address = reverse("appeals:demand_file", args=[demand.pk])
    assert address in president.get(reverse("appeals:transfers")).text
    assert address in president.get(reverse("desk:waiting")).text
    shown = president.get(address)
    assert "Ký, gửi văn bản yêu cầu" in shown.text and "03 ngày làm việc" in shown.text
    assert page("thuky.tinh").get(address).status_code == 200  # reads, and sees no button
    assert "Ký, gửi văn bản yêu cầu" not in page("thuky.tinh").get(address).text
    assert page("thuky.tinh").post(address).status_code == 403
    assert page("chanhan").get(address).status_code == 404
    assert president.get(reverse("appeals:demand_paper", args=[demand.pk])).status_code == 404
    case = demand.decision.case
    tab = reverse("appeals:decisions", args=[case.pk])
    assert "Chờ văn bản yêu cầu chuyển hồ sơ" in clerk.get(tab).text
    done = president.post(address, follow=True)
    assert "Đã ban hành văn bản yêu cầu chuyển hồ sơ số" in done.text
    assert president.post(address, follow=True).status_code == 200  # pressed twice: it says so
    paper = president.get(reverse("appeals:demand_paper", args=[demand.pk]))
    assert paper["Content-Type"] == "application/pdf"
    assert "Chờ văn bản yêu cầu chuyển hồ sơ" not in clerk.get(tab).text


def test_the_list_above_costs_the_same_for_one_demand_or_three(page, world, django_assert_max_num_queries):
    people.staff_province(world)
    for n in range(3):
        case = made.decided(world, moment(MONDAY) + timedelta(days=7 * n), wish=made.decision("legal"))
        decision_appeals.challenged(world, made.ruling_of(case), clock.now())
    assert FileDemand.objects.count() == 3
    president, address = page("chanhan.tinh"), reverse("appeals:transfers")
    president.get(address)
    with django_assert_max_num_queries(12):
        president.get(address)
