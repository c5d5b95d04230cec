"""Who must be there: the table of BLTTDS 227 and 228."""

from __future__ import annotations

import pytest

from toaan.rules.attendance import PartyFacts, obstacles

HERE = {"present": True}


@pytest.mark.parametrize(
    ("article", "facts", "summons", "expected"),
    [
        ("227.1 everybody came", {"role": "defendant", **HERE}, 1, []),
        ("227.1 absent", {"role": "defendant", "present": False}, 1, ["BLTTDS 227.1"]),
        ("227.1 asked for it", {"role": "plaintiff", "present": False, "asked_absence": True}, 1, []),
        ("228.2 represented", {"role": "plaintiff", "present": False, "represented": True}, 1, []),
        ("227.1 protector", {"role": "plaintiff", **HERE, "absent_protectors": ("A",)}, 1, ["BLTTDS 227.1"]),
        ("227.2.b defendant", {"role": "defendant", "present": False}, 2, []),
        ("227.2.b related", {"role": "related", "present": False}, 2, []),
        ("227.2.a plaintiff", {"role": "plaintiff", "present": False}, 2, ["BLTTDS 227.2.a"]),
        ("227.2 obstacle", {"role": "plaintiff", "present": False, "good_reason": True}, 2, ["BLTTDS 227.2"]),
        ("227.2.đ protector", {"role": "plaintiff", **HERE, "absent_protectors": ("A",)}, 2, []),
    ],
)
def test_obstacles(article, facts, summons, expected):
    found = obstacles([PartyFacts(name="Bà Chi", **facts)], summons=summons)
    assert [o.article for o in found] == expected, article
    assert all("Bà Chi" in o.message for o in found)


@pytest.mark.parametrize(
    ("article", "facts", "expected"),
    [
        ("324.2 not the appellant, no reason", {"role": "plaintiff"}, []),
        (
            "324.2 not the appellant, good reason",
            {"role": "defendant", "good_reason": True},
            ["BLTTDS 324.2"],
        ),
        ("296.2 the appellant", {"role": "defendant", "appellant": True}, ["BLTTDS 296.2"]),
    ],
)
def test_obstacles_on_appeal_by_simplified_procedure(article, facts, expected):
    party = PartyFacts(name="Bà Chi", present=False, **facts)
    found = obstacles([party], summons=1, simplified=True, on_appeal=True)
    assert [o.article for o in found] == expected, article
