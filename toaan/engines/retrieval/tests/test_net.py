"""The net learns what puts the right candidate before the others, and odd questions do it no harm."""

from __future__ import annotations

import numpy as np
import pytest

from toaan.engines.retrieval.net import Plan, Scale, fit


def questions(count: int, seed: int = 1):
    """The right candidate is the one with the highest product of the first two features; the third is the question's own, the last noise."""
    chance = np.random.default_rng(seed)
    rows, right = [], []
    for _ in range(count):
        one = chance.random((20, 4)).astype(np.float32)
        one[:, 2] = chance.random()
        rows.append(one)
        right.append(np.arange(20) == np.argmax(one[:, 0] * one[:, 1]))
    return rows, right


def test_it_orders_questions_that_it_has_not_seen():
    net = fit(*questions(300), seed=0, plan=Plan(rounds=15, left_out=0.1))
    rows, right = questions(100, seed=2)
    assert (
        np.mean([right_one[net.score(one).argmax()] for one, right_one in zip(rows, right, strict=True)])
        > 0.7
    )


def test_what_is_the_same_for_all_candidates_is_known_as_the_questions_own():
    scale = Scale.of(questions(10)[0])
    assert scale.own.tolist() == [False, False, True, False]


@pytest.mark.parametrize("value", [0.0, 1e9, -1e9])
def test_one_candidate_or_wild_values_give_finite_scores(value):
    net = fit(*questions(20), seed=0, plan=Plan(rounds=2))
    for count in (1, 2, 50):
        assert np.isfinite(net.score(np.full((count, 4), value, np.float32))).all()


def test_the_same_seed_gives_the_same_net():
    one, two = (fit(*questions(20), seed=3, plan=Plan(rounds=2)) for _ in range(2))
    assert (one.inner == two.inner).all() and (one.straight == two.straight).all()
