"""What is typed becomes sections, and the check list finds what is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from toaan.judgments.checks import check, errors
from toaan.judgments.content import Content, items, lines, paragraphs
from toaan.judgments.tests.samples import CONTENT

PARTIES = ["Hoàng Thị Lan Chi", "Vũ Đức Thịnh"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Một.\n\nHai.", ("Một.", "Hai.")),
        ("[1] Một.\n[2] Hai\nvẫn hai.", ("Một.", "Hai\nvẫn hai.")),
        ("  \r\n\r\n1. Một.\r\n\r\n\r\n", ("Một.",)),
        ("Ho\u0300a giải", ("Hòa giải",)),
        ("", ()),
    ],
)
def test_paragraphs_are_parted_and_lose_the_numbers_that_were_typed(typed, expected):
    assert paragraphs(typed) == expected


def test_empty_items_and_lines_are_left_out():
    assert items(["1. Buộc trả tiền.", " ", "2) Bác yêu cầu."]) == ("Buộc trả tiền.", "Bác yêu cầu.")
    assert lines("Căn cứ A;\n\nCăn cứ B.") == ("Căn cứ A;", "Căn cứ B.")


def test_a_draft_survives_its_json():
    assert Content.from_json(CONTENT.as_json()) == CONTENT
    assert Content.from_json(CONTENT.as_json()).digest == CONTENT.digest
    assert replace(CONTENT, about="Khác").digest != CONTENT.digest


def test_the_fees_are_the_last_part():
    assert CONTENT.parts == (*CONTENT.ruling, CONTENT.fees[0])
    assert replace(CONTENT, fees=()).parts == CONTENT.ruling


def test_a_complete_draft_has_no_findings():
    assert check(CONTENT, parties=PARTIES) == []


@pytest.mark.parametrize(
    ("change", "level", "section", "words"),
    [
        ({"ruling": ()}, "error", "ruling", "Quyết định: chưa có nội dung"),
        ({"facts": ()}, "error", "facts", "Nội dung vụ án: chưa có nội dung"),
        ({"appeal": ""}, "error", "appeal", "Quyền kháng cáo: chưa có nội dung"),
        ({"facts": (*CONTENT.facts, "Bị đơn trình bày: …")}, "error", "facts", "Còn chỗ trống chưa điền"),
        (
            {"ruling": ("Chấp nhận/Không chấp nhận yêu cầu của Hoàng Thị Lan Chi.",)},
            "error",
            "ruling",
            "Còn chỗ trống chưa điền",
        ),
        (
            {"ruling": ("Buộc ông Trần Văn Lạ trả 1.000.000 đồng.",)},
            "warning",
            "ruling",
            "Trần Văn Lạ không phải người trong vụ án",
        ),
        (
            {"reasoning": ("Theo Điều xx Bộ luật Dân sự.",)},
            "warning",
            "reasoning",
            "Không đọc được căn cứ “Điều xx”",
        ),
        ({"basis": ("Căn cứ Điều 147.",)}, "warning", "basis", "Điều luật chưa ghi thuộc văn bản nào"),
    ],
)
def test_each_fault_is_found_where_it_is(change, level, section, words):
    found = check(replace(CONTENT, **change), parties=PARTIES)
    assert (level, section, words) in {(i.level, i.section, i.title) for i in found}
    assert bool(errors(found)) == (level == "error")


def test_a_party_who_is_not_mentioned_is_named():
    found = check(CONTENT, parties=[*PARTIES, "Lương Thị Hạ"])
    assert [i.title for i in found] == ["Không nhắc đến Lương Thị Hạ"]
    assert not errors(found)
