"""The plain format: what its description promises is read, what is wrong is told with its place."""

from __future__ import annotations

import json
from datetime import date

import pytest

from toaan.legislation.reading import ArticleRecord, Unreadable, plain


def read(told) -> list[ArticleRecord | Unreadable]:
    return list(plain.records(json.dumps(told) if not isinstance(told, str) else told, "tệp:3"))


def test_one_article_a_line():
    (found,) = read(
        {"id": "47/2099/qh12#1a", "title": "Phạm vi", "text": "Luật này để thử.", "effective": "2100-01-31"}
    )
    assert isinstance(found, ArticleRecord)
    assert (found.key, found.title, found.effective) == ("47/2099/QH12#1a", "Phạm vi", date(2100, 1, 31))


def test_one_document_a_line_and_a_bad_article_does_not_take_the_others_with_it():
    found = read(
        {
            "document": "1/2099/NĐ-CP", "kind": "Nghị định", "name": "Về việc thử", "effective": "2099-02-01",
            "articles": [
                {"article": "1", "text": "Một."}, {"article": "2", "text": ""}, "ba",
                {"article": "4", "text": "Bốn.", "amended": [{"by": "Điều 1", "document": "2/2099/NĐ-CP", "from": "2099-12-01"}]},
            ],
        }
    )  # fmt: skip
    first, empty, odd, last = found
    assert isinstance(first, ArticleRecord) and (first.kind, first.name) == ("Nghị định", "Về việc thử")
    assert (
        isinstance(empty, Unreadable) and "không có nội dung" in empty.reason and "điều thứ 2" in empty.where
    )
    assert isinstance(odd, Unreadable)
    assert isinstance(last, ArticleRecord) and last.amended[0].from_day == date(2099, 12, 1)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("{", "không phải JSON"), ([1], "không phải một bản ghi"), ({"id": "47/2099/QH12", "text": "x"}, "số của điều"),
        ({"id": "1/2099/QH1#1", "text": "x", "effective": "31/12/2099"}, "2026-12-31"),
        ({"id": "1/2099/QH1#1", "text": "x", "amended": ["y"]}, "amended"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(told, why):
    (found,) = read(told)
    assert isinstance(found, Unreadable) and found.where == "tệp:3" and why in found.reason
