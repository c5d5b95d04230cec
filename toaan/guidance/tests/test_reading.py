"""Security notes: every member of staff is asked once a year, nobody else is, and who has confirmed can be seen."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pytest

from toaan.core import audit, clock
from toaan.core.errors import Refused
from toaan.guidance import actions, notes
from toaan.guidance.models import ReadingConfirmation

NOTES, LIST = "/ban/an-toan-thong-tin/", "/ban/an-toan-thong-tin/xac-nhan/"
STRIP = "Đọc và xác nhận"


def confirm(visitor):
    shown = notes.in_force(clock.today())
    return visitor.post(NOTES, {"ban": shown.edition, "ma": shown.digest})


@pytest.fixture(autouse=True)
def spring(settings):
    """A day in the year of the notes, before they are due."""
    clock.move_to(datetime(2026, 2, 2, 2, 0, tzinfo=UTC))


def test_the_strip_stays_until_the_reader_confirms_and_blocks_nothing(page, world):
    visitor = page("thuky")
    home = visitor.get("/ban/")
    assert home.status_code == 200
    assert STRIP in home.content.decode()
    assert "31/03/2026" in home.content.decode()
    assert confirm(visitor).status_code == 302
    assert STRIP not in visitor.get("/ban/").content.decode()
    assert STRIP not in visitor.get("/ban/so-thu-ly/").content.decode()
    row = ReadingConfirmation.objects.get()
    assert (row.user.username, row.year, row.court) == ("thuky", 2026, world.court)
    assert audit.verify(world.court.code).good


def test_a_new_year_asks_again(page):
    visitor = page("thuky")
    confirm(visitor)
    clock.move_to(datetime(2027, 1, 4, 2, 0, tzinfo=UTC))
    assert STRIP in visitor.get("/ban/").content.decode()
    assert confirm(visitor).status_code == 302
    assert ReadingConfirmation.objects.count() == 2


def test_after_the_day_the_strip_says_so(page):
    clock.move_to(datetime(2026, 4, 20, 2, 0, tzinfo=UTC))
    assert "đã quá hạn xác nhận" in page("luutru").get("/ban/").content.decode()


def test_confirming_twice_is_one_confirmation(page):
    visitor = page("thuky")
    confirm(visitor)
    assert confirm(visitor).status_code == 409
    assert ReadingConfirmation.objects.count() == 1


def test_an_edition_that_changed_meanwhile_must_be_read_first(page):
    shown = notes.in_force(clock.today())
    answer = page("thuky").post(NOTES, {"ban": shown.edition, "ma": "0" * 64})
    assert answer.status_code == 409
    assert "đọc lại trang này" in answer.content.decode()
    assert not ReadingConfirmation.objects.exists()


@pytest.mark.parametrize("username", ["kiemsat", "nguyendon", "nguoila"])
def test_procurators_and_citizens_are_not_asked(page, world, username):
    visitor = page(username)
    assert visitor.get(NOTES).status_code == 403
    assert confirm(visitor).status_code == 403
    with pytest.raises(Refused):
        shown = notes.in_force(clock.today())
        actions.confirm_reading(
            by=world.viewer(username), edition=shown.edition, digest=shown.digest, at=clock.now()
        )
    assert not ReadingConfirmation.objects.exists()
    if username == "kiemsat":
        assert STRIP not in visitor.get("/ban/").content.decode()


@pytest.mark.parametrize("username", ["chanhan", "phochanhan", "tochuc", "cntt"])
def test_those_who_follow_it_see_who_has_and_who_has_not(page, username):
    confirm(page("thuky"))
    shown = page(username).get(LIST).content.decode()
    missing, confirmed = shown.split('id="h-roi"')
    assert "Lâm Thu Hà" in confirmed
    assert "Lâm Thu Hà" not in missing.split('id="h-chua"')[1]
    assert "Bùi Xuân Cảnh" in missing
    assert "Nghiêm Thị Bích" not in shown.split('id="h-chua"')[1]
    assert "1 trên 14 người đã xác nhận" in shown


def test_names_stand_in_the_order_of_given_names(page):
    shown = page("tochuc").get(LIST).content.decode().split('id="h-chua"')[1]
    names = ["Bùi Xuân Cảnh", "Lý Thị Thu Cúc", "Lâm Thu Hà", "Đỗ Minh Khuê", "Phùng Quốc Trị"]
    places = [shown.index(name) for name in names]
    assert places == sorted(places)


@pytest.mark.parametrize("username", ["thuky", "thamphan", "vanthu", "kiemsat"])
def test_others_do_not_see_the_list(page, username):
    assert page(username).get(LIST).status_code == 403


def test_the_table_for_a_spreadsheet_has_everybody_once(page):
    confirm(page("thuky"))
    text = page("tochuc").get(LIST + "?dang=csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 15
    assert ["Lâm Thu Hà", "Thư ký", "2026-03-31", "2026-02-02", "2026-1"] in rows


def test_the_list_costs_the_same_for_many(page, django_assert_max_num_queries):
    visitor = page("tochuc")
    visitor.get(LIST)
    with django_assert_max_num_queries(16):
        visitor.get(LIST)


def test_the_notes_say_whom_to_tell(page):
    assert "Vương Tuấn Kiệt" in page("thuky").get(NOTES).content.decode()


def test_somebody_new_has_time_of_their_own():
    edition = notes.in_force(date(2026, 6, 1))
    assert notes.due_on(edition, 2026, date(2025, 7, 1)) == date(2026, 3, 31)
    assert notes.due_on(edition, 2026, date(2026, 6, 1)) == date(2026, 6, 16)
