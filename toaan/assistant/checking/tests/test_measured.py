"""How the check does on real judgments (TOAAN_DATA), untouched and with scripted errors put in: promises to whoever leaves it on.

The errors are those of `bench/drafts.py`; docs/bench/drafts.md has the figures.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import pytest

from toaan.assistant.checking.book import FileBook

pytestmark = pytest.mark.data

MOST_EACH, MOST_ALL, LEAST_FOUND, MOST_SECONDS = 4, 32, 0.82, 3.0
"""Findings on an untouched judgment, true defects of the published texts among them."""


@pytest.fixture(scope="module")
def measured():
    root = os.environ.get("TOAAN_DATA")
    if not root or not (Path(root) / "judgments").is_dir():
        pytest.fail("TOAAN_DATA must name the data folder that holds judgments", pytrace=False)
    bench = Path(__file__).resolve().parents[4] / "bench" / "drafts.py"
    spec = importlib.util.spec_from_file_location("bench_drafts", bench)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module.measure(module.judgments(Path(root), "plain"), FileBook.of_folder(Path(root)), 1)


def test_untouched_judgments_are_left_alone(measured):
    assert max(measured["untouched"]) <= MOST_EACH
    assert sum(measured["untouched"]) <= MOST_ALL


def test_errors_are_found_by_kind(measured):
    assert {k: v for k, v in measured["kinds"].items() if v[0] / v[1] < LEAST_FOUND} == {}


def test_a_judgment_is_checked_while_one_waits(measured):
    assert sorted(measured["ms"])[len(measured["ms"]) // 2] < MOST_SECONDS * 1000
