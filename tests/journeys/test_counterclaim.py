"""A counterclaim in the portal, then the case stands still and goes on: fee, receipt, suspension, resumption, a new term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import court as courts
from tests.journeys.court import Court
from tests.journeys.to_acceptance import pdf, press
from tests.journeys.walking import FromScene, steps_of, walk

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    with courts.running(tmp_path_factory.mktemp("court"), scene="deposit") as court:
        yield court


class Counterclaim(FromScene):
    """From the defendant's counterclaim to the preparation that began anew."""

    claim = ""

    def the_defendant_asks_for_something_too(self) -> None:
        self.court.set_clock("12/01/2026 09:00")
        assert self.court.open(self.court.person("nguoila"), f"/vu-an/{self.case}/yeu-cau/") == 404
        plaintiff = self._portal("nguyendon", "yeu-cau/")
        assert plaintiff.get_by_role("button", name="Gửi yêu cầu").count() == 0, (
            "a plaintiff changes the own claim"
        )
        page = self._portal("bidon", "yeu-cau/")
        page.fill("[name=claims]", "Buộc nguyên đơn bồi thường 60.000.000 đồng do giao nhà chậm")
        page.fill("[name=value]", "sáu mươi triệu")
        self._refused(page, "Gửi yêu cầu", "Sự việc và lý do", "350 triệu")
        assert "giao nhà chậm" in page.input_value("[name=claims]"), "what was typed stays"
        page.fill("[name=facts]", "Nguyên đơn giao nhà chậm ba tháng, tôi phải thuê nhà khác.")
        page.fill("[name=value]", "60.000.000")
        press(page, "Gửi yêu cầu")
        expect(page.locator("main")).to_contain_text("12/01/2026")

    def the_judge_admits_it_and_names_the_fee(self) -> None:
        judge = self.desk(self.judge)
        expect(judge.locator("main")).to_contain_text("Xem xét yêu cầu phản tố")
        self.desk(self.judge, "yeu-cau/")
        press(judge, "Xem xét, thụ lý yêu cầu")
        found = re.search(r"/yeu-cau/([0-9a-f-]{36})/thu-ly/", judge.url)
        assert found is not None
        self.claim = found[1]
        assert self._open("thuky", f"yeu-cau/{self.claim}/thu-ly/") == 403
        other = self._other_judge()
        assert self.court.open(other, f"/ban/vu-an/{self.case}/yeu-cau/{self.claim}/thu-ly/") in {403, 404}
        self._refused(judge, "Thụ lý để giải quyết trong vụ án", "Chọn một căn cứ")
        judge.check("[name=ground][value='counterclaim:200.2.c']")
        press(judge, "Thụ lý để giải quyết trong vụ án")
        expect(judge.locator("main")).to_contain_text("1.500.000")  # half of 5 % of 60 million

    def the_defendant_pays_what_was_named(self) -> None:
        self.court.set_clock("13/01/2026 09:00")
        page = self._portal("bidon", "yeu-cau/")
        expect(page.locator("main")).to_contain_text("1.500.000")
        press(page, "Gửi biên lai")
        page.fill("[name=number]", "0007788")
        page.fill("[name=dated]", "13/01/2026")
        page.fill("[name=amount]", "1.000.000")
        page.set_input_files("[name=file]", pdf(self.folder, "bien-lai"))
        self._refused(page, "Gửi biên lai", "1.500.000")
        page.fill("[name=amount]", "1.500.000")
        press(page, "Gửi biên lai")
        expect(page.locator("main")).to_contain_text("Đã nhận biên lai")
        self._serve_once_ready("phản tố", "13/01/2026")
        plaintiff = self._portal("nguyendon")
        expect(plaintiff.locator("main")).to_contain_text("phản tố", ignore_case=True)

    def the_case_stands_still_for_a_valuation(self) -> None:
        self.court.set_clock("20/01/2026 09:00")
        judge = self.desk(self.judge, "thoi-han/")
        expect(judge.locator("main")).to_contain_text("05/05/2026")  # four months from acceptance
        assert self._open("thuky", "quyet-dinh/tam-dinh-chi/") == 403
        self.desk(self.judge, "quyet-dinh/tam-dinh-chi/")
        judge.fill("[name=reason]", "Hội đồng định giá chưa có kết quả định giá thiệt hại.")
        self._refused(judge, "Ký và ban hành quyết định", "Chọn một căn cứ")
        judge.check("[name=ground][value='suspension:214.1.đ']")
        judge.fill("[name=waiting_for]", "Kết quả của Hội đồng định giá tài sản")
        judge.fill("[name=expected_on]", "20/02/2026")
        press(judge, "Ký và ban hành quyết định")
        expect(judge.locator("main")).to_contain_text("01/2026/QĐST-DS")
        expect(judge.locator(".ta-case")).to_contain_text("Tạm đình chỉ")
        self._serve_once_ready("tạm đình chỉ", "20/01/2026")

    def while_it_stands_still_nothing_else_is_done(self) -> None:
        judge = self.desk(self.judge, "thoi-han/")
        running = judge.inner_text("main").split("Đã kết thúc")[0]
        assert "05/05/2026" not in running, "the term of preparation has stopped"
        assert self.court.open(judge, f"/ban/vu-an/{self.case}/phien-toa/dua-ra-xet-xu/") == 409
        expect(judge.locator("main")).to_contain_text("tạm đình chỉ", ignore_case=True)
        expect(judge.locator("[name=room]")).to_have_count(0)
        for who in ("nguyendon", "bidon"):
            page = self._portal(who)
            expect(page.locator("main")).to_contain_text("tạm đình chỉ", ignore_case=True)
        clerk = self.court.person("thuky")
        self.court.open(clerk, "/ban/so/thu-ly/")
        line = clerk.locator("tr", has_text=self.number)
        expect(line.first).to_contain_text("ạm đình chỉ")

    def it_goes_on_when_the_reason_is_gone(self) -> None:
        self.court.set_clock("24/02/2026 09:00")
        assert self._open("thuky", "quyet-dinh/tiep-tuc/") == 403
        judge = self.desk(self.judge, "quyet-dinh/tiep-tuc/")
        judge.fill("[name=gone_on]", "27/02/2026")
        judge.fill("[name=reason]", "Đã có kết quả định giá.")
        self._refused(judge, "Ký và ban hành quyết định", "hôm nay")
        assert judge.input_value("[name=reason]") == "Đã có kết quả định giá.", "what was typed stays"
        self.desk(self.judge)
        press(judge, "Ghi nhận lý do không còn")
        judge.fill("[name=gone_on]", "24/02/2026")
        judge.fill("[name=how]", "Đã nhận kết quả định giá ngày 24/02/2026.")
        press(judge, "Ghi nhận")
        self.desk(self.judge, "thoi-han/")
        expect(judge.locator("main")).to_contain_text("27/02/2026")  # three working days (216)
        self.court.set_clock("26/02/2026 09:00")
        self.desk(self.judge, "quyet-dinh/tiep-tuc/")
        judge.fill("[name=gone_on]", "24/02/2026")
        judge.fill("[name=reason]", "Đã có kết quả định giá.")
        press(judge, "Ký và ban hành quyết định")
        expect(judge.locator(".ta-case")).to_contain_text("Chuẩn bị xét xử")
        expect(judge.locator("main")).to_contain_text("02/2026/QĐST-DS")

    def the_term_of_preparation_begins_anew(self) -> None:
        judge = self.desk(self.judge, "thoi-han/")
        expect(judge.locator("main")).to_contain_text("26/06/2026")  # four months from the decision (203.1)
        self._serve_once_ready("tiếp tục giải quyết", "26/02/2026")
        page = self._portal("bidon")
        expect(page.locator("main")).to_contain_text("tiếp tục giải quyết", ignore_case=True)
        clerk = self.court.person("thuky")
        self.court.open(clerk, "/ban/so/thu-ly/")
        line = clerk.locator("tr", has_text=self.number).first
        expect(line).to_contain_text("Chuẩn bị xét xử")
        self.court.open(clerk, "/ban/so/quyet-dinh/")
        for number in ("01/2026/QĐST-DS", "02/2026/QĐST-DS"):
            expect(clerk.locator("main")).to_contain_text(number)


def test_a_counterclaimed_case_stands_still_and_goes_on(running: Court, tmp_path: Path) -> None:
    walk(Counterclaim(running, tmp_path), steps_of(Counterclaim))
