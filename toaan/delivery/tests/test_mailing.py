"""Envelopes and labels: read back from the PDF, every letter stands inside its own field."""

from __future__ import annotations

import pypdfium2
import pytest
from django.urls import reverse

from toaan.core import events
from toaan.delivery import mailing
from toaan.delivery.models import PROCURACY, ServiceRecipient
from toaan.delivery.tests.conftest import row_of
from toaan.demo import steps

pytestmark = pytest.mark.django_db

LONG_NAME = "CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN THƯƠNG MẠI DỊCH VỤ XUẤT NHẬP KHẨU " * 3
LONG_ADDRESS = (
    "Số 1234/56/78 đường Nguyễn Thị Minh Khai nối dài, khu phố Đông Hưng Thuận, phường Thới An, " * 3
)
NO_BLANKS = "W" * 120


@pytest.fixture
def letters(world, now):
    """Two cases whose parties have no account: four letters and two papers for the procuracy."""
    for _ in range(2):
        steps.assigned_case(world, now, case=steps.opened_case(world, now, with_accounts=False))
    events.drain()
    return list(ServiceRecipient.objects.exclude(key=PROCURACY).select_related("case__court", "party"))


def characters(page):
    """Every letter of a page with its box in millimetres from the top left."""
    text, height = page.get_textpage(), page.get_height()
    for index in range(text.count_chars()):
        char = text.get_text_range(index, 1)
        left, bottom, right, top = text.get_charbox(index)
        if char.strip():
            yield char, *(v * mailing.PT for v in (left, height - top, right, height - bottom))


def words(pdf):
    return [" ".join(p.get_textpage().get_text_range().split()) for p in pypdfium2.PdfDocument(pdf)]


def inside(chars, box, slack=0.3):
    return all(
        left >= box.left - slack
        and right <= box.left + box.width + slack
        and top >= box.top - slack
        and bottom <= box.top + box.height + slack
        for _, left, top, right, bottom in chars
    )


def compact(text):
    return "".join(text.split())


@pytest.mark.parametrize("told", [(LONG_NAME[:300], LONG_ADDRESS[:300]), (NO_BLANKS, "Ấp 3")])
@pytest.mark.parametrize("sheet", ["2x7", "3x8"])
@pytest.mark.parametrize("qr", [True, False])
def test_the_longest_names_stay_whole_on_their_own_label(letters, settings, told, sheet, qr):
    settings.PRODUCTION = True  # without the mark of the practice court
    row, (name, address) = letters[0], told
    row.name, row.address = name, address
    form = mailing.SHEETS[sheet]
    pdf = mailing.labels([row] * form.places, sheet=sheet, start=1, qr=qr)
    (page,) = pypdfium2.PdfDocument(pdf)
    found = list(characters(page))
    for index in range(form.places):
        place = form.place(index)
        mine = [
            c for c in found
            if place.left <= (c[1] + c[3]) / 2 < place.left + place.width
            and place.top <= (c[2] + c[4]) / 2 < place.top + place.height
        ]  # fmt: skip
        read = "".join(c[0] for c in mine)
        assert compact(name) in read
        assert compact(address) in read
        assert mailing.reference(row) in read
        assert inside(mine, mailing.Box(place.left + 3.5, place.top + 2.5, place.width - 7, place.height - 5))


@pytest.mark.parametrize("size", ["C5", "DL"])
@pytest.mark.parametrize("window", [True, False])
def test_one_envelope_a_page_with_sender_mark_and_address_in_their_fields(letters, settings, size, window):
    settings.PRODUCTION = True
    row = letters[0]
    row.name, row.address, row.barcode = LONG_NAME[:300], LONG_ADDRESS[:300], "RR123456785VN"
    pdf = mailing.envelopes([row, letters[1]], size=size, window=window, qr=True)
    document, form = pypdfium2.PdfDocument(pdf), mailing.ENVELOPES[size]
    assert len(document) == 2
    assert [round(v * mailing.PT) for v in document[0].get_size()] == [form.width, form.height]
    told = words(pdf)[0]
    for part in (row.case.court.name, "THƯ BẢO ĐẢM", "RR 123 456 785 VN", str(row.case), str(row.service)):
        assert compact(part) in compact(told)
    assert compact(row.name) in compact(told)
    assert compact(row.address) in compact(told)
    boxes = (form.sender, form.mark, form.window if window else form.to)
    for char in characters(document[0]):
        assert any(inside([char], box) for box in boxes), char
    assert letters[1].name in words(pdf)[1]


