"""The check over real articles: their own sentences pass, the same made false by a script do not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from toaan.assistant.finding.supported import check

from . import corrupting

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def claims():
    root = os.environ.get("TOAAN_DATA")
    if not root or not (Path(root) / "law" / "phapdien.jsonl.xz").is_file():
        pytest.fail("TOAAN_DATA must name the data folder that holds the law", pytrace=False)
    return corrupting.claims(Path(root), 40, seed=7)


def test_sentences_copied_from_an_article_pass(claims):
    true, _ = claims
    assert len(true) > 100
    assert sum(check(one.text, one.passages).accepted for one in true) >= 0.9 * len(true)


def test_the_same_made_false_do_not(claims):
    _, false = claims
    passed = [f"{one.wrong}: {one.text}" for one in false if check(one.text, one.passages).accepted]
    assert len(passed) <= 0.02 * len(false), passed
