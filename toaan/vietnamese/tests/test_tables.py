"""A table typed as lines is printed as a table; a bar in a sentence stays a bar."""

from __future__ import annotations

import pytest

from toaan.vietnamese.tables import Piece, cells, pieces

DEBTS = ("Kỳ | Gốc | Lãi", "01/2026 | 10.000.000 | 150.000", "02/2026 | 10.000.000 |")
ROWS = (("Kỳ", "Gốc", "Lãi"), ("01/2026", "10.000.000", "150.000"), ("02/2026", "10.000.000", ""))


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["Một đoạn.", "Đoạn nữa."], [Piece("Một đoạn."), Piece("Đoạn nữa.")]),
        (["Dòng một\nDòng hai"], [Piece("Dòng một\nDòng hai")]),
        (["[1] Các khoản:\n" + "\n".join(DEBTS)], [Piece("[1] Các khoản:"), Piece(rows=ROWS)]),
        (["Các khoản:", *DEBTS, "Cộng."], [Piece("Các khoản:"), Piece(rows=ROWS), Piece("Cộng.")]),
        (["\n".join(DEBTS) + "\nCộng."], [Piece(rows=ROWS), Piece("Cộng.")]),
        (["Chọn A | B"], [Piece("Chọn A | B")]),
        (["A | B", "A | B | C"], [Piece("A | B"), Piece("A | B | C")]),
        (["|", "||"], [Piece("|"), Piece("||")]),
        ([], []),
    ],
)
def test_neighbouring_rows_of_as_many_cells_make_a_table(paragraphs, expected):
    assert pieces(paragraphs) == expected


def test_the_head_names_columns_and_holds_no_figure():
    table = Piece(rows=ROWS)
    below = (
        (("01/2026", False), ("10.000.000", True), ("150.000", True)),
        (("02/2026", False), ("10.000.000", True), ("", False)),
    )
    assert (table.head, table.body) == (ROWS[0], below)
    assert (Piece(rows=ROWS[1:]).head, Piece(rows=ROWS[1:]).body) == ((), below)
    assert Piece("chữ").head == ()


def test_empty_cells_are_cells_and_a_line_of_bars_is_none():
    assert cells("| b") == ("", "b")
    assert cells("a |") == ("a", "")
    assert cells("a") == cells("| |") == ()
