"""What every search index promises. An adapter's test inherits the class and gives ``make_index``."""

from __future__ import annotations

import unicodedata
from abc import ABC, abstractmethod
from datetime import date

import pytest

from toaan.engines.search import Document, SearchIndex

LOAN = Document(
    id="loan",
    kind="judgment",
    title="Bản án số 12/2026/DS-ST về tranh chấp hợp đồng vay tài sản",
    body="Ông Hòa cho bà Thúy vay tiền. Bà Thúy không trả nợ đúng hạn. <script>alert(1)</script> Kết thúc.",
    fields={"number": "12/2026/DS-ST", "plaintiff": "Nguyễn Văn Hòa"},
    date=date(2026, 5, 1),
    facets={"court": "khu-vuc-1", "visible": ["public", "panel-7"]},
)
LAND = Document(
    id="land",
    kind="judgment",
    title="Bản án về quyền sử dụng đất",
    body="Đất đai tại Đồng Tháp. Theo Bản án 12/2026/DS-ST ngày 01/5/2026 thì bà Lan là chủ sử dụng đất.",
    date=date(2026, 6, 1),
    facets={"court": "khu-vuc-2", "visible": "panel-7"},
)
MOTHER = Document(
    id="mother", kind="decision", title="Quyết định", body="Má của nguyên đơn đã nhận.", date=date(2025, 1, 2)
)
BUT = Document(
    id="but", kind="decision", title="Quyết định", body="Mà của nguyên đơn đã nhận.", date=date(2025, 1, 3)
)
UNDATED = Document(id="undated", kind="note", title="Ghi chú không ngày", body="Hoà giải thành.")
ALL = (LOAN, LAND, MOTHER, BUT, UNDATED)


def ids(results):
    return [hit.id for hit in results.hits]


