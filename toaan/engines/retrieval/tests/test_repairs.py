"""What the index makes good where the texts lack it, and the law's words for what people say."""

from __future__ import annotations

import pytest
import yaml

from toaan.engines.retrieval import Entry, Index
from toaan.engines.retrieval.building import repaired
from toaan.engines.retrieval.everyday import TABLE, meant
from toaan.engines.retrieval.words import question
from toaan.vietnamese.text import tokens


def one(**said) -> Entry:
    return repaired([Entry(**{"key": "9/2099/QH20#1", "number": "9/2099/QH20", **said})])[0]


@pytest.mark.parametrize("document", ["", "9/2099/QH20", "Luật số 9/2099/QH20", "Luật 9/2099/QH20"])
def test_a_name_that_is_only_a_number_is_made_good(document):
    assert one(document=document, subject="30.2 Nuôi ong").document == "Nuôi ong"
    assert (
        one(document=document, text="Luật này quy định về nuôi ong lấy mật.").document == "nuôi ong lấy mật"
    )
    called = Entry("1/2098/QH20#1", "1/2098/QH20", text="Thực hiện theo Luật Nuôi ong số 9/2099/QH20.")
    assert repaired([Entry("9/2099/QH20#1", "9/2099/QH20", document), called])[0].document == "Nuôi ong"


def test_a_name_that_says_something_stays_and_a_missing_kind_comes_from_the_number():
    assert one(document="Bộ luật Dân sự").document == "Bộ luật Dân sự"
    assert (
        one(document="Nuôi ong").kind == "Luật" and one(document="Nuôi ong", kind="Bộ luật").kind == "Bộ luật"
    )
    assert one(number="9/2099/NĐ-CP", key="9/2099/NĐ-CP#1").kind == "Nghị định"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Chính sách nuôi ong\n\n1. Nhà nước khuyến khích.", "Chính sách nuôi ong"), ("1. Nhà nước khuyến khích.\n2. Ong.", ""),
        ("Nhà nước khuyến khích nuôi ong.\nTổ ong đặt xa nhà.", ""), ("Người giữ ong có các quyền sau đây:\n1. Treo biển.", ""),
        ("Chính sách nuôi ong", ""), ("", ""), ("a) Ong\nb) Mật", ""),
    ],
)  # fmt: skip
def test_a_first_line_that_is_a_heading_is_the_title(text, title):
    entry = one(document="Nuôi ong", text=text)
    assert entry.title == title and (not title or title not in entry.text)


def test_a_title_that_is_there_stays():
    assert one(document="Nuôi ong", title="Tổ ong", text="Heading\n1. Ong").title == "Tổ ong"


def test_an_article_is_found_by_the_name_of_its_chapter():
    entries = [
        Entry(f"1/2099/QH20#{n}", "1/2099/QH20", "Nuôi ong", "Luật", title, text, "", chapter)
        for n, (title, text, chapter) in enumerate(
            [("Phạm vi", "Luật này.", "Chương I QUY ĐỊNH CHUNG"), ("Nghĩa vụ", "1. Treo biển.", "Chương II NGƯỜI GIỮ ONG"), ("Quyền", "1. Lấy mật.", "")],
            start=1,
        )
    ]  # fmt: skip
    assert Index.build(entries).rank("nghĩa vụ của người giữ ong", 1)[0].key == "1/2099/QH20#2"


def test_the_laws_words_are_found_for_what_people_say():
    assert tuple(tokens("giấy chứng nhận quyền sử dụng đất")) in meant(
        tokens("Tôi bị mất sổ đỏ thì làm sao?")
    )
    assert meant(tokens("thời hạn chuẩn bị xét xử")) == [] and meant([]) == []


def test_an_article_that_has_none_of_the_peoples_words_is_found_by_the_laws():
    law = [
        ("Tội trộm cắp tài sản", "Người nào trộm cắp tài sản của người khác thì bị phạt."),
        ("Xe", "Người bị phạt đi xe."),
    ]
    index = Index.build(
        [Entry(f"1/2099/QH20#{n}", "1/2099/QH20", "Hình", "Luật", *one) for n, one in enumerate(law, 1)]
    )
    asked, words = index.read("bị móc túi")
    also = index.also(asked)
    assert len(also) and set(also.tolist()) & {index.vocabulary["trộm"], index.vocabulary["cắp"]}
    assert len(words)


def test_the_table_is_whole_and_says_no_phrase_twice():
    told = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    phrases = [phrase for said, _law in told for phrase in said]
    assert all(isinstance(law, str) and tokens(law) for _said, law in told)
    assert all(isinstance(phrase, str) and tokens(phrase) for phrase in phrases)
    assert len(phrases) == len(set(phrases)) > 400


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Điều nào sau đây KHÔNG đúng về quyền của người giữ ong?", "quyền của người giữ ong"),
        ("Người giữ ong có các quyền gì? Xin chào luật sư", "người giữ ong có các quyền gì"),
        ("Tổ ong được quy định như thế nào?", "tổ ong"),
    ],
)
def test_how_a_question_is_put_does_not_count_as_what_it_asks(text, words):
    assert " ".join(question(text).words) == words
