"""An appeal against one part of a judgment: the other part takes effect, the court above amends, the result comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import court as courts
from tests.journeys.court import Court
from tests.journeys.to_acceptance import CASE_URL, pdf, press
from tests.journeys.walking import FromScene, steps_of, walk

pytestmark = pytest.mark.browser

ABOVE = {
    "thamphan.tinh": "Khúc Văn Hoạt", "thamphan2.tinh": "Thân Thị Ngọc Diệp", "thamphan3.tinh": "Lục Đức Toàn",
    "thamphan4.tinh": "Giáp Thị Hoài", "thamphan5.tinh": "Viên Trọng Nghĩa", "chanhan.tinh": "Doãn Thị Minh Hằng",
}  # fmt: skip


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    with courts.running(tmp_path_factory.mktemp("court"), scene="judged") as court:
        yield court


class PartialAppeal(FromScene):
    """From the plaintiff's appeal to the judgment of the court above in the books of the court below."""

    below = first_judge = ""

    def the_plaintiff_appeals_one_part(self) -> None:
        assert self.court.open(self.court.person("nguoila"), f"/vu-an/{self.case}/khang-cao/") == 404
        page = self._portal("nguyendon", "khang-cao/")
        expect(page.locator("main")).to_contain_text("Kháng cáo đến hết ngày")
        self._refused(page, "Gửi đơn kháng cáo", "phần")
        page.locator("[name=parts]").nth(1).check()
        page.fill("[name=ground]", "Bị đơn từ chối ra công chứng nên phải chịu phạt cọc.")
        press(page, "Gửi đơn kháng cáo")
        expect(page.locator("main")).to_contain_text("đã kháng cáo ngày")
        clerk = self.desk("thuky", "phuc-tham/gui-ho-so/")
        self._refused(clerk, "Gửi hồ sơ", "Chưa kiểm tra đơn kháng cáo")

    def the_judge_accepts_the_appeal_and_the_advance_is_paid(self) -> None:
        judge = self.desk(self.judge)
        expect(judge.locator("main")).to_contain_text("Kiểm tra đơn kháng cáo của Hoàng Thị Lan Chi")
        self.desk(self.judge, "phuc-tham/")
        press(judge, "Chấp nhận đơn")
        address = judge.url
        assert self.court.person("thuky").goto(address).status == 403  # type: ignore[union-attr]
        press(judge, "Chấp nhận đơn kháng cáo")
        expect(judge.locator("main")).to_contain_text("300.000")
        self._serve_once_ready("Thông báo về việc kháng cáo", self.court.told["now"][:10])
        page = self._portal("nguyendon", "phuc-tham/")
        expect(page.locator("main")).to_contain_text("300.000")
        press(page, "Gửi biên lai")
        page.fill("[name=number]", "0009911")
        page.fill("[name=dated]", self.court.told["now"][:10])
        page.fill("[name=amount]", "100.000")
        page.set_input_files("[name=file]", pdf(self.folder, "bien-lai"))
        self._refused(page, "Gửi biên lai", "300.000")
        page.fill("[name=amount]", "300.000")
        press(page, "Gửi biên lai")
        expect(page.locator("main")).to_contain_text("đã nhận biên lai")

    def what_nobody_appealed_takes_effect(self) -> None:
        clerk = self.desk("thuky", "phuc-tham/")
        expect(clerk.locator("main")).to_contain_text("Thời hạn kháng cáo, kháng nghị chưa hết (Điều 283")
        self.court.set_clock("27/02/2026 09:00")  # the procuracy above had until 26/02, over Tết
        self.desk("thuky")
        self.court.until(clerk, clerk.locator("main").get_by_role("link", name="Gửi hồ sơ"))
        self.desk("thuky", "ban-an/")
        rows = [clerk.locator("tr", has_text=words).first for words in ("350.000.000", "phạt cọc 50.000.000")]
        expect(rows[0]).to_contain_text("27/02/2026")
        expect(rows[1]).to_contain_text("Chưa có hiệu lực")

    def the_file_goes_up_and_is_entered_above(self) -> None:
        assert self._open("chanhan" if self.judge != "chanhan" else "thamphan", "phuc-tham/gui-ho-so/") == 403
        clerk = self.desk("thuky", "phuc-tham/gui-ho-so/")
        press(clerk, "Gửi hồ sơ")
        expect(clerk.locator("main")).to_contain_text("Chưa được thụ lý")
        above = self.court.person("thuky.tinh")
        self.court.open(above, "/ban/phuc-tham/")
        press(above, "Thụ lý phúc thẩm")
        expect(above.locator("main")).to_contain_text("01/2026/TLPT-DS")
        found = CASE_URL.search(above.url)
        assert found is not None
        self.below, self.case = self.case, found[1]
        self.clerk, self.procurator, self.first_judge = "thuky.tinh", "kiemsat.tinh", self.judge

    def three_judges_and_a_clerk_are_named(self) -> None:
        president = self.desk("chanhan.tinh", "phan-cong/")
        press(president, "Bốc thăm ngẫu nhiên")
        self.desk("chanhan.tinh", "phan-cong/")
        assert president.get_by_text("Hội thẩm").count() == 0, "three judges sit here (64)"
        president.select_option("[name=post]", label="Cù Thị Lệ")
        president.locator("form[action*='thu-ky'] button").click()
        president.wait_for_load_state()
        facts = president.locator(".ta-case").inner_text()
        self.judge = next(user for user, name in ABOVE.items() if name in facts)
        self.desk("chanhan.tinh", "phuc-tham/hoi-dong/")
        for boxes, told in ((1, "gồm 3 Thẩm phán"), (2, "")):
            for box in president.locator("[name=posts]").all()[:boxes]:
                box.check()
            president.locator("main form:has([name=posts]) button").last.click()
            president.wait_for_load_state()
            expect(
                president.get_by_role("alert").first if told else president.locator("main")
            ).to_contain_text(told or "Đã thành lập Hội đồng xét xử")

    def the_hearing_above_is_set_and_held(self) -> None:
        self.court.set_clock("02/03/2026 09:00")
        judge = self.desk(self.judge, "phien-toa/dua-ra-xet-xu/")
        self._slot(judge, "29/06/2026", "08:00", "11:00")
        expect(judge.get_by_role("alert").first).to_contain_text("286")
        judge.fill("[name=procurator]", "Ông Văn Thắng")
        self._slot(judge, "17/03/2026", "08:00", "11:00")
        self._serve_once_ready("xét xử phúc thẩm", "02/03/2026")
        self.court.set_clock("17/03/2026 08:05")
        self._everybody_present(self.desk(self.clerk, "phien-toa/"))
        self.desk(self.judge, "phien-toa/")
        judge.locator("main a[href$='/dieu-hanh/']").first.click()
        judge.wait_for_load_state()
        address = judge.url
        press(judge, "Khai mạc phiên tòa")
        self._write_minutes("Khai mạc phiên tòa. Người kháng cáo giữ nguyên kháng cáo.")
        self.court.set_clock("17/03/2026 09:30")
        judge.goto(address)
        press(judge, "Kết thúc tranh luận")

    def the_panel_amends_the_appealed_part(self) -> None:
        assert self._open(self.first_judge, "phuc-tham/ket-qua/") == 404, "not a case of the judge below"
        judge = self.desk(self.judge, "phuc-tham/ket-qua/")
        assert judge.locator("[name='part-1']").count() == 0, "not appealed, not judged here (293)"
        self._refused(judge, "Ghi kết quả", "Chọn kết quả đối với phần này")
        judge.check("[name='part-2'][value=amended]")
        judge.fill("[name=accepted]", "500.000.000")
        self._refused(judge, "Ghi kết quả", "Không lớn hơn giá trị yêu cầu")
        judge.fill("[name=accepted]", "350.000.000")
        press(judge, "Ghi kết quả")
        self._draft(
            facts="Nguyên đơn kháng cáo phần 2; tại phiên tòa phúc thẩm giữ nguyên kháng cáo.",
            reasoning="Bị đơn từ chối ra công chứng khi đã đến hạn nên phải chịu phạt cọc.",
            ruling="Sửa phần 2 của bản án sơ thẩm: buộc Vũ Đức Thịnh chịu phạt cọc 50.000.000 đồng.",
        )
        self.desk(self.judge, "ban-an/")
        expect(judge.locator("main")).to_contain_text("TM. HỘI ĐỒNG XÉT XỬ PHÚC THẨM")
        self._number_and_pronounce("17/03/2026", "01/2026/DS-PT")
        self._finish_and_sign_minutes()
        self.desk(self.judge)
        expect(judge.locator(".ta-case")).to_contain_text("Đã có bản án phúc thẩm")
        clerk = self.court.person(self.clerk)
        self.court.open(clerk, "/ban/so/ban-an/")
        expect(clerk.locator("tr", has_text="01/2026/DS-PT").first).to_contain_text("Có hiệu lực")

    def the_result_is_back_below_and_both_read_it(self) -> None:
        self.case = self.below
        clerk = self.desk("thuky", "phuc-tham/")
        self.court.until(clerk, clerk.locator("main").get_by_text("Kết quả phúc thẩm"))
        expect(clerk.locator("main")).to_contain_text("Đã trả hồ sơ ngày 17/03/2026")
        expect(clerk.locator(".ta-case")).to_contain_text("Có hiệu lực pháp luật")
        self.desk("thuky", "ban-an/")
        expect(clerk.locator("tr", has_text="phạt cọc 50.000.000").first).to_contain_text("Bị sửa")
        self.court.open(clerk, "/ban/so/khang-cao/")
        expect(clerk.locator("tr", has_text="Hoàng Thị Lan Chi").first).to_contain_text("26/01/2026")
        for who in ("nguyendon", "bidon"):
            page = self._portal(who, "phuc-tham/")
            expect(page.locator("main")).to_contain_text(re.compile(r"Phần 2.*Sửa \(17/03/2026\)"))


def test_a_part_is_appealed_and_the_rest_takes_effect(running: Court, tmp_path: Path) -> None:
    walk(PartialAppeal(running, tmp_path), steps_of(PartialAppeal))