def test_fields_of_every_form_lie_on_the_paper_and_apart():
    for form in mailing.ENVELOPES.values():
        for to in (form.to, form.window):
            assert to.left + to.width <= form.width - 5
            assert to.top + to.height <= form.height - 5
            assert form.mark.top + form.mark.height <= to.top or form.mark.left + form.mark.width <= to.left
        # The window itself: 90 × 45 mm, 20 mm from the left, 15 mm from below; 4 mm free all round.
        assert (form.window.left, form.height - form.window.top - form.window.height) == (24, 19)
        assert (form.window.width, form.window.height) == (82, 37)
    for sheet in mailing.SHEETS.values():
        last = sheet.place(sheet.places - 1)
        assert last.left + last.width <= 210.01
        assert last.top + last.height <= 297.01


def test_a_used_sheet_is_used_up_and_the_next_one_begun(letters):
    pdf = mailing.labels(letters[:3], sheet="2x7", start=13, qr=False)
    first, second = pypdfium2.PdfDocument(pdf)
    places = mailing.SHEETS["2x7"]
    low = places.place(12).top
    assert all(c[2] > low for c in characters(first) if c[0] not in "BẢN THỰC HÀNH")
    assert letters[2].name in words(pdf)[1]
    assert second.get_size() == first.get_size()


# --- the pages --------------------------------------------------------------------------------------------


def chosen(rows, **more):
    return {"chon": [str(r.pk) for r in rows], **more}


def test_the_desk_sends_ticked_letters_of_many_cases_to_the_printer(page, letters):
    clerk = page("thuky")
    desk = clerk.get(reverse("delivery:desk") + "?danh-dau=het").content.decode()
    assert desk.count('name="chon"') == desk.count(" checked") == len(letters)
    answer = clerk.get(reverse("delivery:mail"), chosen(letters))
    assert all(r.name in answer.content.decode() for r in letters)
    for asked in (
        {"in": "nhan", "sheet": "3x8", "start": "5"},
        {"in": "phong-bi", "size": "DL", "window": "on"},
    ):
        pdf = clerk.get(reverse("delivery:mail"), chosen(letters, **asked))
        assert pdf["Content-Type"] == "application/pdf"
        assert all(compact(r.name) in compact(" ".join(words(pdf.content))) for r in letters)


def test_the_tab_of_a_case_sends_its_ticked_copies_there_too(page, letters):
    clerk, row = page("thuky"), letters[0]
    assert (
        reverse("delivery:choose") in clerk.get(reverse("delivery:case", args=[row.case_id])).content.decode()
    )
    answer = clerk.post(
        reverse("delivery:choose"), {f"go_{row.pk}": "on", f"barcode_{row.pk}": "x"}, follow=True
    )
    assert row.name in answer.content.decode()
    row.refresh_from_db()
    assert row.state == "waiting"


@pytest.mark.parametrize(
    ("asked", "words_"),
    [
        ({"in": "nhan", "sheet": "2x7", "start": "15"}, "chỉ có 14 nhãn"),
        ({"in": "nhan", "sheet": "2x7", "start": "0"}, "Nhãn đầu tiên là nhãn số 1"),
        ({"in": "nhan", "sheet": "2x7", "start": "ba"}, "bằng chữ số"),
        ({"in": "phong-bi", "size": "A9"}, "Còn 1 chỗ cần sửa"),
    ],
)
def test_what_cannot_be_printed_is_said_at_its_field(page, letters, asked, words_):
    answer = page("thuky").get(reverse("delivery:mail"), chosen(letters, **asked))
    assert answer.status_code == 422
    assert words_ in answer.content.decode()


def test_a_missing_address_is_said_before_printing(page, letters):
    ServiceRecipient.objects.filter(pk=letters[0].pk).update(address="")
    answer = page("thuky").get(reverse("delivery:mail"), chosen(letters))
    assert "Chưa có địa chỉ:" in answer.content.decode()


def test_only_the_court_prints_and_only_its_own_letters(page, letters):
    address, asked = reverse("delivery:mail"), chosen(letters, **{"in": "nhan", "sheet": "2x7", "start": "1"})
    for who in ("kiemsat", "nguyendon", "cntt"):
        assert page(who).get(address, asked).status_code == 403
    paper = ServiceRecipient.objects.filter(key=PROCURACY).first()
    nobody = page("thuky").get(address, {"chon": [str(paper.pk), "khong-phai-ma", str(paper.service_id)]})
    assert "Chưa chọn thư nào" in nobody.content.decode()


def test_names_are_text_and_never_markup(letters):
    row = letters[0]
    row.name = '<img src="x"><b>Đỗ & Con</b>'
    assert compact('<img src="x"><b>Đỗ & Con</b>') in compact(
        words(mailing.labels([row], sheet="2x7", start=1, qr=True))[0]
    )


def test_the_single_envelope_still_prints(page, letters):
    row = row_of(letters[0].service, letters[0].name)
    answer = page("thuky").get(reverse("delivery:print", args=[row.pk, "phong-bi"]))
    assert row.name in words(answer.content)[0]
