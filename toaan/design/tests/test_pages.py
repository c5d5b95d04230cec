"""Pages are whole without data, and no template of the project breaks the content policy or names a missing icon."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from toaan.design import samples
from toaan.design.templatetags.ui import known_icons
from toaan.design.views import style_guide

PROJECT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(path for path in PROJECT.rglob("templates/**/*.html") if "dist" not in path.parts)
# Papers (`forms/`) are rendered to PDF, where no policy applies and a style belongs to the one paper.
PAGES = [path for path in TEMPLATES if path.parent.name != "forms" or "design" in path.parts]
FORBIDDEN = re.compile(
    r"""\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*["']|javascript:|<script(?![^>]*\ssrc=)""", re.IGNORECASE
)
ICON_TAG = re.compile(r"""\{%\s*icon\s+["']([\w-]+)["']|icon_name\s*=\s*["']([\w-]+)["']""")
# The theme alone: what other parts of the house are doing to their addresses does not matter here.
pytestmark = pytest.mark.urls("toaan.design.urls")

ERROR_PAGES = ("400", "403", "403_csrf", "404", "409", "413", "500")


def named(path: Path) -> str:
    return str(path.relative_to(PROJECT))


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_no_inline_style_or_script(path: Path) -> None:
    assert not FORBIDDEN.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "bad",
    [
        '<p style="margin:0">',
        "<style>",
        '<a onclick="x()">',
        "<script>x()</script>",
        '<a href="javascript:x">',
    ],
)
def test_the_check_itself_sees_what_the_policy_forbids(bad: str) -> None:
    assert FORBIDDEN.search(bad)


def test_every_icon_named_in_a_template_is_in_the_sprite() -> None:
    used = {
        (first or second, named(path))
        for path in TEMPLATES
        for first, second in ICON_TAG.findall(path.read_text(encoding="utf-8"))
    }
    assert len(used) > 20
    assert {(icon, path) for icon, path in used if icon not in known_icons()} == set()


def test_icons_in_python_are_in_the_sprite() -> None:
    pattern = re.compile(r"""\bicon["']?\s*[:=]\s*["']([a-z0-9-]+)["']""")
    used = {
        (icon, named(path))
        for path in PROJECT.rglob("*.py")
        if "tests" not in path.parts and "dist" not in path.parts
        for icon in pattern.findall(path.read_text(encoding="utf-8"))
    }
    assert {(icon, path) for icon, path in used if icon not in known_icons()} == set()


def test_the_icon_list_is_sorted_and_has_no_double() -> None:
    names = (PROJECT / "design" / "icons.txt").read_text(encoding="utf-8").split()
    assert names == sorted(set(names))


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_error_pages_stand_without_context(name: str) -> None:
    html = render_to_string(f"errors/{name}.html")
    assert "data-draft-keep" in html
    assert html.count("<h1>") == 1
    assert "Mã" in html


def test_the_page_of_an_expired_form_says_that_the_typing_is_kept_and_how_to_go_on() -> None:
    html = render_to_string("errors/403_csrf.html", request=RequestFactory().post("/don/moi/"))
    assert "còn trong trình duyệt" in html
    assert 'href="/don/moi/"' in html
    assert "Điền lại" in html


def test_the_case_page_shows_its_head_and_tabs() -> None:
    html = render_to_string("desk/case_base.html", samples.COMPONENTS)
    assert "12/2026/TLST-DS" in html
    assert 'aria-current="page">Tổng quan' in html
    assert 'href="#noi-dung"' in html


def test_the_side_list_is_asked_for_once() -> None:
    calls = []

    def navigation() -> list[dict]:
        calls.append(1)
        return samples.NAVIGATION

    html = render_to_string("desk/base.html", {"navigation": navigation})
    assert "Việc của tôi" in html
    assert len(calls) == 1


@pytest.mark.parametrize(("query", "sheet"), [("", "desk"), ("?mat=cong", "portal")])
def test_the_style_guide_is_public_but_not_indexed(query: str, sheet: str) -> None:
    response = style_guide(RequestFactory().get(f"/thiet-ke/{query}"))
    html = response.content.decode()
    assert response.status_code == 200
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert re.search(rf"/design/{sheet}(\.\w+)?\.css", html)
    assert not FORBIDDEN.findall(html)
    assert len(re.findall(r'\sid="([^"]+)"', html)) == len(set(re.findall(r'\sid="([^"]+)"', html)))


def test_the_style_guide_does_not_take_posts() -> None:
    assert style_guide(RequestFactory().post("/thiet-ke/")).status_code == 405
