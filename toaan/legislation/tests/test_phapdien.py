"""The offline Pháp điển is read line by line: what it says is kept, what it lacks is said, a bad line stops nothing."""

from __future__ import annotations

import json
import lzma
from datetime import date

import pytest

from toaan.legislation.reading import ArticleRecord, Unreadable, phapdien

FIRST = {
    "code": "90.1.LQ.1", "title": "Phạm vi điều chỉnh", "demuc": "90.1", "demuc_name": "Việc thử", "chapter": "Chương I QUY ĐỊNH CHUNG",
    "source": "(Điều 1 Luật số 07/2099/QH20 Luật Thử nghiệm ngày 16/06/2099 của Quốc hội, có hiệu lực thi hành kể từ ngày 01/01/2100)",
    "doc_no": "07/2099/QH20", "article": "1", "effective": "01/01/2100", "url": "", "text": "Luật này để thử.",
    "refs": [{"anchor": "1", "label": "Điều 90.1.NĐ.2.3. Việc khác"}],
}  # fmt: skip


def read(**change) -> ArticleRecord | Unreadable:
    return phapdien.record(json.dumps({**FIRST, **change}), "tệp:1")


def test_the_first_article_names_its_document():
    found = read()
    assert isinstance(found, ArticleRecord)
    assert (found.key, found.kind, found.name) == ("07/2099/QH20#1", "Luật", "Luật Thử nghiệm")
    assert (found.issued_on, found.issuer, found.effective) == (
        date(2099, 6, 16),
        "Quốc hội",
        date(2100, 1, 1),
    )
    assert found.refs == ("90.1.NĐ.2.3",) and found.subject == "90.1 Việc thử"


def test_a_later_article_says_only_the_number():
    found = read(
        source="(Điều 2 Luật số 07/2099/QH20, có hiệu lực thi hành kể từ ngày 01/01/2100)", article="2"
    )
    assert (found.key, found.kind, found.name, found.issued_on) == ("07/2099/QH20#2", "Luật", "", None)


def test_a_number_that_is_missing_or_broken_is_taken_from_the_source():
    source = "(Điều 5 Thông tư số 08 /2097/TT-BTNMT, có hiệu lực thi hành kể từ ngày 24/07/2097)"
    found = read(doc_no=None, source=source, article="5")
    assert found.key == "08/2097/TT-BTNMT#5"


def test_what_changed_its_words_is_read_with_its_day():
    source = (
        "(Điều 4 Nghị định số 12/2097/NĐ-CP, có hiệu lực thi hành kể từ ngày 01/01/2098, có nội dung được sửa đổi, bổ sung bởi Điều 1 "
        "Nghị định số 99/2098/NĐ-CP, có hiệu lực thi hành kể từ ngày 07/11/2098)"
    )
    (one,) = read(doc_no="12/2097/NĐ-CP", source=source, article="4").amended
    assert (one.by, one.document, one.from_day) == (
        "Điều 1 Nghị định số 99/2098/NĐ-CP",
        "99/2098/NĐ-CP",
        date(2098, 11, 7),
    )


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{không phải", "không phải JSON"), ("[1]", "không phải một bản ghi"), (json.dumps({**FIRST, "article": ""}), "số của điều"),
        (json.dumps({**FIRST, "doc_no": "", "source": "(Điều 1 Pháp lệnh Về Hàm)"}), "số, ký hiệu"),
    ],
)  # fmt: skip
def test_a_bad_line_is_told_with_its_place(line, why):
    found = phapdien.record(line, "tệp:7")
    assert isinstance(found, Unreadable) and found.where == "tệp:7" and why in found.reason


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_is_read_whole_around_its_bad_lines(tmp_path, packed):
    text = "\n".join([json.dumps(FIRST), "{", "", json.dumps({**FIRST, "article": "2"})])
    path = tmp_path / ("a.jsonl.xz" if packed else "a.jsonl")
    path.write_bytes(lzma.compress(text.encode()) if packed else text.encode())
    found = list(phapdien.read(path))
    assert [type(one) for one in found] == [ArticleRecord, Unreadable, ArticleRecord]
    assert found[1].where == f"{path.name}:2" and found[2].where == f"{path.name}:4"
