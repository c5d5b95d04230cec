"""The theme in a real browser: accessible, within the screen, fonts that load, and typing that is not lost.

No server: the pages are rendered here and handed to Chromium, the files come from `dist/`.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from playwright.sync_api import Browser, Page, Route, sync_playwright

from toaan.design import build, samples
from toaan.design.views import style_guide

pytestmark = [pytest.mark.browser, pytest.mark.urls("toaan.design.urls")]

HOST = "http://toaan.invalid"
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'"  # as the real server sends
)
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync"
)
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LOADED_FONTS = """document.fonts.ready.then(() => [...document.fonts]
    .filter((font) => font.status === "loaded" && font.family.includes("Be Vietnam")).length)"""
PLAIN_STATIC = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


REMINDED = {
    "practice": {"now": None, "moved": False},
    "strips": [
        {
            "text": "An toàn thông tin năm 2026: đã quá hạn xác nhận ngày 31/03/2026.",
            "url": "/",
            "label": "Đọc và xác nhận",
        }
    ],
}


def many_parts() -> str:
    """A case with more parts than a phone shows, the open one far to the right, and a chart wider than the screen."""
    header = samples.COMPONENTS["case_header"]
    tabs = [{"label": f"Phần thứ {n}", "url": f"/phan-{n}/", "current": n == 7} for n in range(1, 10)]
    html = render_to_string("desk/case_base.html", {"case_header": {**header, "tabs": tabs}})
    chart = '<div class="ta-tablewrap ta-chartwrap"><svg class="ta-chart ta-chart--wide" viewBox="0 0 720 90"></svg>'
    buttons = '<a class="govuk-button" href="/">Nhận thẩm quyền, thông báo tạm ứng án phí</a>' * 3
    step = (
        f'<section class="ta-next"><div><h2>Thẩm phán Lý Thị Thu Cúc xem xét đơn</h2></div>'
        f'<div class="ta-row">{buttons}</div></section>'
    )
    return html.replace('<div class="ta-main">', f'<div class="ta-main">{step}{chart}</div>', 1)


def form_page() -> str:
    """A long form as a domain would write it."""
    source = samples.SampleForm(initial={"number": ""})
    html = render_to_string("portal/base.html")
    form = f'<form method="post" action="/don/" id="don">{source}<button type="submit">Gửi</button></form>'
    return html.replace('<div class="ta-p-wrap ta-p-main">', f'<div class="ta-p-wrap ta-p-main">{form}', 1)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Address → page."""
    build.build()
    factory = RequestFactory()
    with override_settings(ROOT_URLCONF="toaan.design.urls", STORAGES=PLAIN_STATIC):
        guides = {
            url: style_guide(factory.get(url)).content.decode()
            for url in ("/thiet-ke/", "/thiet-ke/?mat=cong")
        }
        errors = {f"/{name}/": render_to_string(f"errors/{name}.html") for name in ("403_csrf", "404", "500")}
        return {
            **guides,
            **errors,
            "/vu-an/": render_to_string(
                "desk/case_base.html", {**samples.COMPONENTS, "navigation": samples.NAVIGATION}
            ),
            "/vu-an/nhieu-phan/": many_parts(),
            "/nhac-viec/": render_to_string("desk/base.html", REMINDED),
            "/don/moi/": form_page(),
            "/xong/": render_to_string("portal/base.html"),
        }


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS.split())
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, pages: dict[str, str]) -> Iterator[Callable[..., Page]]:
    """Opens an address at a width, under the content policy of the real server."""
    contexts = []

    def serve(route: Route) -> None:
        parts = urlsplit(route.request.url)
        address = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = {"Content-Security-Policy": POLICY}
        if route.request.method == "POST":
            address = served["after_post"]
        if address in pages:
            route.fulfill(body=pages[address], content_type="text/html; charset=utf-8", headers=headers)
            return
        file = build.DIST / parts.path.removeprefix("/static/design/")
        if not file.is_file():
            served["missing"].append(address)
            route.fulfill(status=404)
            return
        kind = "font/woff2" if file.suffix == ".woff2" else mimetypes.guess_type(file.name)[0]
        route.fulfill(body=file.read_bytes(), content_type=kind or "text/plain", headers=headers)

    def opener(address: str, width: int = 1366, *, script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, has_touch=width < 500, java_script_enabled=script
        )
        contexts.append(context)
        context.route("**/*", serve)
        page = context.new_page()
        page.on(
            "console",
            lambda message: served["console"].append(message.text) if message.type == "error" else None,
        )
        page.goto(HOST + address)
        return page

    served = opener.served = {"missing": [], "console": [], "after_post": "/xong/"}
    yield opener
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    "address", ["/thiet-ke/", "/thiet-ke/?mat=cong", "/vu-an/", "/403_csrf/", "/404/", "/500/"]
)
def test_no_accessibility_fault_no_sideways_scroll_no_policy_breach(
    open_page: Callable[..., Page], address: str
) -> None:
    axe = (build.MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    for width in (1366, 1024, 390, 320):
        page = open_page(address, width)
        assert page.evaluate(OVERFLOW) <= 0, f"{address} scrolls sideways at {width}"
        assert page.evaluate(LOADED_FONTS) >= 4, "the Vietnamese letters fell back to another font"
        page.evaluate(axe)
        result = page.evaluate("(rules) => axe.run(document, {runOnly: rules})", AXE_RULES)
        found = [(fault["id"], fault["nodes"][0]["html"]) for fault in result["violations"]]
        assert found == [], f"{address} at {width}"
    assert open_page.served["missing"] == []
    assert open_page.served["console"] == []


def test_typing_survives_an_expired_form(open_page: Callable[..., Page]) -> None:
    page = open_page("/don/moi/")
    page.fill("#id_number", "12/2026/TLST-DS")
    page.check("#id_papers_1")
    open_page.served["after_post"] = "/403_csrf/"
    page.click("text=Gửi")
    page.wait_for_url("**/don/", wait_until="load")
    assert "Trang đã mở quá lâu" in page.inner_text("h1")
    page.goto(HOST + "/don/moi/")
    page.click("text=Điền lại")
    assert page.input_value("#id_number") == "12/2026/TLST-DS"
    assert page.is_checked("#id_papers_1")


def test_a_form_that_was_accepted_is_not_offered_again(open_page: Callable[..., Page]) -> None:
    page = open_page("/don/moi/")
    page.fill("#id_number", "12/2026/TLST-DS")
    page.click("text=Gửi")
    page.wait_for_url("**/don/", wait_until="load")
    page.goto(HOST + "/don/moi/")
    assert page.locator(".ta-draft").count() == 0


def test_two_presses_are_one_act(open_page: Callable[..., Page]) -> None:
    page = open_page("/don/moi/")
    press = """() => document.forms.don.dispatchEvent(
        new SubmitEvent("submit", {bubbles: true, cancelable: true}))"""
    assert page.evaluate(press) is True
    assert page.evaluate(press) is False


def test_the_error_summary_leads_to_the_field(open_page: Callable[..., Page]) -> None:
    page = open_page("/thiet-ke/")
    page.click('a[href="#id_sai-paid_day"]')
    assert page.evaluate("document.activeElement.id") == "id_sai-paid_day"


def test_the_side_list_opens_on_a_phone_without_script(
    browser: Browser, open_page: Callable[..., Page]
) -> None:
    page = open_page("/vu-an/", 390)
    assert not page.is_visible("#ta-nav")
    page.click(".ta-top__menu")
    assert page.is_visible("#ta-nav")
    page.click(".ta-nav__close")
    assert not page.is_visible("#ta-nav")


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_the_open_part_of_a_case_and_the_newest_months_lie_in_sight(
    open_page: Callable[..., Page], script: bool
) -> None:
    page = open_page("/vu-an/nhieu-phan/", 390, script=script)
    current = page.locator('.moj-sub-navigation__link[aria-current="page"]').bounding_box()
    assert current
    assert current["x"] >= 0
    assert current["x"] + current["width"] <= 390
    chart, box = page.locator(".ta-chart").bounding_box(), page.locator(".ta-chartwrap").bounding_box()
    assert chart
    assert box
    assert chart["width"] > box["width"], "the sample shows nothing: it fits"
    assert chart["x"] + chart["width"] == pytest.approx(box["x"] + box["width"], abs=1)


@pytest.mark.parametrize("width", [1366, 1024, 390])
def test_the_buttons_of_the_next_step_leave_its_words_their_room(
    open_page: Callable[..., Page], width: int
) -> None:
    page = open_page("/vu-an/nhieu-phan/", width)
    words, buttons = (
        page.locator(".ta-next h2").bounding_box(),
        page.locator(".ta-next .ta-row").bounding_box(),
    )
    assert words
    assert buttons
    assert words["width"] >= 280
    beside = words["x"] + words["width"] <= buttons["x"]
    below = words["y"] + words["height"] <= buttons["y"]
    assert beside or below, "the buttons lie over the words"


def test_on_a_phone_the_row_of_parts_moves_freely_after_it_has_opened(open_page: Callable[..., Page]) -> None:
    page = open_page("/vu-an/nhieu-phan/", 390)
    page.wait_for_timeout(400)
    page.evaluate("document.querySelector('.moj-sub-navigation__list').scrollTo(0, 0)")
    page.wait_for_timeout(200)
    assert page.evaluate("document.querySelector('.moj-sub-navigation__list').scrollLeft") == 0


def test_on_a_phone_the_practice_strip_and_a_reminder_take_a_line_each(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/nhac-viec/", 390)
    assert page.locator(".ta-practice").bounding_box()["height"] <= 36
    assert page.locator(".ta-strips").bounding_box()["height"] <= 36
    assert page.locator(".ta-strips a").bounding_box()["x"] < 390


def test_a_printed_register_is_landscape_and_repeats_its_head() -> None:
    css = Path(build.DIST / "sheet.css").read_text(encoding="utf-8")
    assert "size:A4 landscape" in css
    assert "table-header-group" in css
