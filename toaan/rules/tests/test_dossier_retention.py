from dataclasses import replace

import pytest

from toaan.rules.dossier import Paper, inventory, number_folios
from toaan.rules.model import RuleRow
from toaan.rules.retention import retention
from toaan.rules.tests.shipped import d, rule

PETITION = Paper("a", "Đơn khởi kiện", d("2/3/2026"), order=1, sheets=3)
RECEIPT = Paper("b", "Giấy xác nhận đã nhận đơn", d("2/3/2026"), order=2, sheets=1)
NOTICE = Paper("c", "Thông báo thụ lý vụ án", d("10/3/2026"), order=3, sheets=2)


def test_folios_run_from_the_oldest_paper_without_gap() -> None:
    folios = number_folios([NOTICE, RECEIPT, PETITION])
    assert [(f.paper.id, f.words) for f in folios] == [("a", "1–3"), ("b", "4"), ("c", "5–6")]


def test_papers_that_come_later_continue_the_numbers_issued() -> None:
    assert number_folios([replace(PETITION, id="x")], last_issued=6)[0].words == "7–9"


def test_a_paper_without_sheets_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="Đơn khởi kiện"):
        number_folios([replace(PETITION, sheets=0)])


def test_the_inventory_has_the_columns_of_the_rule() -> None:
    columns, lines = inventory(rule("dossier:inventory"), number_folios([NOTICE, PETITION]))
    assert columns == ["STT", "Tên tài liệu", "Bút lục", "Số tờ", "Ghi chú"]
    assert lines == [
        ["1", "Đơn khởi kiện", "1–3", "3", ""],
        ["2", "Thông báo thụ lý vụ án", "4–5", "2", ""],
    ]


def kept(**value: object) -> RuleRow:
    row = rule("retention:civil-case").as_json()
    return RuleRow.from_json({**row, "value": {"title": "Hồ sơ", **value}})


def test_without_a_period_laid_down_nothing_may_be_destroyed() -> None:
    result = retention(rule("retention:civil-case"), d("2/3/2026"))
    assert result.keep_until is None
    assert "không tiêu hủy" in result.explanation_vi
    assert "chưa đối chiếu với văn bản" in result.explanation_vi


def test_years_count_from_the_end_of_the_year_of_closing() -> None:
    assert retention(kept(years=20), d("2/3/2026")).keep_until == d("31/12/2046")
    permanent = retention(kept(permanent=True), d("2/3/2026"))
    assert permanent.permanent
    assert permanent.keep_until is None
