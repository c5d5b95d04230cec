"""What the index of judgments promises whoever asks it: the like one is found, with its reasons; what is withdrawn never is."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from datetime import date

import pytest

from toaan.engines.similar import Asked, IndexUnusable, Judgment, Only, SimilarIndex
from toaan.engines.similar import index as keeping
from toaan.engines.similar.tests.made import BLDS, judgment, judgments
from toaan.vietnamese.text import fold

LOAN = "Bà K vay tiền của ông A có giấy vay tiền viết tay, đến hạn không trả nợ gốc. Ông A yêu cầu Tòa án buộc bà K trả nợ gốc và tiền lãi."
QUESTION = "chó thả rông cắn người thì ai bồi thường?"


@pytest.fixture(scope="module")
def index() -> SimilarIndex:
    return SimilarIndex.build(judgments())


def sorts(hits) -> set[str]:
    return {hit.key.rpartition("-")[0] for hit in hits}


SPELLED = {
    "as it is": lambda text: text, "NFD": lambda text: unicodedata.normalize("NFD", text), "bare": fold, "CAPITALS": str.upper,
    "emoji": lambda text: f"🐝 {text} 🙏🏽",
}  # fmt: skip


@pytest.mark.parametrize("spelled", SPELLED)
def test_the_like_judgments_come_first_however_the_text_is_typed(index, spelled):
    assert sorts(index.like(SPELLED[spelled](LOAN), 5)) == {"loan"}


@pytest.mark.parametrize("spelled", SPELLED)
def test_a_question_leads_to_passages_that_answer_it(index, spelled):
    found = index.by_question(SPELLED[spelled](QUESTION), 4)
    assert sorts(found) == {"dog"}
    texts = {one.key: one.text for one in judgments()}
    assert all(
        "thả rông" in texts[p.key][p.start : p.end] or "súc vật" in texts[p.key][p.start : p.end]
        for p in found
    )
    assert {p.part for p in found} <= {"facts", "reasoning"}


def test_a_hit_says_what_is_alike_and_what_differs(index):
    asked = Asked(
        LOAN, relation="Vay tài sản", kind="KDTM", level="Phúc thẩm", articles=(f"{BLDS}#466", f"{BLDS}#357")
    )
    hit = index.like(asked, 1)[0]
    assert hit.alike.relation > 0.5 and hit.alike.articles == (f"{BLDS}#466",)
    assert any("trả nợ gốc" in words for words in hit.alike.words) and "claims" in hit.alike.parts
    assert hit.differs.articles_asked == (f"{BLDS}#357",) and hit.differs.articles_found == (
        f"{BLDS}#463",
        f"{BLDS}#468",
    )
    assert hit.differs.kind == ("KDTM", "DS") and hit.differs.level == ("Phúc thẩm", "Sơ thẩm")
    assert hit.outcome == "accepted" and hit.passages[0].key == hit.key and hit.day and hit.court


@pytest.mark.parametrize(
    ("sort", "outcome"), [("loan", "accepted"), ("heritage", "partly"), ("dog", "rejected")]
)
def test_a_hit_says_how_the_case_ended(index, sort, outcome):
    assert index.about(f"{sort}-1").outcome == outcome


def test_claims_on_one_side_only_are_told(index):
    hit = index.like(
        Asked(
            "Ông A khởi kiện.",
            claims="Ông A yêu cầu Tòa án tuyên hợp đồng vay tài sản vô hiệu vì bị lừa dối.",
        ),
        1,
    )[0]
    assert any("vô hiệu" in words for words in hit.differs.claims_asked) or not hit.differs.claims_asked
    assert hit.differs.claims_found


def test_sums_of_another_size_are_told(index):
    hit = index.like(LOAN.replace("vay tiền", "vay 9.000.000.000 đồng tiền"), 1)[0]
    assert hit.differs.amount == () or hit.differs.amount[0] == 9_000_000_000
    assert (
        index.like("Ông A yêu cầu Tòa án buộc bà K trả nợ gốc 9.000.000.000 đồng", 1)[0].differs.amount[0]
        == 9_000_000_000
    )


def test_a_judgment_is_not_like_itself_and_no_judgment_comes_twice(index):
    one = judgments()[0]
    hits = index.like(Asked(one.text, relation=one.relation, key=one.key), 50)
    keys = [hit.key for hit in hits]
    assert one.key not in keys and len(keys) == len(set(keys))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_articles_lead_to_judgments_that_the_words_do_not(index):
    assert sorts(index.like(Asked(articles=(f"{BLDS}#651",)), 3)) == {"heritage"}


def test_an_article_leads_to_who_cites_it_and_to_where(index):
    hits = index.by_article(f"{BLDS}#651", 20)
    assert sorts(hits) == {"heritage"} and len(hits) == 8
    assert [hit.day for hit in hits] == sorted((hit.day for hit in hits), reverse=True)
    text = next(one.text for one in judgments() if one.key == hits[0].key)
    place = hits[0].passages[0]
    assert "Điều 651" in text[place.start : place.end] and place.part == "reasoning"
    assert index.by_article("1/1999/QH1#1") == []


FILTERS = {
    "court": (Only(courts=frozenset({"Tòa án 2"})), lambda hit: hit.court == "Tòa án 2"),
    "days": (Only(since=date(2022, 1, 1), until=date(2022, 12, 31)), lambda hit: hit.day.year == 2022),
    "kind": (Only(kinds=frozenset({"LĐ"})), lambda hit: hit.kind == "LĐ"),
    "level": (Only(levels=frozenset({"Sơ thẩm"})), lambda hit: hit.level == "Sơ thẩm"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILTERS)
def test_only_what_is_allowed_is_found_in_all_three_ways(index, name):
    only, right = FILTERS[name]
    hits = [*index.like(LOAN, 20, only), *index.by_article(f"{BLDS}#466", 20, only)]
    hits += [index.about(one.key) for one in index.by_question(QUESTION, 20, only)]
    assert all(right(hit) for hit in hits) and bool(hits) == (name != "kind")


@pytest.mark.parametrize("text", ["", "   ", "🐝🐝", "?!…", "\x00\u202e", "12/2024 A B C", "của và là"])
def test_a_text_that_says_nothing_does_no_harm(index, text):
    assert index.by_question(text) == []
    assert len(index.like(text, 5)) <= 5
    assert SimilarIndex.build([]).like(text) == SimilarIndex.build([]).by_question(text) == []


def test_twenty_thousand_characters_are_read(index):
    assert sorts(index.like((LOAN + "\n") * (20_000 // len(LOAN)), 5)) == {"loan"}
    assert sorts(index.by_question(QUESTION * 600, 3)) == {"dog"}


def test_an_entry_without_sections_without_words_or_in_another_form_does_no_harm():
    odd = [Judgment("empty"), Judgment("card", kind="card", title="Tạm ứng án phí", text="Nộp tạm ứng án phí trong bảy ngày."),
           Judgment("nfd", text=unicodedata.normalize("NFD", judgment("dog", 1).text)), Judgment("long", text="mộtcâu " * 9000)]  # fmt: skip
    index = SimilarIndex.build([*odd, *judgments()])
    assert index.by_question("nộp tạm ứng án phí", 1, Only(kinds=frozenset({"card"})))[0].key == "card"
    assert "nfd" in {one.key for one in index.by_question(QUESTION, 20)}
    assert index.by_question("án phí", 1, Only(kinds=frozenset({"card"})))[0].key == "card"
    titled = SimilarIndex.build(
        [Judgment("card", title="Thời hiệu khởi kiện", text="Hai năm."), *judgments()]
    )
    assert titled.by_question("thời hiệu khởi kiện là bao lâu", 1)[0].key == "card"
    assert index.count == 28 and index.about("empty").title == ""


class TestChanging:
    """Published, withdrawn, published again; saved, loaded and merged in any order."""

    def test_what_is_added_is_found_beside_the_rest(self, index, tmp_path):
        index = SimilarIndex.build(judgments())
        new = replace(
            judgment("loan", 99),
            text=judgment("loan", 99).text.replace("viết tay", "qua điện thoại bằng chữ ký số"),
        )
        assert index.add([new]) == 1
        assert index.like("vay tiền qua điện thoại bằng chữ ký số", 1)[0].key == new.key
        index.save(tmp_path)
        assert (
            SimilarIndex.load(tmp_path).by_question("vay qua điện thoại bằng chữ ký số", 1)[0].key == new.key
        )

    def test_a_withdrawn_judgment_is_never_found_again(self, tmp_path):
        index = SimilarIndex.build(judgments())
        assert index.remove(["dog-3", "nothing"]) == 1 and index.remove(["dog-3"]) == 0
        self.not_found(index)
        index.save(tmp_path)
        again = SimilarIndex.load(tmp_path)
        self.not_found(again)
        again.add([judgment("loan", 50)])
        again.compact()
        self.not_found(again)
        assert len(again.segments) == 1 and again.count == 24
        again.save(tmp_path)
        self.not_found(SimilarIndex.load(tmp_path))

    @staticmethod
    def not_found(index):
        text = judgment("dog", 3).text
        assert "dog-3" not in index and index.about("dog-3") is None and "dog-4" in index
        assert "dog-3" not in {one.key for one in index.like(text, 50)}
        assert "dog-3" not in {one.key for one in index.by_question(QUESTION, 50)}
        assert "dog-3" not in {one.key for one in index.by_article(f"{BLDS}#603", 50)}

    def test_a_judgment_published_again_takes_the_place_of_the_old_one(self, tmp_path):
        index = SimilarIndex.build(judgments())
        index.remove(["dog-3"])
        index.add([replace(judgment("loan", 3), key="dog-3"), replace(judgment("dog", 1), number="2")])
        assert index.count == 24 and index.about("dog-1").number == "2"
        assert "dog-3" not in {one.key for one in index.by_question(QUESTION, 4)}
        assert index.about("dog-3").relation.endswith("vay tài sản")
        index.compact()
        index.save(tmp_path)
        assert SimilarIndex.load(tmp_path).count == 24

    def test_many_small_additions_are_made_one_segment_and_answer_the_same(self, monkeypatch):
        monkeypatch.setattr(keeping, "GROWN", 10.0)
        index = SimilarIndex.build(judgments())
        for n in range(20, 32):
            index.add([judgment("loan", n)])
            assert len(index.segments) <= keeping.MOST_DELTAS
        assert index.count == 36
        asked = [Asked(LOAN, relation="Vay tài sản"), Asked(judgment("heritage", 2).text)]
        before = [[(hit.key, round(hit.score, 4)) for hit in index.like(one, 30)] for one in asked]
        passages = {(p.key, p.start) for p in index.by_question(QUESTION, 30)}
        index.compact()
        assert before == [[(hit.key, round(hit.score, 4)) for hit in index.like(one, 30)] for one in asked]
        assert passages == {(p.key, p.start) for p in index.by_question(QUESTION, 30)}

    def test_parts_built_apart_are_put_together(self):
        every = judgments()
        parts = [SimilarIndex.build(every[n::2]) for n in range(2)]
        index = SimilarIndex([one for part in parts for one in part.segments])
        assert index.count == 24 and sorts(index.like(LOAN, 8)) == {"loan"}
        index.compact()
        assert len(index.segments) == 1 and sorts(index.like(LOAN, 8)) == {"loan"}

    def test_blocks_that_wait_on_the_disk_give_the_same_index(self, monkeypatch, tmp_path):
        from toaan.engines.similar import building

        whole = SimilarIndex.build(judgments())
        monkeypatch.setattr(building, "MOST_JUDGMENTS", 5)
        told: list[tuple[str, int, int]] = []
        parts = SimilarIndex.build(iter(judgments()), lambda *one: told.append(one), work=tmp_path)
        assert (
            parts.count == whole.count
            and parts.passages == whole.passages
            and told[-1] == ("merging", 24, 24)
        )
        assert sorts(parts.like(LOAN, 8)) == {"loan"} == sorts(whole.like(LOAN, 8))
        parts.save(tmp_path / "index")
        assert SimilarIndex.load(tmp_path / "index").about("dog-7").articles == whole.about("dog-7").articles

    def test_saving_writes_what_is_new_and_drops_what_no_longer_counts(self, tmp_path):
        index = SimilarIndex.build(judgments(30))
        index.save(tmp_path)
        first = {path.name for path in tmp_path.iterdir() if path.is_dir()}
        index.add([judgment("loan", 99)])
        index.save(tmp_path)
        second = {path.name for path in tmp_path.iterdir() if path.is_dir()}
        assert first < second and len(second) == 2
        index.compact()
        index.save(tmp_path)
        assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1
        assert not first & {path.name for path in tmp_path.iterdir()}

    def test_of_entries_with_one_key_the_first_counts(self):
        index = SimilarIndex.build([judgment("loan", 1), replace(judgment("dog", 1), key="loan-1")])
        assert index.count == 1 and index.about("loan-1").relation.endswith("vay tài sản")


@pytest.mark.parametrize(
    "harm",
    [
        "no list",
        "no segment",
        "no array",
        "a flipped byte",
        "cut short",
        "older",
        "older segment",
        "no JSON",
        "odd list",
        "nothing",
    ],
)
def test_an_index_that_is_damaged_says_so(index, tmp_path, harm):
    folder = tmp_path / "index"
    index.save(folder)
    listing = folder / "similar.json"
    segment = next(path for path in folder.iterdir() if path.is_dir())
    array = segment / "j_ids.npy"
    if harm == "no list":
        listing.unlink()
    elif harm == "no segment":
        segment.rename(tmp_path / "away")
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
    elif harm == "older segment":
        told = json.loads((segment / "index.json").read_text())
        (segment / "index.json").write_text(json.dumps({**told, "version": 0}))
    elif harm == "no JSON":
        listing.write_text("{")
    elif harm == "odd list":
        listing.write_text("[]")
    else:
        folder = tmp_path / "elsewhere"
    with pytest.raises(IndexUnusable):
        SimilarIndex.load(folder)


def test_memory_and_folder_answer_the_same(index, tmp_path):
    index.save(tmp_path / "index")
    again = SimilarIndex.load(tmp_path / "index")
    asked = Asked(LOAN, relation="Vay tài sản", articles=(f"{BLDS}#466",))
    assert again.like(asked, 20) == index.like(asked, 20) and again.by_question(
        QUESTION
    ) == index.by_question(QUESTION)
    assert again.by_article(f"{BLDS}#466") == index.by_article(f"{BLDS}#466")
