"""How well the rules do on real judgments with names put back (TOAAN_DATA); the figures are promises to the reviewers.

A mention counts as found when replacements cover all of it; a replacement counts as wrong when it touches neither
a marked mention nor a zone where removing is harmless. Numbers and dates are not judged here.
"""

import json
import lzma
import os
import re
from pathlib import Path

import pytest

from toaan.publication.anonymise import apply, propose

pytestmark = pytest.mark.data

MIN_RECALL, MIN_PRECISION, MAX_LEAKING = 0.997, 0.99, 1
_NUMBER_KINDS = {"identifier", "phone", "account", "plate", "land", "email", "birth_date", "address"}


@pytest.fixture(scope="module")
def judgments():
    root = os.environ.get("TOAAN_DATA")
    path = Path(root or "") / "judgments" / "named_civil.jsonl.xz"
    if not root or not path.is_file():
        pytest.fail(
            "TOAAN_DATA must name the data folder that holds judgments/named_civil.jsonl.xz", pytrace=False
        )
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def proposals(judgments):
    return [propose(judgment["text"]) for judgment in judgments]


def _covered(length, spans):
    mask = bytearray(length)
    for start, end in spans:
        mask[start:end] = b"\1" * (end - start)
    return mask


def test_recall_and_leaking_judgments(judgments, proposals):
    found = total = leaking = 0
    for judgment, proposal in zip(judgments, proposals, strict=True):
        mask = _covered(len(judgment["text"]), [(r.start, r.end) for r in proposal.replacements])
        hits = [all(mask[mention["start"] : mention["end"]]) for mention in judgment["gold"]]
        found, total, leaking = found + sum(hits), total + len(hits), leaking + (not all(hits))
    assert found / total >= MIN_RECALL
    assert leaking <= MAX_LEAKING


def test_precision(judgments, proposals):
    right = wrong = 0
    for judgment, proposal in zip(judgments, proposals, strict=True):
        size = len(judgment["text"])
        gold = _covered(size, [(mention["start"], mention["end"]) for mention in judgment["gold"]])
        harmless = _covered(size, judgment["neutral"])
        for item in proposal.replacements:
            if item.kind in _NUMBER_KINDS:
                continue
            if any(gold[item.start : item.end]):
                right += 1
            elif not any(harmless[item.start : item.end]):
                wrong += 1
    assert right / (right + wrong) >= MIN_PRECISION


def test_all_court_people_stay(judgments, proposals):
    lost = []
    for judgment, proposal in zip(judgments, proposals, strict=True):
        before = _one_line(judgment["text"])
        after = _one_line(apply(judgment["text"], proposal.replacements))
        lost += [name for name in judgment["keep"] if before.count(name) != after.count(name)]
    assert lost == []


def test_one_code_per_name_and_one_name_per_code(judgments, proposals):
    for judgment, proposal in zip(judgments, proposals, strict=True):
        starts = {item.start: item for item in proposal.replacements}
        code_of, name_of = {}, {}
        for mention in judgment["gold"]:
            item = starts.get(mention["start"])
            if mention["kind"] == "person" and item and item.end == mention["end"]:
                code_of.setdefault(mention["text"], set()).add(item.replacement)
                name_of.setdefault(item.replacement, set()).add(mention["text"])
        assert all(len(codes) == 1 for codes in code_of.values())
        assert all(len(names) == 1 for names in name_of.values())


def _one_line(text):
    return re.sub(r"\s+", " ", text)
