"""The first three steps of the thread: petition, examination, fee, acceptance, the draw."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pikepdf
from playwright.sync_api import Page, expect

from tests.journeys import court as courts
from tests.journeys.court import Court

EMAIL = "lan.chi@thu.example"
CASE_URL = re.compile(r"/ban/vu-an/([0-9a-f-]{36})/")


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


def fill_address(page: Page, *parts: str, row: str = "0") -> None:
    """The address of one person: street or hamlet, commune, province."""
    for name, value in zip(("street", "commune", "province"), parts, strict=True):
        page.fill(f"[name$='{row}-address_{name}']", value)


class ToAcceptance:
    """Steps 1 to 3: from the petition to the drawn judge, and what they hand on."""

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
        page.get_by_text(re.compile("^Thêm năm sinh")).click()
        page.fill("[name$='0-birth_year']", "1979")
        fill_address(page, "Thôn Hạ", "xã Yên Khê", "tỉnh Sông Thanh")
        press(page, "Lưu và sang câu sau")
        press(page, "Lưu và sang câu sau")  # nobody else concerned
        page.fill("[name=legal_relation]", "Tranh chấp hợp đồng đặt cọc")
        # Decomposed letters, as some phones type them.
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
        fill_address(page, "Xóm Chùa", "xã Sông Thanh", "tỉnh Sông Thanh")
        press(page, "Lưu và sang câu sau")

    def _attach(self, page: Page) -> None:
        page.wait_for_url(re.compile("giay-to"))
        page.set_input_files("[name=uploads]", pdf(self.folder, "co-mat-khau", password="bi-mat"))
        if self.court.script:  # the file travels as soon as it is chosen, and is refused where it stands
            refused = page.locator(".ta-upload__row", has_text="co-mat-khau")
            expect(refused).to_contain_text("mật khẩu")
            refused.get_by_role("button", name=re.compile("^Bỏ")).click()
        else:
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
        judge.locator("main form[method=post] button.govuk-button").first.click()
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
        judge.locator("main form[method=post] button.govuk-button").first.click()
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
        if not self.court.script:  # a plain file field forgets; with script the file is there already
            citizen.set_input_files("[name=file]", pdf(self.folder, "bien-lai"))
        press(citizen, "Nộp biên lai")
        expect(citizen.locator("main")).to_contain_text("Đã nhận biên lai")

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
