import json
import random
from collections import Counter
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toaan.rules.assignment import Candidate, NobodyToAssign, draw, replay, shares, shares_of

JUDGES = [
    Candidate("a", "Lê Thị An", pending=10),
    Candidate("b", "Trần Văn Bình", pending=12, suspended=2),
    Candidate("c", "Phạm Thị Cúc", pending=12),
    Candidate("d", "Vũ Văn Dũng", pending=20),
    Candidate("e", "Đỗ Thị Em", pending=1, barred_reasons=("Là người thân thích của đương sự.",)),
]


def test_a_barred_judge_is_never_drawn_and_the_reason_is_kept() -> None:
    result = draw(JUDGES, seed="s", tolerance=100)
    assert [c.id for c, _ in result.excluded] == ["e"]
    assert "e" not in {c.id for c in result.pool}
    assert "Không đưa Đỗ Thị Em vào bốc thăm: Là người thân thích của đương sự." in result.explanation_vi


@pytest.mark.parametrize(("tolerance", "pool"), [(0, "a"), (1, "a"), (2, "abc"), (10, "abcd")])
def test_the_pool_holds_those_within_the_tolerance_of_the_fewest(tolerance: int, pool: str) -> None:
    assert "".join(c.id for c in draw(JUDGES, seed="s", tolerance=tolerance).pool) == pool


def test_the_list_stands_in_the_order_of_article_7() -> None:
    assert [c.id for c in draw(JUDGES, seed="s", tolerance=0).eligible] == ["a", "b", "c", "d"]


@given(st.text(min_size=1), st.randoms(use_true_random=False))
def test_the_order_of_the_list_does_not_matter(seed: str, shuffler: random.Random) -> None:
    mixed = list(JUDGES)
    shuffler.shuffle(mixed)
    assert draw(mixed, seed=seed, tolerance=10) == draw(JUDGES, seed=seed, tolerance=10)


def lots(candidates: list[Candidate], tolerance: int = 2) -> dict[str, int]:
    return {one.candidate.id: one.lots for one in shares(candidates, tolerance=tolerance)}


def test_who_stands_earlier_in_the_order_has_more_lots_and_nobody_has_none() -> None:
    assert lots(JUDGES) == {"a": 3, "b": 2, "c": 1}
    assert lots(JUDGES, tolerance=10) == {"a": 4, "b": 3, "c": 2, "d": 1}
    assert lots(JUDGES, tolerance=0) == {"a": 1}
    assert shares([JUDGES[4]], tolerance=2) == []


@pytest.mark.parametrize(
    "later",
    [{"pending": 11}, {"suspended": 0}, {"overdue": 1}, {"reversed": 1}],
    ids=lambda one: next(iter(one)),
)
def test_each_of_the_four_figures_makes_the_order(later: dict[str, int]) -> None:
    first = Candidate("a", "Lê Thị An", pending=10, suspended=1)
    assert lots([replace(first, id="b", **later), first]) == {"a": 2, "b": 1}


def test_an_earlier_figure_counts_before_a_later_one() -> None:
    burdened = Candidate("a", "Lê Thị An", pending=10, overdue=9, reversed=9)
    assert lots([burdened, Candidate("b", "Trần Văn Bình", pending=11, suspended=5)]) == {"a": 2, "b": 1}


def test_judges_with_the_same_figures_have_the_same_lots() -> None:
    same = [Candidate(pk, pk.upper(), pending=3, suspended=1) for pk in "abc"]
    assert lots(same) == {"a": 1, "b": 1, "c": 1}
    assert lots([*same, Candidate("d", "D", pending=4)]) == {"a": 2, "b": 2, "c": 2, "d": 1}
    drawn = Counter(draw(same, seed=str(n), tolerance=2).chosen.id for n in range(3000))
    assert set(drawn) == set("abc")
    assert min(drawn.values()) > 900


