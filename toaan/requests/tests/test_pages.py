"""The pages of requests: two spouses write and confirm, the clerk and the judge work on the desk, figures stay those of suits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from toaan.cases.models import Case, Deadline
from toaan.core import clock
from toaan.course.tests.helpers import moment
from toaan.demo import foreign_steps as foreign
from toaan.demo import request_steps as made
from toaan.demo import steps
from toaan.filing.models import Petition
from toaan.filing.tests.helpers import rows
from toaan.rules.statistics import Period
from toaan.statistics import queries as statistics

pytestmark = pytest.mark.django_db


def by_judge(page, world, case):
    return page(steps.presiding(world, case))


def test_two_spouses_write_confirm_and_file(page, world):
    moment("2026-03-02")
    wife, husband = page("nguyendon"), page("bidon")
    shown = wife.get(reverse("filing:start_request"), {"viec": "29.2"}).text
    assert "Thuận tình ly hôn" in shown and "khoản 2 Điều 39" in shown and "Giấy chứng nhận kết hôn" in shown
    empty = wife.post(reverse("filing:start_request"), {"court": str(world.court.pk)})
    assert empty.status_code == 422
    wife.post(reverse("filing:start_request"), {"court": str(world.court.pk), "request_kind": "29.2"})
    petition = Petition.objects.get()

    def save(step: str, data: dict) -> None:
        petition.refresh_from_db()
        address = reverse("filing:draft_section", args=[petition.pk, step])
        assert wife.get(address).status_code == 200, step
        answer = wife.post(address, {**data, "revision": petition.revision, "go": "next"})
        assert answer.status_code == 302, answer.text

    couple = [
        {"kind": "person", "name": p["name"], "personal_id": p["personal_id"], "address_street": "Thôn Hạ",
         "address_commune": "Xã Yên Khê", "address_province": "tỉnh Sông Thanh", "phone": p["phone"]}
        for p in made.words(world)["plaintiffs"]
    ]  # fmt: skip
    save("nguoi-khoi-kien", rows("plaintiffs", *couple))
    save("nguoi-lien-quan", rows("related"))
    save("su-viec", {"facts": "Ly thân từ năm 2023."})
    assert wife.get(reverse("filing:draft_section", args=[petition.pk, "nguoi-bi-kien"])).status_code == 404
    save("yeu-cau", rows("claims", {"text": "Công nhận thuận tình ly hôn."}))
    assert wife.get(reverse("filing:draft_papers", args=[petition.pk])).status_code == 200
    check = reverse("filing:draft_check", args=[petition.pk])
    shown = wife.get(check).text
    assert "Chưa gửi" in shown and "300.000 đồng" in shown and "Người bị kiện" not in shown
    refused = wife.post(check, {"true_words": "on"})
    assert refused.status_code == 422 and "chưa xác nhận" in refused.text
    confirm = reverse("filing:confirm", args=[petition.pk])
    assert husband.get(confirm).status_code == 404, "a draft is its writer's until it is sent"
    wife.post(reverse("filing:invite", args=[petition.pk]))
    assert "Hoàng Thị Lan Chi" in husband.get(reverse("filing:mine")).text
    assert page("nguoila").get(confirm).status_code == 404
    shown = husband.get(confirm).text
    assert "Ly thân từ năm 2023." in shown
    digest = shown.split('name="sha256" value="')[1].split('"')[0]
    assert husband.post(confirm, {"sha256": digest}).status_code == 422, "the tick is missing"
    assert husband.post(confirm, {"sha256": "0" * 64, "true_words": "on"}).status_code == 422
    assert husband.post(confirm, {"sha256": digest, "true_words": "on"}).status_code == 302
    save("su-viec", {"facts": "Ly thân từ năm 2022."})
    assert "chưa xác nhận" in wife.post(check, {"true_words": "on"}).text, (
        "other words need a new confirmation"
    )
    digest = husband.get(confirm).text.split('name="sha256" value="')[1].split('"')[0]
    husband.post(confirm, {"sha256": digest, "true_words": "on"})
    filed = wife.post(check, {"true_words": "on"}, follow=True)
    assert "01/2026/NĐ" in filed.text and "Người bị kiện" not in filed.text
    petition.refresh_from_db()
    assert petition.state == "received" and petition.title.startswith(
        "Hoàng Thị Lan Chi và 1 người khác: Yêu cầu công nhận"
    )


def test_a_request_on_paper_is_entered_at_the_counter_and_names_nobody_who_is_sued(page, world):
    moment("2026-03-02")
    clerk = page("thuky")
    assert "Đơn yêu cầu: Thuận tình ly hôn (khoản 2 Điều 29)" in clerk.get(reverse("filing:intake")).text
    data = {
        "channel": "counter", "received_on": "02/03/2026", "kind": "DS", "request_kind": "27.7",
        **rows("plaintiffs", {"kind": "person", "name": "Lý Thị Hồng"}), **rows("related"),
        **rows("claims", {"text": "Công nhận kết quả hòa giải thành ngày 20/02/2026."}), "legal_relation": "", "facts": "",
        "value_kind": "",
    }  # fmt: skip
    wrong = clerk.post(
        reverse("filing:intake"), {**data, **rows("defendants", {"kind": "person", "name": "Tạ Văn Quý"})}
    )
    assert wrong.status_code == 422 and "không có người bị kiện" in wrong.text and "Tạ Văn Quý" in wrong.text
    answer = clerk.post(reverse("filing:intake"), {**data, **rows("defendants")}, follow=True)
    assert answer.status_code == 200, answer.text
    petition = Petition.objects.get()
    assert (petition.nature, petition.request_kind, petition.content["legal_relation"]) == (
        "request", "27.7", "Yêu cầu công nhận kết quả hòa giải thành ngoài Tòa án",
    )  # fmt: skip
    assert Deadline.objects.get(petition_id=petition.pk).rule == "BLTTDS:363.1"
    assert page("chanhan").get(reverse("filing:step", args=[petition.pk, "phan-cong"])).status_code == 200


def test_the_judge_sees_the_next_step_and_ends_with_a_divorce(page, world):
    case = made.accepted(world, moment("2026-03-02"))
    judge = by_judge(page, world, case)
    overview = reverse("cases:overview", args=[case.pk])
    assert "Ấn định phiên hòa giải" in judge.get(overview).text
    hearings = judge.get(reverse("hearings:case", args=[case.pk])).text
    assert "Ấn định phiên hòa giải" in hearings and "Đưa vụ án ra xét xử" not in hearings
    case = made.reconciled(world, clock.now(), case=case)
    assert "thay đổi ý kiến đến hết ngày" in judge.get(overview).text
    clock.move_to(clock.now() + timedelta(days=11))
    assert "Ra quyết định công nhận thuận tình ly hôn" in judge.get(overview).text
    address = reverse("requests:recognise", args=[case.pk])
    shown = judge.get(address).text
    assert "bố cấp dưỡng mỗi tháng 3.000.000 đồng" in shown, "what they agreed is taken from the minutes"
    half = judge.post(address, {"willing": "on", "agreed_all": "on", "agreement": made.AGREED})
    assert half.status_code == 422 and "bố cấp dưỡng mỗi tháng" in half.text
    done = judge.post(
        address, {"willing": "on", "agreed_all": "on", "fair": "on", "agreement": made.AGREED}, follow=True
    )
    assert "01/2026/QĐST-VHNGĐ" in done.text and "Có hiệu lực" in done.text
    again = judge.post(
        address, {"willing": "on", "agreed_all": "on", "fair": "on", "agreement": made.AGREED}, follow=True
    )
    assert "đã được ban hành" in again.text
    assert page("thuky").get(address).status_code == 403
    portal = page("bidon").get(reverse("portal:case", args=[case.pk])).text
    assert "Việc dân sự" in portal and "Có hiệu lực từ ngày" in portal and "Bạn là người yêu cầu" in portal


def test_the_session_is_set_opened_and_decided_on_its_pages(page, world):
    hearing = made.session_set(world, moment("2026-03-02"))
    case = hearing.case
    judge = by_judge(page, world, case)
    tab = judge.get(reverse("hearings:case", args=[case.pk])).text
    assert (
        "Phiên họp giải quyết việc dân sự" in tab
        and "Quyết định mở phiên họp" in tab
        and "Hoãn phiên họp" in tab
    )
    clock.move_to(hearing.starts_at)
    steps.everybody_present(world, hearing, hearing.starts_at)
    conduct = reverse("hearings:conduct", args=[case.pk, hearing.pk])
    assert "Khai mạc phiên họp" in judge.get(conduct).text
    judge.post(conduct, {"act": "open"})
    overview = judge.get(reverse("cases:overview", args=[case.pk])).text
    assert "Ra quyết định giải quyết việc dân sự" in overview
    assert "Ghi biên bản phiên họp" in page("thuky").get(reverse("cases:overview", args=[case.pk])).text
    address = reverse("requests:rule", args=[case.pk])
    empty = judge.post(address, {"granted": "all", "findings": "Có căn cứ", "law": "", "orders": ""})
    assert empty.status_code == 422 and "Có căn cứ" in empty.text
    said = {
        "granted": "all",
        "findings": "Có căn cứ",
        "law": "Điều 22 Bộ luật Dân sự",
        "orders": "Tuyên bố mất năng lực hành vi dân sự.",
    }
    done = judge.post(address, said, follow=True)
    assert "01/2026/QĐST-VDS" in done.text and "Trong thời hạn kháng cáo, kháng nghị" in done.text
    portal = page("nguyendon").get(reverse("portal:case", args=[case.pk])).text
    assert "kháng cáo đến hết" in portal
    case.refresh_from_db()
    decision = case.course_decisions.get()
    appeal = page("nguyendon").get(reverse("course:appeal", args=[case.pk, decision.pk]))
    assert appeal.status_code == 200


def test_a_request_stands_in_the_register_and_not_among_the_suits_of_the_report(page, world):
    at = moment("2026-03-02")
    case = made.accepted(world, at)
    suit = steps.assigned_case(world, at)
    register = reverse("cases:register")
    clerk = page("thuky")
    both = clerk.get(register).text
    assert str(case) in both and str(suit) in both
    only = clerk.get(register, {"an_viec": "request"}).text
    assert str(case) in only and str(suit) not in only and "Hoàng Thị Lan Chi; Vũ Đức Thịnh" in only
    counted = statistics.report(
        world.viewer("chanhan"), Period(date(2026, 3, 1), date(2026, 3, 31)), world.court
    )
    assert counted.total.cells["new"] == 1


def test_the_suit_that_a_request_became_is_found_from_both_sides(page, world):
    case = made.reconciled(world, moment("2026-03-02"), result="no_consent")
    judge = by_judge(page, world, case)
    address = reverse("requests:discontinue", args=[case.pk])
    shown = judge.get(address).text
    assert "khoản 5 Điều 397" in shown and "Nguyên đơn của vụ án" in shown
    wife = case.parties.get(user__username="nguyendon")
    said = {"ground": "request_end:397.5", "reason": "Không thỏa thuận được ai nuôi con.", "fee": "returned"}
    assert judge.post(address, said).status_code == 422
    done = judge.post(address, {**said, "plaintiff": str(wife.pk)}, follow=True)
    assert "Quyết định đình chỉ giải quyết việc dân sự" in done.text
    suit = Case.objects.get(origin=case)
    assert judge.get(reverse("cases:overview", args=[suit.pk])).status_code == 200
    assert "Tòa án đã thụ lý vụ án ly hôn" in page("bidon").get(reverse("portal:case", args=[case.pk])).text
    assert (
        "Tranh chấp" in page("bidon").get(reverse("portal:case", args=[suit.pk])).text
        or str(suit) in page("bidon").get(reverse("portal:case", args=[suit.pk])).text
    )


def test_a_page_says_what_is_requested_once(page, world):
    """Of a suit the title names both sides and the relation follows; of a request the title says it already."""
    case = made.accepted(world, moment("2026-03-02"))
    shown = page("nguyendon").get(reverse("course:my_replacements", args=[case.pk])).content.decode()
    assert case.described == case.title
    assert shown.count(case.legal_relation) == 1


def test_a_foreign_judgment_on_its_pages(page, world):
    """The judge records it, the president forms the panel, the clerk sends the file, the panel decides."""
    at = moment("2026-03-02")
    petition = foreign.examined(world, at)
    judge, president, clerk = page("thamphan"), page("chanhan"), page("thuky")
    desk = judge.get(reverse("filing:petition", args=[petition.pk])).text
    assert "Ghi nhận bản án, phán quyết của nước ngoài" in desk
    take = reverse("filing:step", args=[petition.pk, "nhan-tham-quyen"])
    refused = judge.post(take, {"exemption": "", "exemption_reason": "", "notified_on": ""})
    assert refused.status_code == 422 and "Chưa ghi nhận" in refused.text
    address = reverse("filing:step", args=[petition.pk, "ban-an-nuoc-ngoai"])
    assert "Người phải thi hành" in judge.get(address).text
    said = {
        "issuer": "Tòa án quận Seobu", "country": "Hàn Quốc", "number": "2025-118", "dated": "10/06/2025",
        "counts_on": "15/07/2025", "opponent": "0",
    }  # fmt: skip
    wrong = judge.post(address, {**said, "country": ""})
    assert wrong.status_code == 422 and "Hãy ghi nước" in wrong.text and "Seobu" in wrong.text
    done = judge.post(address, said, follow=True)
    assert "đơn gửi trong hạn" in done.text and "Tòa án quận Seobu (Hàn Quốc) số 2025-118" in done.text
    assert "3.000.000 đồng" in judge.get(take).text
    case = foreign.accepted(world, at)
    overview = reverse("cases:overview", args=[case.pk])
    assert "Thành lập Hội đồng xét đơn yêu cầu" in president.get(overview).text
    panel = reverse("requests:panel", args=[case.pk])
    assert "03 Thẩm phán" in president.get(panel).text or "3 Thẩm phán" in president.get(panel).text
    assert clerk.get(panel).status_code == 403
    short = president.post(panel, {"posts": [str(foreign.free_judges(world, case)[0])]})
    assert short.status_code == 422 and "chọn đúng 2 Thẩm phán" in short.text
    chosen = [str(p) for p in foreign.free_judges(world, case)[:2]]
    assert "Đã thành lập Hội đồng" in president.post(panel, {"posts": chosen}, follow=True).text
    other = made.accepted(world, at, kind="27.1")
    assert president.get(reverse("requests:panel", args=[other.pk])).status_code == 404


def test_the_panel_decides_on_its_page_and_the_parties_read_it(page, world):
    hearing = foreign.session_open(world, moment("2026-03-02"))
    case = hearing.case
    judge = by_judge(page, world, case)
    address = reverse("requests:rule", args=[case.pk])
    shown = judge.get(address).text
    assert "khoản 3 Điều 439" in shown and "Chứng cứ do bên phải thi hành" not in shown
    said = {
        "outcome": "refuse",
        "findings": "Không được triệu tập.",
        "law": "Điều 439",
        "orders": "Không công nhận.",
    }
    empty = judge.post(address, said)
    assert empty.status_code == 422 and "Hãy chọn căn cứ không công nhận" in empty.text
    done = judge.post(address, {**said, "grounds": ["foreign_ground:439.3"]}, follow=True)
    assert "Quyết định không công nhận bản án, quyết định của Tòa án nước ngoài" in done.text
    portal = page("nguyendon").get(reverse("portal:case", args=[case.pk])).text
    assert "kháng cáo đến hết" in portal
