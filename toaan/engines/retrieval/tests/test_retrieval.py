"""Small invented laws: what is found, by which spelling, and what an index does that cannot be used."""

from __future__ import annotations

import json
import time
import unicodedata

import pytest

from toaan.engines.retrieval import Entry, Index, IndexUnusable
from toaan.engines.retrieval.words import question
from toaan.vietnamese.text import fold

LAWS = {
    ("90/2020/QH14", "Nuôi ong", "Luật"): [
        ("Phạm vi điều chỉnh", "Luật này quy định về việc nuôi ong lấy mật, bảo vệ đàn ong."),
        ("Giải thích từ ngữ", "1. Tổ ong là nơi đàn ong sinh sống.\n2. Người giữ ong là cá nhân có ít nhất ba tổ ong."),
        ("Khoảng cách đặt tổ ong", "1. Tổ ong đặt cách nhà ở ít nhất năm mươi mét.\n2. Người giữ ong treo biển báo."),
        ("Hòa giải tranh chấp về mật", "Tranh chấp về mật giữa hai người giữ ong được hòa giải tại thôn."),
    ],
    ("15/2021/NĐ-CP", "Quy định xử phạt trong lĩnh vực nuôi ong", "Nghị định"): [
        ("Phạt tiền", "Phạt tiền từ 1 đồng đến 2 đồng đối với người đặt tổ ong cách nhà ở dưới năm mươi mét."),
        ("Thẩm quyền xử phạt", "Trưởng thôn có thẩm quyền xử phạt người giữ ong."),
    ],
    ("91/2030/QH20", "Tố tụng dân sự", "Bộ luật"): [
        ("Quyền khởi kiện", "Cá nhân có quyền khởi kiện tại Tòa án có thẩm quyền để bảo vệ lợi ích của mình."),
        ("Thời hạn chuẩn bị xét xử", "1. Bốn tháng đối với vụ án thông thường.\n2. Hai tháng đối với vụ án kinh doanh."),
    ],
}  # fmt: skip


def entries() -> list[Entry]:
    return [
        Entry(f"{number}#{n}", number, name, kind, title, text)
        for (number, name, kind), articles in LAWS.items()
        for n, (title, text) in enumerate(articles, start=1)
    ]


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.build(entries())


ASKED = {
    "Phải đặt tổ ong cách nhà ở bao nhiêu mét?": "90/2020/QH14#3", "Ai có thẩm quyền xử phạt người giữ ong?": "15/2021/NĐ-CP#2",
    "Thời hạn chuẩn bị xét xử vụ án kinh doanh là hai tháng, đúng hay sai?": "91/2030/QH20#2", "hòa giải tranh chấp về mật": "90/2020/QH14#4",
}  # fmt: skip


@pytest.mark.parametrize(("text", "key"), ASKED.items())
@pytest.mark.parametrize("typed", ["as it is", "NFD", "old tone", "bare", "CAPITALS"])
def test_the_article_is_found_however_the_question_is_typed(index, text, key, typed):
    spelled = {
        "as it is": text, "NFD": unicodedata.normalize("NFD", text), "old tone": text.replace("hòa", "hoà"), "bare": fold(text),
        "CAPITALS": text.upper(),
    }[typed]  # fmt: skip
    assert key in [hit.key for hit in index.rank(spelled, 2)]


def test_diacritics_are_put_to_a_bare_question(index):
    assert index.read("tranh chap ve mat")[1].tolist() == index.read("tranh chấp về mật")[1].tolist()


@pytest.mark.parametrize(
    "text",
    [
        "khoản 2 Điều 2 BLTTDS",
        "khoan 2 dieu 2 blttds",
        "Điều 2 Bộ luật Tố tụng dân sự quy định gì về đặt tổ ong?",
    ],
)
def test_an_article_that_is_named_comes_first(index, text):
    first = index.rank(text, 3)[0]
    assert (first.key, first.why) == ("91/2030/QH20#2", "citation")


def test_a_document_number_brings_its_articles_first(index):
    hits = index.rank("15/2021/NĐ-CP", 5)
    assert [(hit.key, hit.why) for hit in hits[:2]] == [
        ("15/2021/NĐ-CP#1", "document"),
        ("15/2021/NĐ-CP#2", "document"),
    ]
    assert index.rank("Điều 1 Nghị định số 15/2021/NĐ-CP", 1)[0].key == "15/2021/NĐ-CP#1"
    assert index.rank(
        "Điều 99 Nghị định số 15/2021/NĐ-CP", 5
    )  # no such article: words and document still lead somewhere