def test_everyone_in_the_pool_is_drawn_about_as_often_as_the_lots_say() -> None:
    rounds, held = 6000, lots(JUDGES)
    drawn = Counter(draw(JUDGES, seed=str(n), tolerance=2).chosen.id for n in range(rounds))
    assert set(drawn) == set(held)
    for pk, lot in held.items():
        expected = rounds * lot / sum(held.values())
        assert abs(drawn[pk] - expected) < 0.1 * expected, pk


def test_the_explanation_tells_ranks_figures_and_lots() -> None:
    told = draw(JUDGES, seed="s", tolerance=2).explanation_vi
    assert "giữa 3 Thẩm phán có ít vụ việc nhất, tổng số 6 phần thăm" in told
    assert "Thứ tự 1: Lê Thị An: 3 phần thăm (10 vụ việc)." in told
    assert "Thứ tự 2: Trần Văn Bình: 2 phần thăm (12 vụ việc, 2 tạm đình chỉ)." in told
    worst = replace(JUDGES[2], overdue=1, reversed=2)
    told = draw([JUDGES[0], worst], seed="s", tolerance=2).explanation_vi
    assert "(12 vụ việc, 1 quá hạn, 2 bị hủy, sửa do chủ quan trong một năm)" in told
    assert "Thứ tự" not in draw(JUDGES[:1], seed="s", tolerance=2).explanation_vi


OLD = {
    "algorithm": "1",
    "seed": "s",
    "tolerance": 2,
    "candidates": [asdict(c) for c in JUDGES],
    "pool": ["a", "b", "c"],
    "chosen": "c",
    "explanation_vi": "Danh sách có 5 Thẩm phán.",
}
"""A record as it was kept before the order weighed."""


def test_a_record_of_the_first_algorithm_is_still_drawn_again_with_equal_chances() -> None:
    assert replay(OLD)
    assert {one.lots for one in shares_of(OLD)} == {1}
    forged = [{**OLD, "chosen": pk} for pk in "abcd" if pk != OLD["chosen"]]
    forged += [{**OLD, "lots": [1, 1, 1]}, {**OLD, "algorithm": "2"}, {**OLD, "algorithm": "3"}]
    assert not any(replay(one) for one in forged)


def test_anybody_can_draw_again_from_the_record() -> None:
    record = json.loads(json.dumps(draw(JUDGES, seed="s", tolerance=2).as_json()))
    assert replay(record)


def test_a_forged_record_is_noticed() -> None:
    result = draw(JUDGES, seed="s", tolerance=2)
    record = result.as_json()
    other = next(c.id for c in result.pool if c.id != result.chosen.id)
    forged = [
        {**record, "chosen": other},
        {**record, "pool": [result.chosen.id]},
        {**record, "algorithm": "1"},
        {**record, "algorithm": "3"},
        {**record, "lots": [1] * len(record["lots"])},
        {key: value for key, value in record.items() if key != "lots"},
        {
            **record,
            "candidates": [{**c, "pending": 10} if c["id"] == "b" else c for c in record["candidates"]],
        },
        {**record, "candidates": record["candidates"][:1]},
        {key: value for key, value in record.items() if key != "seed"},
        {**record, "tolerance": 0},
    ]
    assert [replay(item) for item in forged] == [False] * len(forged)


def test_a_draw_without_candidates_is_refused_with_what_to_do() -> None:
    with pytest.raises(NobodyToAssign, match="báo cáo Chánh án"):
        draw([JUDGES[4]], seed="s", tolerance=0)
    with pytest.raises(NobodyToAssign):
        draw([], seed="s", tolerance=0)
    with pytest.raises(ValueError, match="hai lần"):
        draw([JUDGES[0], replace(JUDGES[0], pending=1)], seed="s", tolerance=0)
    with pytest.raises(ValueError, match="mã bốc thăm"):
        draw(JUDGES, seed="", tolerance=0)
