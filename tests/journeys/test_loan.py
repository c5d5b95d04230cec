"""A simple loan case by simplified procedure: one judge, ten days to the hearing, half the fee, seven days to appeal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import court as courts
from tests.journeys.court import Court
from tests.journeys.to_acceptance import press
from tests.journeys.walking import FromScene, steps_of, walk

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    with courts.running(tmp_path_factory.mktemp("court"), scene="loan") as court:
        yield court


class Loan(FromScene):
    """From the judge's finding that the case is simple to the effect of the judgment."""

    def the_judge_finds_that_the_case_is_simple(self) -> None:
        self.court.set_clock("07/01/2026 09:00")
        assert self._open("thuky", "quyet-dinh/rut-gon/") == 403
        judge = self.desk(self.judge, "quyet-dinh/rut-gon/")
        expect(judge.locator("main")).to_contain_text("05/02/2026")  # a month from acceptance
        judge.check("[name=met][value=simple]")
        judge.fill("[name=note]", "Bản tự khai ngày 06/01/2026: bị đơn thừa nhận nợ.")
        self._refused(judge, "Xác định theo thủ tục rút gọn", "thừa nhận nghĩa vụ", "Điều 317")
        assert "thừa nhận nợ" in judge.input_value("[name=note]"), "what was typed stays"
        for box in judge.locator("[name=met]").all():
            box.check()
        press(judge, "Xác định theo thủ tục rút gọn")
        self.desk(self.judge)
        expect(judge.locator("main")).to_contain_text(
            "Ra quyết định đưa vụ án ra xét xử theo thủ tục rút gọn"
        )

    def the_hearing_must_be_within_ten_days(self) -> None:
        page = self._other_judge()
        assert self.court.open(page, f"/ban/vu-an/{self.case}/phien-toa/dua-ra-xet-xu/") == 403
        judge = self.desk(self.judge, "phien-toa/dua-ra-xet-xu/")
        expect(judge.locator("main")).to_contain_text("Một Thẩm phán, không có Hội thẩm nhân dân")
        self._slot(judge, "26/01/2026", "08:00", "10:00")
        expect(judge.get_by_role("alert").first).to_contain_text("318")
        self._slot(judge, "15/01/2026", "08:00", "10:00")
        self.desk(self.judge, "phien-toa/")
        expect(judge.locator("main")).to_contain_text("01/2026/QĐXXST")
        self._serve_once_ready("theo thủ tục rút gọn", "07/01/2026")

    def the_defendant_complains_and_the_president_answers(self) -> None:
        self.court.set_clock("08/01/2026 09:00")
        stranger = self.court.person("nguoila")
        assert self.court.open(stranger, f"/vu-an/{self.case}/khieu-nai-rut-gon/") == 404
        page = self._portal("bidon", "khieu-nai-rut-gon/")
        # Three working days: Saturday 10/01 is worked for Friday 02/01.
        expect(page.locator("main")).to_contain_text("Khiếu nại đến hết ngày 10/01/2026")
        self._refused(page, "Gửi đơn khiếu nại", "Lý do và yêu cầu")
        page.fill("[name=ground]", "Tôi chưa thừa nhận khoản lãi.")
        press(page, "Gửi đơn khiếu nại")
        expect(page.locator("main")).to_contain_text("đã khiếu nại ngày 08/01/2026")
        assert self._open("thuky", "quyet-dinh/khieu-nai/giai-quyet/") == 403
        leader = "chanhan" if self.judge != "chanhan" else "phochanhan"
        president = self.desk(leader)
        expect(president.locator("main")).to_contain_text("Giải quyết khiếu nại")
        self.desk(leader, "quyet-dinh/khieu-nai/giai-quyet/")
        expect(president.locator("main")).to_contain_text("Tôi chưa thừa nhận khoản lãi")
        president.check("[name=outcome][value=uphold]")
        president.fill(
            "[name=reason]", "Biên bản đối chiếu ngày 02/01/2026 có chữ ký bị đơn về cả gốc và lãi."
        )
        press(president, "Ký và ban hành quyết định")
        self._portal("bidon", "khieu-nai-rut-gon/")
        expect(page.locator("main")).to_contain_text("Giữ nguyên", ignore_case=True)
        self._serve_rest("08/01/2026")

    def the_debate_does_not_end_before_mediation(self) -> None:
        self.court.set_clock("15/01/2026 08:05")
        judge = self.desk(self.judge, "phien-toa/")
        judge.locator("main a[href$='/dieu-hanh/']").first.click()
        judge.wait_for_load_state()
        address = judge.url
        self._refused(judge, "Khai mạc phiên tòa", "có mặt")
        self._everybody_present(self.desk("thuky", "phien-toa/"))
        judge.goto(address)
        press(judge, "Khai mạc phiên tòa")
        judge.goto(address)
        self._refused(judge, "Kết thúc tranh luận", "hòa giải", "320")
        self.desk(self.judge)
        press(judge, "Hòa giải tại phiên tòa")
        judge.check("[name=outcome][value=not_settled]")
        judge.fill("[name=text]", "Bị đơn xin trả dần trong ba năm, nguyên đơn không đồng ý.")
        press(judge, "Ghi kết quả")
        self._write_minutes("Khai mạc phiên tòa. Hòa giải không thành.")
        self.court.set_clock("15/01/2026 09:30")
        judge.goto(address)
        press(judge, "Kết thúc tranh luận")

    def one_judge_gives_judgment_with_half_the_fee(self) -> None:
        judge = self._draft(
            facts="Ông Vũ Đức Thịnh vay bà Hoàng Thị Lan Chi 200.000.000 đồng.",
            reasoning="Bị đơn thừa nhận khoản vay, đã quá hạn trả.",
            basis="Điều 463, Điều 466 Bộ luật Dân sự",
            ruling="Buộc ông Vũ Đức Thịnh trả cho bà Hoàng Thị Lan Chi 200.000.000 đồng.",
        )
        self.desk(self.judge, "ban-an/du-thao/")
        words = " ".join(box.input_value() for box in judge.locator("main textarea").all())
        assert "5.000.000" in words, "half of 5 % of 200 million"
        assert "Điều 322" in words
        assert self._open("hoitham", "ban-an/du-thao/") in {403, 404}, "no lay judge sits here"
        self._number_and_pronounce("15/01/2026", "01/2026/DS-ST")
        self._finish_and_sign_minutes()

    def both_read_until_when_they_may_appeal(self) -> None:
        self._serve_once_ready("Bản án", "15/01/2026")
        for who in ("nguyendon", "bidon"):
            page = self._portal(who, "khang-cao/")
            expect(page.locator("main")).to_contain_text("22/01/2026")  # seven days
        self._portal("bidon")
        expect(page.locator("main")).to_contain_text("01/2026/DS-ST")

    def it_takes_effect_and_stands_in_the_book(self) -> None:
        self.court.set_clock("23/01/2026 09:00")
        page = self._portal("bidon", "khang-cao/")
        expect(page.locator("main")).to_contain_text("Thời hạn kháng cáo đã hết ngày 22/01/2026")
        judge = self.desk(self.judge)
        expect(judge.locator(".ta-case")).to_contain_text(
            "Đã tuyên án"
        )  # the procuracy above has until 26/01
        self.court.set_clock("27/01/2026 09:00")
        self.court.until(judge, judge.locator(".ta-case").get_by_text("Có hiệu lực pháp luật"))
        clerk = self.court.person("thuky")
        self.court.open(clerk, "/ban/so/ban-an/")
        line = clerk.locator("tr", has_text="01/2026/DS-ST").first
        expect(line).to_contain_text("Có hiệu lực")
        self.court.open(clerk, "/ban/so/quyet-dinh/")
        for number in ("01/2026/QĐXXST-DS", "01/2026/QĐ-CA"):
            expect(clerk.locator("main")).to_contain_text(number)


def test_a_simple_loan_case_ends_by_simplified_procedure(running: Court, tmp_path: Path) -> None:
    walk(Loan(running, tmp_path), steps_of(Loan))