class SearchIndexContract(ABC):
    """Inherit and define ``make_index(self, tmp_path) -> SearchIndex`` (empty)."""

    @abstractmethod
    def make_index(self, tmp_path) -> SearchIndex:
        """An empty one."""

    @pytest.fixture
    def index(self, tmp_path):
        index = self.make_index(tmp_path)
        with index.writer() as writer:
            for document in ALL:
                writer.put(document)
        index.reload()
        return index

    def test_is_a_search_index(self, index):
        assert isinstance(index, SearchIndex)

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("hợp đồng vay", {"loan"}),
            ("hop dong vay", {"loan"}),
            ("HỢP ĐỒNG VAY", {"loan"}),
            (unicodedata.normalize("NFD", "hợp đồng vay"), {"loan"}),
            ("hoà thuý", {"loan"}),  # the text writes Hòa, Thúy
            ("hòa giải", {"undated"}),  # the text writes Hoà
            ("dat dai dong thap", {"land"}),  # đ without its bar
            ("đất ĐỒNG THÁP", {"land"}),
            ("Nguyễn Văn Hòa", {"loan"}),  # only in a field
            ("12/2026/DS-ST", {"loan", "land"}),
            ("12/2026/ds-st", {"loan", "land"}),
            ("012/2026/DS-ST", {"loan", "land"}),
            ("13/2026/DS-ST", set()),
            ("12/2026/DS-PT", set()),
            ('"quyền sử dụng"', {"land"}),
            ("“quyền sử dụng”", {"land"}),
            ('"dụng sử quyền"', set()),
            ('"vay tài sản" thúy', {"loan"}),
            ("bà", {"loan", "land"}),
            ("từkhôngcóởđâu", set()),
            ("???", set()),
            ("quyết định (nguyên đơn)", {"mother", "but"}),
        ],
    )
    def test_finds_exactly(self, index, query, expected):
        results = index.search(query)
        assert set(ids(results)) == expected
        assert results.total == len(expected)

    def test_a_word_typed_with_marks_finds_its_own_spelling_first_and_the_other_too(self, index):
        assert ids(index.search("má")) == ["mother", "but"]
        assert ids(index.search("mà")) == ["but", "mother"]
        assert set(ids(index.search("ma"))) == {"mother", "but"}

    def test_a_document_with_the_number_in_its_title_comes_first(self, index):
        assert ids(index.search("12/2026/DS-ST"))[0] == "loan"

    def test_all_words_are_wanted_and_some_are_offered_when_none_has_all(self, index):
        strict = index.search("bà đất")
        assert (ids(strict), strict.relaxed) == (["land"], False)
        relaxed = index.search("vay tiền Đồng Tháp")
        assert relaxed.relaxed
        assert set(ids(relaxed)) == {"loan", "land"}

    @pytest.mark.parametrize(
        "query",
        [
            '"',
            '"chưa đóng',
            "AND OR NOT",
            "title:x",
            "a* ~2 ^3",
            "()[]{}",
            "\\",
            "-",
            "\0",
            "x" * 5000,
            "ba " * 2000,
        ],
    )
    def test_no_query_fails(self, index, query):
        assert index.search(query).total >= 0

    def test_kind_and_filters_narrow(self, index):
        assert ids(index.search('"nguyên đơn"', kind="judgment")) == []
        assert set(ids(index.search("", kind="decision"))) == {"mother", "but"}
        assert ids(index.search("bản án", filters={"court": "khu-vuc-1"})) == ["loan"]
        assert set(ids(index.search("bản án", filters={"court": ["khu-vuc-1", "khu-vuc-2"]}))) == {
            "loan",
            "land",
        }
        assert ids(index.search("bản án", filters={"court": "khu-vuc-2", "visible": "public"})) == []
        assert ids(index.search("", filters={"number": "12/2026/DS-ST"})) == ["loan"]
        assert index.search("bản án", filters={"court": "khu"}).total == 0

    def test_a_filter_that_allows_nothing_finds_nothing(self, index):
        assert index.search("", filters={"visible": []}).total == 0
        assert index.search("bản án", filters={"visible": []}).total == 0

    def test_the_fallback_keeps_the_filters(self, index):
        results = index.search("vay tiền Đồng Tháp", filters={"visible": "public"})
        assert ids(results) == ["loan"]

    def test_dates_are_included_and_undated_documents_stay_out(self, index):
        assert ids(index.search("", since=date(2026, 5, 1))) == ["land", "loan"]
        assert ids(index.search("", until=date(2025, 1, 2))) == ["mother"]
        assert ids(index.search("bản án", since=date(2026, 5, 1), until=date(2026, 5, 31))) == ["loan"]

    def test_an_empty_query_lists_all_latest_first(self, index):
        results = index.search("   ")
        assert ids(results) == ["land", "loan", "but", "mother", "undated"]
        assert results.total == 5

    def test_pages(self, index):
        assert ids(index.search("", offset=1, limit=2)) == ["loan", "but"]
        assert index.search("", offset=1, limit=2).total == 5
        assert ids(index.search("", offset=50)) == []

    def test_a_hit_shows_its_fields_and_a_safe_snippet(self, index):
        [hit] = index.search("thuy").hits
        assert hit.kind == "judgment"
        assert hit.title == LOAN.title
        assert hit.fields == dict(LOAN.fields)
        assert "<mark>Thúy</mark>" in hit.snippet_html
        assert "<script>" not in hit.snippet_html
        assert "&lt;script&gt;" in hit.snippet_html

    def test_every_occurrence_in_the_snippet_is_marked(self, index):
        [hit] = index.search("bà thuý").hits
        assert hit.snippet_html.count("<mark>Thúy</mark>") == 2

    def test_words_that_stand_together_count_more(self, index):
        with index.writer() as writer:
            writer.put(Document("apart", "note", "X", "kiện tụng dân lành, sự vụ khởi đầu và còn nhiều chữ"))
            writer.put(
                Document("together", "note", "X", "khởi kiện dân sự, tụng lành vụ đầu và còn nhiều chữ")
            )
        index.reload()
        assert ids(index.search("khởi kiện dân sự")) == ["together", "apart"]

    def test_put_replaces_and_delete_removes(self, index):
        with index.writer() as writer:
            writer.put(Document("loan", "judgment", "Thay thế", "nội dung mới"))
            writer.delete("land")
            writer.delete("never there")
        index.reload()
        assert index.search("thúy").total == 0
        assert ids(index.search("nội dung mới")) == ["loan"]
        assert index.search("đồng tháp").total == 0
        assert index.search("").total == 4

    def test_what_fails_before_the_commit_is_not_there(self, index):
        with pytest.raises(ZeroDivisionError), index.writer() as writer:
            writer.put(Document("half", "note", "Nửa chừng"))
            raise ZeroDivisionError
        index.reload()
        assert index.search("nửa chừng").total == 0
        with index.writer() as writer:  # and the next writer can work
            writer.put(Document("whole", "note", "Nửa chừng"))
        index.reload()
        assert ids(index.search("nửa chừng")) == ["whole"]

    def test_a_snippet_shows_the_place_in_a_long_text(self, index):
        body = "mở đầu " * 5000 + "ở đây có từ khoá hiếm gặp trong câu này " + "kết thúc " * 5000
        with index.writer() as writer:
            writer.put(Document("long", "note", "Dài", body))
        index.reload()
        [hit] = index.search('"từ khóa" hiếm').hits
        assert "<mark>từ khoá</mark> <mark>hiếm</mark>" in hit.snippet_html
        assert hit.snippet_html.startswith("…")
        assert len(hit.snippet_html) < 500
