"""Divorce by consent in one browser: two spouses, each in the own account; clerk, president and judge; refusals beside the steps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import court as courts
from tests.journeys.court import Court
from tests.journeys.to_acceptance import CASE_URL, fill_address, pdf, press
from tests.journeys.to_judgment import ToJudgment
from tests.journeys.walking import steps_of, walk

pytestmark = pytest.mark.browser

JUDGES = {
    "thamphan": "Đỗ Minh Khuê", "thamphan2": "Trịnh Bá Nhân", "thamphan3": "Lý Thị Thu Cúc", "chanhan": "Phùng Quốc Trị",
    "phochanhan": "Cao Thị Hồng Vân",
}  # fmt: skip


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    with courts.running(tmp_path_factory.mktemp("court")) as court:
        yield court


class Divorce(ToJudgment):
    """What one step hands on to the next; ways of working at the desk are those of the thread."""

    def the_wife_writes_for_both(self) -> None:
        self.court.set_clock("02/03/2026 08:30")
        page = self.court.person("nguyendon")
        self.court.open(page, "/")
        press(page, "Thuận tình ly hôn")
        page.locator("[name=request_kind][value='29.2']").check()
        press(page, "Bắt đầu soạn đơn")
        self.petition = page.url.split("/nop-don/")[1].split("/")[0]
        self._person(page, 0, "Hoàng Thị Lan Chi", "001087000001", "0912 000 001")
        press(page, "Lưu và thêm người yêu cầu")
        self._person(page, 1, "Vũ Đức Thịnh", "001079000002", "0912 000 002")
        press(page, "Lưu và sang câu sau")
        press(page, "Lưu và sang câu sau")
        page.fill("[name=facts]", "Kết hôn năm 2012, ly thân từ năm 2023. Cả hai thống nhất ly hôn.")
        press(page, "Lưu và sang câu sau")
        page.fill("[name='claims-0-text']", "Công nhận thuận tình ly hôn và thỏa thuận về con.")
        press(page, "Lưu và sang câu sau")
        press(page, "Sang bước kiểm tra")
        page.check("[name=true_words]")
        press(page, "Nộp đơn")
        expect(page.locator("main")).to_contain_text("chưa xác nhận nội dung đơn")
        press(page, "Gửi để xác nhận")
        expect(page.locator("main")).to_contain_text("Chờ xác nhận")

    def _person(self, page: Page, row: int, name: str, number: str, phone: str) -> None:
        page.fill(f"[name='plaintiffs-{row}-name']", name)
        page.fill(f"[name='plaintiffs-{row}-personal_id']", number)
        page.fill(f"[name='plaintiffs-{row}-phone']", phone)
        fill_address(page, "Thôn Hạ", "xã Yên Khê", "tỉnh Sông Thanh", row=f"plaintiffs-{row}")

    def the_husband_confirms_and_a_stranger_sees_nothing(self) -> None:
        stranger = self.court.person("nguoila")
        assert self.court.open(stranger, f"/don/{self.petition}/xac-nhan-cung-yeu-cau/") == 404
        page = self.court.person("bidon")
        self.court.open(page, "/don-cua-toi/")
        page.locator("main").get_by_role("link", name=re.compile("Hoàng Thị Lan Chi")).first.click()
        expect(page.locator("main")).to_contain_text("ly thân từ năm 2023")
        press(page, "Xác nhận cùng yêu cầu")
        expect(page.get_by_role("alert").first).to_contain_text("đánh dấu")
        page.check("[name=true_words]")
        press(page, "Xác nhận cùng yêu cầu")
        expect(page.locator("main")).to_contain_text("Đã xác nhận")
        wife = self.court.person("nguyendon")
        self.court.open(wife, f"/nop-don/{self.petition}/kiem-tra/")
        wife.check("[name=true_words]")
        press(wife, "Nộp đơn")
        expect(wife.locator("main")).to_contain_text("01/2026/NĐ")

    def the_charge_is_paid_and_the_request_accepted(self) -> None:
        president = self.court.person("chanhan")
        self.court.open(president, f"/ban/don/{self.petition}/phan-cong/")
        president.get_by_label("Đỗ Minh Khuê").check()
        press(president, "Phân công Thẩm phán giải quyết đơn yêu cầu")
        judge = self.court.person("thamphan")
        self.court.open(judge, f"/ban/don/{self.petition}/nhan-tham-quyen/")
        expect(judge.locator("main")).to_contain_text("300.000")
        press(judge, "Đủ điều kiện thụ lý, thông báo lệ phí")
        wife = self.court.person("nguyendon")
        self.court.open(wife, f"/don/{self.petition}/bien-lai/")
        wife.fill("[name=number]", "0004567")
        for part, value in zip(("day", "month", "year"), ("2", "3", "2026"), strict=True):
            wife.fill(f"[name=dated_{part}]", value)
        wife.fill("[name=amount]", "300.000")
        wife.set_input_files("[name=file]", pdf(self.folder, "bien-lai"))
        press(wife, "Nộp biên lai")
        expect(wife.locator("main")).to_contain_text("Đã nhận biên lai")
        clerk = self.court.person("thuky")
        self.court.open(clerk, f"/ban/don/{self.petition}/thu-ly/")
        press(clerk, "Thụ lý việc dân sự")
        press(clerk, "Mở việc dân sự")
        found = CASE_URL.search(clerk.url)
        assert found is not None
        self.case = found[1]
        expect(clerk.locator("body")).to_contain_text("01/2026/TLST-VHNGĐ")

    def a_judge_and_a_clerk_are_named(self) -> None:
        president = self.desk("chanhan", "phan-cong/")
        press(president, "Bốc thăm ngẫu nhiên")
        self.desk("chanhan", "phan-cong/")
        president.select_option("[name=post]", label="Lâm Thu Hà")
        president.locator("form[action*='thu-ky'] button").click()
        president.wait_for_load_state()
        facts = president.locator(".ta-case").inner_text()
        self.judge = next(user for user, name in JUDGES.items() if name in facts)

    def the_spouses_are_reconciled_in_vain(self) -> None:
        president = self.court.person("chanhan")
        self.court.open(president, "/ban/phong-xu/")
        president.fill("[name=name]", "Phòng xử án số 1")
        president.fill("[name=valid_from]", "01/07/2025")
        press(president, "Khai báo")
        judge = self.desk(self.judge)
        expect(judge.locator("main")).to_contain_text("Ấn định phiên hòa giải")
        self.court.open(judge, f"/ban/vu-an/{self.case}/phien-toa/phien-hop-moi/")
        self._slot(judge, "09/03/2026", "08:00", "09:00")
        self.court.set_clock("09/03/2026 08:00")
        self._everybody_present(self.desk("thuky", "phien-toa/"))
        clerk = self.desk("thuky", "phien-toa/")
        clerk.locator("main a[href$='/bien-ban/']").first.click()
        clerk.wait_for_load_state()
        clerk.fill("[name=opinions]", "Hai bên không muốn đoàn tụ.")
        clerk.fill("[name=agreed]", "Con chung do mẹ nuôi; bố cấp dưỡng mỗi tháng 3.000.000 đồng.")
        clerk.locator("[name=result][value=consent]").check()
        press(clerk, "Lưu biên bản")
        self._finish_and_sign_minutes()

    def the_divorce_is_recognised_after_the_days_to_think(self) -> None:
        judge = self.desk(self.judge)
        expect(judge.locator("main")).to_contain_text("Hai bên được thay đổi ý kiến đến hết ngày 16/03/2026")
        address = f"/ban/vu-an/{self.case}/viec-dan-su/thuan-tinh-ly-hon/"
        clerk = self.court.person("thuky")
        assert self.court.open(clerk, address) == 403
        self.court.set_clock("17/03/2026 09:00")
        self.court.open(judge, address)
        for name in ("willing", "agreed_all", "fair"):
            judge.check(f"[name={name}]")
        assert "3.000.000 đồng" in judge.input_value("[name=agreement]"), "taken from the minutes"
        press(judge, "Ký và ban hành quyết định")
        expect(judge.locator("main")).to_contain_text("01/2026/QĐST-VHNGĐ")

    def both_have_the_decision(self) -> None:
        for who in ("nguyendon", "bidon"):
            page = self.court.person(who)
            self.court.open(page, f"/vu-an/{self.case}/")
            expect(page.locator("main")).to_contain_text("Có hiệu lực từ ngày 17/03/2026")
            self.court.until(page, page.locator("main a", has_text="Quyết định công nhận thuận tình ly hôn"))


def test_two_spouses_are_divorced_by_consent(running: Court, tmp_path: Path) -> None:
    walk(Divorce(running, tmp_path), steps_of(Divorce))