def test_only_allowed_articles_are_found_and_named(index):
    only = {"90/2020/QH14#1", "90/2020/QH14#4"}
    assert {hit.key for hit in index.rank("đặt tổ ong cách nhà ở", 8, allowed=only)} <= only
    assert index.rank("Điều 2 Bộ luật Tố tụng dân sự", 5, allowed={"90/2020/QH14#9"}) == []


@pytest.mark.parametrize("text", ["", "   ", "🐝🐝", "?!…", "\x00\u202e", "đúng hay sai?"])
def test_a_question_that_asks_nothing_is_answered_with_what_it_says_or_nothing(index, text):
    assert len(index.rank(text, 5)) <= 5
    if not question(text).words:
        assert index.rank(text, 5) == []


def test_a_very_long_question_costs_no_more_than_a_long_one(index):
    begun = time.monotonic()
    hits = index.rank("đặt tổ ong cách nhà ở " * 1000, 5)
    assert hits and time.monotonic() - begun < 5
    assert len(question("ong " * 20_000).words) <= 192


def test_the_same_question_has_the_same_answer_from_memory_and_from_the_folder(index, tmp_path):
    index.save(tmp_path / "index")
    again = Index.load(tmp_path / "index")
    for text in ASKED:
        assert index.rank(text, 8) == again.rank(text, 8) == Index.build(entries()).rank(text, 8)


def test_no_article_comes_twice_and_no_more_than_asked(index):
    for text in (*ASKED, "Điều 2 Bộ luật Tố tụng dân sự đặt tổ ong"):
        keys = [hit.key for hit in index.rank(text, 6)]
        assert len(keys) == len(set(keys)) <= 6
        scores = [hit.score for hit in index.rank(text, 6)]
        assert scores == sorted(scores, reverse=True)


def test_an_empty_index_and_entries_without_words_do_no_harm(tmp_path):
    nothing = Index.build([])
    assert nothing.rank("tổ ong", 5) == []
    nothing.save(tmp_path / "none")
    assert Index.load(tmp_path / "none").rank("tổ ong", 5) == []
    odd = Index.build([Entry("1/2020/QH14#1", "1/2020/QH14"), *entries()])
    assert odd.rank("đặt tổ ong cách nhà ở", 1)[0].key == "90/2020/QH14#3"


@pytest.mark.parametrize(
    "harm", ["no list", "no array", "a flipped byte", "cut short", "older", "no JSON", "nothing"]
)
def test_an_index_that_is_damaged_says_so(index, tmp_path, harm):
    folder = tmp_path / "index"
    index.save(folder)
    array, listing = folder / "two_entries.npy", folder / "index.json"
    if harm == "no list":
        listing.unlink()
    elif harm == "no array":
        array.unlink()
    elif harm == "a flipped byte":
        data = bytearray(array.read_bytes())
        data[-3] ^= 1
        array.write_bytes(data)
    elif harm == "cut short":
        array.write_bytes(array.read_bytes()[:-8])
    elif harm == "older":
        listing.write_text(json.dumps({**json.loads(listing.read_text()), "version": 0}))
    elif harm == "no JSON":
        listing.write_text("{")
    else:
        folder = tmp_path / "elsewhere"
    with pytest.raises(IndexUnusable):
        Index.load(folder)


def test_saving_over_a_damaged_index_mends_it(index, tmp_path):
    folder = tmp_path / "index"
    index.save(folder)
    (folder / "index.json").write_text("{")
    index.save(folder)
    assert Index.load(folder).rank("đặt tổ ong", 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3. Tổ ong là gì?", ["tổ", "ong", "là", "gì"]), ("Tổ ong đặt ở đâu, đúng hay sai?", ["tổ", "ong", "đặt", "ở", "đâu"]),
        ("Câu 12: Tổ ong", ["tổ", "ong"]), ("Cho em hỏi tổ ong đặt ở đâu? Em xin cảm ơn", ["tổ", "ong", "đặt", "ở", "đâu"]),
        ("to ong dat o dau dung hay sai", ["to", "ong", "dat", "o", "dau"]), ("15 tổ ong", ["15", "tổ", "ong"]),
    ],
)  # fmt: skip
def test_what_asks_nothing_is_left_out_of_a_question(text, words):
    assert list(question(text).words) == words
