"""One civil case from petition to published judgment, each step by the person whose act it is.

The nine steps of the thread, in one browser, against the real processes; beside each step somebody who may not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from tests.journeys import court as courts
from tests.journeys.court import Court

pytestmark = pytest.mark.browser

EMAIL = "lan.chi@thu.example"
CASE_URL = re.compile(r"/ban/vu-an/([0-9a-f-]{36})/")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    with courts.running(tmp_path_factory.mktemp("court")) as court:
        yield court


def pdf(folder: Path, name: str, *, password: str = "") -> str:
    """A real PDF file, or an encrypted one."""
    path = folder / f"{name}.pdf"
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        document.docinfo["/Title"] = name
        if password:
            document.save(path, encryption=pikepdf.Encryption(owner=password, user=password))
        else:
            document.save(path)
    return str(path)


def press(page: Page, name: str) -> None:
    """Press the button or link of the main part with these words."""
    found = (
        page.locator("main")
        .get_by_role("button", name=name)
        .or_(page.locator("main").get_by_role("link", name=name))
    )
    found.first.click()
    page.wait_for_load_state()


class Thread:
    """What the steps hand on to each other."""

    def __init__(self, court: Court, folder: Path) -> None:
        self.court, self.folder = court, folder
        self.code = self.petition = self.case = self.number = ""

    def desk(self, who: str, path: str = "") -> Page:
        """An officer on a page of the case."""
        page = self.court.person(who)
        assert self.court.open(page, f"/ban/vu-an/{self.case}/{path}") == 200, page.inner_text("main")[:500]
        return page

    # --- 1 ------------------------------------------------------------------------------------------------

    def the_citizen_registers_and_files(self) -> None:
        self.court.set_clock("05/01/2026 08:30")
        page = self.court.visitor()
        self.court.open(page, "/dang-ky/")
        for name, value in {
            "full_name": "Hoàng Thị Lan Chi", "email": EMAIL, "phone": "0912000001", "personal_id": "001187000001",
            "address": "Số 12 đường Bến Đò, xã Sông Thanh, tỉnh Sông Thanh", "password1": "123", "password2": "123",
        }.items():  # fmt: skip
            page.fill(f"[name={name}]", value)
        press(page, "Tạo tài khoản")
        expect(page.get_by_role("alert")).to_contain_text("mật khẩu", ignore_case=True)
        assert page.input_value("[name=full_name]") == "Hoàng Thị Lan Chi", "what was typed must stay"
        page.fill("[name=password1]", courts.PASSWORD)
        page.fill("[name=password2]", courts.PASSWORD)
        press(page, "Tạo tài khoản")
        page.wait_for_url(re.compile("/ca-nhan/"))
        self.court.pages["lanchi"] = page

        self.court.open(page, "/nop-don/")
        page.select_option("[name=court]", label="Tòa án nhân dân khu vực 3 - tỉnh Sông Thanh")
        page.check("[name=kind][value=DS]")
        press(page, "Bắt đầu soạn đơn")
        self._write_petition(page)
        self._attach(page)
        expect(page.locator("main")).to_contain_text("Hoàng Thị Lan Chi")
        page.check("[name=true_words]")
        press(page, "Nộp đơn")
        page.wait_for_url(re.compile("/da-nop/"))
        receipt = page.inner_text("main")
        self.code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", receipt).group()  # type: ignore[union-attr]
        assert re.search(r"[0-9a-f]{16}", receipt), "the receipt shows the hashes of the files"
        assert "05/01/2026" in receipt
        self.petition = re.search(r"/don/([0-9a-f-]{36})/", page.url).group(1)  # type: ignore[union-attr]
        page.go_back()
        page.go_back()
        assert self.court.open(page, f"/don/{self.petition}/") == 200

    def _write_petition(self, page: Page) -> None:
        page.wait_for_url(re.compile("nguoi-khoi-kien"))
        assert page.input_value("[name$='-name']") == "Hoàng Thị Lan Chi", "prefilled from the account"
        page.fill("[name$='0-birth_year']", "1987")
        press(page, "Lưu và sang câu sau")
        page.fill("[name$='0-name']", "Vũ Đức Thịnh")
        page.fill("[name$='0-birth_year']", "1979")
        page.fill("[name$='0-address']", "Thôn Hạ, xã Yên Khê, tỉnh Sông Thanh")
        press(page, "Lưu và sang câu sau")
        press(page, "Lưu và sang câu sau")  # nobody else concerned
        page.fill("[name=legal_relation]", "Tranh chấp hợp đồng đặt cọc")
        # Decomposed letters, as some phones type them.
        import unicodedata

        page.fill(
            "[name=facts]",
            unicodedata.normalize("NFD", "Ngày 12/9/2025 tôi đặt cọc 350.000.000 đồng mua nhà."),
        )
        press(page, "Lưu và sang câu sau")
        page.fill("[name$='0-text']", "Buộc ông Vũ Đức Thịnh trả lại 350.000.000 đồng tiền đặt cọc.")
        page.check("[name=value_kind][value=amount]")
        page.fill("[name=value]", "ba trăm triệu")
        press(page, "Lưu và sang câu sau")
        expect(page.get_by_role("alert")).to_contain_text("350.000.000")
        assert page.input_value("[name=value]") == "ba trăm triệu", "what was typed stays"
        page.fill("[name=value]", "350.000.000")
        press(page, "Lưu và sang câu sau")
        page.fill("[name$='0-name']", "Kiều Văn Sơn")
        page.fill("[name$='0-address']", "Xã Sông Thanh, tỉnh Sông Thanh")
        press(page, "Lưu và sang câu sau")

    def _attach(self, page: Page) -> None:
        page.wait_for_url(re.compile("giay-to"))
        page.set_input_files("[name=uploads]", pdf(self.folder, "co-mat-khau", password="bi-mat"))
        press(page, "Tải lên")
        expect(page.get_by_role("alert")).to_contain_text("mật khẩu")
        page.set_input_files("[name=uploads]", pdf(self.folder, "giay-dat-coc"))
        page.fill("[name=title]", "Giấy đặt cọc ngày 12/9/2025")
        press(page, "Tải lên")
        expect(page.locator("main")).to_contain_text("Giấy đặt cọc ngày 12/9/2025")
        press(page, "Sang bước kiểm tra")

    def a_stranger_sees_only_the_state(self) -> None:
        stranger = self.court.person("nguoila")
        assert self.court.open(stranger, f"/don/{self.petition}/") == 404
        anyone = self.court.visitor()
        self.court.open(anyone, "/theo-doi/")
        anyone.fill("[name=code]", self.code)
        anyone.locator("main form button").first.click()
        anyone.wait_for_load_state()
        words = anyone.inner_text("main")
        assert "05/01/2026" in words
        assert "Lan Chi" not in words
        assert "Thịnh" not in words

    def the_clerk_takes_in_a_paper_petition(self) -> None:
        page = self.court.person("thuky")
        self.court.open(page, "/ban/don/nhap/")
        page.check("[name=channel][value=counter]")
        page.fill("[name=received_on]", "05/01/2026")
        page.select_option("[name=kind]", "DS")
        page.set_input_files("[name=scans]", pdf(self.folder, "don-giay"))
        page.locator("[name*='plaintiffs'][name$='0-name']").fill("Quách Văn Tám")
        page.locator("[name*='plaintiffs'][name$='0-address']").fill("Xóm Đình, xã Mỹ Lý, tỉnh Sông Thanh")
        page.locator("[name*='defendants'][name$='0-name']").fill("Lò Thị Hoa")
        page.locator("[name*='defendants'][name$='0-address']").fill("Xóm Đông, xã Mỹ Lý, tỉnh Sông Thanh")
        page.fill("[name$=legal_relation]", "Đòi lại tài sản")
        page.locator("[name*='claims'][name$='0-text']").fill("Buộc bà Lò Thị Hoa trả lại chiếc xe máy.")
        page.check("[name$=value_kind][value=none]")
        press(page, "Vào sổ nhận đơn")
        expect(page.locator("main")).to_contain_text("Quách Văn Tám")
        self.court.open(page, "/ban/don/")
        expect(page.locator("main")).to_contain_text("Hoàng Thị Lan Chi")
        expect(page.locator("main")).to_contain_text("Quách Văn Tám")

    # --- 2 ------------------------------------------------------------------------------------------------

    def the_petition_is_examined_and_amended_once(self) -> None:
        clerk = self.court.person("thuky")
        assert self.court.open(clerk, f"/ban/don/{self.petition}/phan-cong/") == 403
        president = self.court.person("chanhan")
        self.court.open(president, f"/ban/don/{self.petition}/")
        press(president, "Phân công Thẩm phán xem xét đơn")
        president.get_by_label("Đỗ Minh Khuê").check()
        press(president, "Phân công Thẩm phán xem xét đơn")

        self.court.set_clock("06/01/2026 09:00")
        other = self.court.person("thamphan2")
        assert self.court.open(other, f"/ban/don/{self.petition}/yeu-cau-sua-doi/") == 403
        judge = self.court.person("thamphan")
        self.court.open(judge, "/ban/")
        expect(judge.locator("main")).to_contain_text("Hoàng Thị Lan Chi")
        self.court.open(judge, f"/ban/don/{self.petition}/yeu-cau-sua-doi/")
        judge.fill("[name=matters]", "Ghi rõ ngày giao tiền đặt cọc.")
        judge.locator("main form button.govuk-button").first.click()
        judge.wait_for_url(re.compile(rf"/ban/don/{self.petition}/$"))
        assert self.court.open(judge, f"/ban/don/{self.petition}/yeu-cau-sua-doi/") in {200, 403, 409}

        self.court.set_clock("07/01/2026 20:15")
        citizen = self.court.person("lanchi")
        self.court.open(citizen, f"/don/{self.petition}/")
        expect(citizen.locator("main")).to_contain_text("Ghi rõ ngày giao tiền đặt cọc")
        citizen.locator("main a.govuk-button").first.click()
        citizen.wait_for_load_state()
        self._amend(citizen)

    def _amend(self, citizen: Page) -> None:
        check = citizen.url
        citizen.check("[name=true_words]")
        press(citizen, "Nộp đơn sửa đổi")
        expect(citizen.get_by_role("alert")).to_contain_text("chưa có gì thay đổi")
        press(citizen, "Sửa Việc đã xảy ra")
        citizen.fill("[name=facts]", "Ngày 12/9/2025 tôi đặt cọc và giao đủ 350.000.000 đồng cùng ngày.")
        press(citizen, "Lưu và sang câu sau")
        citizen.goto(check)
        citizen.check("[name=true_words]")
        press(citizen, "Nộp đơn sửa đổi")
        citizen.wait_for_url(re.compile(rf"/don/{self.petition}/"))

    # --- 3 ------------------------------------------------------------------------------------------------

    def the_fee_is_computed_with_its_article(self) -> None:
        self.court.set_clock("08/01/2026 14:00")
        judge = self.court.person("thamphan")
        self.court.open(judge, f"/ban/don/{self.petition}/nhan-tham-quyen/")
        expect(judge.locator("main")).to_contain_text("8.750.000")
        judge.locator("main form button.govuk-button").first.click()
        judge.wait_for_load_state()

        clerk = self.court.person("thuky")
        self.court.open(clerk, f"/ban/don/{self.petition}/thu-ly/")
        assert clerk.get_by_role("button", name="Thụ lý vụ án").count() == 0, (
            "no acceptance before the receipt"
        )

    def the_receipt_is_handed_in(self) -> None:
        self.court.set_clock("12/01/2026 10:00")
        citizen = self.court.person("lanchi")
        self.court.open(citizen, f"/don/{self.petition}/bien-lai/")
        citizen.fill("[name=number]", "0004321")
        for part, value in zip(("day", "month", "year"), ("12", "1", "2026"), strict=True):
            citizen.fill(f"[name=dated_{part}]", value)
        citizen.fill("[name=amount]", "1.000.000")
        citizen.set_input_files("[name=file]", pdf(self.folder, "bien-lai"))
        press(citizen, "Nộp biên lai")
        expect(citizen.get_by_role("alert")).to_contain_text("8.750.000")
        citizen.fill("[name=amount]", "8.750.000")
        citizen.set_input_files("[name=file]", pdf(self.folder, "bien-lai"))
        press(citizen, "Nộp biên lai")

    def two_windows_accept_and_one_number_is_given(self) -> None:
        clerk = self.court.person("thuky")
        self.court.open(clerk, f"/ban/don/{self.petition}/thu-ly/")
        second = clerk.context.new_page()
        self.court.open(second, f"/ban/don/{self.petition}/thu-ly/")
        press(clerk, "Thụ lý vụ án")
        expect(clerk.locator("body")).to_contain_text("01/2026/TLST-DS")
        press(second, "Thụ lý vụ án")  # the other window, a moment later
        expect(second.locator("body")).to_contain_text("01/2026/TLST-DS")
        second.close()
        self.court.open(clerk, "/ban/so-thu-ly/")
        clerk.get_by_role("link", name="01/2026/TLST-DS").first.click()
        clerk.wait_for_url(CASE_URL)
        self.case = CASE_URL.search(clerk.url).group(1)  # type: ignore[union-attr]
        self.number = "01/2026/TLST-DS"

    def the_judge_is_drawn(self) -> None:
        judge = self.court.person("thamphan")
        self.court.open(judge, f"/ban/vu-an/{self.case}/phan-cong/")
        assert judge.get_by_role("button", name="Bốc thăm ngẫu nhiên").count() == 0
        president = self.desk("chanhan", "phan-cong/")
        press(president, "Bốc thăm ngẫu nhiên")
        expect(president.locator("main")).to_contain_text("Kiểm tra lại")
        self.desk("chanhan", "phan-cong/")
        president.select_option("[name=post]", label="Lâm Thu Hà")
        president.locator("form[action*='thu-ky'] button").click()
        president.wait_for_load_state()
        self.desk("chanhan", "phan-cong/")
        for name in ("Tạ Văn Lộc", "Ngô Thị Sương"):
            president.get_by_label(name).check()
        president.locator("form[action*='hoi-tham'] button").click()
        president.wait_for_load_state()
        facts = president.locator(".ta-case").inner_text()
        self.judge = next(
            user for user, name in (("thamphan", "Đỗ Minh Khuê"), ("thamphan2", "Trịnh Bá Nhân"),
                                    ("thamphan3", "Lý Thị Thu Cúc"), ("chanhan", "Phùng Quốc Trị"),
                                    ("phochanhan", "Cao Thị Hồng Vân")) if name in facts
        )  # fmt: skip

    # --- 4 ------------------------------------------------------------------------------------------------

    def the_acceptance_is_served(self) -> None:
        clerk = self.desk("thuky", "tong-dat/")
        self.court.until(clerk, clerk.get_by_role("button", name="Ghi đã gửi"))
        words = clerk.inner_text("main")
        for recipient in ("Hoàng Thị Lan Chi", "Vũ Đức Thịnh", "Viện kiểm sát"):
            assert recipient in words, recipient
        self._send_what_waits(clerk)
        president = self.desk("chanhan", "tong-dat/")
        assert president.get_by_role("button", name="Ghi đã gửi").count() == 0
        self.court.set_clock("13/01/2026 09:00")
        self._prove_what_was_sent(clerk, "13/01/2026")
        self._procuracy_signs()
        self.desk("thuky", "tong-dat/")
        expect(clerk.locator("main")).to_contain_text("Đã có bằng chứng 3/3")

        citizen = self.court.person("lanchi")
        self.court.open(citizen, "/ca-nhan/")
        citizen.get_by_role("link", name=re.compile("thụ lý")).first.click()
        citizen.wait_for_load_state()
        stranger = self.court.person("nguoila")
        assert stranger.goto(citizen.url).status == 404  # type: ignore[union-attr]
        press(citizen, "Nhận và mở văn bản")
        self.court.open(citizen, f"/vu-an/{self.case}/")
        expect(citizen.locator("main")).to_contain_text(self.number)

    def _send_what_waits(self, clerk: Page) -> None:
        for field in clerk.locator("[name^=barcode_]").all():
            field.fill("RS123456789VN")
        press(clerk, "Ghi đã gửi")

    def _prove_what_was_sent(self, clerk: Page, on: str) -> None:
        clerk.goto(f"{self.court.address}/ban/vu-an/{self.case}/tong-dat/")
        links = {
            link.get_attribute("href")
            for link in clerk.locator("main a[href^='/ban/tong-dat/']").all()
            if re.fullmatch(r"/ban/tong-dat/[0-9a-f-]{36}/", link.get_attribute("href") or "")
        }
        for link in sorted(str(href) for href in links):
            self.court.open(clerk, link)
            if clerk.locator("[name=nhan-received_on]").count():
                clerk.fill("[name=nhan-received_on]", on)
                clerk.locator("form:has([name=nhan-received_on]) button").click()
                clerk.wait_for_load_state()

    def _procuracy_signs(self) -> None:
        procurator = self.court.person("kiemsat")
        self.court.open(procurator, "/ban/van-ban-vien-kiem-sat/")
        while procurator.get_by_role("button", name=re.compile("Ký nhận")).count():
            procurator.get_by_role("button", name=re.compile("Ký nhận")).first.click()
            procurator.wait_for_load_state()

    def the_defendant_joins_and_his_own_paper_never_comes_back(self) -> None:
        self.court.set_clock("15/01/2026 09:00")
        clerk = self.desk("thuky", "duong-su/")
        clerk.select_option("[name=account-party]", label="Vũ Đức Thịnh (Bị đơn)")
        clerk.fill("[name=account-username]", "bidon")
        clerk.check("[name=account-checked]")
        clerk.locator("form:has([name=account-party]) button").click()
        clerk.wait_for_load_state()
        defendant = self.court.person("bidon")
        assert self.court.open(defendant, f"/vu-an/{self.case}/nop-tai-lieu/") == 200
        defendant.set_input_files("[name=uploads]", pdf(self.folder, "y-kien-bi-don"))
        defendant.fill("[name=title]", "Bản ý kiến của bị đơn")
        defendant.locator("main form button.govuk-button").first.click()
        defendant.wait_for_load_state()
        citizen = self.court.person("lanchi")
        self.court.open(citizen, "/van-ban-cua-toi/")
        self.court.until(citizen, citizen.locator("main").get_by_text("Bản ý kiến của bị đơn"))
        self.court.open(defendant, "/van-ban-cua-toi/")
        assert "Bản ý kiến của bị đơn" not in defendant.inner_text("main")
        stranger = self.court.person("nguoila")
        assert self.court.open(stranger, f"/vu-an/{self.case}/") == 404

    # --- 5 ------------------------------------------------------------------------------------------------

    def the_president_extends_a_deadline(self) -> None:
        judge = self.desk(self.judge, "thoi-han/")
        if self.judge not in {"chanhan", "phochanhan"}:
            assert judge.get_by_role("link", name="Gia hạn").count() == 0
        president = self.desk("chanhan", "thoi-han/")
        words = president.inner_text("main")
        assert "12/05/2026" in words, "4 months from 12/01/2026"
        president.get_by_role("link", name=re.compile("Gia hạn")).first.click()
        president.wait_for_load_state()
        president.locator("main form button.govuk-button").first.click()
        expect(president.get_by_role("alert").first).to_be_visible()
        president.locator("[name=amount]").first.check()
        president.fill("[name=reason]", "Vụ án có tình tiết phức tạp, phải định giá tài sản.")
        president.locator("main form button.govuk-button").first.click()
        president.wait_for_load_state()
        self.desk("chanhan", "thoi-han/")
        expect(president.locator("main")).to_contain_text("12/06/2026")

    # --- 6 ------------------------------------------------------------------------------------------------

    def the_session_is_held_and_minuted(self) -> None:
        self.court.set_clock("19/01/2026 08:00")
        president = self.court.person("chanhan")
        self.court.open(president, "/ban/phong-xu/")
        president.fill("[name=name]", "Phòng xử án số 1")
        president.fill("[name=valid_from]", "01/07/2025")
        press(president, "Khai báo")
        clerk = self.court.person("thuky2")
        assert self.court.open(clerk, f"/ban/vu-an/{self.case}/phien-toa/phien-hop-moi/") == 403
        judge = self.court.person(self.judge)
        self.court.open(judge, f"/ban/vu-an/{self.case}/phien-toa/phien-hop-moi/")
        self._slot(judge, "26/01/2026", "08:00", "10:00")
        self.court.set_clock("26/01/2026 08:00")
        clerk = self.desk("thuky", "phien-toa/")
        self._everybody_present(clerk)
        clerk = self.desk("thuky", "phien-toa/")
        clerk.locator("main a[href$='/bien-ban/']").first.click()
        clerk.wait_for_load_state()
        clerk.fill("[name=opinions]", "Nguyên đơn giữ nguyên yêu cầu. Bị đơn không đồng ý trả tiền đặt cọc.")
        clerk.fill("[name=evidence]", "Giấy đặt cọc ngày 12/9/2025; bản ý kiến của bị đơn.")
        clerk.fill("[name=disputed]", "Trách nhiệm trả lại tiền đặt cọc.")
        clerk.locator("[name=result][value=not_settled]").check() if clerk.locator(
            "[name=result][type=radio]"
        ).count() else clerk.select_option("[name=result]", "not_settled")
        press(clerk, "Lưu biên bản")
        self._finish_and_sign_minutes()

    def _slot(self, page: Page, day: str, starts: str, ends: str) -> None:
        page.select_option("[name=room]", label="Phòng xử án số 1")
        for name, value in (("day", day), ("starts", starts), ("ends", ends)):
            page.fill(f"[name={name}]", value)
        page.locator("main form:has([name=room]) button").first.click()
        page.wait_for_load_state()

    def _everybody_present(self, clerk: Page) -> None:
        clerk.locator("main a[href$='/co-mat/']").first.click()
        clerk.wait_for_load_state()
        for choice in clerk.locator("input[type=radio][value=present]").all():
            choice.check()
        press(clerk, "Ghi sự có mặt")

    def _finish_and_sign_minutes(self) -> None:
        clerk = self.court.person("thuky")
        if not clerk.get_by_role("button", name="Hoàn thành biên bản").count():
            self.desk("thuky", "phien-toa/")
            clerk.locator("main a[href$='/bien-ban/']").first.click()
            clerk.wait_for_load_state()
        address = clerk.url
        press(clerk, "Hoàn thành biên bản")
        judge = self.court.person(self.judge)
        judge.goto(address)
        press(judge, "Ký biên bản")
        expect(judge.locator("main")).to_contain_text("Thẩm phán")

    def the_case_goes_to_trial(self) -> None:
        self.court.set_clock("02/02/2026 09:00")
        other = next(u for u in ("thamphan", "thamphan2") if u != self.judge)
        page = self.court.person(other)
        assert self.court.open(page, f"/ban/vu-an/{self.case}/phien-toa/dua-ra-xet-xu/") == 403
        judge = self.court.person(self.judge)
        self.court.open(judge, f"/ban/vu-an/{self.case}/phien-toa/dua-ra-xet-xu/")
        self._slot(judge, "25/03/2026", "08:00", "11:00")
        expect(judge.get_by_role("alert").first).to_contain_text("203")
        judge.fill("[name=procurator]", "Nghiêm Thị Bích")
        self._slot(judge, "25/02/2026", "08:00", "11:00")
        self.desk(self.judge, "phien-toa/")
        expect(judge.locator("main")).to_contain_text("01/2026/QĐXXST-DS")
        clerk = self.desk("thuky", "tong-dat/")
        self.court.until(clerk, clerk.get_by_text(re.compile("đưa vụ án ra xét xử")).first)
        self._serve_rest("04/02/2026")
        public = self.court.visitor()
        self.court.open(public, "/lich-xet-xu/")
        expect(public.locator("main")).to_contain_text(self.number)
        assert "Lan Chi" not in public.inner_text("main")

    def _serve_rest(self, on: str) -> None:
        clerk = self.desk("thuky", "tong-dat/")
        while clerk.get_by_role("button", name="Ghi đã gửi").count():
            self._send_what_waits(clerk)
            self.desk("thuky", "tong-dat/")
        self._prove_what_was_sent(clerk, on)
        self._procuracy_signs()

    # --- 7 ------------------------------------------------------------------------------------------------

    def the_hearing_opens(self) -> None:
        self.court.set_clock("25/02/2026 08:05")
        clerk = self.desk("thuky", "phien-toa/")
        self._everybody_present(clerk)
        judge = self.desk(self.judge, "phien-toa/")
        judge.locator("main a[href$='/dieu-hanh/']").first.click()
        judge.wait_for_load_state()
        press(judge, "Khai mạc phiên tòa")

    def the_minutes_are_written_and_the_debate_closed(self) -> None:
        clerk = self.desk("thuky", "phien-toa/")
        clerk.locator("main a[href$='/bien-ban/']").first.click()
        clerk.wait_for_load_state()
        clerk.locator("[name=speaker]").first.fill("Chủ tọa")
        clerk.locator("textarea[name=text]").first.fill("Khai mạc phiên tòa. Các đương sự giữ nguyên ý kiến.")
        press(clerk, "Lưu biên bản")
        self.court.set_clock("25/02/2026 10:00")
        judge = self.desk(self.judge, "phien-toa/")
        judge.locator("main a[href$='/dieu-hanh/']").first.click()
        judge.wait_for_load_state()
        press(judge, "Kết thúc tranh luận")

    def the_judgment_is_written_in_secret_signed_and_pronounced(self) -> None:
        judge = self.desk(self.judge, "ban-an/")
        press(judge, "Lập dự thảo")
        judge.goto(f"{self.court.address}/ban/vu-an/{self.case}/ban-an/du-thao/")
        judge.fill("[name=facts]", "Bà Hoàng Thị Lan Chi đặt cọc 350.000.000 đồng cho ông Vũ Đức Thịnh.")
        judge.fill(
            "[name=reasoning]", "Giao dịch đặt cọc có hiệu lực.\n\nBị đơn không trả lại tiền cọc là vi phạm."
        )
        judge.fill("[name=basis]", "Điều 328 Bộ luật Dân sự")
        judge.fill("[name=ruling-1]", "Buộc ông Vũ Đức Thịnh trả cho bà Hoàng Thị Lan Chi 350.000.000 đồng.")
        judge.locator("form:has([name=facts]) button[type=submit]").last.click()
        judge.wait_for_load_state()
        for nosy in (
            "cntt",
            "kiemsat",
            *(u for u in ("chanhan", "thamphan2", "thamphan3") if u != self.judge),
        ):
            page = self.court.person(nosy)
            status = self.court.open(page, f"/ban/vu-an/{self.case}/ban-an/du-thao/")
            assert status in {403, 404}, (nosy, status)
            assert "Giao dịch đặt cọc có hiệu lực" not in page.content()
        lay = self.court.person("hoitham")
        assert self.court.open(lay, f"/ban/vu-an/{self.case}/ban-an/du-thao/") == 200
        self.desk(self.judge, "ban-an/")
        judge.fill("[name=dated]", "25/02/2026")
        judge.locator("form:has([name=dated]) button").last.click()
        judge.wait_for_load_state()
        expect(judge.locator("body")).to_contain_text("01/2026/DS-ST")
        self.desk(self.judge, "ban-an/")
        judge.locator("form[action$='/tuyen/'] button").click()
        judge.wait_for_load_state()
        self.desk(self.judge, "ban-an/")
        expect(judge.locator("main")).to_contain_text("01/2026/DS-ST")

    def the_minutes_of_the_hearing_are_signed(self) -> None:
        clerk = self.desk("thuky", "phien-toa/")
        clerk.locator("main a[href$='/bien-ban/']").first.click()
        clerk.wait_for_load_state()
        self._finish_and_sign_minutes()

    # --- 8 ------------------------------------------------------------------------------------------------

    def the_judgment_is_delivered(self) -> None:
        self.court.set_clock("26/02/2026 09:00")
        clerk = self.desk("thuky", "tong-dat/")
        self.court.until(clerk, clerk.get_by_text("Bản án").first)
        self._serve_rest("26/02/2026")
        citizen = self.court.person("lanchi")
        answer = citizen.request.get(f"{self.court.address}/vu-an/{self.case}/ban-an/")
        assert answer.status == 200
        signed = self.folder / "ban-an.pdf"
        signed.write_bytes(answer.body())
        assert signed.read_bytes().startswith(b"%PDF")
        stranger = self.court.person("nguoila")
        assert stranger.request.get(f"{self.court.address}/vu-an/{self.case}/ban-an/").status == 404
        defendant = self.court.person("bidon")
        assert self.court.open(defendant, f"/vu-an/{self.case}/khang-cao/") == 200

    def nobody_appeals_and_it_takes_effect(self) -> None:
        self.court.set_clock("25/03/2026 09:00")
        judge = self.desk(self.judge, "")
        expect(judge.locator(".ta-case")).to_contain_text("Đã tuyên án")
        self.court.set_clock("26/03/2026 09:00")
        self.court.until(judge, judge.locator(".ta-case").get_by_text("Có hiệu lực pháp luật"))

    def it_is_anonymised_reviewed_and_published(self) -> None:
        judge = self.desk(self.judge, "")
        review = f"/ban/vu-an/{self.case}/cong-bo/ma-hoa/"
        self.court.open(judge, f"/ban/vu-an/{self.case}/cong-bo/")
        self.court.until(judge, judge.locator("main a[href$='/ma-hoa/']"))
        self.court.open(judge, review)
        for keep in judge.locator("input[type=radio][value=giu]").all():
            keep.check()
        if judge.get_by_role("button", name="Lưu quyết định").count():
            press(judge, "Lưu quyết định")
        clerk = self.court.person("thuky2")
        assert self.court.open(clerk, review) in {403, 404}
        self.court.open(judge, review)
        judge.locator("form[action$='/duyet/'] button").first.click()
        judge.wait_for_load_state()
        reader = self.court.visitor()
        for words in ("đặt cọc", "dat coc", "01/2026/DS-ST"):
            self.court.open(reader, f"/ban-an/?q={words}")
            self.court.until(reader, reader.locator("main a[href^='/ban-an/']").first)
        reader.locator("main a[href^='/ban-an/']").first.click()
        reader.wait_for_load_state()
        text = reader.inner_text("main")
        assert "Hoàng Thị Lan C" in text
        assert "Lan Chi" not in text
        assert "Thịnh" not in text

    def the_dossier_closes_with_its_inventory(self) -> None:
        clerk = self.desk("thuky", "ho-so/dong/")
        press(clerk, "Đóng hồ sơ")
        self.desk("thuky", "ho-so/")
        words = clerk.inner_text("main")
        for title in ("Bản án", "Giấy đặt cọc", "Biên bản"):
            assert title in words, title
        expect(clerk.locator(".ta-case")).to_contain_text("Đã đóng hồ sơ")

    # --- 9 ------------------------------------------------------------------------------------------------

    def the_months_figures_and_the_audit_follow(self) -> None:
        president = self.court.person("chanhan")
        self.court.open(president, "/ban/thong-ke/?thang=2026-02")
        expect(president.locator("main")).to_contain_text("Dân sự")
        audit = self.desk("chanhan", "nhat-ky/")
        assert "không còn nguyên vẹn" not in audit.inner_text("main")
        seen = audit.inner_text("main")
        while (onward := audit.locator("main a[rel=next]")).count():
            onward.first.click()
            audit.wait_for_load_state()
            seen += audit.inner_text("main")
        for title in ("Thụ lý vụ án", "Phân công", "Gia hạn", "Tuyên án", "Công bố bản án", "Đóng hồ sơ"):
            assert title in seen, title
        citizen = self.court.person("lanchi")
        assert self.court.open(citizen, f"/ban/vu-an/{self.case}/nhat-ky/") in {403, 404}


STEPS = [name for name in vars(Thread) if not name.startswith("_") and name != "desk"]


def test_one_civil_case_from_petition_to_published_judgment(running: Court, tmp_path: Path) -> None:
    thread = Thread(running, tmp_path)
    for name in STEPS:
        print("step:", name.replace("_", " "), flush=True)
        try:
            getattr(thread, name)()
        except BaseException:
            for who, page in running.pages.items():
                page.screenshot(path=str(running.home / f"failed-{who}.png"), full_page=True)
            print((running.home / "run.log").read_text(encoding="utf-8")[-3000:])
            raise
    verified = json.loads(running.toaan("audit", "verify", "--json").stdout)
    assert verified["good"], verified
