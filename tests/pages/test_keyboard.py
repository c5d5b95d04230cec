"""Without a mouse: everything can be reached, nothing holds one fast, a form is filled in and sent."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.journeys.court import PASSWORD
from tests.pages.visit import House, chosen

pytestmark = pytest.mark.pages

WALKED = (
    "portal-home", "portal-fees", "filing-draft_section-plaintiffs", "filing-draft_papers", "desk-home-president",
    "cases-register", "cases-overview-preparing", "judgments-draft", "hearings-minutes-trial", "publication-review",
    "dossiers-folio",
)  # fmt: skip
STOPS = """() => {
  const shown = (e) => e.checkVisibility({ visibilityProperty: true });
  const groups = new Set();
  let count = 0;
  for (const e of document.querySelectorAll(
      'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]')) {
    if (!shown(e) || e.disabled || e.tabIndex < 0) continue;
    if (e.type === "radio") { const g = `${e.form?.id}/${e.name}`; if (groups.has(g)) continue; groups.add(g); }
    e.dataset.stop = count++;
  }
  return count;
}"""
HERE = "document.activeElement === document.body ? null : document.activeElement.dataset.stop ?? ''"


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("key", WALKED)
def test_the_tab_key_visits_everything_and_comes_out_again(house: House, key: str, width: int) -> None:
    with house.tab(key, width) as tab:
        wanted = tab.evaluate(STOPS)
        visited: list[str | None] = []
        for _ in range(wanted + 10):
            tab.keyboard.press("Tab")
            visited.append(tab.evaluate(HERE))
            if visited[-1] is None:
                break
        stops = {place for place in visited if place}
        assert visited[-1] is None, (
            f"the Tab key never leaves the page; it went round {sorted(stops, key=int)[-5:]}"
        )
        missed = [n for n in range(wanted) if str(n) not in stops]
        names = [
            tab.locator(f"[data-stop='{n}']").first.evaluate("e => e.outerHTML.slice(0, 100)")
            for n in missed[:5]
        ]
        assert not missed, f"never reached: {names}"


@pytest.mark.parametrize(
    "key", ["portal-home", "desk-home-clerk", "cases-overview-preparing", "judgments-draft"]
)
def test_the_first_stop_leads_to_the_content(house: House, key: str) -> None:
    with house.tab(key) as tab:
        tab.keyboard.press("Tab")
        link = tab.locator(".govuk-skip-link")
        expect(link).to_be_focused()
        box = link.bounding_box()
        assert box and box["width"] > 20, "the skip link must be seen when it has the focus"
        tab.keyboard.press("Enter")
        assert tab.evaluate("document.activeElement.id") == "noi-dung"


@pytest.mark.parametrize(("key", "menu", "inside"), [
    ("desk-home-clerk", ".ta-top__menu", "#ta-nav a"), ("portal-home", ".ta-p-menu", "#ta-p-nav a"),
])  # fmt: skip
def test_the_list_of_a_phone_opens_from_the_keyboard(house: House, key: str, menu: str, inside: str) -> None:
    with house.tab(key, 390) as tab:
        press_until(tab, menu)
        tab.keyboard.press("Enter")
        expect(tab.locator(inside).first).to_be_visible()
        press_until(tab, inside, at_most=4)


def test_the_side_list_of_the_desk_is_reached_and_followed(house: House) -> None:
    with house.tab("desk-home-clerk") as tab:
        press_until(tab, "#ta-nav a[href='/ban/so-thu-ly/']")
        tab.keyboard.press("Enter")
        tab.wait_for_url(re.compile("/ban/so-thu-ly/"))


def test_a_whole_form_is_filled_in_and_sent(house: House) -> None:
    with house.tab("portal-register") as tab:
        words = {
            "full_name": "Lò Thị Hoa Mai", "email": "hoa.mai@thu.example", "phone": "0912000077",
            "personal_id": "001190000077", "address": "Xóm Đông, xã Mỹ Lý, tỉnh Sông Thanh", "password1": PASSWORD,
            "password2": PASSWORD,
        }  # fmt: skip
        for name, value in words.items():
            press_until(tab, f"main [name={name}]")
            tab.keyboard.type(value)
        press_until(tab, "main button[type=submit], main form button:not([type])")
        tab.keyboard.press("Enter")
        tab.wait_for_url(re.compile("/ca-nhan/"))
        expect(tab.locator("main")).to_contain_text("Đã tạo tài khoản")


def test_an_officer_fills_in_a_form_and_sends_it(house: House) -> None:
    with house.tab("hearings-rooms") as tab:
        press_until(tab, "main form input[name=name]")
        tab.keyboard.type("Phòng xử án số 9")
        tab.keyboard.press("Enter")  # from the field itself
        expect(tab.locator("main")).to_contain_text("Phòng xử án số 9")


def press_until(tab: Tab, wanted: str, *, at_most: int = 120) -> None:
    """Press Tab until the focus stands on something."""
    for _ in range(at_most):
        tab.keyboard.press("Tab")
        if tab.evaluate("(s) => document.activeElement.matches(s)", wanted):
            return
    raise AssertionError(
        f"the Tab key never came to {wanted}; it stands on "
        + tab.evaluate("document.activeElement.outerHTML")[:200]
    )


def test_the_walk_names_real_pages() -> None:
    assert [key for key in WALKED if key not in {page.key for page in chosen([])}] == []
