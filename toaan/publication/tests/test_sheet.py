"""The working sheet: what a decision changes in the text, and which decisions cannot be taken."""

from __future__ import annotations

import pytest

from toaan.publication.sheet import Addition, Decision, Doubt, Finding, Invalid, Sheet, code_for

SOURCE = "Bà Nguyễn Thị Hợp cho ông An vay.\nBà Hợp giao tiền tại quán Ba Tám; quán Ba Tám ở xóm chợ."


def finding(text: str, code: str, nth: int = 0, **more) -> Finding:
    start = -1
    for _ in range(nth + 1):
        start = SOURCE.index(text, start + 1)
    return Finding(start, start + len(text), text, code, "person", "vì sao", **more)


@pytest.fixture
def sheet() -> Sheet:
    first = SOURCE.index("Ba Tám")
    return Sheet(
        SOURCE,
        (finding("Hợp", "H"), finding("An", "A", confident=False), finding("Hợp", "H", 1)),
        (Doubt(first, first + 6, "Ba Tám", "Từ viết hoa"),),
    )


def test_public_text_has_every_replacement_and_nothing_else_changed(sheet):
    assert sheet.public_text == SOURCE.replace("Hợp", "H").replace("ông An", "ông A")


def test_doubts_and_uncertain_findings_wait_in_order_of_the_text(sheet):
    texts = [w.text if isinstance(w, Doubt) else w.first.text for w in sheet.undecided]
    assert texts == ["An", "Ba Tám"]


def test_one_decision_settles_a_whole_group(sheet):
    after = sheet.decide([Decision(sheet.findings[0].start, "H1")], by="Thư ký")
    assert after.public_text.count("H1") == 2
    assert {f.decided_by for f in after.findings if f.replacement == "H1"} == {"Thư ký"}


def test_a_finding_left_as_it_is_reads_as_in_the_source_again(sheet):
    after = sheet.decide([Decision(sheet.findings[1].start, None)], by="x")
    assert "ông An" in after.public_text
    assert len(after.undecided) == 1


def test_a_doubt_that_is_encoded_is_encoded_everywhere(sheet):
    after = sheet.decide([Decision(sheet.doubts[0].start, "T")], by="x")
    assert "Ba Tám" not in after.public_text
    assert after.doubts[0].decision == "encoded"


def test_a_doubt_that_appears_place_by_place_is_encoded_at_its_place_only():
    places = [SOURCE.index("Ba Tám"), SOURCE.rindex("Ba Tám")]
    sheet = Sheet(SOURCE, (), tuple(Doubt(p, p + 6, "Ba Tám", "kiểm tra từng chỗ") for p in places))
    after = sheet.decide([Decision(places[1], "T")], by="x")
    assert after.public_text.count("Ba Tám") == 1
    assert [d.decision for d in after.doubts] == ["", "encoded"]


def test_a_doubt_that_is_kept_stays_and_is_decided(sheet):
    after = sheet.decide([Decision(sheet.doubts[0].start, None)], by="x")
    assert after.public_text.count("Ba Tám") == 2
    assert after.doubts[0].decided_by == "x"


def test_words_the_machine_missed_are_found_whole_and_across_lines():
    sheet = Sheet("Xóm chợ. Ông Ba\nTám; Ba Támm; ba Tám")
    after = sheet.decide([Addition("Ba  Tám", "B")], by="x")
    assert after.public_text == "Xóm chợ. Ông B; Ba Támm; ba Tám"


def test_words_already_encoded_are_not_encoded_twice(sheet):
    with pytest.raises(Invalid, match="Không tìm thấy"):
        sheet.decide([Addition("Hợp", "X")], by="x")


@pytest.mark.parametrize(
    ("original", "typed", "message"),
    [
        ("Hợp", "  ", "Nhập chữ thay thế"),
        ("Hợp", "bà Hop", "vẫn còn nguyên"),
        ("Hợp", "HỢP", "vẫn còn nguyên"),
        ("Ba Tám", "quán ba tam", "vẫn còn nguyên"),
        ("Hợp", "H" * 101, "dài quá"),
    ],
)
def test_a_code_that_still_tells_is_refused(original, typed, message):
    with pytest.raises(Invalid, match=message) as refused:
        code_for(original, typed)
    assert refused.value.field == "replacement"


def test_a_code_is_cleaned():
    assert code_for("Hợp", " H\u200b\n1 ") == "H 1"


def test_a_decision_about_a_place_that_is_gone_is_refused(sheet):
    with pytest.raises(LookupError):
        sheet.decide([Decision(1, "X")], by="x")


def test_a_sheet_survives_the_database(sheet):
    assert Sheet.from_json(SOURCE, sheet.findings_json(), sheet.doubts_json()) == sheet


def test_empty_additions_are_refused(sheet):
    with pytest.raises(Invalid) as refused:
        sheet.decide([Addition("", "X")], by="x")
    assert refused.value.field == "text"
