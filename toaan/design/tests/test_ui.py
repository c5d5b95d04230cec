"""Filters and components: dates in Hanoi time, money with dots, levels told by words, pages that stay whole."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory, override_settings

from toaan.design import samples
from toaan.design.templatetags import ui


def render(source: str, **context: Any) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("function", "value", "expected"),
    [
        (ui.vn_date, date(2026, 5, 4), "04/05/2026"),
        (ui.vn_date, datetime(2026, 5, 3, 18, 30, tzinfo=UTC), "04/05/2026"),
        (ui.vn_date, None, ""),
        (ui.vn_datetime, datetime(2026, 5, 3, 18, 30, tzinfo=UTC), "01:30 04/05/2026"),
        (ui.vn_datetime, None, ""),
        (ui.vn_long_date, date(2026, 5, 4), "thứ Hai, ngày 4 tháng 5 năm 2026"),
        (ui.vn_long_date, date(2026, 5, 3), "Chủ nhật, ngày 3 tháng 5 năm 2026"),
        (ui.money, 1_234_567, "1.234.567 đồng"),
        (ui.money, 0, "0 đồng"),
        (ui.money, None, ""),
        (ui.filesize_vi, 512, "512 byte"),
        (ui.filesize_vi, 180_400, "180 kB"),
        (ui.filesize_vi, 999_600, "1 MB"),
        (ui.filesize_vi, 1_440_000, "1,4 MB"),
        (ui.filesize_vi, 2_500_000_000, "2,5 GB"),
    ],
)
def test_filters(function: Any, value: Any, expected: str) -> None:
    assert function(value) == expected


@pytest.mark.parametrize(
    ("urgency", "css"),
    [
        ("overdue", "qua"),
        ("today", "nay"),
        ("soon", "gan"),
        ("on_time", "con"),
        ("done", "xong"),
        ("paused", "dung"),
    ],
)
def test_a_level_is_told_by_icon_and_words(urgency: str, css: str) -> None:
    html = render("{% badge u %}", u=urgency)
    assert f"ta-han--{css}" in html
    assert "<use href=" in html
    assert "<span></span>" not in html
    assert render("{% badge u %}", u=css) == html


def test_a_badge_spells_out_working_days_and_escapes() -> None:
    assert 'Quá 2 ngày <abbr title="làm việc">LV</abbr>' in render('{% badge "overdue" "Quá 2 ngày LV" %}')
    assert "<script>" not in render("{% badge 'soon' t %}", t="<script>")


def test_an_unknown_icon_is_found_in_development_and_harmless_in_court() -> None:
    with override_settings(DEBUG=True), pytest.raises(TemplateSyntaxError):
        ui.icon("no-such-icon")
    with override_settings(DEBUG=False):
        assert ui.icon("no-such-icon") == ""


def test_a_deadline_explains_itself_and_its_bar_has_words() -> None:
    html = render("{% deadline d open=True %}", d=samples.COMPONENTS["deadlines"][0])
    assert '<details class="ta-dl" open>' in html
    assert 'role="img" aria-label="Đếm ngày' in html
    for words in ("Quy tắc", "Điều 220 BLTTDS", "Không tính", "Xong khi", "Hết thứ Hai 04/05/2026"):
        assert words in html


def test_a_long_day_bar_becomes_a_sentence() -> None:
    d = {
        "title": "T",
        "urgency": "soon",
        "aria_text": "Từ 1/1 đến 1/5",
        "steps": [{"day": 1, "kind": "counted"}] * 15,
    }
    html = render("{% deadline d %}", d=d)
    assert "ta-daybar" not in html
    assert "<p>Từ 1/1 đến 1/5</p>" in html


def test_a_next_step_that_waits_for_another_has_no_button() -> None:
    step = {**samples.COMPONENTS["next_mine"], "waiting_for": "Viện kiểm sát, từ 02/04/2026"}
    assert "govuk-button" not in render("{% next_step n %}", n=step)
    assert "govuk-button" in render("{% next_step n %}", n=samples.COMPONENTS["next_mine"])


def test_a_next_step_that_acts_is_a_protected_form() -> None:
    step = {"title": "Nhận đơn", "button": {"label": "Nhận", "url": "/x/", "post": True}}
    html = render("{% next_step n %}", n=step, csrf_token="abc")
    assert '<form method="post" action="/x/">' in html
    assert 'name="csrfmiddlewaretoken" value="abc"' in html


def test_the_pager_keeps_the_filter() -> None:
    request = RequestFactory().get("/so/", QueryDict("tu=2026&page=2").dict())
    html = render("{% pager page %}", page=Paginator(range(52), 13).get_page(2), request=request)
    assert "Dòng 14–26 trong 52" in html
    assert 'href="?tu=2026&amp;page=3" rel="next"' in html
    assert 'aria-current="page"' in html
    assert "<nav" not in render("{% pager page %}", page=Paginator(range(5), 13).get_page(1))


def test_a_register_row_must_have_as_many_cells_as_the_register_has_columns() -> None:
    table = {"columns": [{"label": "Số"}, {"label": "Ngày"}], "rows": [["1"]]}
    with pytest.raises(ValueError, match="shorter"):
        render("{% data_table t %}", t=table)
    html = render("{% data_table t %}", t={**table, "rows": [["1", None]]})
    assert '<th scope="row"' in html
    assert "—" in html


def test_a_number_at_the_head_of_a_row_stays_whole_and_a_long_name_wraps() -> None:
    table = {"columns": [{"label": "Việc"}], "rows": [["12/2026/TLST-DS"], ["Nguyễn Thị " + "Ngọc " * 60]]}
    html = render("{% data_table t %}", t=table)
    assert html.count("ta-nowrap") == 1


def test_an_alert_escapes_text_but_keeps_markup_of_its_block() -> None:
    assert "&lt;b&gt;" in render('{% alert "error" t %}', t="<b>")
    html = render('{% alert_block "warning" %}<a href="/x/">{{ t }}</a>{% endalert_block %}', t="<i>")
    assert '<a href="/x/">&lt;i&gt;</a>' in html
    with pytest.raises(TemplateSyntaxError):
        render('{% alert "danger" "x" %}')


def test_the_title_of_a_refused_page_says_so_first() -> None:
    refused, fresh = samples.SampleForm({}), samples.SampleForm()
    assert render("{% title_prefix %}", form=refused) == "Lỗi: "
    assert render("{% title_prefix %}", form=fresh) == ""
    assert render("{% title_prefix %}", has_errors=True) == "Lỗi: "
