"""Requests about foreign judgments and awards: ways, limits, grounds, presence, each as the code has it (423–463)."""

from __future__ import annotations

from datetime import date

import pytest

from toaan.rules import foreign, requests
from toaan.rules.requests import Presence
from toaan.rules.tests.shipped import ROWS

DAY = date(2026, 3, 2)
KINDS = {kind.code: kind for kind in requests.kinds(ROWS, DAY)}
OF_WAY = {
    "foreign_judgment": ("27.5", "29.9", "31.4", "33.3"),
    "foreign_refusal": ("27.5.khong", "29.9.khong", "31.4.khong", "33.3.khong"),
    "foreign_unenforced": (
        "27.5.khong-thi-hanh", "29.9.khong-thi-hanh", "31.4.khong-thi-hanh", "33.3.khong-thi-hanh",
    ),
    "foreign_award": ("31.5", "33.4"),
}  # fmt: skip


def way(special: str) -> foreign.Way:
    found = foreign.way(ROWS, special, DAY)
    assert found is not None
    return found


@pytest.mark.parametrize(("special", "codes"), OF_WAY.items())
def test_every_clause_of_article_67_goes_its_way(special, codes):
    found = way(special)
    limits = {row.key for row in ROWS if row.kind == "time_limit"}
    named = (
        found.file_by, found.accept, found.vks, found.send, found.send_end, found.appeal, found.appeal_absent, found.appeal_end,
        found.protest, found.protest_higher, found.review,
    )  # fmt: skip
    assert set(named) <= limits
    assert found.panel in {row.key for row in ROWS if row.kind == "panel"}
    for code in codes:
        kind = KINDS[code]
        assert kind.special == special and kind.appeal and code.startswith(foreign.BY_THREE)
        assert foreign.clause_of(code) in foreign.BY_THREE
        assert {kind.preparation, kind.session} <= limits
        assert len(kind.relation) <= 300 and len(code) <= 20
    assert {k.code for k in KINDS.values() if k.code.startswith(foreign.BY_THREE)} == {
        code for several in OF_WAY.values() for code in several
    }


@pytest.mark.parametrize(
    ("special", "told"),
    [
        ("foreign_judgment", ("Điều 432", "effect", "Người phải thi hành", ["recognise", "refuse"])),
        ("foreign_refusal", ("Điều 444", "effect", "Người được thi hành", ["refuse", "reject"])),
        ("foreign_unenforced", ("Điều 447", "receipt", "", ["refuse", "reject"])),
        ("foreign_award", ("Điều 451", "effect", "Người phải thi hành", ["recognise", "part", "refuse"])),
    ],
)
def test_what_each_way_knows(special, told):
    found = way(special)
    assert (found.citation, found.counts_from, found.opponent, [o.code for o in found.outcomes]) == told


def test_one_judge_settles_everything_else():
    assert foreign.way(ROWS, "consent_divorce", DAY) is None
    assert foreign.way(ROWS, "foreign_judgment", date(2016, 6, 30)) is None


@pytest.mark.parametrize(
    ("prefix", "special", "articles"),
    [
        (foreign.GROUND, "foreign_judgment", [f"khoản {n} Điều 439" for n in range(1, 9)]),
        (foreign.GROUND, "foreign_unenforced", [f"khoản {n} Điều 439" for n in range(1, 9)]),
        (
            foreign.GROUND,
            "foreign_award",
            [
                *(f"điểm {p} khoản 1 Điều 459" for p in "abcdđeg"),
                *(f"điểm {p} khoản 2 Điều 459" for p in "ab"),
            ],
        ),
        (foreign.SUSPENSION, "foreign_judgment", [f"điểm {p} khoản 4 Điều 437" for p in "abcdđ"]),
        (foreign.SUSPENSION, "foreign_award", [f"điểm {p} khoản 2 Điều 457" for p in "abc"]),
        (
            foreign.ENDING,
            "foreign_refusal",
            [*(f"điểm {p} khoản 5 Điều 437" for p in "abcdđegh"), "khoản 3 Điều 438"],
        ),
        (
            foreign.ENDING,
            "foreign_award",
            [*(f"điểm {p} khoản 3 Điều 457" for p in "abcdđ"), "khoản 3 Điều 458"],
        ),
    ],
)
def test_grounds_point_by_point(prefix, special, articles):
    assert [g.citation for g in foreign.grounds(ROWS, prefix, special, DAY)] == articles


def test_only_the_grounds_of_459_1_need_the_debtors_evidence_and_only_one_allows_a_part():
    found = foreign.grounds(ROWS, foreign.GROUND, "foreign_award", DAY)
    assert {g.citation for g in found if g.proof} == {f"điểm {p} khoản 1 Điều 459" for p in "abcdđeg"}
    assert [g.citation for g in found if g.part] == ["điểm d khoản 1 Điều 459"]
    assert not any(g.proof or g.part for g in foreign.grounds(ROWS, foreign.GROUND, "foreign_judgment", DAY))


A, B = Presence("An", asks=True, present=False), Presence("Bình", asks=False, present=False)
C = Presence("Chi", asks=False, present=False)


@pytest.mark.parametrize(
    ("people", "opponent", "summons", "words"),
    [
        ([A], "Bình", 1, ["phải hoãn"]),
        ([B], "Bình", 1, ["phải hoãn"]),
        ([A, B, C], "Bình", 1, ["phải hoãn", "phải hoãn"]),
        ([A], "Bình", 2, ["đình chỉ"]),
        ([B], "Bình", 2, []),
        ([C], "Bình", 1, []),
        ([B], "", 1, []),
        ([Presence("Bình", asks=False, present=False, asked_absence=True)], "Bình", 1, []),
        ([Presence("An", asks=True, present=False, asked_absence=True)], "Bình", 2, []),
    ],
)
def test_who_must_be_at_the_session(people, opponent, summons, words):
    found = foreign.obstacles(people, opponent=opponent, summons=summons, article="khoản 3 Điều 438")
    assert len(found) == len(words)
    assert all(word in told for word, (_article, told) in zip(words, found, strict=True))
    assert all(article == "khoản 3 Điều 438 BLTTDS" for article, _told in found)
