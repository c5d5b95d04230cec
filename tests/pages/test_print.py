"""On paper: registers with all their columns and their head on every sheet, case page and judgment without the frame."""

from __future__ import annotations

import io
import unicodedata

import pypdf
import pytest

from tests.pages.visit import House
from toaan.books.shape import BOOKS

pytestmark = pytest.mark.pages

A4 = (595, 842)
"""Points, portrait."""
FRAME = (
    ".ta-top, .ta-nav, .ta-p-top, .ta-p-foot, .moj-sub-navigation, .govuk-skip-link, .govuk-button, form, nav"
)
SEEN = """(frame) => [...document.querySelectorAll(frame)].filter((e) => e.getClientRects().length
    && getComputedStyle(e).visibility !== "hidden").map((e) => e.outerHTML.slice(0, 100))"""


def printed(house: House, key: str, *, rows: int = 0) -> tuple[pypdf.PdfReader, list[str], list[str]]:
    """The page as the browser's own print command makes it: the PDF, its words sheet by sheet, what of the frame shows."""
    with house.tab(key) as tab:
        if rows:  # a long register: its own rows again and again
            tab.evaluate(
                """(n) => { const body = document.querySelector("table tbody"), own = [...body.rows];
                for (let i = 0; body.rows.length < n; i++) body.append(own[i % own.length].cloneNode(true)); }""", rows,
            )  # fmt: skip
        tab.emulate_media(media="print")
        frame = tab.evaluate(SEEN, FRAME)
        made = pypdf.PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True, print_background=False)))
    words = [" ".join(unicodedata.normalize("NFC", sheet.extract_text()).split()) for sheet in made.pages]
    return made, words, frame


def is_a4(made: pypdf.PdfReader, *, landscape: bool) -> bool:
    wide, high = (A4[1], A4[0]) if landscape else A4
    return all(abs(p.mediabox.width - wide) < 3 and abs(p.mediabox.height - high) < 3 for p in made.pages)


def squeezed(text: str) -> str:
    """Without spaces: a PDF breaks words where a column is narrow."""
    return "".join(text.split()).lower()


@pytest.mark.parametrize("key", ["books-print-acceptance", "books-print-petitions", "dossiers-print"])
def test_a_register_prints_all_columns_with_its_head_on_every_sheet(house: House, key: str) -> None:
    with house.tab(key) as tab:
        table = tab.locator("table").first  # a book has a sheet for each kind of number
        heads = table.locator("thead th").all_inner_texts()
        first = table.locator("tbody tr").first.locator("td, th").count()
    assert len(heads) >= 5
    assert first == len(heads), "a row has as many cells as there are columns"
    made, words, frame = printed(house, key, rows=80)
    assert frame == []
    assert is_a4(made, landscape=True)
    assert len(words) > 1
    for number, sheet in enumerate(words[:-1], 1):
        missing = [head for head in heads if squeezed(head) not in squeezed(sheet)]
        assert not missing, f"sheet {number} lacks the columns {missing}"


def test_the_acceptance_register_on_paper_has_every_column_of_the_book(house: House) -> None:
    with house.tab("books-print-acceptance") as tab:
        wanted = [str(column.label) for column in BOOKS["thu-ly"].columns]
        for table in tab.locator("table").all():
            assert table.locator("thead th").all_inner_texts() == wanted


@pytest.mark.parametrize(
    "key", ["cases-overview-judged", "cases-deadlines", "portal-case-judged", "publication-read"]
)
def test_a_page_prints_its_content_and_not_its_frame(house: House, key: str) -> None:
    made, words, frame = printed(house, key)
    assert frame == []
    assert is_a4(made, landscape=False)
    with house.tab(key) as tab:
        title = tab.inner_text("h1")
    assert squeezed(title) in squeezed(words[0])
    assert "Mục lục" not in " ".join(words)


def test_a_judgment_prints_as_a_judgment(house: House) -> None:
    made, words, frame = printed(house, "judgments-print")
    assert frame == []
    assert is_a4(made, landscape=False)
    whole = squeezed(" ".join(words))
    for part in ("NHÂN DANH", "QUYẾT ĐỊNH", "Nơi nhận", "Hoàng Thị Lan Chi"):
        assert squeezed(part) in whole, part
