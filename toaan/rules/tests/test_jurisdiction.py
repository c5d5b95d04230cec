"""Which court? Table-driven, an article a line; and the wording of the rows in the published code (make test-data)."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from toaan.rules.jurisdiction import (
    OTHER,
    PLACES_VI,
    Facts,
    UnknownClause,
    clause_of,
    jurisdiction,
    types,
)
from toaan.rules.model import NoRuleInForce
from toaan.rules.tests import shipped
from toaan.rules.tests.law_text import articles, pages

ROWS = [row for row in shipped.ROWS if row.kind == "jurisdiction"]
DAY = date(2026, 3, 2)
KHE, THANH, HOA = (
    "xã Yên Khê, tỉnh Sông Thanh",
    "xã Sông Thanh, tỉnh Sông Thanh",
    "phường Tân Hòa, tỉnh Sông Thanh",
)
PLACES = {"defendant": (KHE,), "plaintiff": (THANH,)}


def ask(clause="26.3", places=PLACES, flags=(), **kw):
    return jurisdiction(Facts(clause=clause, places=places, flags=frozenset(flags), **kw), ROWS, DAY)


def short(answer):
    return [(way.rank, way.article.replace(" Bộ luật Tố tụng dân sự", ""), way.roles) for way in answer.ways]


DISPUTES = (
    # clause, places, facts -> (rank, article, roles) of the ways
    ("26.2", PLACES, (), [("usual", "điểm a khoản 1 Điều 39", ("defendant",))]),
    ("26.2", PLACES, ("agreed",), [("usual", "điểm a khoản 1 Điều 39", ("defendant",)),
                                   ("choice", "điểm b khoản 1 Điều 39", ("plaintiff",))]),
    ("26.2", {**PLACES, "immovable": (HOA,)}, ("agreed",), [("exclusive", "điểm c khoản 1 Điều 39", ("immovable",))]),
    ("26.2", {**PLACES, "immovable": (HOA, KHE)}, (), [("exclusive", "điểm c khoản 1 Điều 39", ("immovable",)),
                                                       ("exclusive", "điểm i khoản 1 Điều 40", ("immovable",))]),
    ("26.2", PLACES, ("defendant_unknown",), [("usual", "điểm a khoản 1 Điều 39", ("defendant",)),
     ("choice", "điểm a khoản 1 Điều 40", ("defendant_last", "defendant_property"))]),
    ("26.2", {**PLACES, "branch": (HOA,)}, (), [("usual", "điểm a khoản 1 Điều 39", ("defendant",)),
                                                ("choice", "điểm b khoản 1 Điều 40", ("branch",))]),
    ("26.2", PLACES, ("defendant_abroad",), [("usual", "điểm a khoản 1 Điều 39", ("defendant",)),
                                             ("choice", "điểm c khoản 1 Điều 40", ("plaintiff",))]),
    ("28.5", PLACES, (), [("usual", "điểm a khoản 1 Điều 39", ("defendant",)),
                          ("choice", "điểm c khoản 1 Điều 40", ("plaintiff",))]),
    ("26.6", PLACES, (), [("usual", "điểm a khoản 1 Điều 39", ("defendant",)),
                          ("choice", "điểm d khoản 1 Điều 40", ("plaintiff", "harm"))]),
    ("32.1.d", PLACES, ("worker",), [("usual", "điểm a khoản 1 Điều 39", ("defendant",)),
                                     ("choice", "điểm đ khoản 1 Điều 40", ("plaintiff",))]),
    ("32.1.d", PLACES, ("contractor",), [("usual", "điểm a khoản 1 Điều 39", ("defendant",)),
                                         ("choice", "điểm e khoản 1 Điều 40", ("main_employer", "contractor"))]),
    ("26.3", PLACES, (), [("usual", "điểm a khoản 1 Điều 39", ("defendant",)),
                          ("choice", "điểm g khoản 1 Điều 40", ("performance",))]),
    ("30.1", {"defendant": (KHE, HOA)}, (), [("usual", "điểm a khoản 1 Điều 39", ("defendant",)),
     ("choice", "điểm g khoản 1 Điều 40", ("performance",)), ("choice", "điểm h khoản 1 Điều 40", ("defendant",))]),
)  # fmt: skip


@pytest.mark.parametrize(("clause", "places", "flags", "expected"), DISPUTES)
def test_a_dispute_goes_where_39_1_and_40_1_say(clause, places, flags, expected):
    answer = ask(clause, places, (*flags, "labour_mediated"))
    assert answer.outcome == "court"
    assert answer.level == "region"
    assert short(answer) == expected
    assert answer.exclusive == (expected[0][0] == "exclusive")


REQUESTS = (
    ("27.1", ("declare",), "điểm a khoản 2 Điều 39", ("subject",)),
    ("27.1", ("revoke",), "điểm c khoản 2 Điều 39", ("requester",)),
    ("27.3", ("declare",), "điểm b khoản 2 Điều 39", ("subject_last",)),
    ("27.5", ("enforce",), "điểm d khoản 2 Điều 39", ("debtor", "enforcement_property")),
    ("29.9", ("not_recognise",), "điểm đ khoản 2 Điều 39", ("requester",)),
    ("31.5", (), "điểm e khoản 2 Điều 39", ("debtor", "enforcement_property")),
    ("29.1", (), "điểm g khoản 2 Điều 39", ("registration",)),
    ("29.2", (), "điểm h khoản 2 Điều 39", ("either",)),
    ("29.3", (), "điểm i khoản 2 Điều 39", ("either",)),
    ("29.4", (), "điểm k khoản 2 Điều 39", ("parent",)),
    ("29.5", (), "điểm l khoản 2 Điều 39", ("either",)),
    ("27.6", (), "điểm m khoản 2 Điều 39", ("notary",)),
    ("27.9", (), "điểm n khoản 2 Điều 39", ("enforcement_agency", "enforcement_property")),
    ("27.8", (), "điểm p khoản 2 Điều 39", ("property",)),
    ("29.6", (), "điểm q khoản 2 Điều 39", ("surrogate",)),
    ("29.7", (), "điểm r khoản 2 Điều 39", ("either",)),
    ("27.7", (), "điểm s khoản 2 Điều 39", ("requester",)),
    ("29.8", (), "điểm t khoản 2 Điều 39", ("requester",)),
    ("29.10", (), "điểm t khoản 2 Điều 39", ("requester",)),
    ("31.1", (), "điểm u khoản 2 Điều 39", ("company",)),
    ("33.1", (), "điểm v khoản 2 Điều 39", ("conclusion", "performance")),
    ("33.2", (), "điểm x khoản 2 Điều 39", ("strike",)),
)


@pytest.mark.parametrize(("clause", "flags", "article", "roles"), REQUESTS)
def test_a_request_goes_where_39_2_says(clause, flags, article, roles):
    answer = ask(clause, {}, flags)
    assert answer.level == "region"
    assert short(answer)[0] == ("usual", article, roles)


def test_the_requester_may_choose_in_the_cases_of_40_2():
    assert short(ask("27.3", {}, ("declare",)))[1] == (
        "choice", "điểm a khoản 2 Điều 40", ("requester", "subject_property"),
    )  # fmt: skip
    assert "điểm b khoản 2 Điều 40" in str(short(ask("29.1", {})))
    assert "điểm c khoản 2 Điều 40" in str(short(ask("29.4", {})))
    assert "Điều 40" not in str(short(ask("29.2", {})))


def test_only_arbitral_awards_go_to_a_provincial_court():
    assert ask("31.2", {}, ("arbitral_award",)).level == "province"
    assert ask("31.2", {}).level == "region"
    assert "khoản 2 Điều 37" in ask("31.2", {}, ("arbitral_award",)).level_article


@pytest.mark.parametrize(
    ("clause", "bench"),
    [("26.3", "Tòa Dân sự"), ("32.4", "Tòa Dân sự"), ("28.1", "Tòa Gia đình và người chưa thành niên"),
     ("30.1", "Tòa Kinh tế"), ("26.4", "Tòa Sở hữu trí tuệ"), ("30.2", "Tòa Sở hữu trí tuệ")],
)  # fmt: skip
def test_the_bench_of_article_36(clause, bench):
    assert ask(clause).bench == bench


STOPPED = (
    ("26.3", ("arbitration",), "outside", "Điều 6 Luật Trọng tài thương mại"),
    ("26.14", ("administrative",), "outside", "Điều 30 Luật Tố tụng hành chính"),
    ("32.1", (), "not_yet", "khoản 1 Điều 32"),
    ("26.9", (), "not_yet", "khoản 2 Điều 3 Nghị quyết số 04/2017"),
)


@pytest.mark.parametrize(("clause", "flags", "outcome", "article"), STOPPED)
def test_what_is_no_matter_for_the_court_yet_or_at_all_says_what_to_do(clause, flags, outcome, article):
    answer = ask(clause, PLACES, flags)
    assert answer.outcome == outcome
    assert article in answer.article
    assert answer.todo
    assert answer.todo in answer.explanation_vi
    assert answer.ways == ()


@pytest.mark.parametrize(("clause", "flag"), [("32.1", "labour_mediated"), ("26.9", "land_mediated")])
def test_mediation_before_the_court_opens_the_door(clause, flag):
    assert ask(clause, PLACES, (flag,)).outcome == "court"


def test_dismissal_needs_no_mediation():
    assert ask("32.1.a").outcome == "court"


def test_land_is_exclusive_even_before_its_place_is_known():
    answer = ask("26.9", PLACES, ("land_mediated", "agreed"))
    assert [way.rank for way in answer.ways] == ["exclusive"]
    assert answer.ways[0].places == ()


def test_the_explanation_names_place_article_and_level():
    words = ask("26.3").explanation_vi
    for part in (KHE, "điểm a khoản 1 Điều 39", "Tòa án nhân dân khu vực", "Điều 35", "khoản 3 Điều 26"):
        assert part in words


def test_the_usual_names_of_disputes_find_their_clause():
    assert clause_of(ROWS, "DS", "tranh chấp  hợp đồng vay tài sản", DAY) == ("26.3", False)
    assert clause_of(ROWS, "DS", "Một việc lạ", DAY) == ("26.14", True)
    assert clause_of(ROWS, "HNGĐ", "Tranh chấp về cấp dưỡng", DAY) == ("28.5", False)
    with pytest.raises(UnknownClause):
        clause_of(ROWS, "HS", "Trộm cắp", DAY)


def test_a_clause_that_is_not_in_the_code_and_a_day_of_other_courts_are_refused():
    with pytest.raises(UnknownClause):
        ask("26.99")
    with pytest.raises(NoRuleInForce):
        jurisdiction(Facts(clause="26.3"), ROWS, date(2025, 6, 30))


ABROAD = (
    # clause, places, facts -> articles of the grounds, whether only Vietnamese courts
    ("26.3", PLACES, (), [], False),  # nothing foreign: nothing is asked
    ("26.3", PLACES, ("foreign",), ["điểm a khoản 1 Điều 469", "điểm e khoản 1 Điều 469"], False),
    ("26.3", PLACES, ("defendant_abroad",), ["điểm e khoản 1 Điều 469"], False),
    ("26.3", {"defendant": (KHE,)}, ("defendant_abroad",), [], False),
    ("26.3", {"defendant_property": (HOA,)}, ("defendant_abroad",), ["điểm c khoản 1 Điều 469"], False),
    ("30.1", {"branch": (HOA,)}, ("defendant_abroad",), ["điểm b khoản 1 Điều 469"], False),
    ("26.3", {"performance": (HOA,)}, ("defendant_abroad",), ["điểm đ khoản 1 Điều 469"], False),
    ("28.1", PLACES, ("defendant_abroad",), ["điểm d khoản 1 Điều 469"], False),
    ("28.1", PLACES, ("foreign",), ["điểm b khoản 1 Điều 470", "điểm a khoản 1 Điều 469", "điểm d khoản 1 Điều 469"], True),
    ("26.2", {**PLACES, "immovable": (HOA,)}, ("defendant_abroad",),
     ["điểm a khoản 1 Điều 470", "điểm đ khoản 1 Điều 469", "điểm e khoản 1 Điều 469"], True),
    ("26.3", {}, ("foreign", "agreed"), ["điểm c khoản 1 Điều 470"], True),
    ("27.3", {}, ("foreign", "declare"), ["điểm c khoản 2 Điều 470"], True),
    ("27.1", {}, ("foreign", "declare"), ["điểm d khoản 2 Điều 470"], True),
    ("27.8", {}, ("foreign",), ["điểm đ khoản 2 Điều 470"], True),
)  # fmt: skip


@pytest.mark.parametrize(("clause", "places", "flags", "articles", "only"), ABROAD)
def test_a_foreign_element_needs_a_ground_of_469_or_470(clause, places, flags, articles, only):
    answer = ask(clause, places, flags)
    assert [g.article.replace(" Bộ luật Tố tụng dân sự", "") for g in answer.abroad] == articles
    assert answer.outcome == "court"
    assert ("chỉ Tòa án Việt Nam giải quyết" in answer.explanation_vi) == only
    assert ("yếu tố nước ngoài" in answer.explanation_vi) == bool(flags)
    if flags and not articles:
        assert "khoản 1 Điều 469" in answer.explanation_vi and "Thẩm phán xem xét" in answer.explanation_vi


@pytest.mark.parametrize(
    ("flag", "article"),
    [("foreign_forum", "điểm a"), ("foreign_pending", "điểm c"), ("foreign_decided", "điểm d")],
)
def test_what_a_court_abroad_was_given_is_left_to_it_unless_only_ours_may_try_it(flag, article):
    answer = ask("26.3", PLACES, (flag,))
    assert (answer.outcome, answer.ways) == ("outside", ())
    assert f"{article} khoản 1 Điều 472" in answer.article and answer.todo in answer.explanation_vi
    land = ask("26.2", {**PLACES, "immovable": (HOA,)}, (flag,))
    assert (land.outcome, land.exclusive) == ("court", True)


def test_every_row_can_be_used():
    clauses = {r.source.article for r in types(ROWS, DAY)}
    assert set(OTHER.values()) <= clauses
    for row in ROWS:
        assert set(row.value.get("places", ())) <= set(PLACES_VI), row.key
        for of in row.value.get("of", ()):
            assert any(c == of or c.startswith(f"{of}.") for c in clauses), (row.key, of)


@pytest.mark.data
@pytest.mark.parametrize("row", [r for r in ROWS if r.source.law == "BLTTDS" and r.value["part"] != "outside"],
                         ids=lambda r: r.key)  # fmt: skip
def test_each_row_is_worded_as_in_the_code(row):
    folder = Path(os.environ["TOAAN_DATA"]) / "law" / "pdf"
    number = row.source.article.split(".")[0]
    assert row.value["title"] in articles(folder)[number]
    assert row.source.page in pages(folder)[number]
