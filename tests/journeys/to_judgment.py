"""The last six steps of the thread: service, deadlines, hearing, judgment, publication, figures."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.to_acceptance import ToAcceptance, pdf, press


class ToJudgment(ToAcceptance):
    """Steps 4 to 9: from the served acceptance to the published judgment and the figures."""

    clerk, procurator = "thuky", "kiemsat"
    """Who serves and who receives for the procuracy; a journey through a second court changes them."""

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
        procurator = self.court.person(self.procurator)
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
        defendant.locator("main form[method=post] button.govuk-button").first.click()
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
        president.locator("main form[method=post] button.govuk-button").first.click()
        expect(president.get_by_role("alert").first).to_be_visible()
        president.locator("[name=amount]").first.check()
        president.fill("[name=reason]", "Vụ án có tình tiết phức tạp, phải định giá tài sản.")
        president.locator("main form[method=post] button.govuk-button").first.click()
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
        clerk = self.court.person(self.clerk)
        if not clerk.get_by_role("button", name="Hoàn thành biên bản").count():
            self.desk(self.clerk, "phien-toa/")
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
        self._serve_once_ready("đưa vụ án ra xét xử", "04/02/2026")
        public = self.court.visitor()
        self.court.open(public, "/lich-xet-xu/")
        expect(public.locator("main")).to_contain_text(self.number)
        assert "Lan Chi" not in public.inner_text("main")

    def _serve_once_ready(self, paper: str, on: str) -> None:
        """Serve what waits, from the moment that a paper which the worker prepares can be sent."""
        clerk = self.desk(self.clerk, "tong-dat/")
        its = clerk.locator("section[id^='v-']", has_text=paper)
        self.court.until(clerk, its.get_by_role("button", name="Ghi đã gửi").first)
        self._serve_rest(on)

    def _serve_rest(self, on: str) -> None:
        clerk = self.desk(self.clerk, "tong-dat/")
        while clerk.get_by_role("button", name="Ghi đã gửi").count():
            self._send_what_waits(clerk)
            self.desk(self.clerk, "tong-dat/")
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
        self._write_minutes("Khai mạc phiên tòa. Các đương sự giữ nguyên ý kiến.")
        self.court.set_clock("25/02/2026 10:00")
        judge = self.desk(self.judge, "phien-toa/")
        judge.locator("main a[href$='/dieu-hanh/']").first.click()
        judge.wait_for_load_state()
        press(judge, "Kết thúc tranh luận")

    def _write_minutes(self, text: str) -> None:
        """The clerk writes down the first words of the hearing."""
        clerk = self.desk(self.clerk, "phien-toa/")
        clerk.locator("main a[href$='/bien-ban/']").first.click()
        clerk.wait_for_load_state()
        clerk.locator("[name=speaker]").first.fill("Chủ tọa")
        clerk.locator("textarea[name=text]").first.fill(text)
        press(clerk, "Lưu biên bản")

    def the_judgment_is_written_in_secret_signed_and_pronounced(self) -> None:
        self._draft(
            facts="Bà Hoàng Thị Lan Chi đặt cọc 350.000.000 đồng cho ông Vũ Đức Thịnh.",
            reasoning="Giao dịch đặt cọc có hiệu lực.\n\nBị đơn không trả lại tiền cọc là vi phạm.",
            basis="Điều 328 Bộ luật Dân sự",
            ruling="Buộc ông Vũ Đức Thịnh trả cho bà Hoàng Thị Lan Chi 350.000.000 đồng.",
        )
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
        self._number_and_pronounce("25/02/2026", "01/2026/DS-ST")

    def _draft(self, *, ruling: str, **texts: str) -> Page:
        """The presiding judge writes the judgment: the first part of the ruling, and the fields named in `texts`."""
        judge = self.desk(self.judge, "ban-an/")
        press(judge, "Lập dự thảo")
        self.desk(self.judge, "ban-an/du-thao/")
        for name, text in texts.items():
            judge.fill(f"[name={name}]", text)
        judge.fill("[name=ruling-1]", ruling)
        judge.locator("form:has([name=facts]) button[type=submit]").last.click()
        judge.wait_for_load_state()
        return judge

    def _number_and_pronounce(self, day: str, number: str) -> None:
        """It gets its number and both signatures, then it is pronounced."""
        judge = self.desk(self.judge, "ban-an/")
        judge.fill("[name=dated]", day)
        judge.locator("form:has([name=dated]) button").last.click()
        judge.wait_for_load_state()
        expect(judge.locator("body")).to_contain_text(number)
        self.desk(self.judge, "ban-an/")
        judge.locator("form[action$='/tuyen/'] button").click()
        judge.wait_for_load_state()
        self.desk(self.judge, "ban-an/")
        expect(judge.locator("main")).to_contain_text(number)

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
        self.court.open(judge, f"/ban/vu-an/{self.case}/cong-bo/")
        door = judge.locator("main a[href$='/ma-hoa/']")
        self.court.until(judge, door)
        review = str(door.get_attribute("href"))
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
        # The cells: carried over, new, all; moved to settled; judged, resolved, remaining.
        assert self._figures("2026-01") == ["0", "1", "1", "0", "0", "0", "0", "0", "0", "1"]
        assert self._figures("2026-02") == ["1", "0", "1", "0", "0", "0", "0", "1", "1", "0"]
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

    def _figures(self, month: str) -> list[str]:
        """The ten cells of the civil cases in a month, as the president reads them."""
        page = self.court.person("chanhan")
        assert self.court.open(page, f"/ban/thong-ke/?thang={month}") == 200
        row = page.locator("main table").first.locator("tr", has=page.locator("th", has_text="Dân sự"))
        return [cell.split()[0] for cell in row.first.locator("td").all_inner_texts()][:10]
