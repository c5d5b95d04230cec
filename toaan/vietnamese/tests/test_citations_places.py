"""Citations found in running text, and the names of provinces."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toaan.vietnamese.citations import Citation, find_citations, format_citation, law_name, parse_citation
from toaan.vietnamese.places import CURRENT_UNITS, FORMER_UNITS, is_current_unit, province_name


def found(text):
    return [(c.law, c.article, c.clause, c.point) for c in find_citations(text)]


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("điểm a khoản 1 Điều 203 BLTTDS", [("BLTTDS", "203", "1", "a")]),
        ("diem a khoan 1 dieu 203 blttds", [("BLTTDS", "203", "1", "a")]),
        ("điểm đ khoản 1 Điều 7 BLDS", [("BLDS", "7", "1", "đ")]),
        ("khoản 1, khoản 3 Điều 26; Điều 35", [(None, "26", "1", None), (None, "26", "3", None), (None, "35", None, None)]),
        ("các Điều 463, 466 và 468 Bộ luật Dân sự",
         [("BLDS", "463", None, None), ("BLDS", "466", None, None), ("BLDS", "468", None, None)]),
        ("khoản 3 Điều 26; Điều 147 Bộ luật Tố tụng dân sự năm 2015; Điều 12a Luật Đất đai",
         [("BLTTDS", "26", "3", None), ("BLTTDS", "147", None, None), ("LĐĐ", "12a", None, None)]),
        ("điểm a, c khoản 1 Điều 39 của Bộ luật Tố tụng dân sự",
         [("BLTTDS", "39", "1", "a"), ("BLTTDS", "39", "1", "c")]),
        ("Điều 26 Nghị quyết số 326/2016/UBTVQH14", [("326/2016/UBTVQH14", "26", None, None)]),
        ("Điều 12 Nghị định số 21/2021/NĐ-CP năm 2021", [("21/2021/NĐ-CP", "12", None, None)]),
        ("Điều 9 nghị quyết 04/2016/nq-hđtp.", [("04/2016/NQ-HĐTP", "9", None, None)]),
        ("dieu 12 nghi dinh 21/2021/nd-cp", [("21/2021/ND-CP", "12", None, None)]),
        ("theo Điều 26 thì Điều 7 Luật Nhà ở", [(None, "26", None, None), ("LNO", "7", None, None)]),
        ("Điều 5, 30 triệu đồng", [(None, "5", None, None)]),
        ("khoản 2 này, điều kiện 3, điểm danh", []),
    ],
)  # fmt: skip
def test_citations_are_found(text, citations):
    assert found(text) == citations
    assert found(unicodedata.normalize("NFD", text)) == citations


def test_offsets_cover_the_words():
    text = "Căn cứ điểm a khoản 1 Điều 39 Bộ luật Tố tụng dân sự"
    citation = parse_citation(text)
    assert text[citation.start : citation.end] == "điểm a khoản 1 Điều 39"


def test_formatting():
    citation = Citation("BLTTDS", "203", "1", "a")
    assert format_citation(citation) == "điểm a khoản 1 Điều 203 BLTTDS"
    assert format_citation(citation, long=True) == "điểm a khoản 1 Điều 203 Bộ luật Tố tụng dân sự"
    assert law_name("bộ luật dân sự") == "Bộ luật Dân sự"
    assert law_name("326/2016/UBTVQH14") == "326/2016/UBTVQH14"


@given(
    st.sampled_from([None, "BLTTDS", "BLDS", "LĐĐ"]), st.integers(1, 999), st.none() | st.integers(1, 30),
    st.sampled_from([None, "a", "đ"]),
)  # fmt: skip
def test_a_formatted_citation_is_read_back(law, article, clause, point):
    citation = Citation(law, str(article), str(clause) if clause else None, point)
    for long in (False, True):
        again = parse_citation(format_citation(citation, long=long))
        assert (again.law, again.article, again.clause, again.point) == (
            citation.law, citation.article, citation.clause, citation.point,
        )  # fmt: skip


@pytest.mark.parametrize("text", ["", "Điều", "không có gì", "Điều 1 và Điều 2"])
def test_anything_but_one_citation_is_refused(text):
    with pytest.raises(ValueError, match="căn cứ pháp luật"):
        parse_citation(text)


@given(st.text())
def test_searching_never_fails(text):
    for citation in find_citations(text):
        assert 0 <= citation.start < citation.end <= len(text)


def test_34_units_now_and_63_before():
    assert len(set(CURRENT_UNITS)) == 34
    assert len(set(FORMER_UNITS)) == 63
    assert set(CURRENT_UNITS) < set(FORMER_UNITS)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tỉnh hoà bình", "Hòa Bình"), ("TP. Hồ Chí Minh", "Hồ Chí Minh"), ("Dak Lak", "Đắk Lắk"),
        ("Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu"), ("Thừa Thiên Huế", "Huế"), ("huyện Cao Bằng", None), ("", None),
    ],
)  # fmt: skip
def test_province_names(text, name):
    assert province_name(text) == name


def test_merged_provinces_are_not_current():
    assert is_current_unit("Đồng Tháp")
    assert not is_current_unit("Tiền Giang")
