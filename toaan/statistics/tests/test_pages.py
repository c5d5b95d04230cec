"""The pages, the file for a spreadsheet and the command say the same figures."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.urls import reverse

from toaan.cli.command import run
from toaan.core import clock
from toaan.demo import steps
from toaan.statistics import tables
from toaan.statistics.tests.conftest import vn

MARCH = {"thang": "2026-03"}


@pytest.fixture
def two(world, pronounce):
    """Accepted in March: one judged the same month, one not."""
    cases = [steps.opened_case(world, vn("2026-03-10 09:00")) for _ in range(2)]
    pronounce(cases[0], vn("2026-03-30 09:00"))
    clock.move_to(vn("2026-11-20 08:00"))
    return cases


def test_every_figure_is_a_link_to_its_cases(page, two) -> None:
    visitor = page("chanhan")
    shown = visitor.get(reverse("statistics:month"), MARCH).content.decode()
    link = f"{reverse('statistics:cases')}?thang=2026-03&amp;kind=DS&amp;cell=judged"
    assert link in shown
    behind = visitor.get(
        reverse("statistics:cases"), {**MARCH, "cell": "judged", "kind": "DS"}
    ).content.decode()
    assert str(two[0]) in behind
    assert str(two[1]) not in behind


def test_the_page_says_how_it_counts_and_how_far_that_was_checked(page, two) -> None:
    shown = page("thuky").get(reverse("statistics:month"), MARCH).content.decode()
    assert "Thụ lý trước kỳ và chưa giải quyết xong" in shown
    assert "chưa đối chiếu với văn bản" in shown


@pytest.mark.parametrize(
    ("username", "status"),
    [
        ("chanhan", 200),
        ("luutru", 200),
        ("hoitham", 403),
        ("cntt", 403),
        ("kiemsat", 403),
        ("nguyendon", 403),
    ],
)
@pytest.mark.parametrize("name", ["month", "csv", "cases"])
def test_only_posts_that_work_with_cases_open_the_figures(page, username, status, name) -> None:
    assert page(username).get(reverse(f"statistics:{name}"), {"cell": "new"}).status_code == status


@pytest.mark.parametrize(
    "query", [{"cell": "bad"}, {"cell": "new", "kind": "XX"}, {"cell": "new", "tham_phan": "abc"}]
)
def test_an_address_that_names_no_figure_finds_nothing(page, query) -> None:
    assert page("chanhan").get(reverse("statistics:cases"), query).status_code == 404


def test_another_courts_figures_are_not_found(page, world) -> None:
    assert page("chanhan").get(reverse("statistics:month"), {"toa": world.province.code}).status_code == 404


def test_the_spreadsheet_opens_with_vietnamese_letters_and_plain_numbers(page, two) -> None:
    response = page("chanhan").get(reverse("statistics:csv"), MARCH)
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    header = next(row for row in rows if row[:1] == ["Loại án"])
    total = next(row for row in rows if row[:1] == ["Cộng"])
    assert dict(zip(header, total, strict=True))["Mới thụ lý"] == "2"
    assert dict(zip(header, total, strict=True))["Xét xử"] == "1"


def test_no_text_in_the_spreadsheet_is_taken_for_a_formula() -> None:
    assert tables.plain("=1+1") == "'=1+1"
    assert tables.plain("Đỗ Minh Khuê") == "Đỗ Minh Khuê"


def test_the_command_says_the_same(two, capsys) -> None:
    assert run(["stats", "--court", "TAND-ST-KV3", "--month", "2026-03", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["by_kind"]["DS"]["new"] == told["by_kind"]["total"]["new"] == 2
    assert run(["stats", "--court", "TAND-ST-KV3", "--year", "2026"]) == 0
    assert "Mới thụ lý" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--court", "KHONG", "--month", "2026-03"], "không có Tòa án"),
        (["--court", "TAND-ST-KV3", "--month", "2026-13"], "kỳ thống kê không đúng"),
        (["--court", "TAND-ST-KV3", "--month", "2030-01"], "chưa tới"),
    ],
)
def test_the_command_refuses_in_one_line(world, capsys, words, message) -> None:
    assert run(["stats", *words]) == 2
    assert message in capsys.readouterr().err
