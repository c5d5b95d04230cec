import json
import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toaan.rules.assignment import Candidate, NobodyToAssign, draw, replay

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


def test_everyone_in_the_pool_is_drawn_about_equally_often() -> None:
    drawn = Counter(draw(JUDGES, seed=str(n), tolerance=2).chosen.id for n in range(3000))
    assert set(drawn) == set("abc")
    assert min(drawn.values()) > 900


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
        {**record, "algorithm": "2"},
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
